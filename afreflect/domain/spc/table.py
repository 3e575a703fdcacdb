"""The rows of a file as charts: each point's limits, signal and assurance, in the file's order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from afreflect.domain.spc.assurance import ASSURANCES, Assurance, assured, last_known
from afreflect.domain.spc.chart import (
    SIZE_BELOW_ZERO,
    Better,
    Chart,
    Direction,
    NotCharted,
    chart,
)
from afreflect.domain.spc.choice import Choice, Measured, choose
from afreflect.domain.spc.kinds import Kind
from afreflect.domain.spc.stretches import Column, Mask, Places

FIGURES = ("value", "centre", "lower", "upper", "near_lower", "near_upper")
_EPOCH = date(1970, 1, 1)
_DAYS_OF_A_MONTH = (28, 31)
_SKEWED = (
    "Limits around the median, as published, mark three in four steady series of gaps: add --exact "
    "for limits that gaps are made for."
)


@dataclass(frozen=True)
class DatedFigures:
    """One entry a row, in the file's order.

    `labels` are the cells that tell series apart. `when` is the date in ISO form, or the cell where
    there are no dates. `place` orders the rows: days since 1970 where `dated`, else the number that
    stands there, or the row; NaN where a date can't be read. A value that can't be read is NaN.
    `notes` are sentences on what could not be read.
    """

    labels: tuple[tuple[str, ...], ...]
    when: tuple[str, ...]
    place: Column
    values: Column
    sizes: Column | None
    dated: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ask:
    """How the rows are to be charted; `kind` None lets each series' figures choose.

    `rebase` and `leave_out` are dates, or what stands in their place in the file.
    """

    kind: Kind | None = None
    rules: str = "nhs"
    screened: bool | None = None
    better: Better = "neither"
    target: float | None = None
    rebase: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    fix: int | None = None
    centre: float | None = None
    exact: bool = False


@dataclass(frozen=True)
class Row:
    """One point; `figures` are those named in FIGURES, None where there is none."""

    labels: tuple[str, ...]
    when: str
    figures: tuple[float | None, ...]
    signal: str
    direction: Direction
    assurance: Assurance


@dataclass(frozen=True)
class Table:
    """Every point in the file's order, and what there is to say about them."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Points:
    """Points in their order: series side by side, by time within; `row` is the row in the file."""

    row: Places
    series: Places
    place: Column
    values: Column
    sizes: Column | None
    spreads: Column | None = None

    def only(self, kept: Mask | Places) -> "_Points":
        return replace(
            self,
            row=self.row[kept],
            series=self.series[kept],
            place=self.place[kept],
            values=self.values[kept],
            sizes=None if self.sizes is None else self.sizes[kept],
            spreads=None if self.spreads is None else self.spreads[kept],
        )


def tabulate(figures: DatedFigures, ask: Ask) -> Table:
    """Charts each series of a file; raises NotCharted with a sentence for the user.

    Means and spreads of subgroups (X̄, s) have a row for each date of a series; every other chart
    has a row for each row of the file. Rows without a date have no place and no signal.
    """
    if figures.sizes is not None and (figures.sizes < 0).any():
        raise NotCharted(SIZE_BELOW_ZERO)
    points = _in_order(figures)
    notes = [*figures.notes, *_repeated(points, figures, ask.kind)]
    if ask.kind == "g" and not ask.exact:
        notes.append(_SKEWED)
    if ask.kind in ("xbar", "s"):
        points = _subgroups(points)
    rows: dict[int, Row] = {}
    if ask.kind is not None:
        rows |= _charted(points, figures, ask)
    else:
        choices = _choices(points, figures)
        notes += _reasons(choices)
        for kind, ruled in sorted({(choice.kind, choice.ruled) for choice in choices.values()}):
            own = [n for n, one in choices.items() if (one.kind, one.ruled) == (kind, ruled)]
            some = points.only(np.isin(points.series, own))
            found = _charted(some, figures, replace(ask, kind=kind))
            rows |= found if ruled else {at: _silent(row) for at, row in found.items()}
    if ask.kind not in ("xbar", "s"):
        for at in np.flatnonzero(np.isnan(figures.place)).tolist():
            rows[at] = _without_place(figures, at)
    return Table(tuple(rows[at] for at in sorted(rows)), tuple(notes))


def _in_order(figures: DatedFigures) -> _Points:
    known: dict[tuple[str, ...], int] = {}
    series = np.array([known.setdefault(label, len(known)) for label in figures.labels], np.intp)
    row = np.arange(len(series))
    every = _Points(row, series, figures.place, figures.values, figures.sizes)
    placed = every.only(np.flatnonzero(~np.isnan(figures.place)))
    return placed.only(np.lexsort((placed.place, placed.series)))


def _repeated(points: _Points, figures: DatedFigures, kind: Kind | None) -> list[str]:
    """A note where a date stands more than once in a series that has one point a date."""
    again = np.flatnonzero((np.diff(points.place) == 0) & (np.diff(points.series) == 0))
    if not len(again) or kind in ("xbar", "s"):
        return []
    return [
        f"{figures.when[points.row[again[0]]]} stands more than once in a series, and each row is "
        "a point of its own: name the column that tells them apart with --series."
    ]


def _subgroups(points: _Points) -> _Points:
    """One point a date: mean, number and standard deviation of its values."""
    known = points.only(np.isfinite(points.values))
    if not len(known.row):
        return replace(known, sizes=known.values, spreads=known.values)
    new = (np.diff(known.place, prepend=np.nan) != 0) | (np.diff(known.series, prepend=-1) != 0)
    starts = np.flatnonzero(new)
    sizes = np.diff(starts, append=len(known.row)).astype(np.float64)
    means = np.add.reduceat(known.values, starts) / sizes
    apart = known.values - np.repeat(means, sizes.astype(np.intp))
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        spreads = np.sqrt(np.add.reduceat(apart**2, starts) / (sizes - 1))
    return _Points(
        np.minimum.reduceat(known.row, starts),
        known.series[starts],
        known.place[starts],
        means,
        sizes,
        spreads,
    )


def _charted(points: _Points, figures: DatedFigures, ask: Ask) -> dict[int, Row]:
    """Each point's row by its place in the file."""
    if not len(points.row):
        return {}
    assert ask.kind is not None, "tabulate() has chosen one"
    drawn = chart(
        ask.kind,
        points.values,
        points.sizes,
        points.spreads,
        series=points.series,
        rebased=_begins(points, _places(ask.rebase, figures)),
        left_out=np.isin(points.place, _places(ask.leave_out, figures)),
        fix=ask.fix,
        centre=ask.centre,
        exact=ask.exact,
        rules=ask.rules,
        screened=ask.screened,
        better=ask.better,
    )
    lines = drawn.lines
    columns = (
        drawn.value, lines.centre, lines.lower, lines.upper, lines.near_lower, lines.near_upper,
    )  # fmt: skip
    cells = list(zip(*map(_cells, columns), strict=True))
    assurances = _assurances(drawn, points.series, ask)
    return {
        at: Row(
            labels=figures.labels[at],
            when=figures.when[at],
            figures=cells[n],
            signal=drawn.signals[n],
            direction=drawn.directions[n],
            assurance=assurances[n],
        )
        for n, at in enumerate(points.row.tolist())
    }


def _cells(column: Column) -> list[float | None]:
    return [cell if isfinite(cell) else None for cell in column.tolist()]


def _assurances(drawn: Chart, series: Places, ask: Ask) -> list[Assurance]:
    """For each point whether its series, as it is now, will meet the target."""
    starts = np.flatnonzero(np.diff(series, prepend=-1) != 0)
    at = last_known(drawn.lines.lower, drawn.lines.upper, starts)
    low = ask.target if ask.better == "higher" else None
    high = ask.target if ask.better == "lower" else None
    codes = assured(drawn.lines.lower[at], drawn.lines.upper[at], low, high)
    return [ASSURANCES[code] for code in np.repeat(codes, np.diff(starts, append=len(series)))]


def _begins(points: _Points, places: Sequence[float]) -> Mask:
    """The first point of each series on or after each place, where one stands before it."""
    begins = np.zeros(len(points.row), dtype=np.bool_)
    same = points.series[1:] == points.series[:-1]
    for place in places:
        begins[1:] |= same & (points.place[1:] >= place) & (points.place[:-1] < place)
    return begins


def _places(texts: Sequence[str], figures: DatedFigures) -> list[float]:
    """Where dates, or what stands in their place, lie in time."""
    return [_place(text, figures) for text in texts]


def _place(text: str, figures: DatedFigures) -> float:
    if text in figures.when:
        return float(figures.place[figures.when.index(text)])
    try:
        if figures.dated:
            return float((date.fromisoformat(text) - _EPOCH).days)
        return float(text)
    except ValueError:
        first = next((when for when in figures.when if when), "")
        raise NotCharted(f"{text} is no date of this file: write it like {first}.") from None


def _choices(points: _Points, figures: DatedFigures) -> dict[int, Choice]:
    """The kind of chart that each series calls for."""
    chosen = {}
    for n in np.unique(points.series).tolist():
        own = points.only(points.series == n)
        measured = "level" if own.sizes is None else _measured(own.values, own.sizes)
        months = _months(own.place) if figures.dated else None
        chosen[n] = choose(measured, own.values, own.sizes, months=months)
    return chosen


def _measured(events: Column, sizes: Column) -> Measured:
    """A proportion where the sizes can be cases of which the events are some, else a rate.

    What lies below zero is no count of events, and over its size it is one figure a point.
    """
    if (events < 0).any():
        return "level"
    known = np.isfinite(events) & np.isfinite(sizes)
    cases = np.all(sizes[known] == np.round(sizes[known])) and np.all(events[known] <= sizes[known])
    return "proportion" if cases else "rate"


def _months(place: Column) -> NDArray | None:
    """The calendar months of points a month apart, or None where they are not."""
    least, most = _DAYS_OF_A_MONTH
    if len(place) < 2 or not least <= np.median(np.diff(place)) <= most:
        return None
    return place.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1


def _reasons(choices: dict[int, Choice]) -> list[str]:
    """What was chosen and why, each sentence once, with how many series it is about."""
    said = Counter(
        text for choice in choices.values() for text in (choice.reason, *choice.warnings)
    )
    several = len(choices) > 1
    return [f"{n} series: {text}" if several else text for text, n in said.items()]


def _silent(row: Row) -> Row:
    """The row where no rule is applied."""
    return replace(row, signal="none", direction="neither", assurance="")


def _without_place(figures: DatedFigures, at: int) -> Row:
    (value,) = _cells(figures.values[at : at + 1])
    none = (None,) * (len(FIGURES) - 1)
    return Row(figures.labels[at], figures.when[at], (value, *none), "none", "neither", "")
