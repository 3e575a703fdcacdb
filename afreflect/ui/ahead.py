"""The other chosen measures, measured while the first one is read: a click on them then waits less.

A thread asks the practice what their pages will ask. The practice keeps what it answered for its
tables as they are and the very cases that were set aside, so that nothing here can be out of date:
a correction makes another practice, and a case that is set aside another question.
"""

from dataclasses import dataclass

from afreflect.domain.exclusion import LeavingOut
from afreflect.domain.metric import Metric
from afreflect.storage.job import Job, Watching
from afreflect.storage.own_past import available
from afreflect.storage.practice import MeasureError, Practice
from afreflect.ui import corrections, how_to_read
from afreflect.ui.session import Session


@dataclass(frozen=True)
class Asked:
    """A measure without the cases set aside: all of its page, or its figure beside another one."""

    metric: Metric
    leaving_out: LeavingOut
    whole_page: bool


def measure(held: Session, practice: Practice, known: dict[str, Metric]) -> Job[None]:
    """Begin, once for the same measures and the same cases set aside; nobody waits for it."""
    chosen = [known[choice.metric_id] for choice in held.chosen if choice.metric_id in known]
    beside = [known[other] for metric in chosen for other in metric.balancing if other in known]
    asked = tuple(
        Asked(metric, held.leaving_out(metric.id), place < len(chosen))
        for place, metric in enumerate((*chosen, *beside))
    )
    imported = held.imported or practice

    def work(watch: Watching) -> None:
        for done, each in enumerate(asked):
            watch.step("Measuring ahead", done / len(asked))
            try:
                _ask(practice, imported, each)
            except MeasureError:  # Its own page says what is wrong with it.
                continue

    return held.once(("ahead", asked), lambda: Job(work))


def _ask(practice: Practice, imported: Practice, asked: Asked) -> None:
    metric, out = asked.metric, asked.leaving_out
    if practice.why_not(metric):
        return
    by_month = practice.measure(metric, grain="month", leaving_out=out)
    if not asked.whole_page:
        return
    shown = practice.measure_readably(metric, leaving_out=out)
    if out:
        practice.measure(metric, grain="all")
    available(practice, by_month, metric, out)
    how_to_read.last_day(practice, metric, shown)
    corrections.faulty(practice, imported, metric)
