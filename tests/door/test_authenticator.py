"""Each weakness of the plain library, shown on it, and shown to be absent from our door.

streamlit-authenticator 0.4.2: `plain` is what an app gets that follows its README; `ours` is the
same question asked of the fence, the sessions and the sign-in route.
"""

import inspect
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from extra_streamlit_components import CookieManager
from streamlit_authenticator import Hasher, LoginError, Validator, params
from streamlit_authenticator.models import authentication_model, cookie_model
from streamlit_authenticator.models.authentication_model import AuthenticationModel
from streamlit_authenticator.models.cookie_model import CookieModel
from streamlit_authenticator.utilities.helpers import Helpers

from afreflect.storage import recovery_code
from afreflect.storage.accounts import Accounts
from afreflect.storage.database import Database, open_database
from afreflect.ui import authenticator
from tests.door import visiting
from tests.door.conftest import PASSWORD, House, Open, joined
from tests.door.visiting import cookie_name, post

RIGHT, WRONG = "Right-pass1", "Wrong-pass1"
UI = Path(authenticator.__file__).parent


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Stands in for Streamlit below the plain library: one browser's state and cookies."""
    stand_in = SimpleNamespace(
        session_state={"logout": None}, context=SimpleNamespace(cookies={}), query_params={}
    )
    monkeypatch.setattr(cookie_model, "st", stand_in)
    monkeypatch.setattr(authentication_model, "st", stand_in)
    return stand_in


def plain_cookies() -> CookieModel:
    """The library's cookies, without the component that only a browser can run."""
    model = CookieModel.__new__(CookieModel)
    model.cookie_name, model.cookie_key, model.cookie_expiry_days = "plain", "k" * 32, 30
    return model


def plain_accounts() -> Any:
    hashed = Hasher.hash(RIGHT)
    return AuthenticationModel({"usernames": {"amelie": {"password": hashed, "email": "a@b.ca"}}})


@pytest.fixture
def database(tmp_path: Path):
    opened = open_database(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def hosted(open_house: Open) -> House:
    house = open_house(hosted=True)
    joined(house, "amelie", "her words")
    return house


def seconds(work: Callable[[], object]) -> float:
    """The least of three: what is left is the work's own."""
    took = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


def test_plain_a_copied_cookie_signs_in_again_after_signing_out(browser: SimpleNamespace):
    cookies = plain_cookies()
    browser.session_state["username"] = "amelie"
    cookies.exp_date = cookies._set_exp_date()
    copied = cookies._token_encode()
    browser.session_state["logout"] = True
    assert not cookies.get_cookie()
    browser.session_state = {"logout": None}
    browser.context.cookies["plain"] = copied
    assert (cookies.get_cookie() or {})["username"] == "amelie"


def test_ours_a_copied_cookie_ends_with_the_session(database: Database):
    accounts = Accounts(database)
    session_id, copied = accounts.start_session("amelie")
    assert accounts.session(copied) is not None
    accounts.revoke(session_id)
    assert accounts.session(copied) is None


def test_plain_the_cookie_is_set_by_a_script_that_can_also_read_it():
    """A script can't set an HttpOnly cookie, and the library does not ask for Secure."""
    asked = inspect.signature(CookieManager.set).parameters
    assert not any("http" in name for name in asked)
    assert asked["secure"].default is None
    assert "secure" not in inspect.getsource(CookieModel.set_cookie)


def test_ours_the_cookie_comes_with_the_answer_and_no_script_reads_it(hosted: House):
    """So it can't be lost by a rerun either, as the plain library's is right after signing in."""
    answer = post(hosted.url, "/sign-in", name="amelie", password=PASSWORD)
    assert (answer.status, answer.header("location")) == (303, "/")
    assert "HttpOnly" in answer.header("set-cookie")
    assert "SameSite=Strict" in answer.header("set-cookie")
    cookie = f"{cookie_name(hosted.url)}={answer.cookies[cookie_name(hosted.url)]}"
    assert "Your private file is locked" in visiting.look(hosted.url, "", cookie).words


def test_plain_the_time_tells_which_names_exist(browser: SimpleNamespace):
    model = plain_accounts()
    known = seconds(lambda: model.check_credentials("amelie", WRONG))
    assert seconds(lambda: model.check_credentials("nobody", WRONG)) < known / 10


def test_ours_a_name_that_does_not_exist_takes_as_long():
    kept = authenticator.hashed(RIGHT)
    authenticator.matches(WRONG, None)
    known = seconds(lambda: authenticator.matches(WRONG, kept))
    unknown = seconds(lambda: authenticator.matches(WRONG, None))
    assert known / 2 < unknown < known * 2


def test_ours_the_answer_is_the_same_for_a_wrong_name_and_a_wrong_password(hosted: House):
    said = {
        name: post(hosted.url, "/sign-in", name=name, password="not the password")
        for name in ("amelie", "nobody")
    }
    assert said["amelie"].status == said["nobody"].status == 403
    assert said["amelie"].text.replace("amelie", "") == said["nobody"].text.replace("nobody", "")


def test_plain_anyone_can_lock_a_name_for_good(browser: SimpleNamespace):
    model = plain_accounts()
    for _ in range(3):
        model.login("amelie", WRONG, max_login_attempts=3)
    with pytest.raises(LoginError, match="Maximum number of login attempts"):
        model.login("amelie", RIGHT, max_login_attempts=3)


def test_ours_failures_elsewhere_keep_nobody_out(hosted: House):
    for _ in range(50):
        hosted.accounts.note_failure("amelie\n203.0.113.7")
    assert hosted.accounts.seconds_to_wait("amelie\n203.0.113.7") > 60
    assert post(hosted.url, "/sign-in", name="amelie", password=PASSWORD).status == 303


def test_ours_a_delay_grows_and_ends_by_itself(database: Database):
    now = [1_000_000.0]
    accounts = Accounts(database, clock=lambda: now[0])
    waits = [accounts.note_failure("amelie") for _ in range(20)]
    assert waits == sorted(waits)
    assert 0 < waits[-1] <= 15 * 60
    now[0] += waits[-1]
    assert accounts.seconds_to_wait("amelie") == 0


def test_ours_too_many_attempts_are_told_to_wait(hosted: House):
    answers = [
        post(hosted.url, "/sign-in", name="guessed", password="not the password").status
        for _ in range(6)
    ]
    assert answers[0] == 403
    assert answers[-1] == 429


def test_plain_the_count_of_failures_is_lost_with_the_object(browser: SimpleNamespace):
    model = plain_accounts()
    model.check_credentials("amelie", WRONG)
    assert model.credentials["usernames"]["amelie"]["failed_login_attempts"] == 1
    again = plain_accounts()
    assert "failed_login_attempts" not in again.credentials["usernames"]["amelie"]


def test_ours_the_count_of_failures_survives_a_restart(database: Database):
    accounts = Accounts(database)
    for _ in range(6):
        accounts.note_failure("amelie")
    assert Accounts(database).seconds_to_wait("amelie") > 0


@pytest.mark.parametrize("password", ["correct horse battery staple", "é" * 40, "x" * 200])
def test_plain_a_long_password_is_refused(password: str):
    assert not Validator().validate_password(password)


def test_plain_a_password_over_72_bytes_breaks_the_hashing():
    with pytest.raises(ValueError, match="72"):
        Hasher.hash("x" * 73)


@pytest.mark.parametrize("password", ["correct horse battery staple", "é" * 40, "x" * 200])
def test_ours_a_long_password_counts_to_its_last_character(password: str):
    authenticator.refuse_password(password)
    kept = authenticator.hashed(password)
    assert authenticator.matches(password, kept)
    assert not authenticator.matches(password[:-1] + "y", kept)


def test_ours_a_short_password_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="at least 12 characters"):
        authenticator.refuse_password("Sh0rt!")


def test_plain_a_new_password_can_be_foretold():
    random.seed(7)
    first = Helpers.generate_random_string()
    random.seed(7)
    assert Helpers.generate_random_string() == first


def test_ours_nothing_that_is_drawn_can_be_foretold(database: Database):
    drawn = []
    for _ in range(2):
        random.seed(7)
        drawn += [recovery_code.new_code(), Accounts(database).create_invitation()]
        drawn.append(Accounts(database).start_session("amelie")[1])
    assert len(set(drawn)) == len(drawn)


def test_plain_every_signed_in_run_sleeps():
    assert params.PRE_LOGIN_SLEEP_TIME >= 0.5


def test_ours_a_signed_in_run_does_not_sleep(hosted: House):
    answer = post(hosted.url, "/sign-in", name="amelie", password=PASSWORD)
    cookie = f"{cookie_name(hosted.url)}={answer.cookies[cookie_name(hosted.url)]}"
    visiting.look(hosted.url, "", cookie)
    assert seconds(lambda: visiting.ask(hosted.url, "/", cookie=cookie, accept="text/html")) < 0.5


def test_plain_mail_goes_through_a_third_party():
    assert params.SERVER_URL.startswith("https://")


def test_ours_takes_the_hashing_and_the_rule_for_names_and_nothing_else():
    """One module imports the library, and of it only what neither asks nor tells anybody."""
    importing = [file for file in UI.rglob("*.py") if "streamlit_authenticator" in file.read_text()]
    assert [file.name for file in importing] == ["authenticator.py"]
    fence = importing[0].read_text()
    taken = set(re.findall(r"_library\(\)\.([A-Za-z_.]+)\(", fence))
    assert taken == {"Hasher.hash", "Hasher.check_pw", "Validator"}


def test_ours_joining_takes_an_invitation_that_is_good_once(hosted: House):
    code = hosted.accounts.create_invitation()
    fields = {"name": "newcomer", "password": PASSWORD}
    assert post(hosted.url, "/join", invitation="made up", **fields).status == 403
    assert post(hosted.url, "/join", invitation=code, **fields).status == 303
    again = post(hosted.url, "/join", invitation=code, name="second", password=PASSWORD)
    assert again.status == 403
    assert "used up" in again.text


def test_ours_what_was_typed_comes_back_as_text(hosted: House):
    answer = post(hosted.url, "/sign-in", name='"><script>alert(1)</script>', password="x" * 12)
    assert "<script>" not in answer.text
