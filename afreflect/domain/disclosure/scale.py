"""The axis and the rounding step that a kind of figure has, and how a figure on it is said."""

import math

from afreflect.domain import figure
from afreflect.domain.disclosure.model import Asked, Edge, Refused, Scale
from afreflect.domain.metric import Metric, marks

SHARE = Scale(step=0.05, low=0.0, high=1.0)
MINUTES = Scale(step=10.0, low=0.0, high=480.0)
PER_HOUR = Scale(step=0.2, low=0.0, high=5.0)
MARK_STEPS = 20
"""Steps that a scale of marks is cut in: 0.2 from 1 to 5."""
CODED_STEPS = 2
"""Steps at either end of a scale of which only the side is said (A3)."""


def scale_of(metric: Metric) -> Scale:
    """A metric's scale by its file, or by its kind and unit. Raises Refused where it has none."""
    if metric.group_axis is not None:
        low, high, step = metric.group_axis
        return Scale(step=step, low=low, high=high)
    if metric.kind == "proportion":
        return SHARE
    if metric.kind == "duration":
        return MINUTES
    if metric.unit.endswith("per hour"):
        return PER_HOUR
    ends = marks(metric)
    if ends is None:
        raise Refused(
            f"“{metric.title}” can't be shown for a group yet: it has no fixed scale. "
            "Choose another measure."
        )
    low, high = ends
    return Scale(step=(high - low) / MARK_STEPS, low=low, high=high)


def coded_below(scale: Scale) -> float:
    """The figure below which only "under" is said."""
    return round(scale.low + CODED_STEPS * scale.step, 6)


def coded_from(scale: Scale) -> float:
    """The figure above which only "over" is said."""
    return round(scale.high - CODED_STEPS * scale.step, 6)


def edge(value: float, asked: Asked) -> Edge:
    """A figure rounded to the scale's step; near either end only the side is said."""
    scale = asked.scale
    steps = math.floor(value / scale.step + 0.5 + 1e-9)
    if steps < round(coded_below(scale) / scale.step):
        return Edge(None, f"under {say(coded_below(scale), asked)}")
    if steps > round(coded_from(scale) / scale.step):
        return Edge(None, f"over {say(coded_from(scale), asked)}")
    return Edge(round(steps * scale.step, 6), say(steps * scale.step, asked))


def say(value: float, asked: Asked) -> str:
    """A figure on the scale with its unit: "35 %", "2 h 10", "4.2 of 5"."""
    return _say(value, asked.kind, asked.unit)


def say_on(value: float, metric: Metric) -> str:
    """A place on a metric's scale with its unit."""
    return _say(value, metric.kind, metric.unit)


def _say(value: float, kind: str, unit: str) -> str:
    if kind == "proportion":
        return f"{round(100 * value, 6):g} %"
    if kind == "duration":
        return figure.duration(value)
    return f"{value:.1f} {unit}"
