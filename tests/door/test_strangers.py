"""A stranger is shown the sign-in page, or a locked private file, and nothing else of anything."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from afreflect.storage.journal import PERSONAL
from afreflect.storage.journal_tables import SESSIONS
from tests.door import visiting
from tests.door.conftest import House, Open, joined, with_private_file
from tests.door.visiting import PAGE, ask, cookie_name, first_cookie, handshake, look, refused, run

PAGES = sorted(page.stem for page in (Path(__file__).parents[2] / "pages").glob("*.py"))
SECRET = "words-that-nobody-else-may-see"
BEHIND = (
    "/static/js/index.js",
    "/media/0123456789abcdef.zip",
    "/component/anything/index.html",
    "/_stcore/host-config",
    "/_stcore/upload_file/session/file",
    "/_stcore/bidi-components/afreflect_autosave/x.js",
    "/take-out",
)
CLOSED = ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check")


@pytest.fixture(scope="module")
def hosted(open_house: Open) -> House:
    """A hosted app with one clinician, in which no page has run yet."""
    house = open_house(hosted=True)
    joined(house, "amelie", SECRET)
    return house


def owner_of(house: House) -> str:
    return house.keeper.owners()[0]


def situations(house: House) -> dict[str, str]:
    """Cookies that must open nothing, by what is wrong with each."""
    stolen = house.cookie(owner_of(house), unlocked=True)
    house.accounts.revoke_all(owner_of(house))
    alive = house.cookie(owner_of(house), unlocked=True)
    name, value = alive.split("=", 1)
    session_id, secret = value.split(".")
    return {
        "signed out": "",
        "stolen, and ended elsewhere": stolen,
        "made up": f"{name}={'0' * 32}.{'0' * 64}",
        "another's secret": f"{name}={session_id}.{'0' * 64}",
        "no secret": f"{name}={session_id}",
        "sent twice": f"{alive}; {name}={session_id}.{secret[:-1]}0",
        "Streamlit's own sign-in": "_streamlit_user=2|1:0|10:1700000000|4:user|{}|forged",
    }


@pytest.mark.parametrize("name", PAGES)
def test_hosted_every_page_leads_to_the_sign_in_page_alone(hosted: House, name: str):
    """No script has run in this server: each is the first request to a fresh one."""
    for why, cookie in situations(hosted).items():
        answer = ask(hosted.url, f"/{name}", cookie=cookie, **PAGE)
        assert (answer.status, answer.header("location")) == (303, "/sign-in"), why
        assert answer.body == b"", why


def test_hosted_a_websocket_alone_is_refused(hosted: House):
    for why, cookie in situations(hosted).items():
        assert refused(hosted.url, cookie), why


@pytest.mark.parametrize("path", BEHIND)
def test_hosted_nothing_behind_the_gate_answers(hosted: House, path: str):
    for why, cookie in situations(hosted).items():
        assert ask(hosted.url, path, cookie=cookie).status == 403, why


def test_hosted_the_sign_in_page_itself_is_open_and_says_nothing(hosted: House):
    answer = ask(hosted.url, "/sign-in", **PAGE)
    assert answer.status == 200
    assert "<script" not in answer.text
    assert "amelie" not in answer.text


@pytest.mark.parametrize("name", PAGES)
def test_on_ones_own_computer_every_page_shows_the_locked_door_first(open_house: Open, name: str):
    """A fresh server for each page: what is asked for first is the stranger's page."""
    house = with_private_file(open_house(), SECRET)
    cookie = first_cookie(house.url)
    shown = look(house.url, "" if name == "start" else name, cookie)
    assert "Your private file is locked" in shown.words
    assert SECRET not in shown.words
    assert ask(house.url, "/take-out", cookie=cookie).status == 403
    for why, other in situations(house).items():
        assert refused(house.url, other), why
        page = ask(house.url, f"/{name}", cookie=other, **PAGE)
        fresh = f"{cookie_name(house.url)}={page.cookies[cookie_name(house.url)]}"
        assert "Your private file is locked" in look(house.url, name, fresh).words, why


@pytest.fixture(scope="module")
def own(open_house: Open) -> House:
    return with_private_file(open_house(), SECRET)


def test_a_program_that_looks_whether_the_app_answers_is_answered(own: House, hosted: House):
    """Such as curl, a proxy or a monitor: it gets the empty page that any stranger gets."""
    for accept in ({}, {"accept": "*/*"}):
        answer = ask(own.url, "/", **accept)
        assert answer.status == 200
        assert SECRET not in answer.text
        assert ask(hosted.url, "/", **accept).header("location") == "/sign-in"
    script = {"accept": "*/*", "sec_fetch_mode": "cors"}
    assert ask(own.url, "/", **script).status == 403


@pytest.mark.parametrize("path", CLOSED)
def test_what_streamlit_serves_to_programs_is_closed_to_all(own: House, path: str):
    cookie = own.cookie(PERSONAL, unlocked=True)
    assert ask(own.url, path, cookie=cookie).status == 403


def test_another_sites_name_for_this_computer_is_refused(own: House):
    """DNS rebinding: a page of another site reaches the port under its own name."""
    cookie = own.cookie(PERSONAL, unlocked=True)
    for host in ("evil.example", "evil.example:8501", "localhost.evil.example", ""):
        assert ask(own.url, "/", cookie=cookie, host=host, **PAGE).status == 403, host


def test_another_sites_page_opens_no_websocket(own: House):
    cookie = own.cookie(PERSONAL, unlocked=True)
    for origin in ("https://evil.example", "http://localhost", "null", "http://127.0.0.1:1"):
        assert refused(own.url, cookie, origin), origin
    assert not refused(own.url, cookie)


def test_another_sites_form_is_refused(hosted: House):
    answer = ask(
        hosted.url,
        "/sign-in",
        method="POST",
        body="name=a&password=b",
        origin="https://evil.example",
    )
    assert answer.status == 403
    assert "not asked for by a page of the app" in answer.text


def test_a_lost_page_is_taken_up_again_by_its_own_browser_only(open_house: Open):
    """Streamlit gives a page that lost its connection back to whoever knows its id."""
    house = open_house(hosted=True)
    first, second = joined(house, "first", "first-words"), joined(house, "second", "second-words")
    mine = house.cookie(first.owner, unlocked=True)
    lost = look(house.url, "my_private_file", mine)
    assert first.words in lost.words
    assert look(house.url, "", mine, lost.session_id).session_id == lost.session_id
    theirs = house.cookie(second.owner, unlocked=True)
    taken = look(house.url, "my_private_file", theirs, lost.session_id)
    assert taken.session_id != lost.session_id
    assert first.words not in taken.words
    assert second.words in taken.words


def test_a_websocket_that_is_still_open_is_shown_nothing_after_signing_out_elsewhere(
    open_house: Open,
):
    """A part of a page is run without the door: after the end it is made the whole page."""
    house = open_house(hosted=True)
    somebody = joined(house, "somebody", SECRET)
    for end in (house.accounts.revoke_all, lock_all(house)):
        cookie = house.cookie(somebody.owner, unlocked=True)
        with handshake(house.url, cookie) as socket:
            assert SECRET in run(socket, "my_private_file").words
            end(somebody.owner)
            after = run(socket, "my_private_file", fragment="any-part-of-it").words
            assert SECRET not in after
            assert "This page is closed" in after or "Your private file is locked" in after


def lock_all(house: House):
    def lock(owner: str) -> None:
        with house.keeper.database.writing() as connection:
            connection.execute(
                sa.update(SESSIONS).where(SESSIONS.c.owner == owner).values(wrapped_key=None)
            )

    return lock


def test_the_cookie_can_be_read_by_no_script_and_sent_by_no_other_site(own: House):
    answer = ask(own.url, "/", **PAGE)
    set_here = [value for key, value in answer.headers if key.lower() == "set-cookie"]
    assert len(set_here) == 2
    for cookie in set_here:
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie


def test_a_page_may_load_and_send_nothing_elsewhere(own: House):
    policy = ask(own.url, "/", **PAGE).header("content-security-policy")
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert visiting.ask(own.url, "/", **PAGE).header("cache-control") == "no-store"
