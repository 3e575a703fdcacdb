"""Somebody with the wall, the exports and a figure of their own looks for a colleague's.

What is listened to is all that a browser is given: frames, answers, the page and its hidden parts,
what a pointer opens, files, addresses, titles, history.
"""

import re
import struct
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from afreflect.domain import disclosure, hour
from afreflect.domain.disclosure import Asked, Contribution, Refused
from afreflect.domain.hour import ElementShown, PhaseSet
from afreflect.storage import catalogue, rooms
from afreflect.storage.accounts import Accounts
from afreflect.storage.journal import PERSONAL, JournalKeeper
from afreflect.storage.room_codes import Codes
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import authenticator
from tests.browser import journey, private_file
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.listening import Ear, Secret, found_in
from tests.browser.screens import settle
from tests.browser.servers import Server, end

MEASURE = "return_72h_unplanned"
WORD = "a password of some words"
SINCE, UNTIL = date(2025, 7, 1), date(2026, 7, 1)
FIGURES = (0.11371, 0.17389, 0.21937, 0.24351, 0.28767, 0.31379, 0.35731, 0.41939, 0.48353)
"""Nobody's figure, to a hundredth of a percent, is an edge of the band."""
CASES = (10007, 10009, 10037, 10039, 10061, 10067, 10069, 10079, 10091)
CLINICIANS = tuple(f"Quillfeather-{number}" for number in range(len(FIGURES)))
SEEN = "The middle of our group"
SHOWN: tuple[tuple[hour.Phase, str], ...] = (
    (hour.RELATIONSHIP, "who_sees"),
    (hour.REACTION, "look"),
    (hour.CONTENT, "definition"),
    (hour.CONTENT, "objections"),
    (hour.COACHING, "options"),
    (hour.CLOSE, "commitments"),
    (hour.CLOSE, "asks"),
)
"""Of what the wall can show, all that is made of the picture or of what was said."""


VISITS = (211, 223, 227, 229, 233, 239, 241, 251, 257)
SCANNED = (23, 37, 47, 57, 64, 73, 87, 103, 121)
OF_A_FILE = [
    Secret(scans / visits, visits, (who,))
    for who, visits, scans in zip(CLINICIANS, VISITS, SCANNED, strict=True)
]
CODE = ".st-key-room_codes code"


def department() -> str:
    """A department's file: nine months of everybody, and the day after them."""
    rows = ["Visit,Patient,Doctor,Arrival,Departure,Disposition,CT done"]
    for who, visits, scans in zip(CLINICIANS, VISITS, SCANNED, strict=True):
        for number in range(visits + 1):
            day = f"2025-{number % 9 + 1:02d}-{number % 28 + 1:02d}"
            on = day if number < visits else "2025-10-01"
            rows.append(
                f"V{len(rows)},PX{len(rows):05d},{who},{on} 08:{number % 60:02d},{on} 17:30,Home,"
                f"{'Y' if number < scans else 'N'}"
            )
    return "\n".join(rows)


def frozen_from(page: Page, file: Path) -> None:
    """From a department's file to its picture, as an organiser does it."""
    page.locator(".st-key-begin_department button").click()
    page.locator('input[type="file"]').first.set_input_files(file)
    page.get_by_role("button", name="These columns look right").click()
    page.get_by_label("Which measure will you talk about?").click()
    metric = next(each for each in catalogue.catalogue() if each.id == "ct_use")
    page.get_by_role("option", name=metric.title, exact=True).click()
    journey.rest(page)
    for who in CLINICIANS:
        page.get_by_text(who.upper(), exact=True).click()
    page.get_by_text("Each one I ticked heard this").click()
    page.get_by_role("button", name="Freeze the picture").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("First, the people")


def measure(since: date = SINCE, until: date = UNTIL) -> Asked:
    metric = next(each for each in catalogue.catalogue() if each.id == MEASURE)
    return disclosure.asked(metric, since, until)


def given(keeper: JournalKeeper, number: int) -> Contribution:
    who = rooms.contributor(keeper.database, rooms.identity_of(CLINICIANS[number]))
    return Contribution(who, CASES[number], FIGURES[number])


def secrets(keeper: JournalKeeper) -> list[Secret]:
    """What each of them would not want to be found."""
    return [
        Secret(
            FIGURES[number],
            CASES[number],
            (who, given(keeper, number).contributor, rooms.identity_of(who)),
        )
        for number, who in enumerate(CLINICIANS)
    ]


def gathered(keeper: JournalKeeper, members: int = len(FIGURES)) -> tuple[OpenRoom, Codes]:
    """A room to which members have contributed, and that is not frozen yet."""
    room, codes = rooms.begin(keeper.database, PERSONAL, measure(), "hosted")
    for number in range(members):
        one = given(keeper, number)
        room.contribute(one.contributor, one)
    return room, codes


@pytest.fixture
def keeper(tmp_path: Path) -> JournalKeeper:
    return JournalKeeper.at(tmp_path / "home")


@pytest.fixture
def served(start_server: StartServer, keeper: JournalKeeper, tmp_path: Path) -> Server:
    assert keeper
    return start_server(env={"AFREFLECT_HOME": str(tmp_path / "home")})


def led(page: Page, code: str) -> None:
    """Come in with a facilitator's code."""
    page.get_by_text(re.compile("^Go on with an? .* that was begun$")).click()
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_text("On the wall now:")).to_be_visible()


def window(page: Page, served: Server, path: str = "/group_wall") -> Page:
    """One more window of the same browser."""
    wall = page.context.new_page()
    wall.goto(served.url + path)
    settle(wall)
    return wall


def on_the_wall(wall: Page, element: str) -> Locator:
    return wall.locator(f'[data-element="{element}"]')


def hang(room: OpenRoom, wall: Page, phase: hour.Phase, element: str) -> None:
    """Show one thing, and wait for it."""
    room.record(PhaseSet(phase))
    room.record(ElementShown(element))
    expect(on_the_wall(wall, element)).to_be_visible()


def test_no_window_and_no_file_holds_more_than_the_picture(
    open_page: OpenPage, served: Server, keeper: JournalKeeper, tmp_path: Path
):
    """K-03, K-09, K-11: A5, every frame, hidden part, tooltip, export, address and title, from the
    freeze of a department's file to the end of the session, holds nothing of anybody.
    """
    file = tmp_path / "department.csv"
    file.write_text(department())
    page = open_page("/group", server=served)
    ear = Ear().listen(page.context)
    page.reload()
    settle(page)
    frozen_from(page, file)
    before = len(ear.frames)
    room = rooms.resume(keeper.database, page.locator(CODE).inner_text())
    page.reload()
    settle(page)
    wall = window(page, served)
    room.record(hour.ReactionsHeard())
    for phase, element in SHOWN:
        hang(room, wall, phase, element)
        ear.look(wall)
    hang(room, wall, hour.CONTENT, "picture")
    ear.point_at_everything(wall)
    room.record(PhaseSet(hour.CLOSE))
    page.reload()
    settle(page)
    page.get_by_role("button", name="Make the page").click()
    expect(page.get_by_role("button", name="Save as PDF")).to_be_visible()
    saved = ear.take_all(page)
    ear.point_at_everything(page)
    assert {Path(name).suffix for name in saved} == {".pdf", ".png", ".json"}
    del ear.frames[:before]
    assert SEEN in ear.everything().decode(errors="replace")
    assert found_in(ear.everything(), OF_A_FILE) == []
    assert wall.title() == "Shared screen - afreflect"
    told_by_name = " ".join((*ear.titles, *ear.addresses, *saved))
    assert room.asked.title not in told_by_name
    assert room.asked.metric_id not in told_by_name
    assert "department" not in told_by_name


def test_what_is_searched_for_would_be_found(keeper: JournalKeeper):
    """The ear hears a figure however it is written, and a name however it is cased."""
    (secret, *_) = secrets(keeper)
    for told in (
        b"11.37 %", b'"figure":0.11371}', b"11.4 %", b" 10,007 ", b"n=10007;",
        struct.pack("<d", 0.11371), b"quillfeather-0",
    ):  # fmt: skip
        assert found_in(b"... " + told + b" ...", [secret])
    assert found_in(b"about 20 % of us, 110007, 1.11371, 211.37", [secret]) == []


def test_no_address_and_no_stranger_gets_anything_else(
    open_page: OpenPage, served: Server, keeper: JournalKeeper
):
    """K-09, K-12: A4, whatever is written behind an address changes nothing, and another browser
    sees no hour at all.
    """
    room, codes = gathered(keeper)
    room.freeze()
    page = open_page("/group", server=served)
    led(page, codes.facilitator)
    wall = window(page, served)
    hang(room, wall, hour.CONTENT, "picture")
    ear = Ear().listen(page.context)
    seen = on_the_wall(wall, "picture").inner_text()
    who = given(keeper, 3).contributor
    for asked_for in (
        f"?room={room.id}&contributor={who}",
        f"?clinician={CLINICIANS[3]}&metric={MEASURE}&n=1",
        "?since=2026-01-01&until=2026-02-01&grain=month&split=site",
        "?embed=true&embed_options=show_toolbar",
        f"#contributor={who}",
    ):
        wall.goto(f"{served.url}/group_wall{asked_for}")
        settle(wall)
        expect(on_the_wall(wall, "picture")).to_be_visible()
        assert on_the_wall(wall, "picture").inner_text() == seen
        ear.states.append(on_the_wall(wall, "picture").inner_html().encode())
    told = b"\n".join((*ear.frames, *ear.states))
    asked_by_myself = {CLINICIANS[3], who}
    others = [each for each in secrets(keeper) if asked_by_myself.isdisjoint(each.names)]
    assert found_in(told, others) == []
    for path in ("/group_wall", f"/group_wall?room={room.id}"):
        stranger = open_page(path, server=served)
        expect(stranger.get_by_text("We begin in a moment.")).to_be_visible()
        assert SEEN not in Ear().look(stranger)


def test_asking_again_gives_the_same_picture_or_the_same_refusal(
    open_page: OpenPage, served: Server, keeper: JournalKeeper
):
    """K-06: A8, a picture looked at often is one picture; a second one of nearly the same people is
    refused in the words in which a group of three is refused.
    """
    room, codes = gathered(keeper)
    made = room.freeze()
    page = open_page("/group", server=served)
    led(page, codes.facilitator)
    wall = window(page, served)
    pictures: set[str] = set()
    for turn in range(4):
        hang(room, wall, hour.CONTENT, "definition")
        hang(room, wall, hour.CONTENT, "picture")
        if turn % 2:
            wall.reload()
            settle(wall)
            expect(on_the_wall(wall, "picture")).to_be_visible()
        pictures.add(on_the_wall(wall, "picture").inner_text())
    assert len(pictures) == 1
    assert made.id in pictures.pop()
    refusals: set[str] = set()
    for members in (8, 3):
        other, _ = gathered(keeper, members)
        with pytest.raises(Refused) as refused:
            other.freeze()
        refusals.add(str(refused.value))
    assert refusals == {disclosure.NOT_SHOWN}


def test_an_hour_goes_on_over_a_reload_a_lost_connection_and_a_restart(
    open_page: OpenPage,
    served: Server,
    start_server: StartServer,
    keeper: JournalKeeper,
    tmp_path: Path,
):
    """K-11: nothing is lost, and nothing comes back that the freeze has taken away."""
    room, codes = gathered(keeper)
    made = room.freeze()
    page = open_page("/group", server=served)
    led(page, codes.facilitator)
    wall = window(page, served)
    room.record(hour.Objected("Transfers count twice."))
    hang(room, wall, hour.CONTENT, "picture")
    page.reload()
    settle(page)
    expect(page.get_by_text("On the wall now:")).to_be_visible()
    wall.context.set_offline(True)
    room.record(ElementShown("objections"))
    wall.context.set_offline(False)
    wall.reload()
    settle(wall)
    expect(wall.get_by_text("Transfers count twice.")).to_be_visible()
    end(served.process)
    after = start_server(env={"AFREFLECT_HOME": str(tmp_path / "home")})
    again = open_page("/group", server=after)
    expect(again.get_by_text("On the wall now:")).to_have_count(0)
    led(again, codes.facilitator)
    expect(again.get_by_text("On the wall now:")).to_be_visible()
    other_wall = window(again, after)
    expect(other_wall.get_by_text("Transfers count twice.")).to_be_visible()
    hang(room, other_wall, hour.CONTENT, "picture")
    expect(other_wall.get_by_text(made.id)).to_be_visible()
    on_disk = b"".join(path.read_bytes() for path in sorted((tmp_path / "home").glob("journal*")))
    assert found_in(on_disk, secrets(keeper)) == []


def test_a_member_is_given_their_own_and_the_picture_and_nothing_of_anybody_else(
    open_page: OpenPage, start_server: StartServer, keeper: JournalKeeper, tmp_path: Path
):
    """K-09, K-10: all that reaches a member's own screen, before the freeze and after it."""
    accounts = Accounts(keeper.database)
    account = accounts.accept(accounts.create_invitation(), "boris", authenticator.hashed(WORD))
    journal, _ = keeper.create(account.owner, private_file.PASSPHRASE)
    journal.keep_extract(private_file.loaded())
    room, codes = gathered(keeper)
    hosted = start_server(env={"AFREFLECT_HOME": str(tmp_path / "home"), "AFREFLECT_HOSTED": "1"})
    page = open_page("/sign-in", server=hosted, rests=False)
    ear = Ear().listen(page.context)
    page.get_by_label("Name").fill("boris")
    page.get_by_label("Password").fill(WORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your private file is locked")
    private_file.open_with(page, private_file.PASSPHRASE)
    page.get_by_role("link", name="My part in a group").first.click()
    page.get_by_label("The code of the session").fill(codes.join)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", name="May your figure be part")).to_be_visible()
    ear.look(page)
    page.get_by_role("button", name="Yes, it may be part of it").click()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    ear.look(page)
    made = room.freeze()
    room.record(PhaseSet(hour.CONTENT))
    expect(page.get_by_text(made.id)).to_be_visible()
    page.get_by_role("button", name="Show me mine").click()
    expect(page.get_by_text("Yours is").first).to_be_visible()
    ear.point_at_everything(page)
    assert SEEN in ear.everything().decode(errors="replace")
    assert found_in(ear.everything(), secrets(keeper)) == []
