"""Reads the colleges' rules, one file a college in content/regimes, into the domain's types."""

import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from afreflect.domain import cpd, cpd_fields
from afreflect.domain.cpd import Ask, Asked, Category, Goal, Regime, Rule
from afreflect.domain.cpd_cycle import CycleRule
from afreflect.storage.content import CONTENT

REGIMES = CONTENT / "regimes"
_AMOUNTS = ("value", "per_hour", "amount")
_PARTS = {"rules": Rule, "categories": Category, "asks": Ask, "goals": Goal, "portal": Asked}


class RegimeError(ValueError):
    """A college's file that makes no sense; its text names the file and says what is wrong."""


@cache
def regimes() -> dict[str, Regime]:
    """Every college by its id, in the order of their countries and names."""
    found = [read(path) for path in sorted(REGIMES.glob("*.toml"))]
    found.sort(key=lambda each: (each.place, each.college, each.programme))
    return {each.id: each for each in found}


def read(path: Path) -> Regime:
    """One college's file; raises RegimeError by name for a missing or an unknown key."""
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        cycle = stated.pop("cycle")
        parts = {
            name: tuple(_built(kind, each) for each in stated.pop(name, ()))
            for name, kind in _PARTS.items()
        }
        regime = _built(Regime, {**stated, **parts, "id": path.stem, "cycle": _cycle(cycle)})
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as fault:
        raise RegimeError(f"{path.name}: {fault}") from fault
    if found := cpd.faults(regime, cpd_fields.known()):
        raise RegimeError(found[0])
    return regime


def _cycle(stated: dict[str, Any]) -> CycleRule:
    report_by = stated.pop("report_by", None)
    month_and_day = tuple(int(part) for part in report_by.split("-")) if report_by else None
    return _built(CycleRule, {**stated, "report_by": month_and_day})


def _built(kind: type[Any], stated: dict[str, Any]) -> Any:
    """A dataclass from a table of TOML, lists as tuples and amounts as exact decimals."""
    names = {each.name for each in fields(kind)}
    needed = {
        each.name
        for each in fields(kind)
        if each.default is MISSING and each.default_factory is MISSING
    }
    _refuse(kind, "has no", needed - set(stated))
    _refuse(kind, "knows no", set(stated) - names)
    return kind(
        **{
            name: Decimal(value)
            if name in _AMOUNTS
            else tuple(value)
            if isinstance(value, list)
            else value
            for name, value in stated.items()
        }
    )


def _refuse(kind: type[Any], why: str, names: Iterable[str]) -> None:
    if listed := sorted(names):
        raise ValueError(f"{kind.__name__} {why} {', '.join(listed)}")
