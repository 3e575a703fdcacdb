"""Numbers as a colleague would say them: units always, one decimal at most, two of low rates."""

from datetime import date

from afreflect.domain.metric import Grain, Metric, Point, per
from afreflect.domain.target import Target

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def duration(minutes: float) -> str:
    """Minutes said as "44 min" or "2 h 14"."""
    whole = round(minutes)
    if abs(whole) < 60:
        return f"{whole} min"
    sign = "-" if whole < 0 else ""
    return f"{sign}{abs(whole) // 60} h {abs(whole) % 60:02d}"


def say(value: float, metric: Metric) -> str:
    """A figure of a metric with its unit: "6.1 %", "2 h 14", "4.3 of 5", "0.31 falls per day"."""
    if metric.kind == "proportion":
        return f"{100 * value:.1f} %"
    if metric.kind == "duration":
        return duration(value)
    return f"{_plain(value, metric)} {metric.unit}"


def say_short(value: float, metric: Metric) -> str:
    """A figure where there is little room: a rate's unit is cut to what is below its bar."""
    below = per(metric.unit) if metric.kind == "rate" else None
    if below is None:
        return say(value, metric)
    size = "" if below.size == 1 else f"{count(below.size)} "
    return f"{_plain(value, metric)} / {size}{below.one}"


def say_bare(value: float, metric: Metric) -> str:
    """A figure for the inside of a bracket, its unit already said."""
    if metric.kind == "proportion":
        return f"{100 * value:.1f}"
    return duration(value) if metric.kind == "duration" else _plain(value, metric)


def rounded(value: float, metric: Metric) -> float:
    """A figure as exactly as it is said, so that said figures and their differences agree."""
    if metric.kind == "duration":
        return round(value)
    if metric.kind == "proportion":
        return float(f"{100 * value:.1f}") / 100
    return float(_plain(value, metric))


def _plain(value: float, metric: Metric) -> str:
    """A number without its unit; of a low rate a tenth is too coarse: "1.20 (1.16 to 1.23)"."""
    return f"{value:.{2 if metric.kind == 'rate' and abs(value) < 9.995 else 1}f}"


def say_target(target: Target, metric: Metric, *, short: bool = False) -> str:
    """What the clinician wants: "at most 5.0 %", "at least 4.5 of 5", "10.0 to 15.0 %"."""
    said = say_short if short else say
    if target.low is None and target.high is not None:
        return f"at most {said(target.high, metric)}"
    if target.high is None and target.low is not None:
        return f"at least {said(target.low, metric)}"
    if target.low is None or target.high is None:
        raise ValueError("A target has a lower end, an upper end, or both.")
    if target.low == target.high:
        return said(target.low, metric)
    return f"{say_bare(target.low, metric)} to {said(target.high, metric)}"


def say_difference(amount: float, metric: Metric) -> str:
    """The distance between two figures: "1.2 percentage points", "14 min", "0.3"."""
    if metric.kind == "proportion":
        return f"{100 * amount:.1f} percentage points"
    return duration(amount) if metric.kind == "duration" else _plain(amount, metric)


def say_side(said: str, amount: float, metric: Metric) -> str:
    """A distance with its side, "14 min lower"; no side where it is said as nothing at all."""
    if said in (say_difference(0.0, metric), say_bare(0.0, metric)):
        return said
    return f"{said} {'higher' if amount > 0 else 'lower'}"


def say_move(low: float, high: float, metric: Metric) -> str:
    """The ends of a move's range, the unit said before: "1.1 to 3.4 lower"."""
    if low >= 0 or high <= 0:
        near, far = sorted((abs(low), abs(high)))
        both = f"{say_bare(near, metric)} to {say_bare(far, metric)}"
        return say_side(both, low + high, metric)
    ends = (say_side(say_bare(abs(end), metric), end, metric) for end in (low, high))
    return " to ".join(ends)


def say_interval(point: Point, metric: Metric) -> str:
    """A figure with its doubt: "6.1 % (4.2 to 8.9)", or without where so few cases allow none."""
    if point.value is None:
        return "no figure"
    if point.low is None or point.high is None:
        return say(point.value, metric)
    return f"{say(point.value, metric)} ({say_range(point.low, point.high, metric)})"


def say_range(low: float, high: float, metric: Metric) -> str:
    """Two figures whose unit is said beside them: "4.2 to 8.9", "42 to 46", "58 min to 1 h 04"."""
    if metric.kind == "duration" and max(round(low), round(high)) < 60:
        return f"{round(low)} to {round(high)}"
    return f"{say_bare(low, metric)} to {say_bare(high, metric)}"


def exposure(amount: float, metric: Metric) -> str:
    """What stands below a rate's bar, with its unit: "563 hours", "12,400 days"."""
    below = per(metric.unit)
    if below is None:
        return count(amount)
    said = count(amount * below.size)
    return f"{said} {below.one if said == '1' else below.many}"


def events(metric: Metric) -> str:
    """What a rate counts: "patients", "falls"."""
    above = per(metric.unit)
    return above.events if above else metric.met_short


def cases(point: Point, metric: Metric) -> str:
    """What stands behind a figure: "41 of 672 discharges", or of a rate "9 falls in 310 days"."""
    units = say_cases(point.n, metric.noun)
    if point.met is None:
        return units
    if metric.kind != "rate":
        return f"{count(point.met)} of {units}"
    return f"{say_cases(point.met, events(metric))} in {exposure(point.exposure or 0.0, metric)}"


def met(point: Point, metric: Metric) -> str:
    """The cell beside n: "41", of a rate "9 in 310 days", '' where the kind has no numerator."""
    if point.met is None:
        return ""
    if metric.kind != "rate":
        return count(point.met)
    return f"{count(point.met)} in {exposure(point.exposure or 0.0, metric)}"


def count(n: float) -> str:
    """A count with thousands set apart: "4,812"."""
    return f"{round(n):,}"


def say_cases(n: float, noun: str) -> str:
    """A count of what a plural noun names: "1 form", "12 forms"."""
    return f"{count(n)} {noun_for(n, noun)}"


def noun_for(n: float, noun: str) -> str:
    """A plural noun as it stands behind a count: "form" behind one, "forms" behind any other."""
    if round(n) != 1:
        return noun
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")


def say_day(day: date) -> str:
    """A day as it is said: "1 Apr 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_start(start: date | None, grain: Grain) -> str:
    """A point's place in time: "Mar 2025", "Q1 2025", "2025", "Whole period"."""
    if start is None or grain == "all":
        return "Whole period"
    if grain == "month":
        return f"{MONTHS[start.month - 1]} {start.year}"
    if grain == "quarter":
        return f"Q{(start.month + 2) // 3} {start.year}"
    return str(start.year)
