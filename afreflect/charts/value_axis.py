"""The axis of figures: where it starts, its rules, and what they are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from afreflect.domain.figure import duration
from afreflect.domain.metric import Metric, marks

SQUASHED = 0.35
"""An axis from zero is kept unless the figures span less than this part of it."""
MOST_RULES = 6
ROOM = 0.075
"""Share of a broken axis that stays free of figures at its foot: there it says where it starts."""
MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440, 2880, 7200, 14400)
DECIMAL = (1, 2, 5)
WHOLE = (1, 2, 5, 10, 20, 50, 100)
"""Marks between two rules of a form's scale."""


@dataclass(frozen=True)
class ValueAxis:
    """Bottom, top and rules of the axis, in the metric's unit, with the rules' labels."""

    bottom: float
    top: float
    rules: tuple[float, ...]
    labels: tuple[str, ...]
    least: float = 0.0

    @property
    def broken(self) -> bool:
        """Whether the axis starts above the least there can be, which has to be said."""
        return self.bottom > self.least

    def height(self, value: float) -> float:
        """Where a value stands, from 0 at the bottom to 1 at the top."""
        return (value - self.bottom) / (self.top - self.bottom)


def value_axis(values: Iterable[float], metric: Metric) -> ValueAxis:
    """An axis that holds the values: from zero, unless that would squash them flat.

    For marks it is the whole scale of the form, whatever part of it was used.
    """
    values = tuple(values)
    lowest, highest = min(values), max(values)
    if scale := marks(metric):
        return _whole_scale(scale, lowest, highest)
    low = 0.0 if _from_zero(lowest, highest) else lowest
    step = _step(highest - low, metric)
    bottom = floor(low / step + 1e-9)
    top = max(ceil(highest / step - 1e-9), bottom + 1)
    if bottom > 0 and low / step - bottom < ROOM * (top - bottom):
        bottom -= 1
    if metric.kind == "proportion":
        top = min(top, round(1 / step))
        bottom = min(bottom, top - 1)
    rules = tuple(round(step * place, 6) for place in range(bottom, top + 1))
    return ValueAxis(
        rules[0], rules[-1], rules, tuple(_label(rule, step, metric) for rule in rules)
    )


def length_axis(highest: float) -> ValueAxis:
    """An axis of whole numbers from nothing up, for cases or days."""
    steps = (digit * 10**power for power in range(7) for digit in DECIMAL)
    step = next(step for step in steps if highest / step <= MOST_RULES - 1)
    rules = tuple(float(step * place) for place in range(max(ceil(highest / step), 1) + 1))
    return ValueAxis(0.0, rules[-1], rules, tuple(f"{rule:,.0f}" for rule in rules))


def _whole_scale(scale: tuple[float, float], lowest: float, highest: float) -> ValueAxis:
    """A form's scale from its lowest to its highest mark, wider where a value lies outside it."""
    bottom, top = min(scale[0], floor(lowest)), max(scale[1], ceil(highest))
    step = next((whole for whole in WHOLE if (top - bottom) / whole <= MOST_RULES), WHOLE[-1])
    places = range(int((top - bottom) // step) + 1)
    rules = tuple(float(bottom + step * place) for place in places)
    labels = tuple(f"{rule:.0f}" for rule in rules)
    return ValueAxis(rules[0], float(top), rules, labels, least=scale[0])


def _from_zero(lowest: float, highest: float) -> bool:
    return lowest >= 0 and (highest == 0 or highest - lowest >= SQUASHED * highest)


def _step(span: float, metric: Metric) -> float:
    """The smallest round step that needs no more rules than a calm chart has."""
    steps = MINUTES if metric.kind == "duration" else _decimal_steps(metric)
    return next((step for step in steps if span / step <= MOST_RULES - 1), steps[-1])


def _decimal_steps(metric: Metric) -> tuple[float, ...]:
    """1, 2, 5 and their tenfolds; percent go no finer than a tenth, and fit into a hundred."""
    if metric.kind == "proportion":
        return 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25
    return tuple(digit * 10.0**power for power in range(-1, 6) for digit in DECIMAL)


def _label(rule: float, step: float, metric: Metric) -> str:
    if metric.kind == "duration":
        return duration(rule)
    if metric.kind == "proportion":
        return f"{100 * rule:.{0 if step >= 0.01 else 1}f} %"
    return f"{rule:.{0 if step >= 1 else 1}f}"
