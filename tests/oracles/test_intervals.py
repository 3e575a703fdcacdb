"""Exact and score intervals equal those of R."""

import pytest

from afreflect.domain import interval
from tests.oracles.spc_tables import column, read


def test_wilson_and_clopper_pearson_as_r_has_them(shared):
    rows = read(shared / "oracles" / "ci" / "proportion_ci_R.csv")
    for name, exact in (("wilson", interval.wilson), ("cp", interval.clopper_pearson)):
        found = [exact(float(row["x"]), float(row["n"])) for row in rows]
        for end in (0, 1):
            wanted = column(rows, f"{name}_{('lo', 'hi')[end]}")
            assert [ends[end] for ends in found if ends] == pytest.approx(wanted, abs=1e-10)


def test_garwood_as_r_has_it(shared):
    rows = read(shared / "oracles" / "ci" / "poisson_ci_R.csv")
    found = [interval.poisson(float(row["count"])) for row in rows]
    for end, name in enumerate(("garwood_lo", "garwood_hi")):
        assert [ends[end] for ends in found if ends] == pytest.approx(column(rows, name), rel=1e-10)


def test_a_rate_is_the_counts_interval_over_its_exposure():
    low, high = interval.poisson(10, 500) or (0, 0)
    assert (low * 500, high * 500) == pytest.approx(interval.poisson(10))
    assert interval.poisson(3, 0) is None
    assert interval.clopper_pearson(0, 0) is None
