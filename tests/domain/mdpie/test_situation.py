"""What a placement takes from the trust in a measure's data."""

from dataclasses import replace

import pytest

from afreflect.domain import trust
from afreflect.domain.extract import Attributed
from afreflect.domain.mdpie import situation_of
from tests.domain.test_trust import METRIC, facts


def test_it_is_the_trust_pages_own_figures():
    found = trust.read(METRIC, facts())
    situation = situation_of(found, METRIC, 80)
    assert situation.computed_quality == found.value
    assert situation.unknown_components == len(found.unknown)
    assert situation.completeness == found["D1"].value
    assert situation.attribution_share == found["D4"].value
    assert situation.ideas == found["D8"].value == 1.0
    assert (situation.n, situation.n_show) == (80, METRIC.n_show)
    assert [part.weight for part in situation.parts] == [part.weight for part in found.components]


@pytest.mark.parametrize("attribution", ["individual", "shared", "team"])
def test_the_part_that_is_mine_does_not_depend_on_whose_doing_the_measure_is(attribution):
    metric = replace(METRIC, attribution=attribution)
    found = situation_of(trust.read(metric, facts()), metric, 80)
    assert found.share_mine == pytest.approx(0.8 * 90 / 100)


def test_a_file_that_names_nobody_leaves_it_unknown():
    days = tuple(replace(day, named=0) for day in facts().days)
    found = trust.read(METRIC, facts(days=days, attributed=Attributed(0, 120)))
    assert situation_of(found, METRIC, 80).share_mine is None
