"""What `check` tells of the columns that are left out, in words and as data."""

from dataclasses import asdict
from typing import Any

from afreflect.domain.extract import Extract
from afreflect.domain.left_out import CAN_MISS


def said(extract: Extract) -> str:
    """Each column that is left out with why, and what such a check can miss."""
    lines = [f"Left out: {at.column} of {at.file}, {at.why}." for at in extract.left_out]
    return "\n".join([*lines, CAN_MISS])


def stated(extract: Extract | None) -> dict[str, Any]:
    """The same as data."""
    left_out = [asdict(entry) for entry in extract.left_out] if extract else []
    return {"left_out": left_out, "left_out_can_miss": CAN_MISS}
