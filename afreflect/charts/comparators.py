"""What the figures are held against: own median, target and past, a standard, and first a guess."""

from typing import Any

import altair as alt

from afreflect.charts import signals, words
from afreflect.charts.names import Name
from afreflect.charts.sheet import Sheet, at, by_width, on, to
from afreflect.domain import expectation, figure
from afreflect.domain.comparator import BENCHMARK, PAST, STANDARD, Comparator
from afreflect.domain.own_voice import YOUR
from afreflect.domain.target import Stretch

DASHES: dict[str, list[int]] = {PAST: [], STANDARD: [10, 3], BENCHMARK: [10, 3, 2, 3]}
"""How the lines of the other comparators are told apart, in black and white too."""
THIN = 0.75
"""Pixels of the present target's line where it did not hold yet; twice that where it does."""


def layers(sheet: Sheet) -> list[alt.Chart]:
    """The lines, without their names."""
    held = [layer for stretch in sheet.chart.targets for layer in _target(sheet, stretch)]
    others = [layer for each in sheet.chart.comparators for layer in _other(sheet, each)]
    middle = signals.centre(sheet) or _centre(sheet)
    return [*middle, *others, *held, *_guess(sheet)]


def earlier(sheet: Sheet) -> list[alt.Chart]:
    """The names of targets that no longer hold, over everything that their lines cross."""
    return [layer for stretch in sheet.chart.targets[:-1] for layer in _earlier(sheet, stretch)]


def names(sheet: Sheet) -> list[Name]:
    """What each line is called, with its figure."""
    others = [_other_name(sheet, each) for each in sheet.chart.comparators]
    return [*_centre_name(sheet), *others, *_target_names(sheet), *_guess_name(sheet)]


def _centre(sheet: Sheet) -> list[alt.Chart]:
    if sheet.chart.centre is None:
        return []
    line = on({"value": sheet.chart.centre}).mark_rule(color=sheet.palette.chance, strokeWidth=1)
    return [line.encode(x=alt.XValue(0), x2=to(sheet.room.lines), y=sheet.y())]


def _centre_name(sheet: Sheet) -> list[Name]:
    level = next((lines.centre for _, lines in reversed([*signals.limited(sheet)])), None)
    if level is not None:
        full, short = _said(sheet, level)
        return [Name((f"{sheet.whose} average", full), ("average", short), sheet.pixel(level))]
    if sheet.chart.centre is None:
        return []
    full, short = _said(sheet, sheet.chart.centre)
    names = (f"median {sheet.chart.result.grain}", full), ("median", short)
    return [Name(*names, sheet.pixel(sheet.chart.centre))]


def _target(sheet: Sheet, stretch: Stretch) -> list[alt.Chart]:
    """Dashed lines in the days on which the target held; the present one runs on to its name.

    The present one also runs thinly across every point, to see which of them would meet it.
    """
    since = max(stretch.since.toordinal(), sheet.time.since)
    until = sheet.time.until if stretch.until is None else stretch.until.toordinal()
    until = min(until, sheet.time.until)
    drawn = []
    for end in _ends(stretch):
        if since < until:
            row = {"at": since, "end": until, "value": end}
            line = on(row).mark_rule(**_dashes(sheet))
            drawn.append(line.encode(x=sheet.x(), x2=alt.X2("end"), y=sheet.y()))
        if stretch.until is None:
            drawn += _before(sheet, end, min(since, until))
            line = on({"value": end}).mark_rule(**_dashes(sheet))
            drawn.append(
                line.encode(x=at(sheet.room.series), x2=to(sheet.room.now[1]), y=sheet.y())
            )
    return drawn


def _before(sheet: Sheet, end: float, since: float) -> list[alt.Chart]:
    """The present target where it did not hold yet: thin, from the first point on."""
    if since <= sheet.time.since:
        return []
    row = {"at": sheet.time.since, "end": since, "value": end}
    line = on(row).mark_rule(**{**_dashes(sheet), "strokeWidth": THIN})
    return [line.encode(x=sheet.x(), x2=alt.X2("end"), y=sheet.y())]


def _target_names(sheet: Sheet) -> list[Name]:
    """The present target's name, and from when it holds where that is after the last point."""
    found = []
    for stretch in sheet.chart.targets[-1:]:
        said = figure.say_target(stretch.target, sheet.chart.metric)
        after = stretch.since > sheet.starts[-1]
        since = (f"from {figure.say_day(stretch.since)}",) if after else ()
        ends = [sheet.pixel(end) for end in _ends(stretch)]
        middle = sum(ends) / len(ends)
        little = figure.say_target(stretch.target, sheet.chart.metric, short=True)
        short = ("target", *_halved(little))
        found.append(Name((f"{sheet.whose} target", said, *since), short, middle, ink=True))
    return found


def _earlier(sheet: Sheet, stretch: Stretch) -> list[alt.Chart]:
    """The name of a target that no longer holds, on its own line: above the higher of its ends."""
    drawn = _days(sheet, stretch)
    if drawn is None or stretch.until is None:
        return []
    since, until = drawn
    middle = (sheet.time.since + sheet.time.until) / 2
    on_the_left = since < middle
    said = figure.say_target(stretch.target, sheet.chart.metric)
    full = f"target until {figure.say_day(stretch.until)}: {said}"
    short = figure.say_target(stretch.target, sheet.chart.metric, short=True)
    row = {"at": since if on_the_left else until, "value": max(_ends(stretch))}
    how = words.text(
        sheet.palette,
        color=sheet.palette.ink,
        text=by_width(full, f"earlier: {short}"),
        align="left" if on_the_left else "right",
        baseline="bottom",
        dy=-4,
    )
    return [
        on(row).mark_text(**how, **over).encode(x=sheet.x(), y=sheet.y())
        for over in (words.halo(sheet.palette), {})
    ]


def _days(sheet: Sheet, stretch: Stretch) -> tuple[float, float] | None:
    """The days of the chart on which a target held; None where it held before or after them."""
    since = max(stretch.since.toordinal(), sheet.time.since)
    until = sheet.time.until if stretch.until is None else stretch.until.toordinal()
    until = min(until, sheet.time.until)
    return (since, until) if since < until else None


def _other(sheet: Sheet, each: Comparator) -> list[alt.Chart]:
    """A level across the whole chart; own past strong in its own days and faint from there on."""
    dash = {"strokeDash": DASHES[each.id]} if DASHES[each.id] else {}
    how: dict[str, Any] = {"color": sheet.palette.quiet, "strokeWidth": 1.5, **dash}
    if each.since is None or each.until is None:
        line = on({"value": each.value}).mark_rule(**how)
        return [line.encode(x=alt.XValue(0), x2=to(sheet.room.now[1]), y=sheet.y())]
    own = [start.toordinal() for start in sheet.starts if each.since <= start < each.until]
    row = {
        "at": max(each.since.toordinal(), sheet.time.since),
        "end": max(own, default=each.until.toordinal()),
        "value": each.value,
    }
    strong = on(row).mark_rule(**{**how, "strokeWidth": 3, "opacity": 0.8})
    faint = on({"at": row["end"], "value": each.value}).mark_rule(**{**how, "strokeWidth": THIN})
    return [
        strong.encode(x=sheet.x(), x2=alt.X2("end"), y=sheet.y()),
        faint.encode(x=sheet.x(), x2=to(sheet.room.now[1]), y=sheet.y()),
    ]


def _other_name(sheet: Sheet, each: Comparator) -> Name:
    full, short = _said(sheet, each.value)
    name = each.name.replace(YOUR, sheet.whose)
    return Name((name, full), (each.short, short), sheet.pixel(each.value))


def _guess(sheet: Sheet) -> list[alt.Chart]:
    """A short dotted line and a quiet band: what was expected, set apart from what was found."""
    guess = sheet.guess
    if guess is None:
        return []
    dots: dict[str, Any] = {"color": sheet.palette.ink, "strokeWidth": 2, "strokeDash": [2, 3]}
    line = on({"value": guess.value}).mark_rule(**dots)
    start, end = sheet.room.now
    drawn = [line.encode(x=at(start), x2=to(end), y=sheet.y())]
    if guess.has_range:
        # An end left open runs to the end of the axis.
        ends = {"low": guess.low, "high": guess.high}
        row = {
            "low": sheet.values.bottom if ends["low"] is None else ends["low"],
            "high": sheet.values.top if ends["high"] is None else ends["high"],
        }
        band = on(row).mark_rect(color=sheet.palette.rule, opacity=0.9)
        drawn.insert(0, band.encode(x=at(start), x2=to(end), y=sheet.y("low"), y2=alt.Y2("high")))
    return drawn


def _guess_name(sheet: Sheet) -> list[Name]:
    if sheet.guess is None:
        return []
    said, short = _said(sheet, sheet.guess.value)
    range_said = expectation.say_range(sheet.guess, sheet.chart.metric)
    who = "you" if sheet.whose == YOUR else "I"
    full = (f"{who} expected", said, *((range_said,) if range_said else ()))
    height = sheet.pixel(sheet.guess.value)
    return [Name(full, (who, "expected", short), height, ink=True)]


def _said(sheet: Sheet, value: float) -> tuple[str, str]:
    """A figure as a wide chart says it, and a narrow one."""
    metric = sheet.chart.metric
    return figure.say(value, metric), figure.say_short(value, metric)


def _halved(said: str) -> tuple[str, ...]:
    """A target in two lines where it is long: "at most", "5.0 %"."""
    for word in ("at most ", "at least ", " to "):
        before, found, after = said.partition(word)
        if found:
            return f"{before}{found}".strip(), after
    return (said,)


def _ends(stretch: Stretch) -> list[float]:
    """The one or two ends of a target, the lower first."""
    ends = (stretch.target.low, stretch.target.high)
    return list(dict.fromkeys(end for end in ends if end is not None))


def _dashes(sheet: Sheet) -> dict[str, Any]:
    return {"color": sheet.palette.ink, "strokeWidth": 1.5, "strokeDash": [5, 4]}
