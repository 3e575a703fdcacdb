"""My practice: what a figure is held against, and what may move with it."""

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from afreflect.domain.benchmark import Benchmark
from afreflect.storage.catalogue import catalogue
from tests.pages.journey import click, go, with_a_measure, with_cards, words

OFFER = "held_against_return_72h_unplanned"


def pills(at: AppTest, key: str = OFFER) -> list[str]:
    """What is on the chart, as the control shows it."""
    return list(next(group.value for group in at.button_group if group.key == key) or ())


def test_a_first_look_is_held_against_nothing():
    """FR-16: neither past nor standard before the reaction."""
    at = click(click(with_cards(), "value_safe_discharge"), "skip")
    assert "Your past" not in words(at)
    assert "held against" not in words(at)


def test_own_past_stands_there_once_past_it_with_period_n_and_interval():
    """FR-09: own past by default, the year before the last one."""
    at = with_a_measure()
    assert "Your past, Jan 2024 to Dec 2024: " in words(at)
    assert "; since then " in words(at)
    held = next(table.value for table in at.table if "Held against" in table.value)
    assert list(held["Held against"]) == ["Your past, Jan 2024 to Dec 2024"]
    assert pills(at) == ["past"]


def test_it_can_be_put_away():
    at = with_a_measure()
    next(group for group in at.button_group if group.key == OFFER).set_value([]).run()
    assert pills(at) == []
    assert not any("Held against" in table.value for table in at.table)


def test_why_there_is_no_benchmark_is_said():
    assert "no evidence says which direction is the better one" in words(with_a_measure())


def test_a_benchmark_is_there_on_request_with_what_it_is_not():
    """FR-33: never by itself; with its definition, its contributors and no group."""
    metric = next(each for each in catalogue() if each.id == "left_without_being_seen")
    kept = Benchmark(metric.id, metric.sha256, 0.029, 12, 0.3, "how it is", "e" * 64, None, None)
    at = with_a_measure("seen_by_someone")
    held = at.session_state["afreflect"].own
    held.imported.extract = replace(held.imported.extract, benchmarks=(kept,))
    held.made = None
    at.run()
    key = f"held_against_{metric.id}"
    said = "What the best of 12 clinicians reach: 2.9 % of their arrivals"
    offered = next(group for group in at.button_group if group.key == key)
    assert "An achievable benchmark" in offered.options
    assert "It is no average" in words(at)
    assert "how it is" in words(at)
    assert not any(said in alt_of(chart) for chart in charts(at))
    offered.set_value([*pills(at, key), "benchmark"]).run()
    assert any(said in alt_of(chart) for chart in charts(at))


def charts(at: AppTest) -> list:
    return list(at.get("arrow_vega_lite_chart")) or list(at.get("vega_lite_chart"))


def alt_of(chart) -> str:
    return str(chart.proto)


def test_balancing_measures_stand_below_with_figure_interval_and_n():
    at = with_a_measure()
    assert "What may move with it" in words(at)
    line = next(c.value for c in at.caption if c.value.endswith(" visits") and "%" in c.value)
    assert line.startswith("25.0 % (")
    assert "Early sign: " in words(at)


def test_a_balancing_measure_is_one_click_away():
    at = click(with_a_measure(), "open_admission")
    assert at.title[0].value.endswith("?")
    assert "Before you look" in " ".join(field.label for field in at.text_input)


def test_a_measure_of_ones_own_is_not_shown_in_passing_before_its_first_look():
    """FR-16: the guess would be spoilt."""
    at = click(with_a_measure(), "open_admission")
    at.text_input[0].set_value("it matters")
    at = click(at, "skip")
    assert "What may move with it" not in words(at)
    at = click(go(at, "what_i_value"), "look_return_72h_unplanned")
    assert "You have not looked at this one yet." in words(at)
