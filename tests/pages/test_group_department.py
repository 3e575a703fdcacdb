"""A group's picture from one department file, up to the freeze; afterwards no row is anywhere."""

import random
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain.disclosure import NOT_SHOWN
from afreflect.storage import rooms
from afreflect.storage.database import open_database
from afreflect.ui import group_department_file
from tests.departments import CLINICIANS, department
from tests.pages.journey import click, drop, words
from tests.storage.test_department import held_by

EIGHT = tuple(f"DR-{who}" for who in range(8))
HEADER = "Visit,Patient,Doctor,Arrival,Departure,Disposition,CT done"


def eight(visits: int = 30) -> str:
    """Visits of ten clinicians over a year, in numbers alike."""
    rng = random.Random(7)
    rows = [HEADER]
    for number in range(10 * visits):
        date = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        rows.append(
            f"V{number},PX{rng.randrange(90_000):05d},DR-{number % 10},"
            f"{date} 08:{number % 60:02d},{date} 17:30,Home,{'YN'[rng.random() < 0.8]}"
        )
    return "\n".join(rows)


def script() -> None:
    """The page of whoever organises an hour, without what stands around it."""
    import streamlit as st

    from afreflect.ui import group_department, rooms

    room = rooms.here(None)  # type: ignore[arg-type]
    if room is not None and room.snapshot is not None:
        st.title("The hour")
        st.write(*room.snapshot.sentences)
    else:
        group_department.render(None, room)  # type: ignore[arg-type]


def opened() -> AppTest:
    return AppTest.from_function(script, default_timeout=30).run()


def brought(files: dict[str, str | bytes]) -> AppTest:
    return click(drop(opened(), files), "department_right")


def frozen(at: AppTest, members: tuple[str, ...], measure: str = "ct_use") -> AppTest:
    at.selectbox(key="group_measure").set_value(measure)
    at.run()
    for name in members:
        at.checkbox(key=f"member_{name}").set_value(True)
    at.checkbox(key="department_agreed").set_value(True)
    return click(at, "department_freeze")


def now(at: AppTest) -> group_department_file.Organising:
    return at.session_state[group_department_file._KEY]


def held_by_visit(at: AppTest) -> list[object]:
    """Everything that Streamlit holds of a visit, also of widgets that are gone."""
    return [at.session_state._state]


def test_from_the_file_to_the_picture_and_no_row_is_left():
    """K-11: the rows, the file and every id are gone; what is left are the snapshot's words."""
    at = brought({"visits.csv": eight()})
    assert "10 clinicians are in them" in words(at)
    held = now(at).department
    assert held is not None
    assert all(held_by(state, "DR-1") for state in held_by_visit(at))
    at = frozen(at, EIGHT)
    assert not at.exception
    assert at.title[0].value == "The hour"
    assert "The middle of our group runs from" in words(at)
    assert held.destroyed
    assert now(at).department is None
    for text in (*EIGHT, "PX0", "V17", "visits.csv"):
        assert not any(held_by(value, text) for value in held_by_visit(at))
    home = Path(open_database().engine.url.database or "").parent
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert kept
    assert not any(text in kept for text in (b"DR-", b"PX0", b"visits.csv", b"ct_use"))


def test_the_words_of_consent_stand_there_before_anybody_is_ticked():
    """K-10: what will be shown at which count is said first, and nobody is in it by default."""
    at = brought({"visits.csv": eight()})
    assert "**What will be shown.**" in words(at)
    assert "Never a dot, a name, a rank or a mean." in words(at)
    assert "Whoever organises the session has the department's file" in words(at)
    assert not any(box.value for box in at.checkbox)
    for name in EIGHT:
        at.checkbox(key=f"member_{name}").set_value(True)
    at = click(at, "department_freeze")
    assert "Tick that each of them agreed, once they did." in words(at)
    assert rooms.releases(open_database()) == ()


@pytest.mark.parametrize("members", [(), EIGHT[:4]], ids=["nobody", "four"])
def test_too_few_are_refused_in_the_one_sentence_and_the_file_is_still_there(members):
    """K-01: nothing is released, no room is left, and another measure may be chosen."""
    at = frozen(brought({"visits.csv": eight()}), members)
    assert NOT_SHOWN.split(".")[0] in words(at)
    assert now(at).department is not None
    at = frozen(at, EIGHT)
    assert at.title[0].value == "The hour"


def test_the_same_group_without_one_is_refused():
    """K-06: the file can be brought again, and tells no more than it did."""
    frozen(brought({"visits.csv": eight()}), EIGHT)
    at = frozen(brought({"visits.csv": eight()}), (*EIGHT[1:], "DR-9"))
    assert NOT_SHOWN.split(".")[0] in words(at)


def test_who_was_not_ticked_is_not_in_it():
    """K-10: the release remembers the eight who agreed and nobody else."""
    frozen(brought({"visits.csv": eight()}), EIGHT)
    [release] = rooms.releases(open_database())
    database = open_database()
    known = {rooms.contributor(database, rooms.identity_of(name)) for name in EIGHT}
    assert release.members == known


def test_the_file_can_be_taken_away_before_anything_is_made():
    at = brought({**department()})
    held = now(at).department
    at = click(at, "department_away")
    assert held is not None
    assert held.destroyed
    assert at.file_uploader
    for value in held_by_visit(at):
        assert not any(held_by(value, name) for name in CLINICIANS)


def test_a_file_of_one_clinician_is_refused_in_a_sentence():
    at = brought({"visits.csv": "\n".join([HEADER, "1,P1,D1,2025-01-01 08:00,,Home,N"])})
    assert "one clinician alone" in words(at)
    assert now(at).department is None


def test_unclear_dates_are_asked_about_before_the_rows_are_held():
    """FR-40: only what the file can't tell, and never whose it is."""
    rows = [f"{n},P{n},D{n % 2},0{n}/04/2025 08:00,,Home,N" for n in range(1, 7)]
    at = drop(opened(), {"visits.csv": "\n".join([HEADER, *rows])})
    [asked] = at.radio
    assert "the day or the month" in asked.label
    assert at.button(key="department_right").disabled
    asked.set_value("dmy")
    at = click(at.run(), "department_right")
    assert "2 clinicians are in them" in words(at)


def test_a_made_up_department_is_there_to_look_around():
    at = click(opened(), "sample_department")
    for _ in range(60):
        if at.checkbox:
            break
        at.run()
    assert "A made-up department: nobody in it is real." in words(at)
    assert len(at.checkbox) == 12 + 1


def test_the_same_eight_of_a_made_up_department_may_be_looked_at_again():
    """Nobody of it is known again, so that a second look is never refused as a near repeat."""
    for _ in range(2):
        at = brought({"visits.csv": eight()})
        now(at).is_sample = True
        assert frozen(at, EIGHT).title[0].value == "The hour"


def test_a_starter_file_is_no_department():
    at = drop(opened(), {"starter.afreflect": b"afreflect starter file 1\n" + b"\1" * 99})
    assert "drop the file of the whole department" in words(at)
