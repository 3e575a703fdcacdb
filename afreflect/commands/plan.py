"""The command that prints commitments, and each measure before and since: the screen's figures."""

import argparse
import csv
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from afreflect.commands import printing, private_file, stating
from afreflect.domain import commitment, questions
from afreflect.domain.before_after import BeforeAfter
from afreflect.domain.commitment import Commitment
from afreflect.domain.metric import Metric
from afreflect.reports.calendar import calendar
from afreflect.storage import before_after
from afreflect.storage.catalogue import catalogue
from afreflect.storage.journal import Journal
from afreflect.storage.practice import Practice

FIGURES = ("n", "met", "exposure", "value", "low", "high")
"""What of each side stands in a row of CSV; the exposure is blank but for rates."""


def add_command(commands: Any) -> None:
    """The command `plan`, of what the private file holds."""
    command = commands.add_parser("plan", help="print what you try, and whether it moved")
    command.add_argument(
        "--vault", action="store_true", help="of what your private file holds; always needed"
    )
    private_file.add_unlocking(command)
    command.add_argument("--format", choices=["json", "csv"], default="json")
    command.add_argument(
        "--calendar", type=Path, metavar="FILE.ics", help="write the days to look again as well"
    )
    command.set_defaults(run=_plan)


def _plan(options: argparse.Namespace) -> int:
    if not options.vault:
        raise private_file.NotDone("Commitments stand in your private file: add --vault.")
    journal = private_file.unlocked(options)
    every = commitment.commitments(journal.ledger())
    practice = private_file.practice_in(journal) if journal.extract_mark() else None
    known = {metric.id: metric for metric in catalogue()}
    stated = [_stated(one, known.get(one.made.metric_id), practice, journal) for one in every]
    if options.format == "json":
        printing.print_json(stated)
    else:
        _print_rows(stated)
    if options.calendar is not None:
        _save(options.calendar, calendar(commitment.going_on(journal.ledger())))
    return 0


def _stated(
    one: Commitment, metric: Metric | None, practice: Practice | None, journal: Journal
) -> dict[str, Any]:
    """One commitment as JSON values, with what the data at hand say of it."""
    return {
        "id": one.id,
        "metric": one.made.metric_id,
        "version": one.made.metric_version,
        "sentence": one.sentence,
        "start": one.made.start,
        "look_again": one.look_again,
        "going_on": one.is_open,
        "due": one.is_due(date.today()),
        "guess": one.made.guess,
        "lag_days": one.made.lag_days,
        "commitment": asdict(one.made),
        "looks": [
            asdict(look) | {"answers": one.said_after(look)} for look in one.looks
        ],
        "before_after": _compared(one, metric, practice, journal),
    }  # fmt: skip


def _compared(
    one: Commitment, metric: Metric | None, practice: Practice | None, journal: Journal
) -> dict[str, Any] | None:
    """Before and since as the screen shows them; None without data or the metric."""
    if metric is None or practice is None:
        return None
    aside = questions.leaving_out(journal.ledger(), metric.id)
    found = before_after.of(practice, metric, one.made, aside, journal.history(metric.id))
    return _figures(found) | {"extract_sha256": practice.extract.sha256}


def _figures(found: BeforeAfter) -> dict[str, Any]:
    stated = stating.stated(found)
    del stated["metric"]
    return stated | {"difference": found.difference}


def _print_rows(stated: list[dict[str, Any]]) -> None:
    """A row a commitment; the figures of both sides in columns of their own."""
    table = csv.writer(sys.stdout)
    named = ("id", "metric", "sentence", "start", "look_again", "going_on", "due", "guess")
    compared = ("state", "change", "low", "high", "more", "sentence", "signals", "guessed")
    sides = [f"{side}_{name}" for side in ("before", "since") for name in FIGURES]
    said = [f"change_{name}" if name in ("low", "high") else name for name in compared]
    said = ["found" if name == "sentence" else name for name in said]
    table.writerow([*named, *sides, *said])
    for each in stated:
        found = each["before_after"] or {}
        points = [found.get(side) or {} for side in ("before", "since")]
        cells = [
            *(each[name] for name in named),
            *(point.get(name) for point in points for name in FIGURES),
            *(found.get(name) for name in compared),
        ]
        table.writerow(["" if cell is None else printing.one_cell(cell) for cell in cells])


def _save(path: Path, file: bytes) -> None:
    try:
        with path.open("xb") as opened:
            opened.write(file)
    except FileExistsError as fault:
        raise private_file.NotDone(
            f"There is a file {path} already: choose another name."
        ) from fault
    except OSError as fault:
        raise private_file.NotDone(f"{path} can't be written: choose another place.") from fault
