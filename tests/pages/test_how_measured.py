"""How it's measured: every metric's whole definition."""

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from afreflect.domain import disclosure, figure
from afreflect.domain.metric import Metric
from afreflect.storage.catalogue import METRICS, catalogue
from afreflect.storage.content import value_cards
from afreflect.ui.how_measured import DIRECTION, KIND, SUMMARY
from tests.pages.journey import go, opened, title, with_own, words

LATER = {"ideas"}
"""Small changes to try stand at the deciding step, where they are asked for."""


@pytest.fixture(scope="module")
def said() -> str:
    """Every word of the page, the queries and what stands on the expanders included."""
    at = go(opened(), "how_measured")
    assert not at.exception
    labels = [expander.label for expander in at.expander]
    return "\n".join([words(at), *labels, *(code.value for code in at.code)])


def shown(metric: Metric, name: str, value: Any) -> list[str]:
    """What must be read on the page for one field of a metric's file."""
    cards = {card.id: card.title for card in value_cards()}
    titles = {other.id: other.title for other in catalogue()}
    return {
        "id": list,
        "kind": lambda: [KIND[value].split(",")[0]],
        "better": lambda: [DIRECTION[value]],
        "category": lambda: [value.capitalize()],
        "pace": lambda: ["never picked for anybody"] if value else [],
        "values": lambda: [cards[card] for card in value],
        "attribution": lambda: [
            {"individual": "your own doing", "shared": "You share", "team": "the service"}[value]
        ],
        "evidence": lambda: [
            {"guideline": "guideline", "consensus": "Experts", "none": "No evidence"}[value]
        ],
        "objections": lambda: [objection.text for objection in value],
        "balancing": lambda: [titles[other] for other in value],
        "leading": lambda: [part for sign in value for part in (sign.indicator, sign.lag)],
        "standards": lambda: (
            [part for s in value for part in (s.text, s.source, figure.say(s.value, metric))]
            or ["There is none"]
        ),
        "summaries": lambda: [SUMMARY[summary] for summary in value],
        "needs": lambda: [column for needed in value for column in needed],
        "exclusions": lambda: list(value),
        "n_show": lambda: [f"needs {value} "],
        "n_compare": lambda: [f"{value} in each"],
        "group_axis": lambda: (
            [f"to {disclosure.say_on(value[1], metric)}, rounded to"] if value else ["In a group"]
        ),
        "review_by": lambda: [f"{value:%d %b %Y}"],
        "sql": lambda: [value.strip()],
        "sha256": lambda: [value[:12]],
    }.get(name, lambda: [str(value)])()


@pytest.mark.parametrize("metric", catalogue(), ids=lambda metric: metric.id)
def test_every_field_of_a_metrics_file_is_shown(metric: Metric, said: str):
    """FR-15: a field that nobody shows is not written."""
    for field in fields(Metric):
        if field.name not in LATER:
            for part in shown(metric, field.name, getattr(metric, field.name)):
                assert part in said, f"{field.name}: {part}"


def test_what_a_figure_and_what_a_single_point_need_are_told_apart(said: str):
    """FR-10: n_show judges the whole period, ten a point."""
    assert (
        "The whole period needs 100 discharges for a figure, a single point 10; comparing two "
        "periods takes 500 in each." in said
    )


def test_what_to_try_is_not_shown_before_it_is_asked_for(said: str):
    """FR-16: no advice before the reaction."""
    ideas = [idea.text for metric in catalogue() for idea in metric.ideas]
    assert ideas
    assert not [idea for idea in ideas if idea in said]


def test_the_definitions_can_be_read_without_any_data():
    at = go(opened(), "how_measured")
    assert title(at) == "How is each measure measured?"
    assert len(at.expander) == len(catalogue())


def test_a_metric_added_to_a_folder_is_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    text = (
        (METRICS / "admission.sql")
        .read_text()
        .replace('title = "', 'title = "My own way of counting: ', 1)
    )
    (tmp_path / "my_admission.sql").write_text(text)
    monkeypatch.setenv("AFREFLECT_METRICS", str(tmp_path))
    at = go(opened(), "how_measured")
    assert any("My own way of counting: " in expander.label for expander in at.expander)


def test_a_measure_that_the_extract_cannot_support_says_why():
    rows = [f"{visit},2025-03-{visit + 1:02d} 08:00" for visit in range(20)]
    at = with_own({"v.csv": "\n".join(["Visit No,Arrival Date/Time", *rows])})
    at.button(key="columns_right").click().run()
    at = go(at, "how_measured")
    assert "Not with the extract that is loaded: it needs how visits ended" in words(at)


def test_review_dates_are_still_to_come():
    assert all(metric.review_by > date(2026, 11, 1) for metric in catalogue())
