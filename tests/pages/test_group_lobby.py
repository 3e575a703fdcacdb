"""Whoever leads a session, before the freeze: nobody is shown, and nothing moves meanwhile."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain import disclosure
from afreflect.domain.disclosure import Contribution
from afreflect.storage import contributions, rooms
from afreflect.storage.contributions import Invitation
from afreflect.storage.database import open_database
from afreflect.storage.rooms import OpenRoom, Way
from afreflect.ui import metrics
from tests.pages import journey
from tests.pages.journey import click, drop, go, words

MEASURE = "return_72h_unplanned"
ROOM = "afreflect-room"


def room(home: Path, way: Way) -> OpenRoom:
    asked = disclosure.asked(metrics.known()[MEASURE], date(2025, 1, 1), date(2026, 1, 1))
    return rooms.begin(open_database(home, None), "somebody", asked, way)[0]


def leading(led: OpenRoom) -> AppTest:
    at = journey.opened()
    at.session_state[ROOM] = led
    return go(at, "group")


def of(who: int) -> Contribution:
    return Contribution(f"{who:064x}", 100, 0.05 + 0.05 * who)


def made(led: OpenRoom, who: int) -> tuple[str, bytes]:
    """A colleague's file, as their own app makes it."""
    definition = contributions.definition(metrics.known()[MEASURE])
    invitation = Invitation(led.id, led.public_key, led.asked, definition)
    return f"{who}.json", contributions.contribution_file(invitation, of(who))


def freeze(at: AppTest) -> AppTest:
    at.checkbox(key="everybody_had_time").check()
    return click(at.run(), "freeze")


def test_after_a_reload_the_code_for_members_is_there_still(tmp_path: Path):
    """A facilitator who reloads loses nobody; their own code is shown once alone."""
    led = room(tmp_path, "hosted")
    assert [each.value for each in leading(led).code] == [led.join_code]
    rooms.join(led.database, led.join_code)


def test_the_lobby_shows_neither_who_gave_a_figure_nor_how_many(tmp_path: Path):
    """K-06, K-10: no live joins or leaves, and nobody is told who said yes or no."""
    led = room(tmp_path, "hosted")
    at = leading(led)
    before = words(at)
    for who in range(9):
        led.contribute(of(who).contributor, of(who))
    assert words(at.run()) == before


@pytest.mark.parametrize("way", ["hosted", "files"])
def test_a_refusal_says_nothing_of_anybody_and_the_session_goes_on(tmp_path: Path, way: Way):
    """K-01: fewer than five are not shown, in the one sentence for every reason."""
    led = room(tmp_path, way)
    at = leading(led)
    if way == "hosted":
        for who in range(4):
            led.contribute(of(who).contributor, of(who))
    else:
        at = drop(at, dict(made(led, who) for who in range(4)))
    at = freeze(at)
    assert disclosure.NOT_SHOWN in words(at)
    assert led.snapshot is None
    if way == "hosted":
        led.contribute(of(4).contributor, of(4))
    else:
        at = drop(at, dict(made(led, who) for who in range(5)))
    freeze(at)
    assert led.snapshot is not None
    assert led.snapshot.how_many == "5 to 7"


def test_files_are_taken_without_a_word_of_what_is_in_them(tmp_path: Path):
    """K-11: what was brought is counted in three words, and never shown."""
    led = room(tmp_path, "files")
    at = drop(leading(led), {**dict(made(led, who) for who in range(9)), "x.csv": "a,b\n1,2\n"})
    said = words(at)
    assert "Files of 8 or more people are taken." in said
    assert f"x.csv: {contributions.NOT_OURS}" in said
    assert "9 people" not in said
    freeze(at)
    assert led.snapshot is not None
    assert led.snapshot.band is not None


def test_who_gave_a_file_is_known_again_in_any_other_way(tmp_path: Path):
    """K-06: the same people are not shown again with one of them less, whichever way they gave."""
    led = room(tmp_path, "files")
    freeze(drop(leading(led), dict(made(led, who) for who in range(9))))
    again = rooms.begin(led.database, "somebody", led.asked, "hosted")[0]
    for who in range(8):
        by = rooms.contributor(led.database, of(who).contributor)
        again.contribute(by, Contribution(by, 100, of(who).figure))
    with pytest.raises(disclosure.Refused):
        again.freeze()
