"""Who works when: the clinicians, their lasting differences, and their shifts."""

from dataclasses import dataclass

import numpy as np

from sample_data.parameters import DAY, SHIFT, SITES, Department

FIRST_SHIFT = 7 * 60
# Days over which the planner of the rota evens out who has worked much.
MEMORY = 28
SLOTS = tuple((site, turn) for site, s in enumerate(SITES) for turn in range(len(s.shifts)))


@dataclass(frozen=True)
class Clinicians:
    """Random effects, one number a clinician, on the scale of the logarithm or of log-odds."""

    imaging: np.ndarray
    admission: np.ndarray
    pace: np.ndarray
    sign_up: np.ndarray
    consult: np.ndarray
    bring_back: np.ndarray
    returns: np.ndarray
    teaching: np.ndarray
    preference: np.ndarray


@dataclass(frozen=True)
class Rota:
    """The clinician on each shift: `on[day, slot]`, from the eve of the calendar on."""

    on: np.ndarray

    def turn(self, minute: np.ndarray, site: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The day and the turn (0, 1, 2) that a minute falls in; after closing, the last turn."""
        turns = np.array([len(s.shifts) for s in SITES])
        day, within = np.divmod(minute - FIRST_SHIFT, DAY)
        return day, np.minimum(within // SHIFT, turns[site] - 1)

    def clinician(self, minute: np.ndarray, site: np.ndarray) -> np.ndarray:
        """Who is on duty."""
        first_slot = np.array([SLOTS.index((s, 0)) for s in range(len(SITES))])
        day, turn = self.turn(minute, site)
        return self.on[np.clip(day + 1, 0, len(self.on) - 1), first_slot[site] + turn]

    def end(self, minute: np.ndarray, site: np.ndarray) -> np.ndarray:
        """When the shift that a minute falls in ends."""
        day, turn = self.turn(minute, site)
        return day * DAY + FIRST_SHIFT + (turn + 1) * SHIFT

    def closing(self, minute: np.ndarray, site: np.ndarray) -> np.ndarray:
        """Whether nobody takes over when that shift ends."""
        last = np.array([len(s.shifts) * SHIFT < DAY for s in SITES])
        turns = np.array([len(s.shifts) for s in SITES])
        return last[site] & (self.turn(minute, site)[1] == turns[site] - 1)


def draw_clinicians(rng: np.random.Generator, model: Department) -> Clinicians:
    """Draw how the clinicians differ; `preference` has the shape (slots, clinicians)."""
    spread, n = model.spread, model.clinicians

    def effect(deviation: float) -> np.ndarray:
        return rng.normal(0, deviation, n)

    return Clinicians(
        imaging=effect(spread.imaging),
        admission=effect(spread.admission),
        pace=effect(spread.pace),
        sign_up=effect(spread.sign_up),
        consult=effect(spread.consult),
        bring_back=effect(spread.bring_back),
        returns=effect(spread.returns),
        teaching=effect(spread.teaching),
        preference=effect(spread.workload)
        + rng.normal(0, spread.preference, (len(SITES), n))[[s for s, _ in SLOTS]]
        + rng.normal(0, spread.preference, (3, n))[[turn for _, turn in SLOTS]],
    )


def draw_rota(rng: np.random.Generator, model: Department, clinicians: Clinicians) -> Rota:
    """Fill every shift, one after another, by preference and luck, with rest and leave kept."""
    days = model.calendar.days + 2
    wish = clinicians.preference + rng.gumbel(size=(days, len(SLOTS), model.clinicians))
    away = _leave(rng, days, model.clinicians)
    on = np.zeros((days, len(SLOTS)), dtype=int)
    lately = np.zeros(model.clinicians)
    tired = {0: [], 1: [], 2: []}
    for day in range(days):
        taken = away[day].copy()
        fair = wish[day] - model.spread.fairness * lately
        for slot, (_, turn) in enumerate(SLOTS):
            free = ~taken
            free[tired[turn]] = False
            on[day, slot] = np.argmax(np.where(free, fair[slot], -np.inf))
            taken[on[day, slot]] = True
        lately = lately * (1 - 1 / MEMORY) + np.bincount(on[day], minlength=model.clinicians)
        evenings = [on[day, slot] for slot, (_, turn) in enumerate(SLOTS) if turn == 1]
        nights = [on[day, slot] for slot, (_, turn) in enumerate(SLOTS) if turn == 2]
        tired = {0: evenings + nights, 1: nights, 2: []}
    return Rota(on)


def _leave(rng: np.random.Generator, days: int, clinicians: int) -> np.ndarray:
    """Two weeks or so away about twice a year, for each clinician on their own."""
    away = np.zeros((days, clinicians), dtype=bool)
    for person in range(clinicians):
        for half_year in range(0, days, 182):
            start = half_year + rng.integers(0, 165)
            away[start : start + rng.integers(7, 19), person] = True
    return away


@dataclass(frozen=True)
class Shifts:
    """One row a shift; times in minutes since the start of the calendar."""

    start: np.ndarray
    end: np.ndarray
    slot: np.ndarray
    clinician: np.ndarray


def list_shifts(rota: Rota) -> Shifts:
    """The rota as a list, in order of time."""
    day, slot = (a.ravel() for a in np.indices(rota.on.shape))
    turn = np.array([t for _, t in SLOTS])[slot]
    start = (day - 1) * DAY + FIRST_SHIFT + turn * SHIFT
    order = np.lexsort((slot, start))
    return Shifts(start[order], start[order] + SHIFT, slot[order], rota.on.ravel()[order])
