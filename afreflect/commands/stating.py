"""What holds points as JSON values."""

from dataclasses import asdict
from typing import Any


def stated(held: Any) -> dict[str, Any]:
    """A dataclass as JSON values, however deep its points lie; only a rate's have an exposure."""
    return asdict(held, dict_factory=_without_blank_exposure)


def _without_blank_exposure(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in pairs if name != "exposure" or value is not None}
