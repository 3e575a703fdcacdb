"""Reads sql/metrics: each file's front matter and its one SELECT become a Metric."""

import hashlib
import json
import os
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from afreflect.domain.extract import TABLES
from afreflect.domain.metric import Idea, Leading, Metric, Objection, Standard

METRICS = Path(__file__).parents[2] / "sql" / "metrics"
EXTRA_FOLDER = "AFREFLECT_METRICS"
ORDER = (
    "return_72h_unplanned",
    "planned_bring_backs",
    "imaging_use",
    "ct_use",
    "admission",
    "left_without_being_seen",
    "teaching_evaluation",
    "time_to_first_assessment",
    "length_of_stay_discharged",
    "length_of_stay",
)
"""How screens list our own metrics: a value card leads to the first that speaks of it."""
SUMMARIES = {
    "proportion": ("proportion",),
    "duration": ("median", "p90"),
    "mean": ("mean",),
}
PARAMETERS = {"since", "until"}
FRONT_MATTER = re.compile(
    r"\A/\*---\n(?P<toml>.*?)^---\*/\n(?P<sql>.*)\Z", re.DOTALL | re.MULTILINE
)


class CatalogueError(ValueError):
    """A metric file that can't be used; the text is one plain sentence naming file and key."""


def catalogue(*folders: Path) -> tuple[Metric, ...]:
    """Every metric of the given folders: our own in `ORDER`, then the others by id.

    Without folders: our own, and those in the folder that `AFREFLECT_METRICS` names, if it is set.
    Raises CatalogueError for the first file that can't be used.
    """
    files = [file for folder in folders or _folders() for file in sorted(folder.glob("*.sql"))]
    twice = [id_ for id_, times in Counter(file.stem for file in files).items() if times > 1]
    if twice:
        raise CatalogueError(f"Two files are named {twice[0]}.sql: rename one of them.")
    metrics = [metric_from(_text_of(file), file.stem) for file in files]
    _check_balancing(metrics)
    return tuple(sorted(metrics, key=_place))


def edition(*folders: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of the metric files from another: each path, time and size."""
    files = [file for folder in folders or _folders() for file in sorted(folder.glob("*.sql"))]
    return tuple((str(file), *_stamp(file)) for file in files)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        return file.stat().st_mtime_ns, file.stat().st_size
    except OSError:  # A link to nowhere: reading it says so.
        return 0, 0


@lru_cache(maxsize=256)
def metric_from(text: str, metric_id: str) -> Metric:
    """One metric from the text of its file; the same text is worked through once.

    Raises CatalogueError when the front matter lacks a key, holds one we don't know or a value of
    another type, or when what follows is not exactly one SELECT over `$since` and `$until`.
    """
    try:
        front_matter, sql = _split(text.replace("\r\n", "\n"))
        fields = _fields(front_matter)
        _check_sql(sql)
    except _UnfitError as fault:
        raise CatalogueError(f"{metric_id}.sql: {fault}") from fault
    return Metric(id=metric_id, sql=sql, sha256=hashlib.sha256(text.encode()).hexdigest(), **fields)


class _UnfitError(ValueError):
    """What is wrong with a file, or what a key's value should be; the caller adds the name."""


def _folders() -> tuple[Path, ...]:
    extra = os.environ.get(EXTRA_FOLDER)
    if not extra:
        return (METRICS,)
    if not Path(extra).is_dir():
        raise CatalogueError(f"{EXTRA_FOLDER} names {extra}, which is not a folder: correct it.")
    return (METRICS, Path(extra))


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as fault:
        raise CatalogueError(f"{file.name}: it is not UTF-8 text; save it as UTF-8.") from fault
    except OSError as fault:
        raise CatalogueError(f"{file.name} can't be opened: check what it is.") from fault


def _place(metric: Metric) -> tuple[int, str]:
    return (ORDER.index(metric.id) if metric.id in ORDER else len(ORDER), metric.id)


def _check_balancing(metrics: list[Metric]) -> None:
    known = {metric.id for metric in metrics}
    for metric in metrics:
        for other in metric.balancing:
            if other not in known:
                raise CatalogueError(
                    f'{metric.id}.sql: the key "balancing" names {other}, which no file defines.'
                )


def _split(text: str) -> tuple[dict[str, Any], str]:
    parts = FRONT_MATTER.match(text)
    if not parts:
        raise _UnfitError("it must begin with front matter between /*--- and ---*/.")
    try:
        return tomllib.loads(parts["toml"]), parts["sql"].strip()
    except tomllib.TOMLDecodeError as fault:
        raise _UnfitError(f"the front matter is not TOML ({fault}).") from fault
    except (ValueError, RecursionError) as fault:  # The parser gives up, and not in its own words.
        raise _UnfitError("the front matter holds too large a number or nesting.") from fault


def _fields(front_matter: dict[str, Any]) -> dict[str, Any]:
    fields = _read_table(front_matter, KEYS, "the front matter")
    allowed = SUMMARIES[fields["kind"]]
    if not fields["summaries"] or not set(fields["summaries"]) <= set(allowed):
        raise _UnfitError(
            f'the key "summaries" of a {fields["kind"]} must hold {" or ".join(allowed)}.'
        )
    return fields


def _read_table(
    table: dict[str, Any],
    keys: "dict[str, Read]",
    where: str,
    optional: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The table's values as the domain's types; every key must be there and known."""
    for key in table:
        if key not in keys:
            raise _UnfitError(f'{where} has a key we don\'t know, "{key}": take it out.')
    for key in keys:
        if key not in table and key not in optional:
            raise _UnfitError(f'{where} lacks the key "{key}": add it.')
    values = {}
    for key in table:
        try:
            values[key] = keys[key](table[key])
        except _ExpectationError as expected:
            raise _UnfitError(f'the key "{key}" of {where} must hold {expected}.') from expected
    return values


class _ExpectationError(ValueError):
    """What a value should have been, to stand after "must hold"."""


Read = Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _ExpectationError("text in quotes")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _ExpectationError("true or false")
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise _ExpectationError("a whole number above zero")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e300:
        raise _ExpectationError("a number")
    return float(value)


def _day(value: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise _ExpectationError("a date such as 2027-11-21, without quotes")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _ExpectationError("a list of texts")
    return tuple(value)


def _needs(value: Any) -> tuple[tuple[str, ...], ...]:
    expected = "one or more lists of columns such as visits.arrival_ts"
    if not isinstance(value, list) or not value:
        raise _ExpectationError(expected)
    alternatives = tuple(_texts(columns) for columns in value)
    for columns in alternatives:
        if not columns or not all(_names_a_column(column) for column in columns):
            raise _ExpectationError(expected)
    return alternatives


def _names_a_column(text: str) -> bool:
    table, dot, column = text.partition(".")
    return table in TABLES and bool(dot) and column.isidentifier()


def _one_of(*words: str) -> Read:
    def read(value: Any) -> str:
        if value not in words:
            raise _ExpectationError(f"one of {', '.join(words)}")
        return value

    return read


def _entries(type_: type, keys: dict[str, Read], optional: frozenset[str] = frozenset()) -> Read:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise _ExpectationError(f"entries with {' and '.join(keys)}")
        name = f"an entry for {type_.__name__.lower()}"
        return tuple(type_(**_read_table(entry, keys, name, optional)) for entry in value)

    return read


KEYS: dict[str, Read] = {
    "title": _text,
    "question": _text,
    "kind": _one_of(*SUMMARIES),
    "unit": _text,
    "better": _one_of("higher", "lower", "range", "neither"),
    "category": _one_of("quality", "safety", "experience", "throughput", "education", "equity"),
    "pace": _flag,
    "values": _texts,
    "eligible": _text,
    "met": _text,
    "met_short": _text,
    "noun": _text,
    "exclusions": _texts,
    "attribution": _one_of("individual", "shared", "team"),
    "evidence": _one_of("guideline", "consensus", "none"),
    "evidence_source": _text,
    "objections": _entries(
        Objection, {"text": _text, "exclusion": _text}, frozenset({"exclusion"})
    ),
    "balancing": _texts,
    "leading": _entries(Leading, {"indicator": _text, "lag": _text}),
    "ideas": _entries(
        Idea, {"text": _text, "kind": _one_of("guideline", "trial", "colleague"), "source": _text}
    ),
    "standards": _entries(Standard, {"text": _text, "value": _number, "source": _text}),
    "summaries": _texts,
    "needs": _needs,
    "n_show": _count,
    "n_compare": _count,
    "owner": _text,
    "version": _text,
    "review_by": _day,
}


def _check_sql(sql: str) -> None:
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as fault:
        raise _UnfitError(f"its SQL can't be read ({str(fault).splitlines()[0]}).") from fault
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise _UnfitError("after the front matter it must hold exactly one SELECT.")
    if statements[0].named_parameters != PARAMETERS:
        raise _UnfitError("its SELECT must use $since and $until, both of them and no other.")
    if any(kind.endswith("_QUERY_NODE") for kind in _kinds_of(_tree(statements[0].query))):
        raise _UnfitError("its SELECT must change nothing: take out insert, update and delete.")


def _tree(query: str) -> Any:
    # DuckDB takes "with a as (insert …) select …" for a SELECT; only the tree shows the insert.
    with duckdb.connect() as connection:
        row = connection.execute("select json_serialize_sql(?)", [query]).fetchone()
    return json.loads(row[0]) if row else None


def _kinds_of(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        if isinstance(tree.get("type"), str):
            yield tree["type"]
        tree = list(tree.values())
    if isinstance(tree, list):
        for branch in tree:
            yield from _kinds_of(branch)
