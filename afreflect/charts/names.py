"""The names of the lines, at their ends; there is no legend."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from afreflect.charts import words
from afreflect.charts.palette import Palette
from afreflect.charts.sheet import HEIGHT, at, on, shown


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
    """Every name twice: for a wide chart and for a narrow one; `place` is where they begin."""
    return [
        *_column(palette, place, names, wide=True),
        *_column(palette, place, names, wide=False),
    ]


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


def _column(palette: Palette, place: str, names: Sequence[Name], *, wide: bool) -> list[alt.Chart]:
    texts = [name.full if wide else name.short for name in names]
    middles = apart([name.height for name in names], [len(text) for text in texts])
    drawn = []
    for name, text, middle in zip(names, texts, middles, strict=True):
        how = words.text(
            palette,
            color=palette.ink if name.ink else palette.quiet,
            text=list(text),
            align="left",
            opacity=shown(wide=wide),
        )
        top = middle - words.LINE * (len(text) - 1) / 2
        drawn.append(on({}).mark_text(**how).encode(x=at(place), y=alt.YValue(top)))
    return drawn
