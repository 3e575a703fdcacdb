"""The command that lists what was put right in an extract: who, when, why, before and after."""

import argparse
import csv
import json
import sys
from typing import Any

from afreflect.commands import private_file
from afreflect.domain import correction
from afreflect.domain.correction import Logged

COLUMNS = ("at", "visit", "field", "before", "after", "who", "why", "holds", "undone_at")


def add_command(commands: Any) -> None:
    """The log of corrections, those that were undone included."""
    listed = commands.add_parser(
        "corrections", help="list every field you corrected: who, when, why, before and after"
    )
    listed.add_argument(
        "--vault", action="store_true", required=True, help="those in your private file"
    )
    private_file.add_unlocking(listed)
    listed.add_argument("--format", choices=["json", "csv"], default="json")
    listed.set_defaults(run=_list)


def _list(options: argparse.Namespace) -> int:
    ledger = private_file.unlocked(options).ledger()
    holding = {each.id for each in correction.in_force(ledger)}
    rows = [_row(logged, holding) for logged in correction.log(ledger)]
    if options.format == "json":
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return 0
    table = csv.writer(sys.stdout)
    table.writerow(COLUMNS)
    table.writerows(row.values() for row in rows)
    return 0


def _row(logged: Logged, holding: set[str]) -> dict[str, Any]:
    """One line of the log; `holds` is false for what was undone or corrected anew."""
    said = logged.correction
    return {
        "at": said.at.isoformat(),
        "visit": said.encounter_id,
        "field": said.column,
        "before": said.before,
        "after": said.after,
        "who": said.who,
        "why": said.why,
        "holds": said.id in holding,
        "undone_at": logged.undone_at.isoformat() if logged.undone_at else None,
    }
