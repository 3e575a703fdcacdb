"""Where a field is blank, since when, and why, as far as that can be told."""

from collections.abc import Callable, Iterable
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import data_note, missing
from afreflect.domain.extract import Completeness, Extract, SetAside
from afreflect.domain.metric import Point
from afreflect.domain.missing import Blanks, Course
from afreflect.domain.trust_facts import Facts
from tests.domain.examples import WAIT

FIELD = "visits.triage_ts"
Rule = Callable[[int, str, str, bool], float]


def counts(share: Rule, months: int = 12, rows: int = 20, together: bool = False) -> list[Blanks]:
    """So many rows a month, site, disposition and half of the day, blank as the rule says."""
    found = []
    for at in range(months):
        for site in ("North", "South"):
            for ended in ("discharged", "admitted"):
                for night in (False, True):
                    blank = round(rows * share(at, site, ended, night))
                    month = date(2025 + at // 12, at % 12 + 1, 1)
                    beside = blank if together else 0
                    found.append(Blanks(FIELD, month, site, ended, night, rows, blank, beside))
    return found


def course(found: Iterable[Blanks]) -> Course:
    [only] = missing.courses([FIELD], found)
    return only


def kinds(found: Course) -> list[str]:
    return [cause.kind for cause in found.causes]


def test_it_began_in_the_first_month_that_stays_above_what_was_before():
    found = course(counts(lambda at, *_: 0.30 if at >= 7 else 0.05))
    assert (found.shape, found.began) == ("since", date(2025, 8, 1))
    assert found.before == pytest.approx(0.05)
    assert data_note.sentence(found, "visit") == (
        "Since August 2025 the triage time is blank for 30 % of visits (240 of 800; before 5 %). "
        "Why, we can't tell from the data."
    )


def test_it_ended_with_the_last_month_above_what_came_after():
    found = course(counts(lambda at, *_: 0.40 if at < 4 else 0.0))
    assert (found.shape, found.began, found.ended) == ("until", date(2025, 1, 1), date(2025, 4, 1))
    assert data_note.sentence(found, "visit").startswith("Up to April 2025 the triage time")


def test_one_odd_month_is_said_to_be_one_and_likely_an_outage():
    found = course(counts(lambda at, *_: 0.6 if at == 5 else 0.0))
    assert (found.shape, found.began, found.ended) == ("only", date(2025, 6, 1), date(2025, 6, 1))
    assert kinds(found) == ["period"]
    assert data_note.sentence(found, "visit").startswith("In June 2025 the triage time is blank")


def test_chance_alone_seldom_begins_anything():
    """Three years at the same level, drawn anew 60 times: 1 in 20 at most looks like more."""
    draw = np.random.default_rng(22)
    seen = [
        course(
            [
                Blanks(
                    FIELD, date(2024 + at // 12, at % 12 + 1, 1), None, None, None, 60, int(blank)
                )
                for at, blank in enumerate(draw.binomial(60, 0.1, 36))
            ]
        ).shape
        for _ in range(60)
    ]
    assert seen.count("throughout") >= 57


def test_one_site_is_named_with_its_own_share():
    found = course(counts(lambda at, site, *_: 0.3 if site == "North" and at > 3 else 0.0))
    assert kinds(found)[0] == "site"
    assert data_note.sentence(found, "visit") == (
        "Since May 2025 the triage time is blank for 30 % of visits at site North (192 of 640; "
        "elsewhere 0 %; before 0 %). Likely: it comes from one site (North)."
    )


def test_a_whole_module_that_is_blank_is_one_fault():
    found = course(counts(lambda *_: 0.2, together=True))
    assert kinds(found) == ["module"]
    assert "all that triage writes is blank together" in data_note.sentence(found, "visit")


def test_one_disposition_or_one_half_of_the_day():
    by_end = course(counts(lambda _, __, ended, night: 0.3 if ended == "admitted" else 0.0))
    by_night = course(counts(lambda _, __, ended, night: 0.3 if night else 0.0))
    assert kinds(by_end) == ["disposition"]
    assert kinds(by_night) == ["night"]
    assert "arrivals between midnight and seven" in data_note.sentence(by_night, "visit")


def test_where_no_rule_fits_we_say_that_we_cannot_tell():
    found = course(counts(lambda *_: 0.15))
    assert found.causes == ()
    assert data_note.CANT_TELL in data_note.sentence(found, "visit")


def test_a_field_that_is_nowhere_is_not_exported():
    found = course(counts(lambda *_: 1.0))
    assert (found.shape, kinds(found)) == ("absent", ["export"])


def test_few_rows_a_month_make_quarters_or_years():
    months = [Blanks(FIELD, date(2025, at + 1, 1), None, None, None, 4, 1) for at in range(12)]
    assert course(months).grain == "quarter"
    assert [cell.rows for cell in course(months).cells] == [12, 12, 12, 12]


@given(
    st.lists(
        st.tuples(
            st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.integers(1, 50), st.floats(0, 1)
        ),
        min_size=1,
        max_size=30,
    )
)
def test_no_row_and_no_blank_is_lost_on_the_way_into_cells(rows: list[tuple[date, int, float]]):
    found = course(
        [
            Blanks(FIELD, day.replace(day=1), "A", None, None, n, round(n * part))
            for day, n, part in rows
        ]
    )
    assert sum(cell.rows for cell in found.cells) == found.rows == sum(n for _, n, _ in rows)
    assert sum(cell.blank for cell in found.cells) == found.blank
    assert 0 <= found.inside[1] <= found.blank


def test_the_note_is_ready_to_send_and_names_what_to_look_at():
    """FR-38: the field, the share that is missing, the likely cause, and a note."""
    found = course(counts(lambda at, site, *_: 0.3 if site == "North" and at > 3 else 0.0))
    facts = Facts(
        "visit", (), 0, (), (("end before they begin", 7),), None, None, 0,
        Point(None, 0, None, None, None, None), date(2026, 1, 1),
    )  # fmt: skip
    extract = Extract(
        ("ed.csv",), date(2025, 1, 1), date(2025, 12, 31), 9, 9, 9,
        (SetAside("the same row again", 3),), (), (), {}, "ab" * 32,
    )  # fmt: skip
    said = data_note.note(WAIT, [found], facts, extract)
    assert "the extract ed.csv, 1 Jan 2025 to 31 Dec 2025 (fingerprint abababababab)" in said
    assert "30 % of visits at site North" in said
    assert "Was something changed there?" in said
    assert "Visits that end before they begin: 7" in said
    assert "Rows that can't be used (the same row again): 3." in said
    nothing = course(counts(lambda *_: 0.0))
    assert data_note.note(WAIT, [nothing], facts_without(facts), without(extract)) == ""


def facts_without(facts: Facts) -> Facts:
    return Facts(**{**vars(facts), "faults": ()})


def without(extract: Extract) -> Extract:
    return Extract(**{**vars(extract), "set_aside": ()})


def test_a_change_since_the_last_extract_is_a_shared_craft_and_honest():
    """FR-41: completeness as a shared craft, with the change since the last extract."""
    then = (Completeness(FIELD, 1000, 690), Completeness("visits.acuity", 1000, 950))
    now = (Completeness(FIELD, 1100, 968), Completeness("visits.acuity", 1100, 880))
    rose, fell = data_note.changes(then, now)
    assert data_note.say_change(rose) == (
        "Triage time: 69 % then, 88 % now. You and your data owner did that."
    )
    assert data_note.say_change(fell) == (
        "Triage level: 95 % then, 80 % now. It fell: your data owner may know why."
    )


def test_what_chance_allows_is_no_change_and_a_new_field_is_one():
    then = (Completeness(FIELD, 100, 90),)
    assert data_note.changes(then, (Completeness(FIELD, 100, 93),)) == ()
    [new] = data_note.changes(
        then, (Completeness(FIELD, 100, 90), Completeness("visits.ct", 100, 99))
    )
    assert data_note.say_change(new).startswith("CT: 0 % then, 99 % now.")
