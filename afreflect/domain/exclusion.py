"""What an objection leaves out of a measure, and how much of it that is."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from afreflect.domain.metric import Metric

Counts = Literal["visit", "form", "shift"]


@dataclass(frozen=True)
class Exclusion:
    """The units that an objection leaves out, as its file in sql/exclusions states it.

    `title` and `leaves_out` say it in words, `noun` and `noun_one` count it in a sentence ("41
    planned returns", "1 planned return"). `unit` is what the ids are of. It fits the named
    `metrics`, or every one of its kind of unit where none is named. `needs` lists alternatives, as
    a metric's does.
    """

    id: str
    title: str
    leaves_out: str
    noun: str
    noun_one: str
    unit: Counts
    metrics: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    sql: str
    sha256: str

    def fits(self, metric: Metric) -> bool:
        """Whether the metric counts what this leaves out."""
        return metric.id in self.metrics if self.metrics else counts_of(metric) == self.unit


def counts_of(metric: Metric) -> Counts:
    """What a metric's rows are: forms where it reads nothing but the forms, visits otherwise.

    They are shifts where the first column that it needs is of the shifts.
    """
    tables = [column.partition(".")[0] for needed in metric.needs for column in needed]
    if tables[0] == "shifts":
        return "shift"
    return "form" if set(tables) == {"feedback"} else "visit"


@dataclass(frozen=True)
class LeavingOut:
    """What a measurement is to do without: exclusions, and cases set aside by their unit ids."""

    exclusions: tuple[Exclusion, ...] = ()
    cases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.exclusions or self.cases)


NOTHING = LeavingOut()


def fingerprint(cases: tuple[str, ...]) -> str:
    """The fingerprint of the cases set aside, whatever their order."""
    return hashlib.sha256("\n".join(sorted(cases)).encode()).hexdigest()
