"""A figure without a course in time is drawn as one point on a line."""

import json

import pytest

from afreflect.charts import single_figure
from afreflect.domain import run_chart
from afreflect.domain.comparator import BENCHMARK, STANDARD, Comparator
from afreflect.domain.run_chart import RunChart
from tests.charts.test_run_chart import marks, rows, said
from tests.domain.examples import RETURNS, TEACHING, history, level, result, share


def undated(met: int, n: int) -> RunChart:
    whole = share(None, met, n)
    return run_chart.read(RETURNS, result([whole], whole, grain="all"))


def test_the_point_and_its_whiskers_are_the_sentences_numbers():
    """FR-10: the figure on the line is the one in the sentence."""
    chart = undated(41, 672)
    spec = single_figure.draw(chart)
    (dot,) = marks(spec, "point")
    (row,) = rows(spec, dot)
    assert row["value"] == pytest.approx(41 / 672)
    assert row["words"] == "Whole period: 6.1 % (4.5 to 8.2), 41 of 672 discharges"
    assert "6.1 %" in said(spec)
    assert "6.1 % (4.5 to 8.2)" in chart.sentence


def test_the_line_starts_at_zero():
    spec = single_figure.draw(undated(900, 1000))
    assert '"domain": [0.0, 1.0]' in json.dumps(spec)


def test_a_mean_stands_on_the_whole_scale_with_its_interval_as_a_bar():
    whole = level(None, 31, 4.3, 4.1, 4.5)
    chart = run_chart.read(TEACHING, result([whole], whole, metric=TEACHING, grain="all"))
    spec = single_figure.draw(chart)
    assert '"domain": [1.0, 5.0]' in json.dumps(spec)
    (bar,) = marks(spec, "rule")
    assert rows(spec, bar) == [{"value": 4.1, "high": 4.5}]
    assert bar["mark"]["strokeWidth"] >= 10


def test_a_target_stands_beside_it():
    chart = undated(41, 672)
    aimed = run_chart.read(RETURNS, chart.result, history())
    spec = single_figure.draw(aimed)
    assert "your target: at most 5.0 %" in said(spec)
    assert "target" not in said(single_figure.draw(chart))


def test_a_standard_and_a_benchmark_stand_beside_it_as_they_do_in_time():
    """FR-31: what the sentence holds the figure against is on its line too."""
    levels = (
        Comparator(STANDARD, "standard", "standard", 0.05, "A standard: 5.0 %."),
        Comparator(BENCHMARK, "achievable", "achievable", 0.031, "What the best reach: 3.1 %."),
    )
    spec = single_figure.draw(undated(41, 672).beside_levels(levels))
    assert "standard: 5.0 %" in said(spec)
    assert "achievable: 3.1 %" in said(spec)
    lines = [layer for layer in marks(spec, "rule") if "strokeDash" in layer["mark"]]
    assert [rows(spec, line)[0]["value"] for line in lines] == [0.05, 0.031]
    assert len({tuple(line["mark"]["strokeDash"]) for line in lines}) == 2


def test_too_few_cases_are_not_drawn():
    with pytest.raises(ValueError, match="too few"):
        single_figure.draw(undated(1, 29))
