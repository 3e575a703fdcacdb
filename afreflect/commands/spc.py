"""`spc`: limits, signals and assurance of any file's series, one row a point."""

import argparse
import csv
import json
import os
import sys
from math import isfinite, nan
from pathlib import Path
from typing import Any

from afreflect.commands.private_file import NotDone
from afreflect.domain import spc
from afreflect.domain.extract import Changed, FileOnDisk
from afreflect.storage.series import Wanted, read_figures
from afreflect.storage.sheet import Unreadable


def add_command(commands: Any) -> None:
    """The command's arguments."""
    command = commands.add_parser(
        "spc", help="tell signal from chance in a file's series: limits, signals, assurance"
    )
    # Not demanded here: after dates or columns, of which there may be many, FILE looks like one
    # more of them.
    command.add_argument("file", nargs="?", metavar="FILE")
    command.add_argument("--date", required=True, metavar="COL", help="orders the points")
    command.add_argument("--value", required=True, metavar="COL", help="a figure or a count")
    command.add_argument("--den", default="", metavar="COL", help="the count's denominator")
    command.add_argument(
        "--series", nargs="+", action="extend", default=[], metavar="COL", help="tell series apart"
    )
    command.add_argument("--chart", choices=spc.KINDS, help="chosen by the data where left out")
    command.add_argument("--rules", choices=tuple(spc.RULE_SETS), default="nhs")
    command.add_argument(
        "--screen",
        action=argparse.BooleanOptionalAction,
        help="leave out moving ranges beyond their own limit; by default as the rules ask",
    )
    command.add_argument("--better", choices=("higher", "lower", "neither"), default="neither")
    command.add_argument("--target", type=_figure, metavar="T")
    command.add_argument(
        "--rebase", nargs="+", action="extend", default=[], metavar="DATE", help="new baselines"
    )
    command.add_argument(
        "--leave-out", nargs="+", action="extend", default=[], metavar="DATE", help="known causes"
    )
    command.add_argument("--fix", type=_count, metavar="N", help="baseline of the first N points")
    command.add_argument("--centre", type=_figure, metavar="X", help="a centre known beforehand")
    command.add_argument(
        "--exact", action="store_true", help="limits of a g chart from its own distribution"
    )
    command.add_argument("--dates", choices=("dmy", "mdy"), default="", help="where unclear")
    command.add_argument("--format", choices=("csv", "json"), default="csv")
    command.set_defaults(run=_spc)


def _figure(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = nan
    if not isfinite(found):
        raise argparse.ArgumentTypeError(f"{text} is not a figure, such as 4.5")
    return found


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of points, such as 12")
    return int(text)


def _name_of_file(options: argparse.Namespace) -> str:
    """FILE, wherever it stands; among dates or columns it is the one that is there to be read."""
    if options.file is not None:
        return options.file
    many = (options.rebase, options.leave_out, options.series)
    for is_file in (os.path.exists, _ends_like_a_file):
        for named in many:
            if found := [each for each in named if is_file(each)]:
                named.remove(found[-1])
                return found[-1]
    raise NotDone("Name the file to read: python -m afreflect spc FILE --date COL --value COL.")


def _ends_like_a_file(text: str) -> bool:
    ending = Path(text).suffix[1:]
    return ending.isalnum() and not ending.isdecimal()


def _spc(options: argparse.Namespace) -> int:
    file = _name_of_file(options)
    wanted = Wanted(options.date, options.value, options.den, tuple(options.series), options.dates)
    try:
        table = spc.tabulate(read_figures(_file(file), wanted), _ask(options))
    except (Unreadable, Changed, spc.NotCharted) as fault:
        raise NotDone(str(fault)) from fault
    except MemoryError as fault:
        raise NotDone(
            f"{file} is too large for this computer: take fewer rows or columns of it."
        ) from fault
    except OSError as fault:
        raise _not_opened(file) from fault
    for note in table.notes:
        print(note, file=sys.stderr)
    names = (*options.series, "date", *spc.FIGURES, "signal", "direction", "assurance")
    cells = [
        (*row.labels, row.when, *row.figures, row.signal, row.direction, row.assurance)
        for row in table.rows
    ]
    if options.format == "json":
        print(json.dumps([dict(zip(names, row, strict=True)) for row in cells], indent=1))
        return 0
    printed = csv.writer(sys.stdout, lineterminator="\n")
    printed.writerow(names)
    printed.writerows(cells)
    return 0


def _ask(options: argparse.Namespace) -> spc.Ask:
    return spc.Ask(
        kind=options.chart,
        rules=options.rules,
        screened=options.screen,
        better=options.better,
        target=options.target,
        rebase=tuple(options.rebase),
        leave_out=tuple(options.leave_out),
        fix=options.fix,
        centre=options.centre,
        exact=options.exact,
    )


def _file(name: str) -> FileOnDisk:
    if Path(name).is_dir():
        raise _not_opened(name)
    try:
        return FileOnDisk.at(Path(name))
    except OSError as fault:
        raise _not_opened(name) from fault


def _not_opened(name: str) -> NotDone:
    return NotDone(f"{name} can't be opened: check its name and its rights.")
