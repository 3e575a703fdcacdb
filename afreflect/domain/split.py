"""One's own practice cut into parts, and whether they stand apart by more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from afreflect.domain import figure
from afreflect.domain.exclusion import Counts, counts_of
from afreflect.domain.metric import Metric, Point

NOT_KNOWN = "Not known"
MOST_PARTS = 8
"""Parts shown side by side; the rest, the smallest, stand together as one."""
REST = "All others"
CAUTION = (
    "The more ways you look, the more likely one part stands out by chance alone. Believe it when "
    "the next extract shows it too."
)


@dataclass(frozen=True)
class Split:
    """A way to cut one's own practice into parts, as its file in sql/splits states it.

    `unit` is what the parts are of.
    """

    id: str
    title: str
    by: str
    unit: Counts
    needs: tuple[tuple[str, ...], ...]
    sql: str
    sha256: str

    def fits(self, metric: Metric) -> bool:
        """Whether the metric counts what these parts are of."""
        return counts_of(metric) == self.unit


@dataclass(frozen=True)
class Part:
    """One part and its figure; a figure only where enough units stand behind it."""

    name: str
    point: Point


@dataclass(frozen=True)
class PartRow:
    """One part in words, as the table beside the chart says it."""

    name: str
    n: str
    figure: str
    interval: str


@dataclass(frozen=True)
class Parts:
    """A metric by the parts of a split: chart, sentence and table are made from this alone."""

    metric: Metric
    split: Split
    parts: tuple[Part, ...]
    whole: Point
    sentence: str

    @property
    def shown(self) -> tuple[Part, ...]:
        """The parts that carry a figure."""
        return tuple(part for part in self.parts if part.point.value is not None)

    @property
    def alt(self) -> str:
        """What the chart says to somebody who can't see it."""
        return f"{self.metric.title} by {self.split.by}. {self.sentence}"


def read(metric: Metric, split: Split, parts: Sequence[Part], whole: Point) -> Parts:
    """The parts as they may be shown: under ten units, or under n_show in all, no figure."""
    too_few = whole.n < metric.n_show
    shown = tuple(
        part if part.point.carries_a_rate and not too_few else Part(part.name, _bare(part.point))
        for part in parts
    )
    return Parts(metric, split, shown, whole, _sentence(metric, split, shown))


def rows(parts: Parts) -> tuple[PartRow, ...]:
    """The parts as a table, in their order."""
    return tuple(_row(parts.metric, part) for part in parts.parts)


def apart(parts: Sequence[Part]) -> tuple[Part, Part] | None:
    """The two parts furthest from each other whose intervals leave room between them, if any.

    Each interval is 95 %; two that don't meet are further apart than chance usually allows
    (Schenker and Gentleman 2001: a stricter test than one of the difference).
    """
    found = [
        (one, other) if _value(one) < _value(other) else (other, one)
        for one, other in combinations(parts, 2)
        if _leaves_room(one.point, other.point)
    ]
    return max(found, key=lambda pair: _value(pair[1]) - _value(pair[0]), default=None)


def _sentence(metric: Metric, split: Split, parts: Sequence[Part]) -> str:
    shown = [part for part in parts if part.point.value is not None]
    if len(shown) < 2:
        return f"Too few {metric.noun} to tell parts by {split.by} from each other."
    pair = apart([part for part in shown if part.name not in (NOT_KNOWN, REST)])
    if pair is None:
        return f"By {split.by}, nothing stands apart by more than chance allows."
    low, high = (f"{part.name}: {figure.say(_value(part), metric)}" for part in pair)
    return f"Further apart than chance usually allows: {low}; {high}."


def _row(metric: Metric, part: Part) -> PartRow:
    point = part.point
    n = figure.count(point.n)
    if point.value is None:
        return PartRow(part.name, n, "too few", "")
    bounds = (
        "too few to say"
        if point.low is None or point.high is None
        else figure.say_range(point.low, point.high, metric)
    )
    return PartRow(part.name, n, figure.say(point.value, metric), bounds)


def _bare(point: Point) -> Point:
    return replace(point, value=None, low=None, high=None)


def _value(part: Part) -> float:
    return part.point.value or 0.0


def _leaves_room(one: Point, other: Point) -> bool:
    ends = (one.low, one.high, other.low, other.high)
    if any(end is None for end in ends):
        return False
    return (one.high or 0.0) < (other.low or 0.0) or (other.high or 0.0) < (one.low or 0.0)
