"""The records that the simulation passes on, and the few draws that its parts share."""

from dataclasses import dataclass, fields

import numpy as np

from sample_data.parameters import COMPLAINTS, PLANNED_RECHECK, Department
from sample_data.rota import Clinicians, Rota

INDEX, UNPLANNED, PLANNED = 0, 1, 2
ALL_COMPLAINTS = (*COMPLAINTS, PLANNED_RECHECK)
ADMITTED, DISCHARGED, TRANSFERRED, LWBS, ELOPED, AMA, DIED = range(7)


@dataclass(frozen=True)
class People:
    """The pool of patients: birth in days since the start, sex, share of the first visits."""

    birth: np.ndarray
    sex: np.ndarray
    share: np.ndarray


@dataclass(frozen=True)
class Arrivals:
    """Who turns up when, and why; `complaint` is -1 where it is not known yet. Times in minutes."""

    arrival: np.ndarray
    site: np.ndarray
    patient: np.ndarray
    reason: np.ndarray
    complaint: np.ndarray

    def take(self, rows: np.ndarray) -> "Arrivals":
        """Only these rows, by mask or by number."""
        return Arrivals(*(getattr(self, f.name)[rows] for f in fields(self)))


@dataclass(frozen=True)
class Visits:
    """One row a visit; times in minutes since the start, `clinician` -1 where nobody saw them."""

    arrival: np.ndarray
    site: np.ndarray
    patient: np.ndarray
    reason: np.ndarray
    complaint: np.ndarray
    age: np.ndarray
    acuity: np.ndarray
    ambulance: np.ndarray
    triage: np.ndarray
    seen: np.ndarray
    decision: np.ndarray
    departure: np.ndarray
    clinician: np.ndarray
    disposition: np.ndarray
    consult: np.ndarray
    studies: np.ndarray
    learner: np.ndarray
    handed_over: np.ndarray
    bring_back: np.ndarray

    def take(self, rows: np.ndarray) -> "Visits":
        """Only these rows, by mask or by number."""
        return Visits(*(getattr(self, f.name)[rows] for f in fields(self)))

    def __len__(self) -> int:
        return len(self.arrival)


@dataclass(frozen=True)
class Scene:
    """What every visit is simulated against."""

    model: Department
    people: People
    clinicians: Clinicians
    rota: Rota
    index_arrivals: tuple[np.ndarray, ...]


def chance_of(log_odds: np.ndarray) -> np.ndarray:
    """A probability from log-odds."""
    return 1 / (1 + np.exp(-log_odds))


def lognormal_minutes(rng: np.random.Generator, median: np.ndarray, spread: float) -> np.ndarray:
    """Whole minutes, at least one."""
    return np.maximum(1, np.rint(median * np.exp(rng.normal(0, spread, len(median))))).astype(int)
