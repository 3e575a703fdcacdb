"""The command that measures one metric: the figures of the screen, and what it says of them."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from typing import Any

from afreflect.commands import charting, comparing, leaving_out, printing, private_file, progress
from afreflect.commands.refusal import refuse
from afreflect.domain import gaps, process, run_chart, split
from afreflect.domain.exclusion import LeavingOut
from afreflect.domain.gaps import Gaps
from afreflect.domain.ledger import Ledger
from afreflect.domain.metric import GRAINS, Metric, MetricResult
from afreflect.domain.run_chart import RunChart
from afreflect.domain.spc import RULE_SETS
from afreflect.domain.split import Parts
from afreflect.domain.target import Target, TargetHistory
from afreflect.storage import splits
from afreflect.storage.practice import Practice

Loading = Callable[[argparse.Namespace, bool], Practice]
Finding = Callable[[str], Metric]
Period = tuple[date | None, date | None]
ASKED = "asked about"
"""The reason of a target that was given in the arguments."""


@dataclass(frozen=True)
class Source:
    """What is measured: a practice, and what its owner recorded and aims at, if anything."""

    practice: Practice
    ledger: Ledger
    history: TargetHistory


@dataclass(frozen=True)
class Asked:
    """One metric of one source, over what period and without what."""

    metric: Metric
    source: Source
    period: Period
    without: LeavingOut


def add_command(
    commands: Any,
    load: Loading,
    find: Finding,
    add_preset: Callable[[argparse.ArgumentParser], None],
) -> None:
    """The command `measure`; `load` reads the files that are named, `find` knows the metrics."""
    command = commands.add_parser("measure", help="measure one metric of an extract")
    command.add_argument("files", nargs="*", metavar="FILE")
    command.add_argument("metric", metavar="METRIC")
    command.add_argument(
        "--vault", action="store_true", help="of what your private file holds, in place of files"
    )
    private_file.add_unlocking(command)
    command.add_argument("--mapping", metavar="MAP.toml")
    add_preset(command)
    whose = command.add_mutually_exclusive_group()
    whose.add_argument("--clinician", metavar="ID", help="whose rows to measure")
    whose.add_argument("--all-rows", action="store_true", help="only to check a definition")
    command.add_argument("--by", choices=GRAINS, default="month")
    command.add_argument("--since", metavar="D", type=_day, help="first day counted")
    command.add_argument("--until", metavar="D", type=_day, help="last day counted")
    command.add_argument("--summary", help="one of the metric's own, such as median or p90")
    _add_reading(command)
    command.add_argument("--format", choices=["json", "csv"], default="json")
    leaving_out.add_excluding(command)
    leaving_out.add_setting_aside(command)
    progress.add_progress(command)
    comparing.add_moving_with(command)
    command.set_defaults(run=lambda options: _measure(options, load, find))


def _add_reading(command: argparse.ArgumentParser) -> None:
    """How the figures are read: by which rules, against what, and cut or turned in which way."""
    command.add_argument(
        "--rules", choices=list(RULE_SETS), default=process.DEFAULT_RULES,
        help="by which a signal is told from chance",
    )  # fmt: skip
    command.add_argument(
        "--at-least", type=_figure, metavar="T", help="your target, in the metric's unit"
    )
    command.add_argument(
        "--at-most", type=_figure, metavar="T", help="your target; with --at-least a range"
    )
    command.add_argument(
        "--smallest-change", type=_figure, metavar="C", help="that matters, in the metric's unit"
    )
    turned = command.add_mutually_exclusive_group()
    turned.add_argument("--split", choices=splits.ORDER, help="the whole period by its parts")
    turned.add_argument(
        "--between", choices=gaps.BETWEEN, help="the cases or the days between rare events"
    )


def _measure(options: argparse.Namespace, load: Loading, find: Finding) -> int:
    metric = find(options.metric)
    source = _source(options, metric, load)
    practice, ledger = source.practice, source.ledger
    if why_not := practice.why_not(metric):
        raise refuse(f"{metric.title} {why_not}: name the column in a mapping.", "columns")
    leaving_out.refuse_unknown(options.set_aside, metric, practice)
    besides = leaving_out.cases(options, metric, ledger)
    out = LeavingOut(leaving_out.runnable(options.exclude, metric, practice))
    asked = Asked(metric, source, _period(options), LeavingOut(out.exclusions, besides.cases))
    result = _result(asked, options)
    beside = leaving_out.beside(practice, metric, result, ledger, asked.period)
    chart = run_chart.read(
        metric,
        result,
        _history(options, source.history),
        rules=options.rules,
        baseline=process.baseline(ledger, metric.id),
    )
    parts = _parts(asked, options.split, result) if options.split else None
    between = _between(asked, options, chart) if options.between else None
    printing.complain(practice.extract.warnings)
    if options.all_rows:
        print(printing.NO_COMPARATOR, file=sys.stderr)
    if options.format == "json":
        stated = printing.figures(result, metric, options.all_rows) | beside
        stated |= charting.process(chart, _smallest_change(options, source.history))
        stated |= charting.parts(parts) if parts else {}
        stated |= charting.between(between) if between else {}
        seen = leaving_out.contrast(practice, metric, (out, besides), result.summary, asked.period)
        if not options.all_rows:
            others = [find(each) for each in options.moves_with]
            stated |= comparing.beside(
                practice,
                metric,
                result,
                asked.without,
                asked.period,
                _history(options, source.history).current,
            )
            stated |= comparing.moves_with(practice, metric, others, asked.period)
        printing.print_json(stated | seen)
    elif parts:
        charting.print_parts(parts)
    elif between:
        charting.print_between(between)
    else:
        printing.points(result, leaving_out.columns(options, beside))
    return 0


def _source(options: argparse.Namespace, metric: Metric, load: Loading) -> Source:
    if not options.vault:
        return Source(load(options, options.all_rows), (), TargetHistory())
    if options.files or options.mapping or options.clinician or options.all_rows:
        raise refuse("With --vault the extract you kept is measured: name neither files nor rows.")
    journal = private_file.unlocked(options)
    practice = private_file.practice_in(journal)
    return Source(practice, journal.ledger(), journal.history(metric.id))


def _result(asked: Asked, options: argparse.Namespace) -> MetricResult:
    try:
        return asked.source.practice.measure(
            asked.metric, options.summary, options.by, *asked.period, asked.without
        )
    except ValueError as fault:
        raise refuse(str(fault)) from fault


def _parts(asked: Asked, name: str, result: MetricResult) -> Parts:
    practice, metric = asked.source.practice, asked.metric
    by = next(each for each in splits.splits() if each.id == name)
    if not by.fits(metric):
        raise refuse(f"{metric.title} counts no visits, so that they can't be split by {by.by}.")
    if why_not := practice.why_not(by):
        raise refuse(f"{by.title} {why_not}: name the column in a mapping.", "columns")
    found = practice.by_parts(metric, by, result.summary, asked.without, *asked.period)
    return split.read(metric, by, found, result.whole)


def _between(asked: Asked, options: argparse.Namespace, chart: RunChart) -> Gaps:
    practice, metric = asked.source.practice, asked.metric
    units = [
        unit
        for unit in practice.units(metric, None, "all", asked.without)
        if _within(unit.occurred_on, asked.period)
    ]
    if len(units) < chart.whole.n:
        raise refuse("These are counts, not single cases: what lies between events is not known.")
    try:
        return gaps.read(
            chart, units, options.between, process.baseline(asked.source.ledger, metric.id)
        )
    except ValueError as fault:
        raise refuse(str(fault)) from fault


def _within(day: date | None, period: Period) -> bool:
    since, until = period
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day < until)


def _history(options: argparse.Namespace, kept: TargetHistory) -> TargetHistory:
    """The targets kept in the private file, and the one in the arguments in force after them."""
    change = options.smallest_change
    if change is not None and change <= 0:
        raise refuse("The smallest change that matters is a number above zero.")
    low, high = options.at_least, options.at_most
    if low is None and high is None:
        return kept
    today = date.today()
    try:
        # A target needs a size that matters; where none was given, none is said of it.
        asked = Target(low, high, change or 1.0, today + timedelta(days=1), ASKED, since=today)
    except ValueError as fault:
        raise refuse(str(fault)) from fault
    return kept.changed_to(asked)


def _smallest_change(options: argparse.Namespace, kept: TargetHistory) -> float | None:
    if options.smallest_change is not None:
        return options.smallest_change
    return kept.current.smallest_change if kept.current else None


def _period(options: argparse.Namespace) -> Period:
    if options.since and options.until and options.since > options.until:
        raise refuse(
            f"The first day counted, {options.since}, comes after the last one, {options.until}: "
            "turn them round."
        )
    if options.until is None or options.until == date.max:
        return options.since, None
    return options.since, options.until + timedelta(days=1)


def _figure(text: str) -> float:
    figure = float(text)
    if not isfinite(figure):
        raise argparse.ArgumentTypeError(f"{text} is not a figure such as 0.05")
    return figure


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2025-03-01") from fault
