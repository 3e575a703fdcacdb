"""Figures as a person types them, in the unit that the metric is kept in."""

import re

from afreflect.domain.metric import Metric, marks

_CLOCK = re.compile(r"(\d{1,3})\s*(?::|h|hours?|hrs?)\s*(\d{1,2})?\s*(?:m|min|minutes?)?")
_MINUTES = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:m|min|minutes?)?")
_NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)")


def figure(text: str, metric: Metric) -> float | None:
    """What a clinician typed as the metric's own unit: a fraction, minutes or marks.

    Percentages may carry their sign, durations may be minutes ("134") or hours and minutes ("2:14",
    "2 h 14"), a comma may stand for the decimal point. None for nothing. Raises ValueError with one
    plain sentence.
    """
    typed = text.strip().lower()
    if not typed:
        return None
    if metric.kind == "proportion":
        return _percentage(typed)
    if metric.kind == "duration":
        return _minutes(typed)
    if metric.kind == "rate":
        return _rate(typed, metric)
    return _mark(typed, metric)


def difference(text: str, metric: Metric) -> float | None:
    """A distance between two figures, typed as `figure` takes it; percentage points for shares."""
    typed = (
        text.strip()
        .lower()
        .removesuffix("percentage points")
        .removesuffix("points")
        .removesuffix("marks")
    )
    return figure(typed, metric)


def as_typed(value: float, metric: Metric) -> str:
    """A figure the way it would be typed, for a field that holds one already."""
    if metric.kind == "proportion":
        return f"{100 * value:.4g}"
    if metric.kind == "duration":
        whole = round(value)
        return str(whole) if whole < 60 else f"{whole // 60}:{whole % 60:02d}"
    return f"{value:.4g}"


def how_to_type(metric: Metric) -> str:
    """How a field asks for this metric's figure: "in percent", "from 1 to 5"."""
    if metric.kind == "proportion":
        return "in percent"
    if metric.kind == "duration":
        return "in minutes, or hours:minutes"
    if metric.kind == "rate":
        return f"in {metric.unit}"
    scale = marks(metric)
    return f"from {scale[0]:.0f} to {scale[1]:.0f}" if scale else "in marks"


def _percentage(typed: str) -> float:
    found = _NUMBER.fullmatch(typed.removesuffix("%").strip())
    if not found:
        raise ValueError("Write a percentage as a number, like 6.5.")
    percent = float(found[1].replace(",", "."))
    if not 0 <= percent <= 100:
        raise ValueError("A percentage lies between 0 and 100.")
    return percent / 100


def _minutes(typed: str) -> float:
    if clock := _CLOCK.fullmatch(typed):
        minutes = int(clock[2] or 0)
        if minutes < 60:
            return 60.0 * int(clock[1]) + minutes
    if plain := _MINUTES.fullmatch(typed):
        return float(plain[1].replace(",", "."))
    raise ValueError("Write minutes, like 134, or hours and minutes, like 2:14.")


def _rate(typed: str, metric: Metric) -> float:
    found = _NUMBER.fullmatch(typed.removesuffix(metric.unit).strip())
    if not found:
        raise ValueError(f"Write how many {metric.unit} as a number, like 2.1.")
    rate = float(found[1].replace(",", "."))
    if rate < 0:
        raise ValueError(f"There are never fewer {metric.unit} than none.")
    return rate


def _mark(typed: str, metric: Metric) -> float:
    found = _NUMBER.fullmatch(typed.removesuffix(metric.unit).strip())
    if not found:
        raise ValueError("Write the mark as a number, like 4.2.")
    return float(found[1].replace(",", "."))
