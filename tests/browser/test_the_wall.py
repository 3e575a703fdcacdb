"""The wall in its own window: large, calm, hidden by a key that asks nobody, by keyboard alone."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from afreflect.domain import hour
from afreflect.domain.hour import Committed, ElementShown, Objected, OptionAdded, PhaseSet
from afreflect.storage.hour_script import script_for
from afreflect.storage.journal import JournalKeeper
from afreflect.storage.rooms import OpenRoom
from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.screens import accessibility_faults, scrolls_sideways, settle
from tests.browser.servers import Server, end
from tests.groups import FIGURES, frozen_room

WALL = ViewportSize(width=1280, height=720)
LOOKED_AT = ("picture", "options")
DAY = date(2026, 12, 1)
# 24 CSS pixels are 18 pt (96 to the inch).
SMALL = """() => {
    const found = [];
    const walk = (root) => {
        for (const each of root.querySelectorAll('*')) {
            if (each.shadowRoot) walk(each.shadowRoot);
            const said = [...each.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
            const box = each.getBoundingClientRect();
            if (said && box.width && box.height && each.checkVisibility()) {
                const size = parseFloat(getComputedStyle(each).fontSize);
                if (size < 24 && !each.closest('style, script')) found.push(each.textContent);
            }
        }
    };
    walk(document);
    return found;
}"""
# The words of what has the focus, however deep it stands.
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.tagName === 'BUTTON' || at?.tagName === 'A' ? at.textContent : '';
}"""
MOST_STOPS = 8
OVER = """() => {
    let stage = null;
    const walk = (root) => {
        stage ??= root.querySelector('.stage');
        for (const each of root.querySelectorAll('*')) if (each.shadowRoot) walk(each.shadowRoot);
    };
    walk(document);
    return stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1;
}"""


@pytest.fixture
def keeper(tmp_path: Path) -> JournalKeeper:
    return JournalKeeper.at(tmp_path / "home")


@pytest.fixture
def served(start_server: StartServer, keeper: JournalKeeper, tmp_path: Path) -> Server:
    """An app on one's own computer, with a room in its journal."""
    assert keeper
    return start_server(env={"AFREFLECT_HOME": str(tmp_path / "home")})


def led(open_page: OpenPage, served: Server, code: str, scheme: str = "light") -> Page:
    """The facilitator's screen of an hour that was begun."""
    page = open_page("/group", server=served, scheme=scheme)
    page.get_by_text("Go on with a session that was begun").click()
    page.get_by_label("Your code").fill(code)
    journey.press(page, "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("First, the people")
    return page


def second_window(page: Page, served: Server) -> Page:
    """The wall in another window of the same browser."""
    wall = page.context.new_page()
    wall.set_viewport_size(WALL)
    wall.goto(f"{served.url}/group_wall")
    settle(wall)
    return wall


def heading(wall: Page) -> Locator:
    return wall.get_by_role("heading", level=1)


def full_board(room: OpenRoom) -> None:
    """As much as an hour may bring."""
    for number in range(12):
        room.record(Objected(f"{number + 1} A doubt of some length about how this was counted."))
        room.record(Committed(f"{number + 1} I will try one small thing.", DAY))
    for level in hour.LEVELS:
        for number in range(5):
            room.record(OptionAdded(f"{number + 1} An idea that takes a line or two.", level))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_of_it_can_be_read_at_three_metres(
    open_page: OpenPage, served: Server, keeper: JournalKeeper, scheme: str, picture: Picture
):
    """Nothing under 18 pt on the audience screen at 1280 x 720, whatever hangs there."""
    room, codes = frozen_room(keeper)
    wall = second_window(led(open_page, served, codes.facilitator, scheme), served)
    full_board(room)
    room.record(hour.ReactionsHeard())
    for card in script_for("department").phases:
        room.record(PhaseSet(card.id))
        for element in card.shows:
            if scheme == "dark" and element not in LOOKED_AT:
                continue
            room.record(ElementShown(element))
            expect(wall.locator(f'[data-element="{element}"]')).to_be_visible()
            assert wall.evaluate(SMALL) == []
            assert not wall.evaluate(OVER), element
            if element in LOOKED_AT:
                picture(wall, f"the-wall-{element}-{scheme}")
                assert accessibility_faults(wall) == []
    room.record(hour.TimerSet(60))
    expect(wall.get_by_role("timer")).to_contain_text("0:")
    assert wall.evaluate(SMALL) == []
    assert not scrolls_sideways(wall)


def test_a_key_hides_it_at_once_though_the_server_is_gone(
    open_page: OpenPage, served: Server, keeper: JournalKeeper
):
    """The hide-all key acts in that page itself."""
    room, codes = frozen_room(keeper)
    wall = second_window(led(open_page, served, codes.facilitator), served)
    room.record(PhaseSet(hour.CONTENT))
    room.record(ElementShown("picture"))
    expect(heading(wall)).to_have_text("Unplanned return within 72 hours")
    wall.keyboard.press("h")
    expect(heading(wall)).to_have_text("Hidden")
    page = wall.context.pages[0]
    expect(page.get_by_text("The wall is hidden.")).to_be_visible()
    journey.press(page, "Show it again")
    expect(heading(wall)).to_have_text("Unplanned return within 72 hours")
    end(served.process)
    wall.keyboard.press("Escape")
    expect(heading(wall)).to_have_text("Hidden")
    assert wall.get_by_text("Unplanned").count() == 0
    assert wall.locator('[role="img"]').count() == 0
    expect(wall.get_by_text("Not connected.")).to_be_visible()
    wall.keyboard.press("s")
    expect(heading(wall)).to_have_text("Unplanned return within 72 hours")
    wall.get_by_role("button", name="Hide it").click(force=True)
    expect(heading(wall)).to_have_text("Hidden")


def test_hidden_it_stays_hidden_over_a_reload_and_by_keyboard_alone(
    open_page: OpenPage, served: Server, keeper: JournalKeeper
):
    """Keyboard alone: the tab key reaches the wall's own buttons and nothing of a menu."""
    room, codes = frozen_room(keeper)
    wall = second_window(led(open_page, served, codes.facilitator), served)
    expect(heading(wall)).to_have_text("Why are we here?")
    stops = []
    while "Hide it (H)" not in stops and len(stops) < MOST_STOPS:
        wall.keyboard.press("Tab")
        stops.append(wall.evaluate(FOCUSED))
    assert stops[-1] == "Hide it (H)"
    assert "Today" not in stops
    wall.keyboard.press("Enter")
    expect(heading(wall)).to_have_text("Hidden")
    wall.reload()
    expect(heading(wall)).to_have_text("Hidden")
    assert room.board().hidden
    wall.keyboard.press("s")
    expect(heading(wall)).to_have_text("Why are we here?")


def test_nothing_but_the_picture_reaches_the_window_of_the_wall(
    open_page: OpenPage, served: Server, keeper: JournalKeeper
):
    """K-03, K-09, K-11: no member's figure in the page, its state or what was sent; no menu, and
    a tab whose title says nothing.
    """
    room, codes = frozen_room(keeper)
    page = led(open_page, served, codes.facilitator)
    wall = page.context.new_page()
    frames: list[bytes] = []
    wall.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived",
            lambda sent: frames.append(sent.encode() if isinstance(sent, str) else sent),
        ),
    )
    wall.set_viewport_size(WALL)
    wall.goto(f"{served.url}/group_wall")
    settle(wall)
    room.record(PhaseSet(hour.CONTENT))
    room.record(ElementShown("picture"))
    expect(wall.get_by_role("img", name="The middle of our group")).to_be_visible()
    assert wall.title() == "Shared screen - afreflect"
    expect(wall.get_by_role("link")).to_have_count(0)
    told = b"".join(frames) + wall.content().encode()
    assert b"half-way" in told
    for figure in FIGURES:
        for said in (f"{figure}", f"{100 * figure:.2f}"):
            assert said.encode() not in told


def test_a_stranger_at_the_walls_address_sees_a_calm_page(open_page: OpenPage):
    """Also as the first thing that a server is asked for."""
    wall = open_page("/group_wall", viewport=WALL)
    expect(heading(wall)).to_have_text("A group session")
    expect(wall.get_by_text("We begin in a moment.")).to_be_visible()
    assert accessibility_faults(wall) == []
