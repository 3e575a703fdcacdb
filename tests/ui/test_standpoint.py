"""What the grid's page knows of one measure."""

import pytest

from afreflect.domain.extract import Upload
from afreflect.domain.metric import Metric
from afreflect.domain.occasion import Settled
from afreflect.storage.catalogue import catalogue
from afreflect.ui import occasions, standpoint
from afreflect.ui.session import Session
from afreflect.ui.standpoint import Standpoint
from tests.storage.journal.extracts import HEADER, practice_of, row


@pytest.fixture(scope="module")
def metric() -> Metric:
    return next(each for each in catalogue() if each.id == "admission")


def at(metric: Metric, *sites: str, held: Session | None = None) -> Standpoint:
    """The standpoint towards a measure, over sixty visits at each of these sites."""
    rows = [f"{row(f'{site}{number}')},{site}" for site in sites for number in range(60)]
    upload = Upload("march.csv", "\n".join([f"{HEADER},site", *rows, ""]).encode())
    held = held or Session("own")
    held.imported = practice_of(upload)
    return standpoint.of(held, None, held.imported, metric)


def test_support_is_kept_with_the_one_site_of_an_extract(metric: Metric):
    there = at(metric, "North")
    there.tap("M1", 3)
    there.tap("S1", 2)
    there.tap("S2", 1)
    sites = [each.answer for each in there.held.ledger if isinstance(each, Settled)]
    assert sites == ["North"]
    occasions.begin_anew(there.held, there.practice, metric)
    assert at(metric, "North", held=there.held).answers.support == {"S1": 2, "S2": 1}
    assert at(metric, "South", held=there.held).answers.support == {}


@pytest.mark.parametrize("sites", [("North", "South"), ("",)])
def test_of_several_sites_or_none_that_is_named_it_is_kept_with_none(metric: Metric, sites):
    there = at(metric, *sites)
    there.tap("S1", 2)
    assert there.site == ""
    assert not [each for each in there.held.ledger if isinstance(each, Settled)]
    assert at(metric, *sites, held=there.held).answers.support == {"S1": 2}
