"""Limits and signals equal those of others: NHSRplotthedots, qicharts2, NIST, Montgomery."""

import csv
from pathlib import Path

import numpy as np
import pytest

from afreflect.domain import spc
from afreflect.domain.spc.rules import crossings_min, longest_run_max
from tests.oracles.spc_tables import MONTGOMERY, changes, column, flags, montgomery, named, read

CLOSE = 1e-9
NHS = {
    "issue167_decreasing7": "higher",
    "issue200_overlap": "higher",
    "national_perf_target95": "higher",
    "rnorm_seed123_n20": "higher",
    "rrk_all_norebase": "lower",
    "rrk_fix12": "lower",
    "rrk_fix12_rebase_target3000": "lower",
    "rrk_noscreen": "lower",
    "rrk_rebase_2018-07-01": "lower",
    "rrk_stable": "lower",
    "screen_vignette_F": "higher",
    "screen_vignette_T": "higher",
    "six_trusts_facet": "lower",
}
RUNS = ("n_useful", "longest_run", "longest_run_max", "n_crossings", "n_crossings_min")


def nhs(name: str, folder: Path, better: str) -> tuple[spc.Chart, list[dict[str, str]]]:
    rows = read(folder / f"expected_{name}.csv")
    drawn = spc.chart(
        "xmr",
        column(rows, "y"),
        series=np.unique([row["f"] for row in rows], return_inverse=True)[1],
        rebased=changes(rows, "rebase_group") & ~changes(rows, "f"),
        fix=12 if "fix12" in name else None,
        screened=name not in ("rrk_noscreen", "screen_vignette_F"),
        better=better,  # pyright: ignore[reportArgumentType]
    )
    return drawn, rows


@pytest.mark.parametrize("name, better", NHS.items())
def test_limits_and_flags_of_nhsrplotthedots(name, better, shared):
    drawn, rows = nhs(name, shared / "oracles" / "nhsrplotthedots", better)
    assert drawn.lines.centre == pytest.approx(column(rows, "mean_col"), rel=CLOSE)
    assert drawn.lines.lower == pytest.approx(column(rows, "lpl"), rel=CLOSE)
    assert drawn.lines.upper == pytest.approx(column(rows, "upl"), rel=CLOSE)
    assert drawn.signals == tuple(named(row["special_cause_type"]) for row in rows)
    wanted = {"special_cause_improvement": "improvement", "special_cause_concern": "concern"}
    assert drawn.directions == tuple(wanted.get(row["point_type"], "neither") for row in rows)


def test_a_target_above_the_limits_is_never_met(shared):
    folder = shared / "oracles" / "nhsrplotthedots"
    assert nhs("national_perf_target95", folder, "higher")[0].assurance(0.95, None) == "never"
    rebased, _ = nhs("rrk_fix12_rebase_target3000", folder, "lower")
    assert rebased.assurance(None, 3000) == "never"
    assert nhs("rrk_fix12", folder, "lower")[0].assurance(None, 3000) == "always"


@pytest.mark.parametrize("example", MONTGOMERY, ids=lambda example: example.table)
def test_limits_and_runs_of_qicharts2(example, shared):
    rows = read(shared / "oracles" / "qicharts2" / f"{example.table}.csv")
    drawn = montgomery(example, rows)
    for line, name in ((drawn.lines.centre, "cl"), (drawn.lines.lower, "lcl")):
        assert line == pytest.approx(column(rows, name), rel=CLOSE, abs=1e-12, nan_ok=True)
    assert drawn.lines.upper == pytest.approx(column(rows, "ucl"), rel=CLOSE, nan_ok=True)
    if "ucl.95" in rows[0]:
        assert drawn.lines.near_upper == pytest.approx(
            column(rows, "ucl.95"), rel=CLOSE, nan_ok=True
        )
    beyond = np.array([signal == "point beyond limit" for signal in drawn.signals])
    assert (beyond == flags(rows, "sigma.signal")).all()
    assert drawn.runs is not None
    for figure in RUNS:
        by_point = getattr(drawn.runs, figure)[drawn.stretch]
        assert (by_point == column(rows, figure.replace("_", "."))).all(), figure
    if example.kind != "mr":  # qicharts2 looks for no runs among moving ranges.
        assert (drawn.runs.signal[drawn.stretch] == flags(rows, "runs.signal")).all()


def test_anhoejs_critical_values(shared):
    rows = read(shared / "oracles" / "qicharts2" / "anhoej_thresholds_10_200.csv")
    n = column(rows, "n.useful").astype(int)
    assert (longest_run_max(n) == column(rows, "longest.run.max")).all()
    assert (crossings_min(n) == column(rows, "n.crossings.min")).all()


def test_the_flow_rates_of_nist(shared):
    """NIST/SEMATECH 6.3.2.2: centre 50.81, limits 45.826 and 55.8041 as printed there."""
    with (shared / "oracles" / "nist" / "nist_6.3.2.2_flowrate.csv").open(newline="") as opened:
        flow = [float(row["flowrate"]) for row in csv.DictReader(opened)]
    drawn = spc.chart("xmr", flow, rules="anhoej")
    assert drawn.lines.centre[0] == pytest.approx(50.81)
    assert drawn.lines.upper[0] == pytest.approx(50.81 + 3 * 1.8778 / 1.128, abs=1e-4)
    assert set(drawn.signals) == {"none"}
