"""A session from everyone's own account: six members and a facilitator, each in their browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import group_session, journey
from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.group_session import Member
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways
from tests.browser.servers import Server

NAMES = ("amelie", "boris", "chidi", "dana", "emre", "farah")


@pytest.fixture
def people(tmp_path: Path) -> list[Member]:
    return group_session.accounts_with_data(tmp_path / "home", (*NAMES, "facilitator"))


@pytest.fixture
def hosted(start_server: StartServer, tmp_path: Path, people: list[Member]) -> Server:
    assert people
    return start_server(env={"AFREFLECT_HOME": str(tmp_path / "home"), "AFREFLECT_HOSTED": "1"})


def test_six_members_and_a_facilitator_have_their_hour(
    open_page: OpenPage, hosted: Server, people: list[Member], picture: Picture
):
    """K-09, K-10: consent in each browser, one's own figure there alone, six in words without any
    number; FR-52: what to try opens when reactions were heard.
    """
    leads = group_session.came_in(open_page, hosted, people[-1], "/group")
    frames: list[str] = []
    group_session.begin(leads, "hosted")
    code = leads.locator('[data-testid="stCode"] code').first.inner_text()
    picture(leads, "group-lobby", whole=True)
    members = [_joined(open_page, hosted, member, code) for member in people[:-1]]
    amelie = members[0]
    _consents(amelie, picture)
    for page in members[1:]:
        journey.press(page, "Yes, it may be part of it")
    # One changes their mind, and again.
    journey.press(members[1], "Take it back")
    expect(members[1].get_by_text("Your figure may be part of the picture")).to_have_count(0)
    journey.press(members[1], "Yes, it may be part of it")
    leads.on("websocket", lambda socket: socket.on("framereceived", _noting(frames)))
    group_session.freeze(leads)
    for page in members:
        expect(page.get_by_text("Getting together. Numbers come later.")).to_be_visible()
    _react(leads, amelie, picture)
    _say(leads, amelie)
    _close(leads, amelie, picture)
    assert not [frame for frame in frames if "Yours is" in frame]
    expect(leads.get_by_text("Yours is")).to_have_count(0)


def _joined(open_page: OpenPage, hosted: Server, member: Member, code: str) -> Page:
    page = group_session.came_in(open_page, hosted, member, "/group_mine")
    page.get_by_label("The code of the session").fill(code)
    journey.press(page, "Join")
    expect(page.get_by_text("May your figure be part of the picture?")).to_be_visible()
    return page


def _consents(page: Page, picture: Picture) -> None:
    """What is said before, at any width; then a yes."""
    expect(page.get_by_text("With fewer than five of us nothing is shown.")).to_be_visible()
    for size, viewport in {"phone": PHONE, "desktop": DESKTOP}.items():
        page.set_viewport_size(viewport)
        journey.rest(page)
        assert not scrolls_sideways(page)
        assert accessibility_faults(page) == []
        picture(page, f"group-consent-{size}", whole=True)
    journey.press(page, "Yes, it may be part of it")
    expect(page.get_by_role("button", name="Take it back", exact=True)).to_be_visible()


def _react(leads: Page, member: Page, picture: Picture) -> None:
    """A tap that nobody sees, and words where there are too few for numbers."""
    journey.press(leads, "How it lands")
    expect(member.get_by_text("How does it land with you?")).to_be_visible()
    journey.rest(member)
    member.locator(".st-key-tap_surprised_yes button").click()
    expect(member.get_by_text("Answered.")).to_be_visible()
    member.get_by_text("Look at the picture again", exact=True).click()
    expect(member.get_by_text("Below eight of us no number is shown")).to_be_visible()
    journey.rest(member)
    journey.press(member, "Show me mine")
    own = group_session.own_words(group_session.practice_of("D1", 3))
    expect(member.get_by_text(own)).to_be_visible()
    picture(member, "group-mine-reaction", whole=True)


def _say(leads: Page, member: Page) -> None:
    """Words of one's own, looked through, on the board of the others."""
    journey.press(leads, "What it shows")
    expect(member.get_by_text("Something I want to change", exact=True)).to_be_visible()
    expect(member.get_by_text("What I will try", exact=True)).to_have_count(0)
    journey.rest(member)
    member.get_by_text("Something I want to change", exact=True).click()
    words = member.get_by_label("In your own words: what do you notice yourself wanting to change?")
    words.fill("I want to ask Dr Miller how he says it")
    journey.press(member, "Look it through")
    expect(member.get_by_role("button", name="Show it to the group", exact=True)).to_be_disabled()
    journey.press(member, "Change it")
    journey.press(member, "Show it to the group")
    expect(member.get_by_text("What you showed to the group")).to_be_visible()
    expect(leads.get_by_text("I want to ask somebody how he says it").first).to_be_visible()
    expect(leads.get_by_text("Miller")).to_have_count(0)


def _close(leads: Page, member: Page, picture: Picture) -> None:
    """What to try, once reactions were heard; then the minutes."""
    journey.rest(leads)
    journey.press(leads, "Reactions were heard")
    journey.press(leads, "What to try")
    expect(member.get_by_text("What I will try", exact=True)).to_be_visible()
    journey.rest(member)
    member.get_by_text("What I will try", exact=True).click()
    member.get_by_label("I will try … (one small thing)").fill("I will say when to come back")
    journey.press(member, "Look it through")
    journey.press(member, "Show it to the group")
    expect(leads.get_by_text("I will say when to come back").first).to_be_visible()
    journey.press(leads, "What comes next")
    expect(member.get_by_text("For your log")).to_be_visible()
    journey.rest(member)
    picture(member, "group-mine-close", whole=True)
    member.get_by_label("Minutes in the session").fill("55")
    journey.press(member, "Note them for my log")
    expect(member.get_by_text("are noted for your log")).to_be_visible()
    expect(member.get_by_label("In what role? No name.")).to_have_count(0)


def _noting(frames: list[str]):
    return lambda frame: frames.append(frame if isinstance(frame, str) else frame.decode("latin-1"))
