"""The command that makes a sealed starter file for each clinician of a department's file."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from afreflect.commands import progress
from afreflect.commands.refusal import Refusal
from afreflect.domain.extract import Mapping
from afreflect.storage import splitting
from afreflect.storage.department_file import read_department
from afreflect.storage.reader import Reading
from afreflect.storage.splitting import CannotSplit

Read = Callable[[argparse.Namespace], tuple[Reading, Mapping]]


def add_command(
    commands: Any, read: Read, add_preset: Callable[[argparse.ArgumentParser], None]
) -> None:
    """The command `split`; `read` reads the files that are named."""
    command = commands.add_parser(
        "split", help="make a sealed starter file for each clinician of a department's file"
    )
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="a new folder; nothing is replaced"
    )
    command.add_argument("--mapping", metavar="MAP.toml")
    add_preset(command)
    progress.add_progress(command)
    command.set_defaults(run=lambda options: _split(options, read))


def _split(options: argparse.Namespace, read: Read) -> int:
    splitting.refuse_taken(options.out)
    try:
        reading, mapping = read(options)
        with progress.watching(options) as watch:
            department = read_department(reading, mapping, watch)
            if isinstance(department, list):
                raise Refusal(department)
            try:
                made = splitting.split(department, options.out, watch)
            finally:
                department.destroy()
    except Refusal as refusal:
        # One thing after the other: the next run tells the next.
        raise Refusal(list(refusal.problems)[:1]) from None
    print(
        f"{made:,} starter files are in {options.out}, one for each clinician; each opens with its "
        f"own code alone.\nWhich is whose, and every code, stands in {splitting.LIST} beside them. "
        "This list is not sealed: whoever has it and the files can read all of them.\nGive each "
        "clinician their file one way and their code another way, then delete the list and the "
        "files."
    )
    return 0


__all__ = ["CannotSplit", "add_command"]
