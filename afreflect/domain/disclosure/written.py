"""A snapshot, or what was asked, as JSON values and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from afreflect.domain.disclosure.model import Asked, Band, Edge, Scale, Snapshot

_DAYS = ("since", "until")


def as_value(what: Snapshot | Asked) -> dict[str, Any]:
    """Everything of it as JSON values, days as ISO 8601; nothing that is not shown is in it."""
    value = asdict(what)
    each = value["asked"] if isinstance(what, Snapshot) else value
    each.update({name: each[name].isoformat() for name in _DAYS})
    if isinstance(what, Snapshot):
        value["made_on"] = what.made_on.isoformat()
        value["sentences"] = list(what.sentences)
    return value


def from_value(value: Mapping[str, Any]) -> Snapshot:
    """The snapshot that `as_value` wrote. Raises ValueError for anything else."""
    try:
        return Snapshot(
            **{
                **value,
                "asked": asked_from(value["asked"]),
                "made_on": date.fromisoformat(value["made_on"]),
                "band": _band(value["band"]),
                "sentences": tuple(value["sentences"]),
            }
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("This is no snapshot of a group.") from fault


def asked_from(value: Mapping[str, Any]) -> Asked:
    """What was asked, as `as_value` wrote it. Raises ValueError for anything else."""
    try:
        days = {name: date.fromisoformat(value[name]) for name in _DAYS}
        return Asked(**{**value, **days, "scale": Scale(**value["scale"])})
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("This is nothing that a group was asked for.") from fault


def _band(value: Mapping[str, Any] | None) -> Band | None:
    if value is None:
        return None
    return Band(**{name: Edge(**edge) for name, edge in value.items()})
