"""The two places of one occasion."""

from datetime import date

from afreflect.domain import placing
from afreflect.domain.ledger import Event
from afreflect.domain.mdpie import Zone
from afreflect.domain.occasion import OccasionBegun, Placed, PlacedHow, Settled


def begun(name: str) -> OccasionBegun:
    return OccasionBegun(
        "admission", "Admission", "1.0", "d" * 64, "e1", date(2026, 1, 1), date(2026, 2, 1), 120,
        0.2, 0.1, 0.3, "a sentence", id=name,
    )  # fmt: skip


def placed(occasion: str, mindset: float | None, how: PlacedHow, words: str = "") -> Placed:
    return Placed(occasion, mindset, None if mindset is None else 50.0, how, words=words)


def test_the_decision_counts_and_the_first_place_stays_beside_it():
    """R12: what the clinician decides is what is saved."""
    here = begun("a")
    ledger: list[Event] = [here, placed("a", 40, "self"), placed("a", 60, "moved")]
    ledger.append(Settled("a", placing.PLACE, "Z2"))
    found = placing.stand(ledger, here)
    assert found.first is not None
    assert found.decision is not None
    assert (found.first.mindset, found.decision.mindset) == (40, 60)
    assert found.zone is Zone.Z2


def test_a_later_decision_takes_the_place_of_an_earlier_one():
    here = begun("a")
    ledger: list[Event] = [here, placed("a", 60, "kept"), Settled("a", placing.PLACE, "Z3")]
    ledger.append(placed("a", None, "unplaced", "not today"))
    found = placing.stand(ledger, here)
    assert found.decision is not None
    assert found.decision.words == "not today"
    assert found.zone is None


def test_a_zone_that_nobody_knows_is_none():
    here = begun("a")
    ledger = [here, placed("a", 60, "kept"), Settled("a", placing.PLACE, "somewhere")]
    assert placing.stand(ledger, here).zone is None
