"""A run chart drawn: points with their doubt, their own median, the clinician's own target."""

from datetime import date
from typing import Any

from afreflect.charts import axes, comparators, names, series, signals, words
from afreflect.charts.palette import LIGHT, Palette
from afreflect.charts.sheet import HEIGHT, NAME_ROW, Sheet
from afreflect.domain.own_voice import YOUR, as_mine
from afreflect.domain.run_chart import RunChart


def draw(
    chart: RunChart, palette: Palette = LIGHT, picked: date | None = None, whose: str = YOUR
) -> dict[str, Any]:
    """The chart as a Vega-Lite dictionary that fits any width; `picked` is a period held up.

    `whose` names the clinician's own lines: "your", or "my" on what they hand in or show, which
    tells no count of few cases.

    Raises ValueError where no dated point carries a figure: there is no course in time to draw.
    """
    if not chart.has_series:
        raise ValueError("No period holds enough cases for a figure.")
    sheet = Sheet(chart, palette, whose)
    beside = chart.beside if whose == YOUR else tuple(map(as_mine, chart.beside))
    layers = [
        *signals.band(sheet),
        *series.held_up(sheet, picked),
        *axes.layers(sheet),
        *comparators.layers(sheet),
        *series.layers(sheet),
        *signals.marks(sheet),
        *comparators.earlier(sheet),
        *names.layers(palette, sheet.room.names, comparators.names(sheet)),
        *words.beside(palette, beside, HEIGHT + NAME_ROW + 3 * words.LINE),
        # What leaves has no pointer: the words behind it would name the cases of every month.
        *([] if sheet.leaves else [series.touch(sheet)]),
    ]
    return words.finished(layers, HEIGHT, palette)
