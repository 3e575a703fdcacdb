"""What the visits of a whole extract hold, added up share by share: to check a definition by."""

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

_QUANTILES = {"median": 0.5, "p25": 0.25, "p75": 0.75, "p90": 0.9}


def together(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    """The figures of two shares as those of both: numbers are added, also those by name."""
    if not one:
        return dict(other)
    return {name: _added(one[name], other[name]) for name in other}


def told(found: Mapping[str, Any]) -> dict[str, Any]:
    """The figures as they are shown, the stays described by their mean and quantiles."""
    if not found:
        return {}
    shown: dict[str, Any] = {}
    for name, value in found.items():
        if name == "los_valid_min":
            value = _described(value or {})
        elif name in ("n_by_physician", "monthly_n") and value:
            value = dict(sorted(value.items()))
        if name == "n_by_physician":
            shown["physicians_distinct"] = len(value or {})
        shown[name] = value
    return shown


def _added(one: Any, other: Any) -> Any:
    if one is None or other is None:
        return other if one is None else one
    if isinstance(one, Mapping):
        return {
            name: _added(one.get(name), other.get(name)) for name in dict.fromkeys((*one, *other))
        }
    return one + other


def _described(stays: Mapping[float, int]) -> dict[str, Any]:
    """Stays in minutes, each with the visits of that length: number, sum, mean, quantiles, ends."""
    visits = Counter(stays).total()
    ordered = sorted(stays)
    total = math.fsum(minutes * stays[minutes] for minutes in ordered) if visits else None
    return {
        "n": visits,
        "sum": total,
        "mean": total / visits if total is not None else None,
        **{name: _quantile(ordered, stays, share) for name, share in _QUANTILES.items()},
        "min": ordered[0] if ordered else None,
        "max": ordered[-1] if ordered else None,
    }


def _quantile(ordered: list[float], stays: Mapping[float, int], share: float) -> float | None:
    """Between the two nearest stays in their order, in proportion: type 7 of Hyndman and Fan."""
    if not ordered:
        return None
    place = share * (sum(stays.values()) - 1)
    below, above = _at(ordered, stays, math.floor(place)), _at(ordered, stays, math.ceil(place))
    return below + (above - below) * (place - math.floor(place))


def _at(ordered: list[float], stays: Mapping[float, int], place: int) -> float:
    for minutes in ordered:
        place -= stays[minutes]
        if place < 0:
            return minutes
    return ordered[-1]
