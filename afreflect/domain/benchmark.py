"""The achievable benchmark: what the best of a department reach, from enough of them to hide each.

After Kiefe et al. 1998 (International Journal for Quality in Health Care 10: 443) and Weissman et
al. 1999 (Journal of Evaluation in Clinical Practice 5: 269). It is no mean of the group: most of
the group stands outside it, and where it would not, there is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from afreflect.domain.metric import Metric

CONTRIBUTORS = 10
"""Clinicians with enough cases below which there is no benchmark."""
COVERS = 0.10
"""Share of all cases that the best must have seen between them (Kiefe 1998)."""
AMONG_THE_BEST = 3
"""Clinicians of whom the benchmark is made, at least: one alone would be a colleague's figure."""
LARGEST = 0.5
"""Share of the benchmark's own cases that one clinician may have, at most."""
HALF = 0.5
"""Share of all clinicians, and of all cases, above which the best are the group itself."""
DEFINITION = (
    "Clinicians in order of (met + 1) / (cases + 2), the best first, until they have a tenth of "
    "all cases, are three or more, and none has more than half of theirs; then their met over "
    "their cases. Only clinicians with enough cases count, ten or more of them."
)


@dataclass(frozen=True)
class Contribution:
    """What one clinician brings to a benchmark: `met` of `n` cases, and nothing on who it is."""

    met: float
    n: float


@dataclass(frozen=True)
class Achievable:
    """The share that the best reach, among how many clinicians, and of all cases how many."""

    value: float
    contributors: int
    covered: float


@dataclass(frozen=True)
class Benchmark:
    """All that is kept of a department's file: one number for a metric, and what it means.

    `value` and `covered` are fractions, rounded so that nobody's cases can be worked out from them.
    `metric_sha256` is the fingerprint of the definition it was computed with.
    """

    metric_id: str
    metric_sha256: str
    value: float
    contributors: int
    covered: float
    definition: str
    extract_sha256: str
    since: date | None
    until: date | None


def fits(metric: Metric) -> bool:
    """Whether a metric has a best end at all: a share whose evidence supports one direction."""
    return metric.kind == "proportion" and metric.better in ("higher", "lower")


def why_none(metric: Metric) -> str:
    """Why this extract carries no benchmark for a metric, in one plain sentence."""
    if metric.kind != "proportion":
        return "An achievable benchmark is made for shares only: this measure is none."
    if not fits(metric):
        return (
            "An achievable benchmark needs a best end: for this measure no evidence says which "
            "direction is the better one."
        )
    return (
        "An achievable benchmark needs the file of a whole department, small enough to be read at "
        f"once: {CONTRIBUTORS} clinicians or more with {metric.n_show} {metric.noun} each. This "
        "extract did not give one."
    )


def achievable(
    contributions: Iterable[Contribution], better: Literal["higher", "lower"], enough: int
) -> Achievable | None:
    """The pared mean of the best, in the order of their adjusted fractions (Kiefe 1998).

    Who has fewer than `enough` cases does not count. None with fewer than `CONTRIBUTORS` others,
    where no or every case is met, and where one clinician or the whole group would show through:
    our rules on top of the source's.
    """
    counted = [each for each in contributions if each.n >= enough]
    cases, met = sum(each.n for each in counted), sum(each.met for each in counted)
    if len(counted) < CONTRIBUTORS or met <= 0 or met >= cases:
        return None
    best: list[Contribution] = []
    for each in sorted(counted, key=lambda one: _place(one, better)):
        best.append(each)
        if _hides_each(best) and sum(one.n for one in best) >= COVERS * cases:
            break
    covered = sum(one.n for one in best)
    if not _hides_each(best) or covered > HALF * cases or len(best) > HALF * len(counted):
        return None
    return Achievable(sum(one.met for one in best) / covered, len(counted), covered / cases)


def kept(
    found: Achievable,
    metric: Metric,
    extract_sha256: str,
    period: tuple[date | None, date | None],
) -> Benchmark:
    """What is kept of a benchmark, as exactly as it is ever said."""
    since, until = period
    return Benchmark(
        metric_id=metric.id,
        metric_sha256=metric.sha256,
        value=round(found.value, 3),
        contributors=found.contributors,
        covered=round(found.covered, 1),
        definition=DEFINITION,
        extract_sha256=extract_sha256,
        since=since,
        until=until,
    )


def of_metric(benchmarks: Iterable[Benchmark], metric: Metric) -> Benchmark | None:
    """The benchmark of a metric as it is defined now, if there is one."""
    for each in benchmarks:
        if (each.metric_id, each.metric_sha256) == (metric.id, metric.sha256):
            return each
    return None


def _place(each: Contribution, better: Literal["higher", "lower"]) -> tuple[float, float, float]:
    """Where a clinician stands in the order: the adjusted fraction, and of alike ones the larger.

    One more met and two more cases draw small numbers to the middle, so that three of three is not
    the best there is.
    """
    adjusted = (each.met + 1) / (each.n + 2)
    return (-adjusted if better == "higher" else adjusted, -each.n, each.met)


def _hides_each(best: list[Contribution]) -> bool:
    largest = max(one.n for one in best)
    return len(best) >= AMONG_THE_BEST and largest <= LARGEST * sum(one.n for one in best)
