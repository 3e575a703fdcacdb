"""How words are set on a chart, and how a chart is handed over."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from afreflect.charts.palette import Palette

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", system-ui, sans-serif'
SIZE = 13
LINE = 16


def text(palette: Palette, *, color: str = "", **how: Any) -> dict[str, Any]:
    """The settings of a text mark: the quiet colour unless told otherwise, never cut."""
    quiet = {"font": FONT, "fontSize": SIZE, "lineHeight": LINE, "limit": 0, "baseline": "middle"}
    return {**quiet, "color": color or palette.quiet, **how}


def beside(palette: Palette, said: Sequence[str], height: float) -> list[alt.Chart]:
    """What stands beside a figure (cases set aside, provisional until), below the chart itself."""
    drawn = []
    for line, sentence in enumerate(said):
        how = text(palette, text=sentence, align="left", fontStyle="italic")
        place = {"x": alt.XValue(0), "y": alt.YValue(height + LINE * line)}
        drawn.append(alt.Chart(alt.InlineData(values=[{}])).mark_text(**how).encode(**place))
    return drawn


def halo(palette: Palette) -> dict[str, Any]:
    """Paper around words that may lie on a line."""
    return {"stroke": palette.paper, "strokeWidth": 4, "strokeJoin": "round"}


def finished(layers: Sequence[alt.Chart], height: int) -> dict[str, Any]:
    """The layers as one Vega-Lite dictionary: no frame, no menu, nothing from elsewhere."""
    chart = alt.LayerChart(
        layer=list(layers),
        width="container",
        height=height,
        background="transparent",
        padding={"left": 2, "right": 2, "top": 10, "bottom": 2},
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        usermeta={"embedOptions": {"actions": False, "renderer": "svg"}},
        config=alt.Config(font=FONT, view=alt.ViewConfig(stroke=None, clip=False)),
    )
    # Our tests hold the dictionary against Vega-Lite's schema; doing so here costs half the time.
    return chart.to_dict(validate=False)
