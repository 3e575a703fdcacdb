"""The command that says how far an extract can carry a conclusion about one metric."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from math import inf
from typing import Any

from afreflect.commands import private_file
from afreflect.domain import data_note, trust
from afreflect.domain.extract import Completeness
from afreflect.domain.ledger import Event, Expected
from afreflect.domain.metric import Metric
from afreflect.domain.target import Target, TargetHistory
from afreflect.domain.trust import Trust
from afreflect.storage.practice import Practice
from afreflect.storage.trust import Counted

Loading = Callable[[argparse.Namespace], Practice]
Finding = Callable[[str], Metric]
GIVEN = "the count that you gave"


def add_command(commands: Any, load: Loading, find: Finding) -> None:
    """The command `trust`; `load` reads the files that are named, `find` knows the metrics."""
    command = commands.add_parser("trust", help="say how far an extract can be trusted, and why")
    command.add_argument("files", nargs="*", metavar="FILE")
    command.add_argument("metric", metavar="METRIC")
    command.add_argument(
        "--vault", action="store_true", help="of what your private file holds, in place of files"
    )
    private_file.add_unlocking(command)
    command.add_argument("--mapping", metavar="MAP.toml")
    command.add_argument("--clinician", metavar="ID", help="whose rows to look at")
    command.add_argument(
        "--expected", type=int, metavar="N", help="how many rows of yours another source counts"
    )
    command.add_argument(
        "--smallest-change", type=float, metavar="C", help="that matters, in the metric's unit"
    )
    command.add_argument("--format", choices=["text", "json"], default="text")
    command.set_defaults(run=lambda options: _trust(options, load, find))


def _trust(options: argparse.Namespace, load: Loading, find: Finding) -> int:
    metric = find(options.metric)
    ledger: tuple[Event, ...] = ()
    history = TargetHistory()
    changed: list[str] = []
    if options.vault:
        if options.files or options.mapping or options.clinician:
            raise private_file.NotDone("With --vault name neither files nor rows.")
        journal = private_file.unlocked(options)
        practice = private_file.practice_in(journal)
        ledger, history = journal.ledger(), journal.history(metric.id)
        changed = _changed([found for _, found in journal.completeness() if found])
    else:
        practice = load(options)
    if why_not := practice.why_not(metric):
        raise private_file.NotDone(f"{metric.title} {why_not}: name the column in a mapping.")
    ledger = (*ledger, *_expected(options, metric, practice))
    history = _with_smallest_change(options, history)
    counted = practice.trust_facts(metric)
    read = trust.read(metric, counted.facts, ledger, history)
    note = data_note.note(metric, counted.courses, counted.facts, practice.extract)
    if options.format == "json":
        stated = _stated(read, counted, practice, note) | {"since_the_last": changed}
        print(json.dumps(stated, indent=2, ensure_ascii=False, default=str))
    else:
        _print(read, counted, [*changed, note])
    return 0


def _expected(options: argparse.Namespace, metric: Metric, practice: Practice) -> list[Expected]:
    """The count that was given, over the days of the extract."""
    if options.expected is None:
        return []
    since, until = practice.extract.since, practice.extract.until
    if options.expected < 1:
        raise private_file.NotDone("An expected count is a whole number above zero.")
    if since is None or until is None:
        raise private_file.NotDone("This extract has no dates, so that nothing can be expected.")
    return [Expected(metric.id, options.expected, GIVEN, since, until + timedelta(days=1))]


def _with_smallest_change(options: argparse.Namespace, history: TargetHistory) -> TargetHistory:
    if options.smallest_change is None:
        return history
    if not 0 < options.smallest_change < inf:
        raise private_file.NotDone("The smallest change that matters is a number above zero.")
    today = date.today()
    said = Target(
        None, 0.0, options.smallest_change, today + timedelta(days=1), "asked about", since=today
    )
    return history.changed_to(said)


def _changed(found: list[tuple[Completeness, ...]]) -> list[str]:
    if len(found) < 2:
        return []
    return [data_note.say_change(change) for change in data_note.changes(found[-2], found[-1])]


def _stated(read: Trust, counted: Counted, practice: Practice, note: str) -> dict[str, Any]:
    return {
        "metric": read.metric_id,
        "version": read.version,
        "validated": False,
        "extract_sha256": practice.extract.sha256,
        "sentence": trust.sentence(read),
        "value": read.value,
        "quality": read.quality,
        "held_down_by": list(read.held_down_by),
        "components": [asdict(part) | {"weight": part.weight} for part in read.components],
        "fields": [
            asdict(course)
            | {
                "name": course.name,
                "needed": course.field in counted.needed,
                "sentence": data_note.sentence(course, counted.facts.unit),
            }
            for course in counted.courses
        ],
        "note": note,
    }


def _print(read: Trust, counted: Counted, further: list[str]) -> None:
    print(trust.sentence(read))
    for part in read.components:
        value = "not known" if part.value is None else f"{part.value:.2f}"
        print(f"{part.id} {part.name}: {value}, weight {part.weight:.2f}. {part.why}")
        if part.what_would_raise_it:
            most = "at most " if part.value is None else ""
            print(f"   To raise it: {part.what_would_raise_it} (+{most}{part.rise})")
    for course in counted.courses:
        print(data_note.sentence(course, counted.facts.unit))
    print(trust.OURS)
    for text in further:
        if text:
            print(f"\n{text}")
