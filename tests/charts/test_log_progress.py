"""The bars of a year: blue for what is here, grey for elsewhere, no longer than what is asked."""

from datetime import date
from decimal import Decimal

import pytest

from afreflect.charts import log_progress
from afreflect.charts.palette import DARK, LIGHT
from afreflect.domain.cpd_cycle import Span
from afreflect.domain.cpd_tally import Progress
from tests.domain.cpd_examples import COLLEGE

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def bars(here: str, elsewhere: str, palette=LIGHT) -> dict[str, tuple[float, float]]:
    found = Progress(COLLEGE.goals[0], YEAR, Decimal(here), Decimal(elsewhere))
    drawn = log_progress.draw([found], palette)
    rows = {}
    for layer in drawn["layer"]:
        (row,) = layer["data"]["values"]
        if layer["mark"]["type"] == "rule":
            rows[layer["mark"]["color"]] = row["begins"], row["ends"]
    return rows


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_here_and_elsewhere_stand_one_after_the_other(palette):
    drawn = bars("5", "10", palette)
    assert drawn[palette.wanted] == (0, 0.2)
    assert drawn[palette.chance] == pytest.approx((0.2, 0.6))
    assert drawn[palette.rule] == (0, 1)


def test_more_than_is_asked_fills_the_bar_and_no_more():
    assert bars("60", "10")[LIGHT.wanted] == (0, 1)


def test_the_words_beside_say_what_is_missing():
    found = Progress(COLLEGE.goals[0], YEAR, Decimal("2.25"), Decimal(0))
    assert log_progress.alt_text([found]) == "Credits in this year: 2.25 of 25 here, 22.75 to go."
