"""What the journal holds as JSON values, and back again.

The same form is sealed in the database and handed over in a take-out, where
`docs/take_out.schema.json` describes it.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from afreflect.domain.benchmark import Benchmark
from afreflect.domain.choice import Choice
from afreflect.domain.expectation import Expectation
from afreflect.domain.extract import Attributed, Completeness, Extract, Problem, SetAside
from afreflect.domain.left_out import ColumnLeftOut
from afreflect.domain.target import Target

_BLOCK = 256
"""What is sealed is filled up to whole blocks, so that its length tells little."""


def sealable(value: Any) -> bytes:
    """A JSON value as bytes, filled up with blanks to a whole number of blocks."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return text + b" " * (-len(text) % _BLOCK)


def unsealed(plain: bytes) -> Any:
    """The JSON value that `sealable` made bytes of."""
    return json.loads(plain)


def choices_value(choices: Iterable[Choice]) -> list[dict[str, Any]]:
    """Chosen measures, in their order."""
    return [asdict(choice) for choice in choices]


def choices_from(value: list[dict[str, Any]]) -> tuple[Choice, ...]:
    """The chosen measures that `choices_value` wrote."""
    return tuple(Choice(entry["metric_id"], entry["why"]) for entry in value)


def expectation_value(expected: Expectation | None) -> dict[str, Any] | None:
    """What was expected before looking; None where the guess was skipped."""
    return None if expected is None else asdict(expected)


def expectation_from(value: dict[str, Any] | float | None) -> Expectation | None:
    """What `expectation_value` wrote, or a bare figure from before there were ranges."""
    if value is None:
        return None
    return Expectation(**value) if isinstance(value, dict) else Expectation(value)


def target_value(target: Target) -> dict[str, Any]:
    """A target with its dates as ISO texts."""
    return asdict(target) | {"by": target.by.isoformat(), "since": target.since.isoformat()}


def target_from(value: dict[str, Any]) -> Target:
    """The target that `target_value` wrote."""
    by, since = date.fromisoformat(value["by"]), date.fromisoformat(value["since"])
    return Target(value["low"], value["high"], value["smallest_change"], by, value["reason"], since)


def benchmark_value(each: Benchmark) -> dict[str, Any]:
    """What is kept of a department's file, with its days as ISO texts."""
    return asdict(each) | {
        "since": each.since.isoformat() if each.since else None,
        "until": each.until.isoformat() if each.until else None,
    }


def benchmark_from(value: dict[str, Any]) -> Benchmark:
    """The benchmark that `benchmark_value` wrote."""
    days = {name: value[name] and date.fromisoformat(value[name]) for name in ("since", "until")}
    return Benchmark(**{**value, **days})


def extract_value(extract: Extract) -> dict[str, Any]:
    """What is known of an extract; its rows are kept apart."""
    return asdict(extract) | {
        "since": extract.since.isoformat() if extract.since else None,
        "until": extract.until.isoformat() if extract.until else None,
        "columns": {table: sorted(names) for table, names in extract.columns.items()},
        "benchmarks": [benchmark_value(each) for each in extract.benchmarks],
    }


def extract_from(value: dict[str, Any]) -> Extract:
    """The extract that `extract_value` wrote, also one from before completeness was counted."""
    attributed = value.get("attributed")
    return Extract(
        files=tuple(value["files"]),
        since=date.fromisoformat(value["since"]) if value["since"] else None,
        until=date.fromisoformat(value["until"]) if value["until"] else None,
        rows_in=value["rows_in"],
        rows_kept=value["rows_kept"],
        rows_mine=value["rows_mine"],
        set_aside=tuple(
            SetAside(group["reason"], group["rows"], tuple(group["examples"]))
            for group in value["set_aside"]
        ),
        warnings=tuple(Problem(**warning) for warning in value["warnings"]),
        left_out=tuple(_left_out(entry) for entry in value["left_out"]),
        columns={table: frozenset(names) for table, names in value["columns"].items()},
        sha256=value["sha256"],
        rows_read=value.get("rows_read", 0),
        mine_are=value.get("mine_are", "visit"),
        attributed=Attributed(**attributed) if attributed else None,
        completeness=tuple(Completeness(**each) for each in value.get("completeness", ())),
        benchmarks=tuple(benchmark_from(each) for each in value.get("benchmarks", ())),
    )


def _left_out(entry: str | dict[str, Any]) -> ColumnLeftOut:
    """A column that was left out; what was kept earlier says only "file: column"."""
    if isinstance(entry, str):
        file, _, column = entry.partition(": ")
        return ColumnLeftOut(file, column, "", "name")
    return ColumnLeftOut(**entry)
