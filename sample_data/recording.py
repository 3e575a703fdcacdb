"""What the department's system holds of what happened: missing stamps, slips, late corrections."""

from dataclasses import dataclass, fields

import numpy as np

from sample_data.records import ADMITTED, DISCHARGED, LWBS
from sample_data.simulation import Simulated

UNKNOWN = -1_000_000_000


@dataclass(frozen=True)
class Charted:
    """Stamps and codes as written down; `UNKNOWN` where a time is blank, 0 where an acuity is."""

    triage: np.ndarray
    seen: np.ndarray
    decision: np.ndarray
    departure: np.ndarray
    acuity: np.ndarray
    disposition: np.ndarray

    def take(self, rows: np.ndarray) -> "Charted":
        """Only these rows, by mask or by number."""
        return Charted(*(getattr(self, f.name)[rows] for f in fields(self)))


def chart(rng: np.random.Generator, truth: Simulated) -> tuple[Charted, Charted]:
    """The charts as they stood when the first extract was cut, and as they stand in the second."""
    visits, of, n = truth.visits, truth.model.recording, len(truth.visits)
    left_unseen = visits.disposition == LWBS
    slip = np.where(rng.random(n) < of.clock_slip, rng.integers(60, 600, n), 0)
    seen = _blank(visits.seen - slip, left_unseen | (rng.random(n) < of.no_seen))
    settled = Charted(
        triage=_blank(visits.triage, rng.random(n) < of.no_triage),
        seen=_blank(seen, _fault(rng, truth)),
        decision=_blank(visits.decision, left_unseen | (rng.random(n) < of.no_decision)),
        departure=_blank(visits.departure, rng.random(n) < of.no_departure),
        acuity=np.where(rng.random(n) < of.no_acuity, 0, visits.acuity),
        disposition=visits.disposition,
    )
    return _before_correction(rng, truth, settled), settled


def _blank(minute: np.ndarray, missing: np.ndarray) -> np.ndarray:
    return np.where(missing, UNKNOWN, minute)


def _fault(rng: np.random.Generator, truth: Simulated) -> np.ndarray:
    """Two months in which one campus mostly did not record when the physician came."""
    hidden, visits, calendar = truth.model.hidden, truth.visits, truth.model.calendar
    during = visits.arrival >= calendar.minute(hidden.fault_from)
    during &= visits.arrival < calendar.minute(hidden.fault_until)
    here = visits.site == hidden.fault_site
    return during & here & (rng.random(len(visits)) < hidden.fault_missing)


def _before_correction(rng: np.random.Generator, truth: Simulated, settled: Charted) -> Charted:
    """In the last weeks before an extract some charts are unfinished and some codes provisional."""
    of, calendar, n = truth.model.recording, truth.model.calendar, len(truth.visits)
    recent = truth.visits.arrival >= calendar.minute(calendar.second_from)
    unfinished = recent & (rng.random(n) < of.late_chart)
    waiting = recent & (settled.disposition == ADMITTED) & (rng.random(n) < of.late_coding)
    return Charted(
        triage=settled.triage,
        seen=_blank(settled.seen, unfinished),
        decision=_blank(settled.decision, unfinished),
        departure=settled.departure,
        acuity=settled.acuity,
        disposition=np.where(waiting, DISCHARGED, settled.disposition),
    )
