"""Chance alone seldom raises a signal, and as seldom as docs/deviations.md says."""

import pytest

from benchmarks.false_alarms import PROCESSES, alarmed, seasons_seen

SERIES = 2000
WORST = {"nhs": 0.20, "nhs2023": 0.20, "anhoej": 0.13}
MEASURED = [one for one in PROCESSES if one.kind != "g" or one.exact]


@pytest.mark.parametrize("rules, most", WORST.items())
def test_stable_series_of_two_years_seldom_have_a_signal(rules, most):
    for chance in MEASURED:
        assert alarmed(chance, rules, 24, SERIES) < most + 0.02, chance.name


def test_anhoejs_runs_alone_keep_to_five_in_a_hundred():
    """Anhøj & Olesen 2014: about 5 %, whatever the number of points."""
    [run] = [one for one in PROCESSES if one.kind == "run"]
    for length in (24, 36):
        assert 0.02 < alarmed(run, "anhoej", length, SERIES) < 0.06


def test_a_season_is_seldom_seen_where_there_is_none_and_a_strong_one_is_seen():
    for length in (24, 36):
        assert seasons_seen(length, wave=0.0, series=400) < 0.09
    assert seasons_seen(36, wave=2.0, series=100) > 0.8
