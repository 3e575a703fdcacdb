"""How words are set on a chart, and how a chart is handed over."""

from collections.abc import Sequence
from typing import Any

import altair as alt
from altair.utils import schemapi

from afreflect.charts.palette import Palette

# Altair would hold every part of a chart against Vega-Lite's schema as it is made, rows and all,
# and take four times as long. Our tests hold the finished dictionaries against it.
schemapi.disable_debug_mode()

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


def finished(layers: Sequence[alt.Chart], height: int, palette: Palette) -> dict[str, Any]:
    """The layers as one Vega-Lite dictionary: no frame, no menu, nothing from elsewhere.

    On paper of its own: a browser that turns dark at sunset redraws the page and not the chart,
    whose dark words would stand on dark until the next click. Altair would put the layers together
    itself, and copies every row four times to do so.
    """
    drawn = [_layer(layer) for layer in layers]
    return {
        "$schema": alt.SCHEMA_URL,
        "width": "container",
        "height": height,
        "background": palette.paper,
        "padding": {"left": 2, "right": 2, "top": 10, "bottom": 2},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "usermeta": {"embedOptions": {"actions": False, "renderer": "svg"}},
        "config": {"font": FONT, "view": {"stroke": None, "clip": False}},
        "params": _asked(drawn),
        "layer": drawn,
    }


def _layer(layer: alt.Chart) -> dict[str, Any]:
    """One layer with its rows inside: whoever moves them out turns each set into a table first."""
    rows = layer.data
    bare = layer.copy(deep=False)
    bare.data = alt.Undefined
    drawn = bare.to_dict(validate=False, context={"top_level": False, "data": rows})
    return {"data": {"values": list(rows.values)}, **drawn}


def _asked(layers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a click may choose, above the layers as Streamlit wants it, and where it counts."""
    return [
        {**param, "views": [layer["name"]]} for layer in layers for param in layer.pop("params", ())
    ]
