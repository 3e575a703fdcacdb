"""What a clinician expected before they looked, and how sure they were."""

from dataclasses import dataclass

from afreflect.domain import figure
from afreflect.domain.metric import Metric, MetricResult, Point


@dataclass(frozen=True)
class Expectation:
    """The figure that was expected, and the range outside of which it would surprise.

    All in the metric's own unit; either end of the range may be left open. Raises ValueError where
    the figure does not lie inside its range.
    """

    value: float
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.low > self.value:
            raise ValueError("Your lowest is above the figure you expect: change one of the two.")
        if self.high is not None and self.high < self.value:
            raise ValueError("Your highest is below the figure you expect: change one of the two.")

    @property
    def has_range(self) -> bool:
        """Whether the clinician said how sure they were."""
        return self.low is not None or self.high is not None

    def away(self, found: float) -> float:
        """How far a figure lies outside the range: above 0 over it, below 0 under it, else 0."""
        if self.high is not None and found > self.high:
            return found - self.high
        return found - self.low if self.low is not None and found < self.low else 0.0


def say(expected: Expectation, metric: Metric) -> str:
    """A guess as it was meant: "5.0 % (3.0 to 8.0)", "5.0 % (at most 8.0)"."""
    most_likely = figure.say(expected.value, metric)
    between = say_range(expected, metric)
    return f"{most_likely} ({between})" if between else most_likely


def say_range(expected: Expectation, metric: Metric) -> str:
    """The range of a guess: "3.0 to 8.0", "at most 8.0"; nothing where it has none."""
    if expected.low is not None and expected.high is not None:
        return figure.say_range(expected.low, expected.high, metric)
    if expected.high is not None:
        return f"at most {figure.say_bare(expected.high, metric)}"
    return "" if expected.low is None else f"at least {figure.say_bare(expected.low, metric)}"


def gap(metric: Metric, expected: Expectation, result: MetricResult) -> str:
    """One plain sentence on a guess and the figure it was about, without judging either (FR-14).

    A gap that the figure's interval covers is said to be one that chance allows.
    """
    whole = result.whole
    said = f"You expected {say(expected, metric)}"
    if whole.value is None or whole.n < metric.n_show:
        return f"{said}; there are too few cases to tell."
    if figure.rounded(whole.value, metric) == figure.rounded(expected.value, metric):
        return f"{said}, and that is what the extract shows."
    said = f"{said}; the extract shows {figure.say(whole.value, metric)}"
    return f"{said}, {_against(expected, whole, whole.value, metric)}."


def _against(expected: Expectation, whole: Point, found: float, metric: Metric) -> str:
    """Where the figure stands to the range, or to the guess itself where there is no range."""
    if not expected.has_range:
        apart = _difference(found, expected.value, metric)
        side = "higher" if found > expected.value else "lower"
        chance = ", which is within what chance allows" if _covers(whole, expected) else ""
        return f"{apart} {side}{chance}"
    if not expected.away(found):
        return "inside your range"
    side = "above" if expected.away(found) > 0 else "below"
    chance = ", perhaps by chance" if _covers(whole, expected) else ""
    return f"{side} your range{chance}"


def _difference(found: float, wanted: float, metric: Metric) -> str:
    apart = abs(figure.rounded(found, metric) - figure.rounded(wanted, metric))
    return figure.say_difference(apart, metric)


def _covers(whole: Point, expected: Expectation) -> bool:
    """Whether the figure's interval reaches the guess, or its range where it has one."""
    if whole.low is None or whole.high is None:
        return False
    low = expected.value if not expected.has_range else expected.low
    high = expected.value if not expected.has_range else expected.high
    return (high is None or whole.low <= high) and (low is None or whole.high >= low)
