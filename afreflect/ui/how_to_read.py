"""What a chart has to be read with: how it is drawn, what is missing, how old its data are."""

from datetime import date, timedelta

from afreflect.charts.calendar_axis import period_end
from afreflect.domain import figure
from afreflect.domain.extract import Extract
from afreflect.domain.metric import Grain, Metric, MetricResult
from afreflect.domain.run_chart import RunChart
from afreflect.storage.practice import Practice
from afreflect.ui import words

OLD = 90
"""Days after which an extract shows the past rather than the present (FR-07)."""
FEW = 0.1
"""The share of days still to come up to which they are single slips."""
SHIFTED = "The dates in this extract seem to have been shifted."
MARKS = {
    "improvement": "A filled blue mark is a signal in the direction you want.",
    "concern": "An open orange mark is a signal against it.",
    "neither": "A purple mark is a signal; this measure has no wanted direction.",
}
NO_EVENTS_FOR = timedelta(days=7)
"""Days without any event that may stand at either end of a full period."""


def series(read: RunChart, extract: Extract) -> str:
    """How to read the points, and which of them are not what they seem."""
    grain = read.result.grain
    said = [_points(read)]
    if read.limits_shown:
        said.append(_limits(read))
    elif read.centre is not None:
        said.append(
            f"The level grey line is your median {grain}: half of the {grain}s lie above it, half "
            "below."
        )
    said.append("The diamond is the whole period.")
    if any(point.start and point.value is None for point in read.points):
        said.append(f"A {grain} with fewer than ten has no dot.")
    said.append(part_periods(read, extract))
    undated = sum(point.n for point in read.result.points if point.start is None)
    if undated:
        said.append(f"{undated:,} without a date count in the whole period only.")
    return " ".join(part for part in said if part)


def _points(read: RunChart) -> str:
    grain, noun = read.result.grain, read.metric.noun
    if read.limits_shown:
        return f"Each dot is a {grain}; n counts the {noun}."
    return (
        f"Each dot is a {grain}, and the thin upright bar through it shows how far chance alone "
        f"may have moved it; n counts the {noun}."
    )


def _limits(read: RunChart) -> str:
    """What the band means, and what the marks do where there are any."""
    band = (
        "The band is where chance alone keeps your points, around the level grey line, their "
        "average."
    )
    if all(lines is None or lines.lower == lines.upper for lines in read.process.lines):
        band = "All dots are alike, so there is no band around them."
    elif read.process.trial:
        band += " With fewer than twenty points it will still move."
    directions = {signal.direction for signal in read.signals.values()}
    marks = [MARKS[each] for each in ("improvement", "concern", "neither") if each in directions]
    return " ".join([band, *marks])


def part_periods(read: RunChart, extract: Extract) -> str:
    """Which of the first and the last period the extract holds only in part, if any."""
    starts = [point.start for point in read.points if point.start is not None]
    if not starts or extract.since is None or extract.until is None:
        return ""
    grain = read.result.grain
    cut = [starts[0]] if extract.since - starts[0] > NO_EVENTS_FOR else []
    last_day = period_end(starts[-1], grain) - timedelta(days=1)
    until = extract.until
    if extract.columns.get("counts"):
        # A count stands under the first day of its month.
        until = period_end(until, "month") - timedelta(days=1)
    if last_day - until > NO_EVENTS_FOR:
        cut.append(starts[-1])
    return _part(list(dict.fromkeys(cut)), grain)


def _part(starts: list[date], grain: Grain) -> str:
    names = " and ".join(figure.say_start(start, grain) for start in starts)
    if not names:
        return ""
    return f"{names} are part {grain}s." if len(starts) > 1 else f"{names} is a part {grain}."


def single(read: RunChart, practice: Practice) -> str:
    """How to read one figure, and what a chart in time would need."""
    noun = read.metric.noun
    dated = practice.measure(read.metric, read.result.summary, "year").points
    if not any(point.start for point in dated):
        return (
            f"These {noun} have no dates, so this is one figure for all of them. A chart in time "
            "would need the day of each."
        )
    return (
        f"Most years hold fewer than ten {noun}, so this is one figure for all of them. A chart in "
        "time would need ten in most years."
    )


def age(practice: Practice, read: RunChart) -> str:
    """How old the last unit is that this measure counts, in words (FR-07).

    A few days that are still to come are slips, named as such; many mean that all were shifted.
    """
    today, noun = date.today(), read.metric.noun
    last = last_day(practice, read.metric, read.result)
    if last is None or last <= today:
        return said_age(last, noun, today)
    days = [unit.occurred_on for unit in practice.units(read.metric, None, "all")]
    past = [day for day in days if day and day <= today]
    ahead = sum(day > today for day in days if day)
    if not past or ahead > FEW * len(past):
        return SHIFTED
    said = f"{ahead} of these {noun} {'is' if ahead == 1 else 'are'} dated in the future: a slip?"
    return f"{said_age(max(past), noun, today)} {said}"


def last_day(practice: Practice, metric: Metric, result: MetricResult) -> date | None:
    """The day of the last unit that a measure counts, set aside or not."""
    starts = [point.start for point in result.points if point.start is not None]
    return practice.last_day(metric, max(starts) if starts else None, result.grain)


def said_age(until: date | None, noun: str, today: date) -> str:
    """How old the last of these units is, as a person says it."""
    if until is None:
        return "This extract has no dates, so we can't say how old it is."
    days = (today - until).days
    if days < 0:
        return SHIFTED
    if days == 0:
        return f"The last of these {noun} is from today."
    said = f"The last of these {noun} is {_long(days)} old ({words.day(until)})."
    return f"{said} Much may have changed since." if days > OLD else said


def _long(days: int) -> str:
    """A stretch of time, the vaguer the longer: "3 days", "about 5 weeks", "about 2 years"."""
    if days < 14:
        return "1 day" if days == 1 else f"{days} days"
    if days < 60:
        return f"about {round(days / 7)} weeks"
    if days < 548:
        return f"about {round(days / 30.44)} months"
    return f"about {round(days / 365.25)} years"
