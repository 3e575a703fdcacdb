"""The commands about one's private file: keep an extract in it, back it up, take it out, erase it.

A passphrase is typed at a prompt or read from a file descriptor; it never stands in an argument,
where every user of the machine could see it.
"""

import argparse
import os
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import Any

from afreflect.domain import correction
from afreflect.domain.extract import Problem
from afreflect.storage import backup, correcting, keychain, takeout
from afreflect.storage.accounts import Accounts
from afreflect.storage.database import DatabaseProblem
from afreflect.storage.erasing import NotErased
from afreflect.storage.journal import PERSONAL, Journal, JournalKeeper
from afreflect.storage.lock import WrongKey
from afreflect.storage.merging import Merged
from afreflect.storage.practice import Practice
from afreflect.storage.sealed_rows import NoVault
from afreflect.storage.takeout import NotATakeOut
from afreflect.storage.vault import Tampered, refuse_weak

FAULTS = (DatabaseProblem, NoVault, NotATakeOut, NotErased, Tampered, WrongKey)
"""What can go wrong with a private file; the text of each is a sentence for the user."""
Loading = Callable[[argparse.Namespace], Practice]


class NotDone(ValueError):
    """A command that was not carried out; its text is the sentence for the user."""


def add_unlocking(command: argparse.ArgumentParser) -> None:
    """The arguments by which a command may open a private file."""
    command.add_argument(
        "--passphrase-fd", type=int, metavar="N", help="read the passphrase from file descriptor N"
    )
    command.add_argument(
        "--account", metavar="NAME", help="whose, where the app is hosted for several"
    )


def add_commands(commands: Any, load: Loading) -> None:
    """The commands about the private file; `load` reads the files that are to be kept."""
    keep = commands.add_parser("keep", help="keep an extract in your private file")
    keep.add_argument("files", nargs="+", metavar="FILE")
    keep.add_argument("--mapping", metavar="MAP.toml")
    keep.add_argument("--clinician", metavar="ID", help="whose rows to keep")
    keep.add_argument("--instead", action="store_true", help="in the place of what was kept")
    add_unlocking(keep)
    keep.set_defaults(run=lambda options: _keep(options, load))
    listed = commands.add_parser("imports", help="list the extracts in your private file")
    add_unlocking(listed)
    listed.set_defaults(run=_imports)
    away = commands.add_parser("take-away", help="take one extract out of your private file again")
    away.add_argument("number", type=int, metavar="N", help="as `imports` numbers them")
    add_unlocking(away)
    away.set_defaults(run=_take_away)
    copy = commands.add_parser("backup", help="make a sealed copy of everything that is kept")
    copy.add_argument("file", type=Path, metavar="FILE")
    copy.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="put a backup into an empty folder or database")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(run=_restore)
    out = commands.add_parser("take-out", help="write everything of yours to a ZIP, not sealed")
    out.add_argument("file", type=Path, metavar="FILE.zip")
    out.add_argument(
        "--with-placements",
        action="store_true",
        help="also how things landed, what you tapped, where you put yourself, and the map",
    )
    add_unlocking(out)
    out.set_defaults(run=_take_out)
    back = commands.add_parser("bring-in", help="start a private file from a take-out")
    back.add_argument("file", type=Path, metavar="FILE.zip")
    add_unlocking(back)
    back.set_defaults(run=_bring_in)
    erase = commands.add_parser("erase", help="erase everything of yours")
    erase.add_argument("--yes", action="store_true", help="do not ask again")
    add_unlocking(erase)
    erase.set_defaults(run=_erase)


def practice_in(journal: Journal) -> Practice:
    """The practice that a journal holds, put right; raises NotDone where it holds none."""
    practice = journal.extract()
    if practice is None:
        raise NotDone("No extract is kept in your private file: keep one first.")
    return correcting.corrected(practice, correction.in_force(journal.ledger()))


def _keep(options: argparse.Namespace, load: Loading) -> int:
    keeper = JournalKeeper.at()
    owner = _owner(keeper, options)
    practice = load(options)
    if keeper.has_vault(owner):
        journal = unlocked(options)
    else:
        journal, code = keeper.create(owner, _new_passphrase(options))
        _say_code(code)
    if options.instead:
        kept = journal.keep_extract(practice)
        print(f"{kept.extract.rows_mine:,} rows of yours are kept, and nothing else.")
    else:
        print(_said(journal.bring_in(practice)))
    return 0


def _said(result: Merged) -> str:
    parts = [f"{result.visits_added:,} visits are new", f"{result.visits_replaced:,} replaced"]
    if result.forms_added or result.forms_replaced:
        parts.append(f"{result.forms_added:,} evaluation forms are new")
    for problem in result.practice.extract.warnings:
        _note(problem)
    return f"{', '.join(parts)}; {result.practice.extract.rows_mine:,} rows of yours are kept."


def _note(problem: Problem) -> None:
    print(problem.text, file=sys.stderr)


def _imports(options: argparse.Namespace) -> int:
    for number, kept in enumerate(unlocked(options).imports(), start=1):
        print(f"{number}  {kept.kept_at[:10]}  {', '.join(kept.files)}")
    return 0


def _take_away(options: argparse.Namespace) -> int:
    journal = unlocked(options)
    kept = dict(enumerate(journal.imports(), start=1))
    if options.number not in kept:
        raise NotDone("There is no extract of this number: list them with imports.")
    left = journal.take_away(kept[options.number].id)
    print(f"{left.extract.rows_mine if left else 0:,} rows of yours are kept.")
    return 0


def _backup(options: argparse.Namespace) -> int:
    files = backup.back_up(JournalKeeper.at().database, options.file)
    print(f"{_counted(files)} copied to {options.file}, sealed: each still opens with its own key.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    files = backup.restore(options.file, JournalKeeper.at().database)
    print(f"{_counted(files)} restored.")
    return 0


def _counted(files: int) -> str:
    return "1 private file was" if files == 1 else f"{files:,} private files were"


def _take_out(options: argparse.Namespace) -> int:
    if options.file.exists():
        raise NotDone(f"There is a file {options.file} already: choose another name.")
    taken_out = takeout.take_out(unlocked(options), options.with_placements)
    try:
        handle = os.open(options.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as fault:
        raise NotDone(f"{options.file} can't be written: choose another place.") from fault
    with os.fdopen(handle, "wb") as file:
        file.write(taken_out)
    print(f"Everything of yours is in {options.file}. It is not sealed: keep it to yourself.")
    if not options.with_placements:
        print("How things landed and where you put yourself stayed here: see --with-placements.")
    return 0


def _bring_in(options: argparse.Namespace) -> int:
    keeper = JournalKeeper.at()
    owner = _owner(keeper, options)
    if keeper.has_vault(owner):
        raise NotDone("There is a private file here already: a take-out starts a new one.")
    try:
        taken_out = options.file.read_bytes()
    except OSError as fault:
        raise NotDone(f"{options.file} can't be opened: check its name.") from fault
    _, code = takeout.bring_in(keeper, owner, _new_passphrase(options), taken_out)
    _say_code(code)
    print("Everything of the take-out is kept in your private file.")
    return 0


def _erase(options: argparse.Namespace) -> int:
    journal = unlocked(options)
    if (
        not options.yes
        and _asked(input, 'Everything of yours goes for good. Type "erase": ') != "erase"
    ):
        raise NotDone("Nothing was erased.")
    journal.erase()
    if journal.owner == PERSONAL:
        keychain.forget()
    print("Everything of yours is erased.")
    return 0


def unlocked(options: argparse.Namespace) -> Journal:
    """The journal that the command's passphrase opens; raises NoVault, or WrongKey."""
    keeper = JournalKeeper.at()
    owner = _owner(keeper, options)
    if not keeper.has_vault(owner):
        raise NoVault
    return keeper.unlock(owner, _passphrase(options, "Your passphrase: "))


def _owner(keeper: JournalKeeper, options: argparse.Namespace) -> str:
    if not options.account:
        return PERSONAL
    account = Accounts(keeper.database).account(options.account)
    if account is None:
        raise NotDone("There is no account of this name: check how it is written.")
    return account.owner


def _passphrase(options: argparse.Namespace, prompt: str) -> str:
    if options.passphrase_fd is None:
        return _asked(getpass, prompt)
    try:
        with os.fdopen(os.dup(options.passphrase_fd), encoding="utf-8") as typed:
            return typed.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise NotDone(
            f"No passphrase can be read from file descriptor {options.passphrase_fd}: open it."
        ) from fault


def _asked(ask: Callable[[str], str], prompt: str) -> str:
    """What is typed at a prompt; raises NotDone where nobody is there to type."""
    try:
        return ask(prompt)
    except EOFError as fault:
        raise NotDone(
            "Nothing was typed: run this where you can, or name a descriptor with --passphrase-fd."
        ) from fault


def _new_passphrase(options: argparse.Namespace) -> str:
    chosen = _passphrase(options, "Choose a passphrase: ")
    try:
        refuse_weak(chosen)
    except ValueError as fault:
        raise NotDone(str(fault)) from fault
    if options.passphrase_fd is None and _asked(getpass, "The same again: ") != chosen:
        raise NotDone("These two are not the same: try again.")
    return chosen


def _say_code(code: str) -> None:
    print(f"Your recovery code, shown this once: {code}\nPrint it, and keep it apart.")
