"""Chance alone seldom raises a signal, and as seldom as docs/deviations.md says."""

import pytest

from benchmarks.false_alarms import PROCESSES, alarmed

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
