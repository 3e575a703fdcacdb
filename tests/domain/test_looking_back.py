"""What was valued, looked at and found, read from choices, ledger and conversations."""

from dataclasses import replace
from datetime import UTC, date, datetime

from afreflect.domain import looking_back
from afreflect.domain.choice import Choice
from afreflect.domain.ledger import Questioned, QuestionSettled, Reacted, together
from afreflect.domain.occasion import Answered, OccasionBegun, Settled, Tapped
from tests.domain.examples import RETURNS

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
DAY = NOON.date()


def on(day: int):
    return replace(
        OccasionBegun(
            RETURNS.id, "Returns, as they were called then", "1.0", "a", "b", None, None, 672,
            0.061, 0.042, 0.089, "6.1 % came back.",
        ),
        at=NOON.replace(day=day),
    )  # fmt: skip


def told(*events, choices: tuple[Choice, ...] = (), titles: dict[str, str] | None = None):
    return looking_back.passages(choices, together(events), titles or {})


def test_a_measure_says_why_it_matters_when_it_was_looked_at_and_what_was_found():
    first, second = on(2), on(9)
    (passage,) = told(
        replace(Reacted(RETURNS.id, "Curious", "b"), at=NOON),
        first,
        second,
        Settled(second.id, "decision", "keep"),
        Answered(second.id, "decision", "It is safe"),
        choices=(Choice(RETURNS.id, "People stay well"),),
        titles={RETURNS.id: RETURNS.title},
    )
    assert (passage.title, passage.why) == (RETURNS.title, "People stay well")
    assert passage.looked == (DAY, DAY.replace(day=2), DAY.replace(day=9))
    assert [each.sentence for each in passage.found] == ["6.1 % came back."] * 2
    assert [(each.decision, each.words) for each in passage.found] == [
        ("", ""),
        ("keep", "It is safe"),
    ]


def test_an_objection_stands_with_what_came_of_it():
    """FR-44: a comment stays with its measure."""
    asked = Questioned(RETURNS.id, "Many were planned", "", date(2027, 2, 1))
    still_open = Questioned(RETURNS.id, "And the weekend?", "", date(2027, 2, 1))
    (passage,) = told(on(2), asked, QuestionSettled(asked.id, "They were"), still_open)
    assert {(each.words, each.outcome) for each in passage.asked} == {
        ("Many were planned", "They were"),
        ("And the weekend?", ""),
    }


def test_what_was_let_go_is_still_told_as_it_was_called_then():
    (passage,) = told(on(2))
    assert (passage.title, passage.why) == ("Returns, as they were called then", "")


def test_a_measure_that_was_chosen_and_not_looked_at_says_so():
    (passage,) = told(choices=(Choice("admission", "The right bed"),))
    assert passage.looked == ()


def test_landings_and_other_words_stay_where_they_were_said():
    """The page tells what was decided, and nothing of how it felt."""
    begun = on(2)
    events = (begun, Tapped(begun.id, "landing", 6), Answered(begun.id, "P07", "shame"))
    assert "shame" not in repr(told(*events))
    assert told(*events) == told(begun)
