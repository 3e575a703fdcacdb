"""A metric's definition, and the figures that measuring it gives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["proportion", "duration", "mean", "rate"]
Grain = Literal["month", "quarter", "year", "all"]
GRAINS: tuple[Grain, ...] = ("month", "quarter", "year", "all")
ASIDE = "set aside"
"""What leaves out the cases that the clinician set aside; no exclusion's file may be named so."""
POINT_NEEDS = 10
"""Units below which a point carries no rate: cases only (metrics.md 3, our choice)."""


@dataclass(frozen=True)
class Objection:
    """What colleagues have questioned, and the exclusion that would answer it where data allow."""

    text: str
    exclusion: str = ""


@dataclass(frozen=True)
class Idea:
    """A small change others have tried; `kind` is guideline, trial or colleague."""

    text: str
    kind: Literal["guideline", "trial", "colleague"]
    source: str


@dataclass(frozen=True)
class Standard:
    """What a published source asks; `value` in the metric's unit (a fraction, minutes, marks)."""

    text: str
    value: float
    source: str


@dataclass(frozen=True)
class Leading:
    """An earlier sign that the measure may move, and how long after it the measure follows."""

    indicator: str
    lag: str


@dataclass(frozen=True)
class Metric:
    """A question with an eligibility rule and a met rule, as its file in sql/metrics states it.

    `needs` lists alternatives: all columns of any one of them suffice, each as "table.column".
    `better` is the direction that the metric's evidence supports, or "neither". A `pace` metric is
    about speed and is never preselected. `values` are the value cards that lead to it. `noun` names
    the units in the plural ("discharges"), `met_short` what the met ones did ("came back"); both
    stand in sentences. Of a rate, `noun` names what has an exposure ("shifts"), `met_short` the
    events, and `unit` reads "events per exposure" ("patients per hour", "falls per 1,000 days").
    `too_soon` is the id of the exclusion that names the units whose outcome can't be known yet at
    the end of an extract; "" where every outcome is known at once. `group_axis` is where a group's
    picture begins and ends and what it is rounded to, in the metric's unit; without one the kind
    and the unit decide.
    """

    id: str
    title: str
    question: str
    kind: Kind
    unit: str
    better: Literal["higher", "lower", "range", "neither"]
    category: str
    pace: bool
    values: tuple[str, ...]
    eligible: str
    met: str
    met_short: str
    noun: str
    exclusions: tuple[str, ...]
    attribution: Literal["individual", "shared", "team"]
    evidence: Literal["guideline", "consensus", "none"]
    evidence_source: str
    objections: tuple[Objection, ...]
    balancing: tuple[str, ...]
    leading: tuple[Leading, ...]
    ideas: tuple[Idea, ...]
    standards: tuple[Standard, ...]
    summaries: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    n_show: int
    n_compare: int
    owner: str
    version: str
    review_by: date
    sql: str
    sha256: str
    too_soon: str = ""
    group_axis: tuple[float, float, float] | None = None


def marks(metric: Metric) -> tuple[float, float] | None:
    """The lowest and the highest mark of a mean, from its unit "of 5"; None for other kinds."""
    highest = metric.unit.removeprefix("of ")
    return (1.0, float(highest)) if metric.kind == "mean" and highest.isdigit() else None


@dataclass(frozen=True)
class Per:
    """What a rate's unit says: events, and of how much of what; "falls per 1,000 days"."""

    events: str
    size: float
    one: str

    @property
    def many(self) -> str:
        """The exposure in the plural: "hours", "days"."""
        return self.one if self.one.endswith("s") else f"{self.one}s"


_PER = re.compile(r"([a-z][a-z -]*) per (?:(\d{1,3}(?:,\d{3})*) )?([a-z][a-z -]*)")


def per(unit: str) -> Per | None:
    """A rate's unit taken apart; None where it doesn't read like one."""
    found = _PER.fullmatch(unit)
    return Per(found[1], float((found[2] or "1").replace(",", "")), found[3]) if found else None


@dataclass(frozen=True)
class Point:
    """One mark on the chart.

    `value`, `low` and `high` share the metric's unit: fractions for proportions, minutes for
    durations, marks for means, events per exposure for rates. `met` is None where the kind has no
    numerator; for rates it counts the events, and `exposure`, which only they have, is in the unit
    below the bar. The interval is None where so few units allow none. `start` is None for the whole
    period of undated rows.
    """

    start: date | None
    n: int
    met: int | None
    value: float | None
    low: float | None
    high: float | None
    exposure: float | None = None

    @property
    def carries_a_rate(self) -> bool:
        """Whether enough units stand behind the point to show more than the cases."""
        return self.n >= POINT_NEEDS


@dataclass(frozen=True)
class LeftOut:
    """How many eligible units one reason left out: an exclusion's id, or `ASIDE`.

    A unit that two reasons leave out counts for both. `sha256` is the fingerprint of the
    exclusion's file, or of the ids that were set aside.
    """

    because: str
    units: int
    sha256: str


@dataclass(frozen=True)
class MetricResult:
    """One metric over one period: its points, and the whole period as one point.

    Carries what is needed to say where it came from: the metric's version, the fingerprint of its
    file and that of the extract; what was left out, by which exclusion; how many fields of the
    extract were corrected, and the fingerprint of those corrections.
    """

    metric_id: str
    version: str
    metric_sha256: str
    extract_sha256: str
    summary: str
    grain: Grain
    points: tuple[Point, ...]
    whole: Point
    left_out: tuple[LeftOut, ...] = ()
    corrections: int = 0
    corrections_sha256: str = ""


@dataclass(frozen=True)
class Unit:
    """One eligible visit, form or shift behind a point; of a shift, its events and its exposure."""

    unit_id: str
    occurred_on: date | None
    met: bool | None
    value: float | None
    events: int | None = None
    exposure: float | None = None


def carries(points: Sequence[Point]) -> bool:
    """Whether the typical point of a series has enough units to carry a rate."""
    counts = sorted(point.n for point in points)
    return bool(counts) and counts[(len(counts) - 1) // 2] >= POINT_NEEDS
