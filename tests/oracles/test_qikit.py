"""Centre, limits and signals equal qikit's own fixtures, within the tolerance stated there."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from afreflect.domain import spc
from afreflect.domain.spc.rules import crossings_min, longest_run_max
from tests.oracles.spc_tables import read

KINDS: dict[str, spc.Kind] = {"i": "xmr", "pp": "pprime", "up": "uprime"}
ELSEWHERE = {"pareto_basic", "bchart_basic"}
"""A Pareto and a Bernoulli chart, of which only the arguments are checked: no chart of ours."""
SCREENED = {"i_chart_mr_screening"}


@pytest.fixture
def fixtures(shared: Path) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    rows = read(shared / "oracles" / "qikit" / "fixtures_input_check.csv")
    return {row["id"]: (json.loads(row["input"]), json.loads(row["check"])) for row in rows}


def drawn(given: dict[str, Any], name: str) -> spc.Chart:
    asked = given["chart"]
    kind = KINDS[asked] if asked in KINDS else spc.KINDS[spc.KINDS.index(asked)]
    if "data" in given:
        groups = np.array(given["data"]["y"]).reshape(-1, given["subgroupN"])
        sizes = np.full(len(groups), given["subgroupN"])
        return spc.chart(kind, groups.mean(axis=1), sizes, groups.std(axis=1, ddof=1), rules="nhs")
    n = given.get("n")
    sizes = None if n is None else np.broadcast_to(n, len(given["y"]))
    return spc.chart(
        kind,
        given["y"],
        sizes,
        centre=given.get("clOverride"),
        rules="anhoej" if given.get("method") is None else "nhs",
        screened=name in SCREENED,
    )


def test_every_fixture_of_a_chart_of_ours(fixtures):
    checked = 0
    for name, (given, wanted) in fixtures.items():
        if name in ELSEWHERE:
            continue
        found = drawn(given, name)
        for figure, line in (
            ("cl", found.lines.centre), ("ucl", found.lines.upper), ("lcl", found.lines.lower),
        ):  # fmt: skip
            if figure in wanted:
                value, close = wanted[figure]
                assert line[0] == pytest.approx(value, abs=close), (name, figure)
                checked += 1
        if "signals" in wanted:
            assert any(signal != "none" for signal in found.signals) == wanted["signals"], name
            checked += 1
        if "longest_run" in wanted:
            assert found.runs is not None
            assert found.runs.longest_run[0] == wanted["longest_run"]
    assert checked > 45


def test_critical_values_mean_the_same_but_for_rounding(fixtures):
    """There the run is floored where Anhøj rounds, and the last count that is a signal
    is stated, not the first that is none; see docs/deviations.md.
    """
    twenty = np.array([20])
    _, wanted = fixtures["anhoej_thresholds_n20"]
    assert longest_run_max(twenty)[0] == wanted["run_threshold"]
    assert crossings_min(twenty)[0] - 1 == wanted["crossings_threshold"]
    _, wanted = fixtures["anhoej_thresholds_n100"]
    assert longest_run_max(np.array([100]))[0] - 1 == wanted["run_threshold"]
