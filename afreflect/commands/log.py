"""The command that writes the learning log: the same files, figures and rules as on the screen."""

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afreflect.commands import private_file
from afreflect.commands.private_file import NotDone
from afreflect.domain import (
    cpd_chart,
    cpd_claims,
    cpd_extras,
    cpd_handing,
    cpd_log,
    questions,
    run_chart,
)
from afreflect.domain.cpd import Regime
from afreflect.domain.cpd_handing import EXTRAS, EXTRAS_WARNING, Handed, Person, handed
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.domain.metric import Metric
from afreflect.domain.own_voice import MY, as_mine
from afreflect.domain.process import baseline
from afreflect.domain.run_chart import RunChart
from afreflect.domain.target import TargetHistory
from afreflect.storage.catalogue import catalogue
from afreflect.storage.journal import Journal
from afreflect.storage.practice import Practice
from afreflect.storage.regimes import regimes

if TYPE_CHECKING:
    from afreflect.reports.log_pdf import Drawn

_PERIOD = re.compile(r"(\d{4})|(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
_BINARY = ("pdf", "docx")


def add_command(commands: Any) -> None:
    """The log's entries of some days, for one college."""
    log = commands.add_parser("log", help="write your learning log: the entries you looked through")
    log.add_argument("--vault", action="store_true", required=True, help="in your private file")
    private_file.add_unlocking(log)
    log.add_argument(
        "--period", metavar="YEAR|DAY..DAY", help="entries whose work ended then; all without it"
    )
    log.add_argument(
        "--college", choices=list(regimes()), help="for which one; needed where there are several"
    )
    log.add_argument("--format", choices=["json", "csv", "pdf", "docx"], default="json")
    log.add_argument("--output", type=Path, metavar="FILE", help="in place of the standard output")
    log.add_argument("--name", default="", help="your name, printed and kept nowhere")
    log.add_argument("--number", default="", help="your college number, likewise")
    log.add_argument(
        "--also", choices=list(EXTRAS), action="append", default=[], help=EXTRAS_WARNING
    )
    log.set_defaults(run=_write)


def _write(options: argparse.Namespace) -> int:
    since, until = _days(options.period)
    journal = private_file.unlocked(options)
    regime = _college(journal, options.college)
    ready = _ready(journal, regime, (since, until), options)
    if not ready:
        raise NotDone("No entry of these days is ready: look one through in the CPD log first.")
    _put(_made(ready, journal, options.format), options)
    return 0


def _days(period: str | None) -> tuple[date, date]:
    if period is None:
        return date.min, date.max
    found = _PERIOD.fullmatch(period)
    try:
        if found and found[1]:
            return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
        if found:
            return date.fromisoformat(found[2]), date.fromisoformat(found[3])
    except ValueError:
        pass
    raise NotDone(
        f"{period} is no period: write a year, or two days such as 2026-01-01..2026-06-30."
    )


def _college(journal: Journal, asked: str | None) -> Regime:
    if asked:
        return regimes()[asked]
    ids = [each.regime_id for each in cpd_log.colleges(journal.ledger())]
    known = [name for name in ids if name in regimes()]
    if len(known) != 1:
        names = ", ".join(known or regimes())
        raise NotDone(f"Say which college it is for, with --college: {names}.")
    return regimes()[known[0]]


def _ready(
    journal: Journal, regime: Regime, days: tuple[date, date], options: argparse.Namespace
) -> list[Handed]:
    """The college's entries of these days that were looked through; the others are named."""
    ledger = journal.ledger()
    found = cpd_log.entries(ledger)
    chosen = next((c for c in cpd_log.colleges(ledger) if c.regime_id == regime.id), None)
    ready = []
    for entry in cpd_handing.within(found, *days):
        if regime.id not in entry.regime_ids:
            continue
        check = cpd_log.checked(ledger, entry)
        if check is None:
            print(f"Not looked through yet, and left out: {entry.title}", file=sys.stderr)
            continue
        private = cpd_extras.extras(ledger, entry)
        ticked = {name: private[name] for name in options.also if name in private}
        warnings = cpd_claims.warnings(entry, found, regime, chosen, date.today())
        person = Person(options.name.strip(), options.number.strip())
        ready.append(handed(entry, regime, check, person, ticked, warnings))
    if options.also:
        print(EXTRAS_WARNING, file=sys.stderr)
    return ready


def _made(ready: Sequence[Handed], journal: Journal, form: str) -> bytes:
    # Drawing and setting cost a second to import, and no other command needs them.
    from afreflect.reports import log_docx, log_pdf, log_values

    if form == "json":
        return log_values.as_json(ready) + b"\n"
    if form == "csv":
        return log_values.as_csv(ready)
    if form == "docx":
        return log_docx.as_docx(ready, _charts(journal, [each.entry for each in ready]))
    try:
        return log_pdf.as_pdf(ready, _charts(journal, [each.entry for each in ready]))
    except log_pdf.CannotSet as fault:
        raise NotDone(str(fault)) from fault


def _charts(journal: Journal, entries: Sequence[LogEntryWritten]) -> "Mapping[str, Drawn | str]":
    """The chart behind each entry, as it was seen; or a sentence on why there is none."""
    from afreflect.charts import run_chart as drawing
    from afreflect.charts.palette import LIGHT
    from afreflect.reports.log_pdf import Drawn

    practice = private_file.practice_in(journal) if journal.extract_mark() else None
    ledger, targets = journal.ledger(), journal.targets()
    known = {metric.id: metric for metric in catalogue()}
    drawn: dict[str, Drawn | str] = {}
    for entry in entries:
        metric = known.get(entry.metric_id)
        history = targets.get(entry.metric_id, TargetHistory())
        live = None
        if metric is not None and practice is not None:
            live = _of_now(practice, journal, metric, entry)
        limits = baseline(ledger, entry.metric_id)
        read = cpd_chart.seen(ledger, entry, metric, history, live, baseline=limits)
        if isinstance(read, str):
            drawn[entry.entry_id] = read
        else:
            chart = drawing.draw(read, LIGHT, whose=MY)
            drawn[entry.entry_id] = Drawn(chart, cpd_chart.caption(read), as_mine(read.alt))
    return drawn


def _of_now(
    practice: Practice, journal: Journal, metric: Metric, entry: LogEntryWritten
) -> RunChart | None:
    """The chart of the extract that is kept, where that is the entry's own."""
    if practice.extract.sha256 != entry.extract_sha256 or practice.why_not(metric):
        return None
    ledger = journal.ledger()
    leaving_out = questions.leaving_out(ledger, metric.id)
    result = practice.measure_readably(metric, None, "month", leaving_out=leaving_out)
    everything = practice.measure(metric, result.summary, "all") if leaving_out else result
    until = questions.provisional_until(ledger, metric.id, date.today())
    return run_chart.read(
        metric,
        result,
        journal.history(metric.id),
        None,
        questions.standing(result, everything, until),
        baseline=baseline(ledger, metric.id),
    )


def _put(made: bytes, options: argparse.Namespace) -> None:
    """Into the file that was named, and nobody else's to read; else to the standard output."""
    if options.output is None:
        if options.format in _BINARY and sys.stdout.isatty():
            raise NotDone(f"A {options.format} is nothing for a terminal: name a file, --output.")
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
        return
    try:
        handle = os.open(options.output, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as fault:
        raise NotDone(f"There is a file {options.output} already: choose another.") from fault
    except OSError as fault:
        raise NotDone(f"{options.output} can't be written: choose another place.") from fault
    with os.fdopen(handle, "wb") as file:
        file.write(made)
    print(f"Written to {options.output}.")
