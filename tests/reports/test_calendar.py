"""The days to look again as a calendar file, read back as a calendar reads it."""

from dataclasses import replace
from datetime import date, timedelta

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import commitment
from afreflect.reports.calendar import TITLE, calendar
from tests.domain.test_commitment import KEPT, MADE

WRITTEN = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200)


def entries(file: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(file).walk("VEVENT"))  # type: ignore[arg-type]


def test_an_entry_says_look_again_on_its_day_and_nothing_else():
    """FR-26: an optional reminder; employers read calendars."""
    file = calendar(commitment.commitments([MADE]))
    (entry,) = entries(file)
    assert str(entry["summary"]) == TITLE == "Look again"
    assert entry.decoded("dtstart") == date(2027, 2, 1)
    assert "description" not in entry
    said = {name for name in entry if name not in ("DTSTART", "DTEND", "DTSTAMP")}
    assert said == {"SUMMARY", "UID", "SEQUENCE", "CLASS", "TRANSP"}


def test_the_same_plan_gives_the_same_bytes_and_a_moved_day_the_same_entry():
    """A calendar that reads a later file moves the entry, and adds no second one."""
    first = calendar(commitment.commitments([MADE]))
    assert first == calendar(commitment.commitments([MADE]))
    (before,), (after,) = entries(first), entries(calendar(commitment.commitments([MADE, KEPT])))
    assert str(before["uid"]) == str(after["uid"])
    assert after.decoded("sequence") > before.decoded("sequence")
    assert after.decoded("dtstart") == date(2027, 4, 1)


def test_all_that_go_on_stand_in_one_file_and_what_was_stopped_does_not():
    other = replace(MADE, id="two", at=MADE.at + timedelta(days=1))
    stopped = replace(KEPT, outcome="stop", look_again=None)
    assert len(entries(calendar(commitment.commitments([MADE, other])))) == 2
    assert entries(calendar(commitment.commitments([MADE, stopped]))) == []


@given(WRITTEN)
def test_words_that_were_asked_for_read_back_as_they_were_written(words: str):
    """Long lines are folded and marks escaped, so that no text can break out of its entry."""
    (entry,) = entries(calendar(commitment.commitments([MADE]), {"one": words}))
    assert str(entry["description"]) == words
    assert str(entry["summary"]) == TITLE
