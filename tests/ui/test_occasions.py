"""The conversation in hand about one measure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from afreflect.domain import occasion
from afreflect.domain.metric import Metric
from afreflect.domain.occasion import OccasionBegun, OccasionEnded, Placed
from afreflect.storage.catalogue import catalogue
from afreflect.ui import occasions
from afreflect.ui.session import Session
from tests.domain.examples import target
from tests.storage.journal.extracts import practice


@pytest.fixture(scope="module")
def metric() -> Metric:
    return next(each for each in catalogue() if each.id == "admission")


@pytest.fixture
def held() -> Session:
    return Session("own", imported=practice("march", visits=120))


def begin(held: Session, metric: Metric) -> OccasionBegun:
    assert held.practice is not None
    return occasions.begin(held, held.practice, metric)


def in_hand(held: Session, metric: Metric) -> OccasionBegun | None:
    assert held.practice is not None
    return occasions.in_hand(held, held.practice, metric)


def test_looking_begins_nothing_and_beginning_twice_begins_once(held: Session, metric: Metric):
    assert in_hand(held, metric) is None
    assert held.ledger == ()
    begun = begin(held, metric)
    assert begin(held, metric) == begun == in_hand(held, metric)
    assert occasion.occasions(held.ledger) == (begun,)


def test_it_holds_the_figures_as_the_chart_showed_them(held: Session, metric: Metric):
    """What was reflected on stays as it was seen, whatever is imported later."""
    held.set_target(metric.id, target(high=0.07))
    begun = begin(held, metric)
    assert (begun.n, begun.value) == (120, 0.0)
    assert begun.metric_version == metric.version
    assert "0 of 120" in begun.sentence
    assert begun.target == "at most 7.0 %"
    held.imported = practice("more", visits=150)
    assert occasion.open_for(held.ledger, metric.id) == begun


def test_another_extract_or_another_definition_is_another_occasion(held: Session, metric: Metric):
    begun = begin(held, metric)
    assert in_hand(held, replace(metric, sha256="b" * 64)) is None
    held.imported = practice("more", visits=150)
    assert in_hand(held, metric) is None
    assert begin(held, metric) != begun


def test_a_decision_of_an_earlier_day_ends_it_and_a_place_on_the_empty_grid_does_not(
    held: Session, metric: Metric
):
    begun = begin(held, metric)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    held.record(Placed(begun.id, 40.0, 50.0, "self", at=yesterday))
    assert in_hand(held, metric) == begun
    held.record(Placed(begun.id, 45.0, 50.0, "moved", at=yesterday + timedelta(minutes=1)))
    assert in_hand(held, metric) is None
    again = begin(held, metric)
    assert again != begun
    assert [each.occasion_id for each in held.ledger if isinstance(each, OccasionEnded)] == [
        begun.id
    ]


def test_a_decision_of_today_may_be_changed_today(held: Session, metric: Metric):
    begun = begin(held, metric)
    held.record(Placed(begun.id, 45.0, 50.0, "kept"))
    assert in_hand(held, metric) == begun
