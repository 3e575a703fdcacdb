"""An organisation's own system signs clinicians in: its answer is good once, then ours holds."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.door.conftest import PASSPHRASE, House, Open, keep_words
from tests.door.provider import CLIENT, provider
from tests.door.visiting import PAGE, Answer, ask, cookie_name, look

SECRETS = """[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "a secret of this test, and of no other"
client_id = "{client}"
client_secret = "not used by a provider so small"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def house(open_house: Open):
    with provider("amelie@hospital") as issuer:
        opened = open_house(hosted=True, env={"AFREFLECT_OIDC": "1"})
        secrets = opened.home / ".streamlit" / "secrets.toml"
        secrets.parent.mkdir(parents=True)
        secrets.write_text(SECRETS.format(url=opened.url, client=CLIENT, issuer=issuer))
        yield opened


def signed_in_elsewhere(house: House) -> dict[str, str]:
    """The cookies of a browser that has just come back from the organisation's sign-in."""
    page = ask(house.url, "/sign-in", **PAGE)
    link = page.text.split('href="')[1].split('"')[0].replace("&amp;", "&")
    away = ask(house.url, link, **PAGE)
    cookies = dict(away.cookies)
    at = urlsplit(away.header("location"))
    back = urlsplit(ask(f"{at.scheme}://{at.netloc}", f"{at.path}?{at.query}").header("location"))
    answer = ask(house.url, f"{back.path}?{back.query}", cookie=joined(cookies), **PAGE)
    return cookies | answer.cookies


def joined(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def first_page(house: House, cookies: dict[str, str]) -> Answer:
    return ask(house.url, "/", cookie=joined(cookies), **PAGE)


def test_the_sign_in_page_asks_for_no_password(house: House):
    page = ask(house.url, "/sign-in", **PAGE)
    assert 'type="password"' not in page.text
    assert "Sign in with my organisation" in page.text


def test_who_signed_in_elsewhere_gets_a_session_of_ours(house: House):
    answer = first_page(house, signed_in_elsewhere(house))
    assert answer.status == 303
    ours = [value for _, value in answer.headers if value.startswith(cookie_name(house.url))]
    assert "HttpOnly" in ours[0]
    assert "SameSite=Lax" in ours[0]
    cookie = ours[0].split(";")[0]
    assert "Before you begin" in look(house.url, "", cookie).words


def test_the_same_person_finds_the_same_private_file(house: House):
    cookie = first_page(house, signed_in_elsewhere(house)).cookies[cookie_name(house.url)]
    live = house.accounts.session(cookie)
    assert live is not None
    journal, _ = house.keeper.create(live.owner, PASSPHRASE)
    keep_words(journal, "what-amelie-keeps")
    again = first_page(house, signed_in_elsewhere(house)).cookies[cookie_name(house.url)]
    shown = look(house.url, "", f"{cookie_name(house.url)}={again}")
    assert "Your private file is locked" in shown.words


def test_a_copied_answer_signs_nobody_in_again(house: House):
    cookies = signed_in_elsewhere(house)
    assert first_page(house, cookies).cookies.get(cookie_name(house.url))
    again = first_page(house, cookies)
    assert again.header("location") == "/sign-in"
    assert not again.cookies.get(cookie_name(house.url))


def test_an_answer_spelt_another_way_is_the_same_answer(house: House):
    cookies = signed_in_elsewhere(house)
    assert first_page(house, cookies).cookies.get(cookie_name(house.url))
    respelt = {**cookies, "_streamlit_user": cookies["_streamlit_user"] + "="}
    assert first_page(house, respelt).header("location") == "/sign-in"


def test_a_forged_answer_signs_nobody_in(house: House):
    forged = signed_in_elsewhere(house)
    name = "_streamlit_user"
    forged[name] = forged[name][:-6] + "AAAAAA"
    assert first_page(house, forged).header("location") == "/sign-in"


def test_without_that_option_such_an_answer_means_nothing(open_house: Open, tmp_path: Path):
    plain = open_house(hosted=True)
    answer = first_page(plain, {"_streamlit_user": "anything"})
    assert answer.header("location") == "/sign-in"
