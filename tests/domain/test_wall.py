"""The wall: made of the snapshot and the board alone, one thing at a time, and nobody on it."""

import re
from collections.abc import Iterable
from dataclasses import astuple, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afreflect.domain import disclosure, hour, wall
from afreflect.domain.disclosure import Asked, Contribution, Scale, Snapshot
from afreflect.domain.hour import (
    Board,
    Committed,
    ElementShown,
    Event,
    OptionAdded,
    PhaseSet,
    ReactionsHeard,
)
from afreflect.storage.hour_script import script

ASKED = Asked(
    metric_id="return_72h_unplanned",
    title="Unplanned return",
    question="How often do they come back?",
    definition="Visits that ended at home. The same patient came again.",
    unit="%",
    kind="proportion",
    better="neither",
    scale=Scale(0.05, 0.0, 1.0),
    since=date(2025, 7, 1),
    until=date(2026, 7, 1),
)
SAID = script()
NUMBER = r"\d+(?:\.\d+)? %"
ELEMENTS: list[tuple[hour.Phase, str]] = [
    (card.id, element) for card in SAID.phases for element in card.shows
]


def frozen(figures: Iterable[float]) -> Snapshot:
    """A group frozen, of cases as good as equal."""
    gave = [
        Contribution(f"{number:064x}", 50 + number, each) for number, each in enumerate(figures)
    ]
    return disclosure.snapshot(ASKED, gave, (), date(2026, 11, 22), "ABCD2345")


def after(*events: Event) -> Board:
    return hour.fold(events)


def showing(phase: hour.Phase, element: str, *events: Event) -> Board:
    return after(*events, ReactionsHeard(), PhaseSet(phase), ElementShown(element))


def texts(value: Any) -> list[str]:
    """Every text of a slide, however deep."""
    if isinstance(value, str):
        return [value]
    return [said for each in value for said in texts(each)] if isinstance(value, tuple) else []


def said_on(board: Board, snapshot: Snapshot) -> str:
    return "\n".join(texts(astuple(wall.slide(SAID, board, snapshot, "department"))))


NINE = frozen([0.11, 0.17, 0.21, 0.24, 0.28, 0.31, 0.35, 0.41, 0.48])
FIVE = frozen([0.11, 0.17, 0.21, 0.24, 0.28])


@pytest.mark.parametrize("phase, element", ELEMENTS)
def test_every_element_of_every_phase_hangs_there_with_words(phase: hour.Phase, element: str):
    """FR-37: one thing at a time."""
    for snapshot in (NINE, FIVE):
        for way in ("department", "files", "hosted"):
            slide = wall.slide(SAID, showing(phase, element), snapshot, way)
            assert slide.element == element
            assert slide.title
            assert slide.lines or slide.cards or slide.columns or slide.drawn


@pytest.mark.parametrize("phase, element", ELEMENTS)
def test_no_number_hangs_there_before_the_first_look_or_while_reacting(
    phase: hour.Phase, element: str
):
    """K-03: relationship shows no data, and reaction shows numbers once, never again."""
    if phase in (hour.RELATIONSHIP, hour.REACTION) and element != "look":
        assert not re.search(r"\d", said_on(showing(phase, element), NINE).replace(ASKED.title, ""))


def test_the_picture_comes_once_while_reacting():
    """K-03: numbers are not shown again once the reaction has begun."""
    before = [each.id for each in SAID.offered(showing(hour.REACTION, "look"))]
    reacting = [each.id for each in SAID.offered(showing(hour.REACTION, "landing"))]
    assert "look" in before
    assert "look" not in reacting


def test_what_another_phase_shows_gives_way_to_the_first_of_this_one():
    """K-03: a number does not stand on when the phase changes."""
    for element in ("picture", "anything else"):
        board = after(PhaseSet(hour.RELATIONSHIP), ElementShown(element))
        assert SAID.shown(board).id == "purpose"


def test_the_picture_of_five_to_seven_is_words_without_a_number():
    """K-01: below eight no number."""
    said = said_on(showing(hour.CONTENT, "picture"), FIVE).replace("ABCD2345", "")
    assert not re.search(r"\d", said.replace(f"rules {disclosure.RULES_VERSION}", ""))
    assert wall.drawn(FIVE) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=8, max_size=12, unique=True))
def test_nothing_on_the_wall_is_anybodys_figure_or_counts_the_group(thousandths: list[int]):
    """K-03, K-11: only the band's three edges, an axis that does not move, and three ways to say
    how many.
    """
    figures = [each / 1000 for each in thousandths]
    snapshot = frozen(figures)
    assert snapshot.band is not None
    band = snapshot.band
    released = " ".join((band.low.words, band.middle.words, band.high.words, "5 %"))
    for phase, element in ELEMENTS:
        slide = wall.slide(SAID, showing(phase, element), snapshot, "department")
        said = "\n".join(texts(astuple(slide)))
        assert not re.search(rf"\b{len(figures)} (of us|people|colleagues)\b", said) or (
            len(figures) == 8 and "8 or more" in said
        )
        for number in re.findall(NUMBER, said):
            ticks = {tick.words for tick in slide.drawn.ticks} if slide.drawn else set()
            assert number in ticks | set(re.findall(NUMBER, released))


def test_the_axis_is_the_scales_whatever_the_figures_are():
    """A7, K-03: an axis that follows the figures would tell the highest of them."""
    low = wall.drawn(frozen([0.01 * each for each in range(1, 10)]))
    high = wall.drawn(frozen([0.9 + 0.01 * each for each in range(9)]))
    assert low is not None
    assert high is not None
    assert low.ticks == high.ticks
    assert low.open_low
    assert high.open_high
    assert low.low.at == 0
    assert high.high.at == 1


def test_a_commitment_hangs_there_without_a_name_and_without_how_sure():
    """G-03, K-03: no name unless its owner asked for it, and no comparison of commitments."""
    made = Committed("I will ask twice.", date(2026, 12, 1), "fewer calls", confidence=3)
    said = said_on(showing(hour.CLOSE, "commitments", made), NINE)
    assert "I will ask twice." in said
    assert "1 Dec 2026" in said
    assert "3" not in said
    named = replace(made, name="Amélie")
    assert "Amélie" in said_on(showing(hour.CLOSE, "commitments", named), NINE)


def test_ideas_hang_under_who_could_change_them():
    """Barrier levels: in my hands, in our clinic, above us."""
    board = showing(
        hour.COACHING,
        "options",
        OptionAdded("Call back", "me"),
        OptionAdded("A second chair", "clinic"),
    )
    columns = wall.slide(SAID, board, NINE, "department").columns
    assert [(column.title, len(column.cards)) for column in columns] == [
        ("In my hands", 1),
        ("In our clinic", 1),
    ]


def test_the_hour_leads_from_one_thing_to_the_next():
    """R2C2: each phase in its order, and coaching only after reactions were heard."""
    board = after(PhaseSet(hour.CONTENT), ElementShown("objections"))
    assert SAID.without_taps().following(board) is None
    after_content = SAID.next_phase(board)
    assert after_content is not None
    assert after_content.id == hour.COACHING
    assert not board.may_enter(hour.COACHING)
    assert SAID.next_phase(after(PhaseSet(hour.CLOSE))) is None


def test_private_answers_hang_there_only_as_tallies_and_where_there_were_any():
    """K-03, group.md 1: aggregate only; without a screen of one's own nothing is asked."""
    board = showing(hour.REACTION, "reactions")
    assert wall.slide(SAID, board, NINE, "hosted").kind == "statement"
    told = wall.slide(SAID, board, NINE, "hosted", {"surprised": "most of us"})
    assert told.lines == ("Most of us were surprised by it.",)
    assert SAID.without_taps().shown(board).id == "question"


def test_whoever_leads_has_two_or_three_sentences_to_say_in_each_phase():
    assert [card.id for card in SAID.phases] == list(hour.PHASES)
    for card in SAID.phases:
        assert 2 <= len(re.findall(r"[.?](?:\s|$)", card.say)) <= 3
        assert card.asks


def test_a_step_of_doubt_is_the_second_and_no_fault():
    """G-04: questioning validity is step 2."""
    assert "no fault" in SAID.steps[1].say


def test_only_an_unanswerable_question_speaks_against_an_hour():
    """G-01: four factors, and concern for one of them alone."""
    assert [each.id for each in SAID.before if each.concern] == ["actionable"]
    assert len(SAID.before) == 4
