"""A metric's points read as a process: its kind of chart, its limits, its signals, its reach."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from afreflect.domain import interval, spc
from afreflect.domain.ledger import BaselineMoved, BaselineMovedBack, Event
from afreflect.domain.metric import Metric, MetricResult, Point
from afreflect.domain.spc.assurance import Assurance
from afreflect.domain.target import Target

DEFAULT_RULES = "nhs"
_MEASURED: dict[str, spc.Measured] = {
    "proportion": "proportion",
    "duration": "level",
    "mean": "rating",
    "rate": "rate",
}
_SAID = {
    "point beyond limit": "This point lies {side} the limit.",
    "trend": "Seven points in a row or more {move}.",
    "two in three": "Two of three points in a row lie far {side} the centre, near the limit.",
    "shift": "Seven points in a row or more lie {side} the centre.",
    "run": "More points in a row lie {side} the centre than chance would have it.",
    "crossings": "The line crosses its centre less often than chance would have it.",
}


@dataclass(frozen=True)
class Cause:
    """A day, and what happened on it in the clinician's own words.

    Raises ValueError with a sentence without words: a baseline never moves without a cause.
    """

    on: date
    why: str

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise ValueError("Say what happened on that day: limits move only with a cause.")


@dataclass(frozen=True)
class Baseline:
    """From which points centre and limits are taken; all of them where nothing is said.

    `fixed` keeps to the points up to its day, `recalculated` begin anew on theirs, and points that
    `left_out` names are drawn and count for nothing.
    """

    fixed: Cause | None = None
    recalculated: tuple[Cause, ...] = ()
    left_out: tuple[Cause, ...] = ()


def baseline(events: Iterable[Event], metric_id: str) -> Baseline:
    """From which points a metric's limits are taken now, as the ledger's events leave it.

    The last fixed day holds; every recalculation that was not taken back does.
    """
    moves = baseline_moves(events, metric_id)
    fixed = [Cause(move.on, move.why) for move in moves if move.how == "fixed"]
    anew = [Cause(move.on, move.why) for move in moves if move.how == "recalculated"]
    return Baseline(fixed[-1] if fixed else None, tuple(anew))


def baseline_moves(events: Iterable[Event], metric_id: str) -> tuple[BaselineMoved, ...]:
    """The moves of a metric's baseline that were not taken back, the earliest first."""
    events = tuple(events)
    back = {event.move_id for event in events if isinstance(event, BaselineMovedBack)}
    return tuple(
        event
        for event in events
        if isinstance(event, BaselineMoved)
        and event.metric_id == metric_id
        and event.id not in back
    )


@dataclass(frozen=True)
class Lines:
    """What is drawn at one point, in the metric's unit; a run chart has a centre alone."""

    centre: float
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None


@dataclass(frozen=True)
class Signal:
    """Why one point is unlike chance: the named rule, what it means for the clinician, and words.

    `up` is True towards higher figures, False towards lower, None where a rule points nowhere.
    """

    rule: str
    direction: spc.Direction
    up: bool | None
    words: str


@dataclass(frozen=True)
class Process:
    """A series of points as a chart of a kind; one entry of each tuple a point, in their order.

    `lines` and `signals` are None where there is nothing to draw or to say. `stretches` numbers
    the baselines. `trial` is True where the limits that hold now will still move. `ruled` is False
    where too few points allow no rule, `rules` names the set of rules that was applied.
    """

    kind: spc.Kind
    reason: str
    rules: str
    ruled: bool
    lines: tuple[Lines | None, ...]
    signals: tuple[Signal | None, ...]
    stretches: tuple[int, ...]
    trial: bool
    assurance: Assurance
    warnings: tuple[str, ...]

    @property
    def now(self) -> Signal | None:
        """The signal of the last point that is drawn, on which a summary icon rests."""
        drawn = [at for at, line in enumerate(self.lines) if line is not None]
        return self.signals[drawn[-1]] if drawn else None

    @property
    def sentence(self) -> str:
        """What the rules found, in one plain sentence."""
        found = sum(signal is not None for signal in self.signals)
        if not self.ruled:
            return "There are too few points to tell signal from chance."
        if not found:
            return "These points differ no more than chance would have it."
        points = "1 point is" if found == 1 else f"{found} points are"
        return f"{points} unlike chance; the rest differ as chance would have it."

    @property
    def reach(self) -> str:
        """Whether the target is within reach of the present way of working, or ''."""
        return spc.in_words(self.assurance)


def read(
    metric: Metric,
    result: MetricResult,
    points: Sequence[Point],
    *,
    target: Target | None = None,
    rules: str = DEFAULT_RULES,
    baseline: Baseline | None = None,
) -> Process:
    """The points of a result as a process; points without a figure are no neighbours.

    `points` are those of the result as they may be shown. Without a target nothing is assured.
    """
    dated = [point for point in points if point.start is not None]
    values, sizes = _columns(metric, dated)
    months = [point.start.month for point in dated if point.start] if _monthly(result) else None
    alike = _alike(metric, dated)
    choice = spc.choose(
        "count" if alike else _MEASURED[metric.kind],
        values,
        sizes,
        months=months,
        n_show=metric.n_show,
        cases=result.whole.n,
    )
    kind = choice.kind if choice.kind != "xbar" or _has_spreads(dated) else "xmr"
    better = wanted_direction(metric, target)
    drawn = _drawn(kind, metric, dated, rules, baseline or Baseline(), better)
    # A c chart counts events; what is shown and wanted is their rate over the exposure all share.
    per = alike if alike and kind == "c" else 1.0
    wanted = (
        (_times(target.low, per), _times(target.high, per))
        if target and choice.ruled
        else (None, None)
    )
    trial = bool(len(dated) and drawn.trial[-1]) and kind != "run"
    nothing: tuple[None, ...] = (None,) * (len(points) - len(dated))
    return Process(
        kind=kind,
        reason=choice.reason,
        rules=rules,
        ruled=choice.ruled,
        lines=(*(_over(line, per) for line in lines_of(drawn)), *nothing),
        signals=(*(signals_of(drawn) if choice.ruled else (None,) * len(dated)), *nothing),
        stretches=(*drawn.stretch.tolist(), *(0 for _ in nothing)),
        trial=trial,
        assurance=drawn.assurance(*wanted),
        warnings=choice.warnings,
    )


def wanted_direction(metric: Metric, target: Target | None) -> spc.Better:
    """The direction that counts as wanted: the evidence's, and where it has none the target's own.

    "At most" wants lower figures, "at least" higher ones; a range wants neither.
    """
    if metric.better in ("higher", "lower"):
        return metric.better
    if target is None or (target.low is None) == (target.high is None):
        return "neither"
    return "higher" if target.high is None else "lower"


def _columns(metric: Metric, points: Sequence[Point]) -> tuple[list[float], list[float]]:
    """What is charted and the cases or exposure behind it; NaN where a point shows no figure."""
    behind = [point.exposure if metric.kind == "rate" else point.n for point in points]
    sizes = [
        np.nan if point.value is None or size is None else float(size)
        for point, size in zip(points, behind, strict=True)
    ]
    if metric.kind in ("proportion", "rate"):
        return [_met(point) for point in points], sizes
    return [np.nan if point.value is None else point.value for point in points], sizes


def _drawn(
    kind: spc.Kind,
    metric: Metric,
    points: Sequence[Point],
    rules: str,
    baseline: Baseline,
    better: spc.Better,
) -> spc.Chart:
    values, sizes = _columns(metric, points)
    sized = spc.needs_sizes(kind) or kind == "xbar" or metric.kind in ("proportion", "rate")
    return spc.chart(
        kind,
        values,
        sizes if sized and kind != "c" else None,
        [_spread(point) for point in points] if kind == "xbar" else None,
        **resting_on([point.start for point in points if point.start], baseline),
        rules=rules,
        better=better,
    )


def resting_on(starts: Sequence[date], baseline: Baseline) -> dict[str, Any]:
    """From which points, by their days in order, a chart takes its limits; for spc.chart."""
    return {
        "rebased": np.array(_begins(starts, baseline.recalculated), dtype=np.bool_),
        "left_out": np.array(_on(starts, baseline.left_out), dtype=np.bool_),
        "fix": _up_to(starts, baseline.fixed),
    }


def _alike(metric: Metric, points: Sequence[Point]) -> float | None:
    """The exposure that all points of a rate share; None where they differ, and for other kinds."""
    if metric.kind != "rate":
        return None
    found = {point.exposure for point in points if point.value is not None}
    return found.pop() if len(found) == 1 else None


def _times(figure: float | None, factor: float) -> float | None:
    return None if figure is None else figure * factor


def _over(line: Lines | None, per: float) -> Lines | None:
    """Lines of counts as those of a rate over an exposure."""
    if line is None or per == 1.0:
        return line
    ends = (line.lower, line.upper, line.near_lower, line.near_upper)
    return Lines(line.centre / per, *(_times(end, 1 / per) for end in ends))


def _met(point: Point) -> float:
    return np.nan if point.value is None or point.met is None else float(point.met)


def _has_spreads(points: Sequence[Point]) -> bool:
    return any(np.isfinite(_spread(point)) for point in points)


def _spread(point: Point) -> float:
    """The standard deviation of the marks behind a mean, from Student's interval around it."""
    if point.value is None or point.low is None or point.high is None or point.n < 2:
        return np.nan
    return (point.high - point.low) / 2 * point.n**0.5 / interval.student(point.n)


def _monthly(result: MetricResult) -> bool:
    return result.grain == "month"


def _begins(starts: Sequence[date], causes: Sequence[Cause]) -> list[bool]:
    """The first point on or after each cause, where one stands before it."""
    first = {next((at for at, start in enumerate(starts) if start >= one.on), 0) for one in causes}
    return [at in first and at > 0 for at in range(len(starts))]


def _on(starts: Sequence[date], causes: Sequence[Cause]) -> list[bool]:
    days = {cause.on for cause in causes}
    return [start in days for start in starts]


def _up_to(starts: Sequence[date], cause: Cause | None) -> int | None:
    if cause is None:
        return None
    return max(1, sum(start <= cause.on for start in starts))


def lines_of(drawn: spc.Chart) -> tuple[Lines | None, ...]:
    """Centre and limits of each point; None where there is none to draw."""
    lines = drawn.lines
    columns = (lines.centre, lines.lower, lines.upper, lines.near_lower, lines.near_upper)
    rows = zip(drawn.value.tolist(), *(column.tolist() for column in columns), strict=True)
    return tuple(
        Lines(centre, *map(_end, ends)) if np.isfinite(value) and np.isfinite(centre) else None
        for value, centre, *ends in rows
    )


def _end(figure: float) -> float | None:
    return figure if np.isfinite(figure) else None


def signals_of(drawn: spc.Chart) -> tuple[Signal | None, ...]:
    """What each point is named for, in words too; None where it is for nothing."""
    ways = {0: None, 1: True, -1: False}
    rows = zip(drawn.signals, drawn.directions, drawn.up.tolist(), strict=True)
    return tuple(
        None if rule == "none" else Signal(rule, direction, ways[up], _say(rule, up))
        for rule, direction, up in rows
    )


def _say(rule: str, up: int) -> str:
    return _SAID[rule].format(
        side="above" if up > 0 else "below", move="rise" if up > 0 else "fall"
    )
