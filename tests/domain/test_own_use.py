"""What somebody did is counted for themselves alone, in words and without a goal."""

from afreflect.domain import own_use
from afreflect.domain.ledger import CaseSetAside, Questioned, Reacted
from afreflect.domain.plan_events import LookedAgain
from tests.domain.test_commitment import MADE


def test_opened_looked_into_planned_and_measured_again_are_counted():
    """FR-02: shown to nobody else."""
    events = (
        Reacted("ct_use", None, "e"),
        Reacted("admission", "Humbling", "e"),
        CaseSetAside("ct_use", "7", "planned"),
        MADE,
        LookedAgain(MADE.id, "keep", "it helps", None),
    )
    assert own_use.of(events) == own_use.OwnUse(2, 1, 0, 1, 1)
    assert own_use.of(events).sentence == (
        "So far you looked at a measure for the first time, 2 times; put right, set aside or "
        "questioned something in the data, once; planned one small thing, once; looked again, "
        "once. This is counted for you alone."
    )


def test_where_nothing_was_done_nothing_is_said():
    assert own_use.of(()).sentence == ""
    assert own_use.of((Questioned,)).sentence == ""
