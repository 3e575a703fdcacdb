"""The conversation in hand about one measure."""

import pytest

from afreflect.domain import evidence, occasion
from afreflect.domain.metric import Metric
from afreflect.domain.occasion import OccasionBegun
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


def test_looking_begins_nothing_and_beginning_twice_begins_once(held: Session, metric: Metric):
    assert held.practice is not None
    assert occasions.in_hand(held, metric) is None
    occasions.would_begin(held, held.practice, metric)
    assert held.ledger == ()
    begun = begin(held, metric)
    assert begin(held, metric) == begun == occasions.in_hand(held, metric)
    assert occasion.occasions(held.ledger) == (begun,)


def test_it_holds_the_figures_as_the_chart_showed_them(held: Session, metric: Metric):
    """What was reflected on stays as it was seen, whatever is imported later."""
    held.set_target(metric.id, target(high=0.07))
    begun = begin(held, metric)
    assert (begun.n, begun.value) == (120, 0.0)
    assert begun.metric_version == metric.version
    assert "0 of 120" in begun.sentence
    assert begun.target == "at most 7.0 %"
    assert evidence.at_target(begun, held.history(metric.id).current)
    held.imported = practice("more", visits=150)
    assert begin(held, metric) == begun
    assert begun.extract_sha256 != held.imported.extract.sha256


def test_beginning_anew_ends_the_one_in_hand(held: Session, metric: Metric):
    first = begin(held, metric)
    held.imported = practice("more", visits=150)
    second = occasions.begin_anew(held, held.imported, metric)
    assert (first.n, second.n) == (120, 150)
    assert occasions.in_hand(held, metric) == second
