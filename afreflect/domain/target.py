"""What a clinician wants of one measure, and what they wanted before."""

from dataclasses import dataclass
from datetime import date

NO_AIM = "Say what you would be pleased with: a value or a range."
NO_SMALLEST_CHANGE = "Say the smallest change that would matter to you, above zero."


@dataclass(frozen=True)
class Target:
    """A clinician's own aim for one metric, with its date and reason.

    `low` and `high` are in the metric's unit; one of them is None for "at most" or "at least".
    `smallest_change` is the least difference that would matter to the clinician; `by` when they
    hope to be there. Raises ValueError with a plain sentence when it can't be a target.
    """

    low: float | None
    high: float | None
    smallest_change: float
    by: date
    reason: str
    since: date

    def __post_init__(self) -> None:
        found = faults(
            self.low, self.high, self.smallest_change, self.by, self.reason, since=self.since
        )
        if found:
            raise ValueError(found[0])

    def reached_by(self, value: float) -> bool:
        """Whether a figure lies where the clinician wants it."""
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)

    def away(self, value: float) -> float:
        """How far a figure lies from the nearest wanted one; less than zero within the target."""
        beyond = []
        if self.low is not None:
            beyond.append(self.low - value)
        if self.high is not None:
            beyond.append(value - self.high)
        return max(beyond)


def faults(
    low: float | None,
    high: float | None,
    smallest_change: float | None,
    by: date | None,
    reason: str,
    *,
    since: date,
) -> list[str]:
    """Everything that keeps these from being a target, each as one plain sentence."""
    found = []
    if low is None and high is None:
        found.append(NO_AIM)
    if low is not None and high is not None and low > high:
        found.append("The lower end of your range is above the upper end: swap them.")
    if smallest_change is None or smallest_change <= 0:
        found.append(NO_SMALLEST_CHANGE)
    if by is None or by <= since:
        found.append("Choose a date that is still to come.")
    if not reason.strip():
        found.append("Add a few words on why: they are for you, later.")
    return found


@dataclass(frozen=True)
class Stretch:
    """A target and the days on which it held; `until` is None for the one that holds now."""

    target: Target
    since: date
    until: date | None


@dataclass(frozen=True)
class TargetHistory:
    """Every target ever set for one metric, oldest first; nothing is ever taken out (FR-34)."""

    targets: tuple[Target, ...] = ()

    @property
    def current(self) -> Target | None:
        """The target that holds now."""
        return self.targets[-1] if self.targets else None

    def changed_to(self, target: Target) -> "TargetHistory":
        """The history with one more target, the earlier ones kept with their dates."""
        return TargetHistory((*self.targets, target))

    def stretches(self) -> tuple[Stretch, ...]:
        """Each target with the days on which it held."""
        ends = (*(later.since for later in self.targets[1:]), None)
        return tuple(
            Stretch(target, target.since, end)
            for target, end in zip(self.targets, ends, strict=False)
        )
