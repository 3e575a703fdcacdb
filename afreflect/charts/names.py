"""The names of the lines, at their ends; there is no legend."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from afreflect.charts import words
from afreflect.charts.palette import Palette
from afreflect.charts.sheet import HEIGHT, at, by_width, on


@dataclass(frozen=True)
class Name:
    """What a line is called: in `full` lines, and in narrower `short` ones for a phone.

    `height` is the line's, in pixels from the top; what the clinician said themselves is in `ink`.
    """

    full: tuple[str, ...]
    short: tuple[str, ...]
    height: float
    ink: bool = False


def layers(palette: Palette, place: str, names: Sequence[Name]) -> list[alt.Chart]:
    """Every name once, worded and set by the chart's width; `place` is where they begin."""
    full, short = (
        _tops([name.full for name in names], names),
        _tops([n.short for n in names], names),
    )
    drawn = []
    for name, wide, narrow in zip(names, full, short, strict=True):
        how = words.text(
            palette,
            color=palette.ink if name.ink else palette.quiet,
            text=by_width(list(name.full), list(name.short)),
            align="left",
        )
        top = alt.YValue(by_width(wide, narrow))
        drawn.append(on({}).mark_text(**how).encode(x=at(place), y=top))
    return drawn


def apart(heights: Sequence[float], lines: Sequence[int]) -> list[float]:
    """The middles of the names in pixels: as near to their lines as none lies on another.

    `heights` are the lines', `lines` how many lines of text each name takes.
    """
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    halves = [words.LINE * count / 2 + 2 for count in lines]
    middles = list(heights)
    edge = -float(words.LINE)
    for place in order:
        middles[place] = max(middles[place], edge + halves[place])
        edge = middles[place] + halves[place]
    edge = HEIGHT + float(words.LINE)
    for place in reversed(order):
        middles[place] = min(middles[place], edge - halves[place])
        edge = middles[place] - halves[place]
    return middles


def _tops(texts: Sequence[Sequence[str]], names: Sequence[Name]) -> list[float]:
    """Where the first line of each name stands, in pixels from the top."""
    lines = [len(text) for text in texts]
    middles = apart([name.height for name in names], lines)
    return [
        middle - words.LINE * (count - 1) / 2 for middle, count in zip(middles, lines, strict=True)
    ]
