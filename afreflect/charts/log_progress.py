"""How far a log goes towards each goal of a college, as bars that share one length for "asked"."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from afreflect.charts import words
from afreflect.charts.palette import LIGHT, Palette
from afreflect.charts.sheet import on
from afreflect.domain.cpd_minutes import said
from afreflect.domain.cpd_tally import Progress

ROW = 46
"""Pixels of one goal: its words above, its bar below."""
BAR = 10
_TOP = 12


def draw(found: Sequence[Progress], palette: Palette = LIGHT) -> dict[str, Any]:
    """Each goal as a bar from nought to what is asked, as Vega-Lite that fits any width."""
    layers = [
        layer for at, each in enumerate(found) for layer in _goal(each, _TOP + at * ROW, palette)
    ]
    return words.finished(layers, ROW * len(found), palette)


def alt_text(found: Sequence[Progress]) -> str:
    """What the bars say to somebody who can't see them."""
    return " ".join(each.sentence for each in found)


def _goal(each: Progress, top: int, palette: Palette) -> list[alt.Chart]:
    here = min(1.0, float(each.here / each.goal.amount))
    elsewhere = min(1.0, here + float(each.elsewhere / each.goal.amount))
    length = f"{said(each.here + each.elsewhere)} of {said(each.goal.amount)}"
    label = on({"at": 0}).mark_text(
        **words.text(palette, color=palette.ink, text=f"{each.goal.name}: {length}", align="left")
    )
    bars = [
        _bar(0, 1, top + 20, palette.rule),
        _bar(here, elsewhere, top + 20, palette.chance),
        _bar(0, here, top + 20, palette.wanted),
    ]
    return [label.encode(x=_along("at"), y=alt.YValue(top)), *bars]


def _bar(begins: float, ends: float, top: int, colour: str) -> alt.Chart:
    rule = on({"begins": begins, "ends": ends}).mark_rule(color=colour, strokeWidth=BAR)
    return rule.encode(x=_along("begins"), x2=alt.X2("ends"), y=alt.YValue(top))


def _along(column: str) -> alt.X:
    scale = alt.Scale(domain=[0, 1], nice=False, zero=False)
    return alt.X(column, type="quantitative", scale=scale, title=None, axis=None)
