"""Minutes of work, noticed between one action and the next; whoever does nothing spends none."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from afreflect.domain.cpd_log import NoticedStep

IDLE = timedelta(minutes=5)
"""A longer pause between two actions counts as nothing (our choice): nobody may be there."""
WORTH_WRITING = timedelta(minutes=1)


@dataclass(frozen=True)
class Clock:
    """When something was done last and on what, and the time that is not written down yet."""

    last: datetime | None = None
    step: NoticedStep | None = None
    metric_id: str = ""
    spent: dict[tuple[NoticedStep, str], timedelta] = field(default_factory=dict)

    def acted(self, now: datetime, step: NoticedStep | None, metric_id: str = "") -> "Clock":
        """The clock after an action: the time since the last one belongs to what was in hand then.

        `step` is what is in hand from now on; None for a page that is no learning.
        """
        spent = dict(self.spent)
        if self.last is not None and self.step is not None:
            passed = now - self.last
            if timedelta(0) < passed <= IDLE:
                key = self.step, self.metric_id
                spent[key] = spent.get(key, timedelta(0)) + passed
        return Clock(now, step, metric_id, spent)

    def written(self) -> tuple["Clock", dict[tuple[NoticedStep, str], int]]:
        """Whole minutes to write down, and the clock with the seconds that are left over."""
        minutes = {key: time // WORTH_WRITING for key, time in self.spent.items()}
        left = {key: time % WORTH_WRITING for key, time in self.spent.items()}
        whole = {key: count for key, count in minutes.items() if count}
        return Clock(self.last, self.step, self.metric_id, left), whole
