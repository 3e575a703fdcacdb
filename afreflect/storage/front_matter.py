"""Front matter over one SELECT: how a metric's file and an exclusion's are read, key by key."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from afreflect.domain.extract import TABLES

FRONT_MATTER = re.compile(
    r"\A/\*---\n(?P<toml>.*?)^---\*/\n(?P<sql>.*)\Z", re.DOTALL | re.MULTILINE
)


class UnfitError(ValueError):
    """What is wrong with a file, as words to stand after its name."""


class ExpectationError(ValueError):
    """What a value should have been, to stand after "must hold"."""


Read = Callable[[Any], Any]


def text_of(file: Path) -> str:
    """The text of a file; raises UnfitError, which names the file, where it can't be had."""
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as fault:
        raise UnfitError(f"{file.name}: it is not UTF-8 text; save it as UTF-8.") from fault
    except OSError as fault:
        raise UnfitError(f"{file.name} can't be opened: check what it is.") from fault


def split(text: str) -> tuple[dict[str, Any], str]:
    """The front matter as a table, and the SQL after it; raises UnfitError."""
    parts = FRONT_MATTER.match(text)
    if not parts:
        raise UnfitError("it must begin with front matter between /*--- and ---*/.")
    try:
        return tomllib.loads(parts["toml"]), parts["sql"].strip()
    except tomllib.TOMLDecodeError as fault:
        raise UnfitError(f"the front matter is not TOML ({fault}).") from fault
    except (ValueError, RecursionError) as fault:  # The parser gives up, and not in its own words.
        raise UnfitError("the front matter holds too large a number or nesting.") from fault


def read_table(
    table: dict[str, Any],
    keys: "dict[str, Read]",
    where: str,
    optional: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The table's values as the domain's types; every key must be there and known."""
    for key in table:
        if key not in keys:
            raise UnfitError(f'{where} has a key we don\'t know, "{key}": take it out.')
    for key in keys:
        if key not in table and key not in optional:
            raise UnfitError(f'{where} lacks the key "{key}": add it.')
    values = {}
    for key in table:
        try:
            values[key] = keys[key](table[key])
        except ExpectationError as expected:
            raise UnfitError(f'the key "{key}" of {where} must hold {expected}.') from expected
    return values


def text(value: Any) -> str:
    """A text with something in it."""
    if not isinstance(value, str) or not value.strip():
        raise ExpectationError("text in quotes")
    return value


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ExpectationError("true or false")
    return value


def count(value: Any) -> int:
    """A whole number above zero."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ExpectationError("a whole number above zero")
    return value


def number(value: Any) -> float:
    """A number that can be one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e300:
        raise ExpectationError("a number")
    return float(value)


def axis(value: Any) -> tuple[float, float, float]:
    """Low end, high end and step of an axis of 10 to 50 whole steps, each end on a step."""
    expected = "a low end, a high end and a step that cuts them into 10 to 50"
    if not isinstance(value, list) or len(value) != 3:
        raise ExpectationError(expected)
    low, high, step = (number(each) for each in value)
    if step <= 0 or not 10 * step <= high - low + 1e-9 <= 50 * step + 2e-9:
        raise ExpectationError(expected)
    if any(abs(end / step - round(end / step)) > 1e-6 for end in (low, high)):
        raise ExpectationError(expected)
    return low, high, step


def day(value: Any) -> date:
    """A date, written without quotes."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ExpectationError("a date such as 2027-11-21, without quotes")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ExpectationError("a list of texts")
    return tuple(value)


def needs(value: Any) -> tuple[tuple[str, ...], ...]:
    """Alternatives, each a list of the canonical columns that it takes."""
    expected = "one or more lists of columns such as visits.arrival_ts"
    if not isinstance(value, list) or not value:
        raise ExpectationError(expected)
    alternatives = tuple(texts(columns) for columns in value)
    for columns in alternatives:
        if not columns or not all(_names_a_column(column) for column in columns):
            raise ExpectationError(expected)
    return alternatives


def _names_a_column(text: str) -> bool:
    table, dot, column = text.partition(".")
    return table in TABLES and bool(dot) and column.isidentifier()


def one_of(*words: str) -> Read:
    """A reader of one of these words."""

    def read(value: Any) -> str:
        if value not in words:
            raise ExpectationError(f"one of {', '.join(words)}")
        return value

    return read


def entries(type_: type, keys: dict[str, Read], optional: frozenset[str] = frozenset()) -> Read:
    """A reader of a list of tables, each to be one value of the type."""

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise ExpectationError(f"entries with {' and '.join(keys)}")
        name = f"an entry for {type_.__name__.lower()}"
        return tuple(type_(**read_table(entry, keys, name, optional)) for entry in value)

    return read


def check_sql(sql: str, parameters: frozenset[str], wanted: str) -> None:
    """Raises UnfitError for anything but one SELECT with exactly these parameters.

    `wanted` says which those are.
    """
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as fault:
        raise UnfitError(f"its SQL can't be read ({str(fault).splitlines()[0]}).") from fault
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise UnfitError("after the front matter it must hold exactly one SELECT.")
    if statements[0].named_parameters != parameters:
        raise UnfitError(f"its SELECT must use {wanted}.")
    if any(kind.endswith("_QUERY_NODE") for kind in _kinds_of(_tree(statements[0].query))):
        raise UnfitError("its SELECT must change nothing: take out insert, update and delete.")


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
