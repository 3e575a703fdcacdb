"""Trust as a rule: what moves it, and what must not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import trust
from afreflect.domain.extract import Attributed
from afreflect.domain.ledger import (
    CaseBroughtBack,
    CaseSetAside,
    Corrected,
    CorrectionUndone,
    Event,
    Expected,
    Questioned,
    QuestionSettled,
    Reacted,
)
from afreflect.domain.metric import Idea, Point
from afreflect.domain.target import Target, TargetHistory
from afreflect.domain.trust_facts import Day, Facts
from afreflect.domain.trust_parts import WEIGHTS
from tests.domain.examples import RETURNS

TODAY = date(2026, 11, 22)
METRIC = replace(RETURNS, ideas=(Idea("ask what would bring them back", "guideline", "a source"),))


def facts(**changes: object) -> Facts:
    """A year of ten visits a month, with a few troubles in it."""
    days = tuple(Day(date(2025, month, 5), 10, 9, 1, 0) for month in range(1, 13))
    known = Facts(
        unit="visit",
        days=days,
        complete=100,
        lacking=(("visits.departure_ts", 20),),
        faults=(),
        attributed=Attributed(90, 100),
        shifts=None,
        shifts_filled=0,
        whole=Point(None, 80, 8, 0.10, 0.05, 0.19),
        today=TODAY,
    )
    return replace(known, **changes)


def target(smallest: float) -> Target:
    return Target(None, 0.05, smallest, date(2027, 6, 1), "for them", date(2026, 1, 1))


def values(read: trust.Trust) -> dict[str, float | None]:
    return {part.id: part.value for part in read.components}


WORDS = st.text(max_size=20)
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))
SAID_OF_ONESELF: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        CaseSetAside,
        metric_id=st.just(METRIC.id),
        unit_id=WORDS,
        reason=st.sampled_from(["not mine", "planned", "wrong time", "other"]),
        words=WORDS,
    ),
    st.builds(CaseBroughtBack, metric_id=st.just(METRIC.id), unit_id=WORDS),
    st.builds(
        Corrected,
        encounter_id=WORDS,
        column=st.just("departure_ts"),
        before=st.none(),
        after=WORDS,
        who=WORDS,
        why=WORDS,
    ),
    st.builds(CorrectionUndone, correction_id=WORDS),
    st.builds(
        Questioned,
        metric_id=st.just(METRIC.id),
        words=WORDS,
        exclusion=WORDS,
        provisional_until=DAYS,
        ask_of=WORDS,
    ),
    st.builds(QuestionSettled, question_id=WORDS, words=WORDS),
    st.builds(
        Reacted, metric_id=st.just(METRIC.id), reaction=st.none() | WORDS, extract_sha256=WORDS
    ),
)


@given(st.lists(SAID_OF_ONESELF, max_size=12))
def test_nothing_in_the_ledger_but_an_expected_count_changes_a_part(events: list[Event]):
    assert values(trust.read(METRIC, facts(), events)) == values(trust.read(METRIC, facts()))


@given(st.lists(st.floats(1e-4, 1.0), max_size=6))
def test_no_part_rises_because_of_what_somebody_says_of_themselves(smallest: list[float]):
    """However often, and however large a smallest change is typed."""
    history, before = TargetHistory(), values(trust.read(METRIC, facts()))
    for change in smallest:
        history = history.changed_to(target(change))
        after = values(trust.read(METRIC, facts(), history=history))
        assert all((after[id_] or 0) <= (before[id_] or 0) for id_ in before)
        assert {id_ for id_ in after if after[id_] is None} == {
            id_ for id_ in before if before[id_] is None
        }
        before = after


def test_a_smaller_change_that_matters_asks_for_more_precision():
    """The rule is min(1, c/h)."""
    half = 0.07
    read = trust.read(METRIC, facts(), history=TargetHistory((target(0.014),)))
    assert read["D5"].value == pytest.approx(0.014 / half)
    assert (read["D5"].value or 0) < (trust.read(METRIC, facts())["D5"].value or 0)


@given(st.integers(1, 400), st.text(min_size=1, max_size=9))
def test_an_expected_count_changes_case_ascertainment_alone(count: int, source: str):
    event = Expected(METRIC.id, count, source, date(2025, 1, 1), date(2026, 1, 1))
    before, after = (values(trust.read(METRIC, facts(), said)) for said in ((), (event,)))
    assert {id_ for id_ in before if before[id_] != after[id_]} <= {"D3"}
    if source.strip():
        assert after["D3"] == pytest.approx(min(120 / count, count / 120))


@pytest.mark.parametrize(
    "useless",
    [
        Expected("another", 120, "billing", date(2025, 1, 1), date(2026, 1, 1)),
        Expected(METRIC.id, 120, "  ", date(2025, 1, 1), date(2026, 1, 1)),
        Expected(METRIC.id, 0, "billing", date(2025, 1, 1), date(2026, 1, 1)),
        Expected(METRIC.id, 120, "billing", date(2026, 1, 1), date(2025, 1, 1)),
    ],
)
def test_a_count_of_something_else_or_from_nowhere_tells_nothing(useless: Expected):
    assert trust.read(METRIC, facts(), (useless,))["D3"].value is None


def test_the_last_count_holds():
    at = datetime(2026, 1, 1, tzinfo=UTC)
    first = Expected(METRIC.id, 240, "me", date(2025, 1, 1), date(2026, 1, 1), at=at)
    assert trust.read(METRIC, facts(), (first, replace(first, count=120)))["D3"].value == 1


@given(st.dictionaries(st.sampled_from([*WEIGHTS]), st.none() | st.floats(0, 1), min_size=1))
def test_the_whole_is_the_weighted_mean_of_what_is_known(changes: dict[str, float | None]):
    """Unknown is unknown: the others weigh more, and nothing counts as zero."""
    read = trust.read(METRIC, facts())
    for id_, value in changes.items():
        read = read.with_value(id_, value)
    known = {id_: value for id_, value in values(read).items() if value is not None}
    if not known:
        assert read.value is None
        return
    weights = sum(WEIGHTS[id_] for id_ in known)
    expected = sum(WEIGHTS[id_] * value for id_, value in known.items()) / weights
    assert read.value == pytest.approx(expected)
    assert min(known.values()) - 1e-9 <= expected <= max(known.values()) + 1e-9


def test_the_weights_are_those_of_the_table():
    assert sum(WEIGHTS.values()) == pytest.approx(1)


@pytest.mark.parametrize("part, low", [("D1", 0.49), ("D4", 0.29)])
def test_two_parts_hold_everything_else_down(part: str, low: float):
    read = trust.read(METRIC, facts())
    best = replace(read, components=tuple(replace(each, value=1.0) for each in read.components))
    assert best.quality == 100
    assert best.with_value(part, low).quality == 40
    assert best.with_value(part, low).held_down_by == (part,)
    assert "It stays there" in trust.sentence(best.with_value(part, low))
    assert best.with_value(part, 0.5).quality != 40


def test_what_would_raise_it_says_by_how_much_by_computing_it_again():
    read = trust.read(METRIC, facts())
    assert read.quality is not None
    for part in read.components:
        if part.reach is not None:
            then = read.with_value(part.id, part.reach).quality
            assert then is not None
            assert part.rise == max(0, then - read.quality)
            assert part.what_would_raise_it
        else:
            assert part.rise == 0
    assert read.next_steps == tuple(sorted(read.next_steps, key=lambda part: -part.rise))


def test_every_part_says_why_in_one_plain_sentence():
    """The sentence carries the part's own numbers."""
    read = trust.read(METRIC, facts())
    assert all(part.why.endswith(".") for part in read.components)
    assert "100 of 120 visits (83.3 %)" in read["D1"].why
    assert "108 of 120" not in read["D4"].why
    assert "96 of 120 visits are yours alone" in read["D4"].why
    assert "5 Dec 2025" in read["D2"].why


def test_it_is_said_to_be_ours_and_not_validated():
    assert trust.VERSION in trust.OURS
    assert "nobody has validated" in trust.OURS


def test_an_extract_that_tells_nothing_has_a_quality_from_the_definition_alone():
    empty = facts(days=(), complete=0, lacking=(), whole=Point(None, 0, None, None, None, None))
    read = trust.read(METRIC, empty)
    unknown = {part.id for part in read.unknown}
    assert {"D1", "D2", "D3", "D4", "D5", "D9"} == unknown
    assert read.value is not None
