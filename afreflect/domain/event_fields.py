"""What every event of the ledger is made with, and how its fields are read back from JSON."""

import math
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin
from uuid import uuid4


def new_id() -> str:
    """An id that no other event has."""
    return uuid4().hex


def now() -> datetime:
    """This moment, in UTC."""
    # To the microsecond, so that what was taken back a moment later stands after it.
    return datetime.now(UTC)


def read(value: Any, wanted: Any) -> Any:
    """A field of the wanted type, from its JSON value; raises ValueError for any other."""
    if get_origin(wanted) is UnionType:
        return _read_optional(value, wanted)
    if get_origin(wanted) is Literal:
        if value not in get_args(wanted):
            raise ValueError(f"{value!r} is none of {', '.join(map(str, get_args(wanted)))}.")
        return value
    if wanted is datetime:
        return datetime.fromisoformat(_text(value))
    if wanted is date:
        return date.fromisoformat(_text(value))
    if wanted is bool:
        return _yes_or_no(value)
    if wanted is int:
        return _whole(value)
    if wanted is float:
        return _number(value)
    return _text(value)


def _read_optional(value: Any, wanted: Any) -> Any:
    """A value of the one type that the union holds beside None."""
    if value is None:
        return None
    return read(value, next(each for each in get_args(wanted) if each is not NoneType))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text.")
    return value


def _yes_or_no(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError(f"{value!r} is neither true nor false.")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise ValueError(f"{value!r} is no whole number.")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no number.")
    return float(value)
