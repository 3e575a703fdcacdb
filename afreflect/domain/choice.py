"""A measure that a clinician chose."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """A metric the clinician chose, and why it matters to them (FR-03)."""

    metric_id: str
    why: str
