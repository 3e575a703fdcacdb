"""Every number that the synthetic department is made of, in one place.

The figures are ours: chosen so that the whole looks like a middling emergency department with two
campuses, not fitted to any real one.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

SEED = 20230701
DAY = 24 * 60
SHIFT = 8 * 60
MODALITIES = ("CT", "XR", "US", "MR")


@dataclass(frozen=True)
class Calendar:
    """The days that the department is simulated for, and where the two extracts are cut."""

    start: str = "2023-07-01"
    second_from: str = "2026-06-17"
    first_until: str = "2026-07-01"
    end: str = "2026-10-01"

    @property
    def days(self) -> int:
        """How many days are simulated."""
        return self.minute(self.end) // DAY

    def minute(self, day: str) -> int:
        """The start of a day, as minutes since the start of the calendar."""
        return (date.fromisoformat(day) - date.fromisoformat(self.start)).days * DAY

    def time(self, minute: np.ndarray) -> np.ndarray:
        """Minutes since the start as naive local times, to the minute."""
        return np.datetime64(self.start, "m") + minute


@dataclass(frozen=True)
class Site:
    """A campus. Every shift of it follows the one before; the first starts at 07:00."""

    name: str
    index_visits_a_day: float
    hours: tuple[int, int]
    shifts: tuple[str, ...]
    urgency: float
    wait_factor: float


SITES = (
    Site("North", 30.8, (0, 24), ("Day", "Evening", "Night"), 0.22, 1.08),
    Site("South", 18.7, (7, 22), ("Day", "Evening"), -0.28, 0.86),
)


@dataclass(frozen=True)
class Flow:
    """How people arrive: a Poisson process with season, weekday, hour and the day's luck."""

    winter: float = 0.07
    growth_a_year: float = 0.01
    day_spread: float = 0.06
    weekday: tuple[float, ...] = (1.13, 1.04, 1.0, 0.98, 0.97, 0.93, 0.95)
    hour: tuple[float, ...] = (
        *(0.55, 0.44, 0.37, 0.33, 0.31, 0.34, 0.45, 0.70, 1.02, 1.32, 1.47, 1.50),
        *(1.44, 1.38, 1.34, 1.30, 1.30, 1.34, 1.36, 1.32, 1.22, 1.06, 0.88, 0.70),
    )


@dataclass(frozen=True)
class Patients:
    """The people who come: a pool in which a few come often."""

    pool: int = 36_000
    frailty: float = 0.9
    sexes: tuple[str, ...] = ("F", "M", "U")
    sex_shares: tuple[float, ...] = (0.514, 0.483, 0.003)
    age_groups: tuple[tuple[float, float], ...] = ((6, 5), (33, 11), (57, 11), (80, 8))
    age_shares: tuple[float, ...] = (0.17, 0.36, 0.25, 0.22)
    # Acuity 5, 4, 3, 2 and 1 by where a latent urgency falls between these.
    urgency_cuts: tuple[float, ...] = (-2.6, -0.75, 1.45, 4.9)
    urgency_a_year_of_age: float = 0.014
    urgency_of_recheck: float = -2.2
    # Log-odds of coming by ambulance: at 0 years and acuity 1, a year of age, a level of acuity.
    ambulance: tuple[float, float, float] = (-0.95, 0.024, -0.95)


@dataclass(frozen=True)
class Complaint:
    """A reason for coming, with the log-odds of each modality in a patient of middling urgency."""

    name: str
    region: str
    share: float
    winter: float
    urgency: float
    imaging: tuple[float, float, float, float]
    bring_back: float = 0.0


COMPLAINTS = (
    Complaint("Abdominal pain", "Abdomen", 0.14, 0.0, 0.3, (-0.7, -3.0, -1.1, -6.0), 0.6),
    Complaint("Chest pain", "Chest", 0.10, 0.05, 0.9, (-1.9, 0.5, -3.8, -7.0), -0.7),
    Complaint("Short of breath", "Chest", 0.08, 0.25, 1.1, (-1.7, 0.9, -3.6, -7.0), -0.7),
    Complaint("Fever", "Chest", 0.08, 0.30, 0.2, (-3.2, -0.9, -3.0, -7.0), 0.2),
    Complaint("Cough", "Chest", 0.06, 0.45, -0.6, (-4.0, -0.4, -5.0, -8.0), -0.8),
    Complaint("Limb injury", "Limb", 0.15, -0.20, -0.8, (-3.9, 1.6, -3.9, -5.5), 0.4),
    Complaint("Head injury", "Head", 0.05, 0.0, 0.2, (0.2, -2.8, -7.0, -5.0), -0.5),
    Complaint("Back pain", "Spine", 0.06, 0.0, -0.4, (-2.3, -1.3, -3.0, -3.4), 0.0),
    Complaint("Headache", "Head", 0.05, 0.0, 0.2, (-0.2, -5.0, -7.0, -3.2), 0.0),
    Complaint("Laceration", "Limb", 0.06, -0.15, -1.0, (-4.5, -1.7, -4.6, -8.0), 0.6),
    Complaint("Dizziness", "Head", 0.05, 0.0, 0.5, (-0.7, -2.4, -5.0, -3.0), -0.4),
    Complaint("Vomiting", "Abdomen", 0.05, 0.10, 0.0, (-1.9, -2.8, -2.0, -7.0), -0.2),
    Complaint("Rash", "Limb", 0.03, -0.10, -1.2, (-6.0, -4.5, -3.6, -8.0), 0.2),
    Complaint("Flank pain", "Abdomen", 0.04, 0.0, 0.1, (0.0, -3.2, -0.9, -7.0), 0.8),
)
PLANNED_RECHECK = Complaint("Planned recheck", "Other", 0, 0, 0, (-2.6, -1.0, -0.5, -3.6), -0.4)


@dataclass(frozen=True)
class Times:
    """Medians in minutes and spreads (standard deviations of the logarithm), by acuity 1 to 5."""

    triage: float = 7.0
    wait: tuple[float, ...] = (3.0, 21.0, 47.0, 62.0, 64.0)
    wait_spread: float = 0.75
    wait_of_recheck: float = 0.5
    crowding: float = 0.8
    patience: tuple[float, ...] = (9e5, 1350.0, 455.0, 325.0, 285.0)
    patience_spread: float = 0.75
    # A physician stops picking up the less urgent this long before a shift ends.
    last_pick_up: int = 40
    # A patient not decided on so long after the shift's end is mostly handed over.
    overrun: int = 20
    work: tuple[float, ...] = (105.0, 95.0, 72.0, 38.0, 25.0)
    work_spread: float = 0.5
    work_imaging: tuple[float, ...] = (62.0, 18.0, 40.0, 85.0)
    work_consult: float = 48.0
    work_with_learner: float = 1.07
    leave_home: float = 15.0
    leave_ward: float = 165.0
    leave_ward_winter: float = 0.25
    leave_spread: float = 0.8


@dataclass(frozen=True)
class Outcomes:
    """Log-odds and chances of what happens to a patient who is seen."""

    # Nothing here depends on the season or the hour: admission varies in time by chance alone.
    admission: tuple[float, ...] = (2.6, 0.0, -1.75, -3.7, -4.8)
    admission_age: float = 0.026
    admission_return: float = 0.45
    admission_planned: float = -0.4
    transfer: tuple[float, float] = (0.004, 0.016)
    died: tuple[float, ...] = (0.045, 0.001, 0.0, 0.0, 0.0)
    ama: float = 0.008
    eloped: float = 0.007
    consult: tuple[float, float] = (-2.75, 1.5)
    imaging_acuity: tuple[float, ...] = (0.9, 0.45, 0.0, -0.4, -0.8)
    imaging_admitted: float = 0.5
    imaging_child: float = -0.9
    extra_study: float = 0.25
    learner: float = 0.38
    handed_over: float = 0.9


@dataclass(frozen=True)
class Returns:
    """How patients come back after being sent home."""

    unplanned: float = -2.68
    unplanned_age: float = 0.006
    after_leaving_unseen: float = 0.14
    mean_delay: float = 55 * 60.0
    longest_delay: int = 9 * DAY
    shortest_delay: int = 45
    other_site: float = 0.12
    bring_back: float = -3.75
    bring_back_at_night: float = 0.9
    comes_back: float = 0.93
    a_day_later: float = 0.25
    generations: int = 5


@dataclass(frozen=True)
class Spread:
    """Standard deviations of the random effects by which clinicians differ."""

    imaging: float = 0.22
    admission: float = 0.18
    pace: float = 0.13
    sign_up: float = 0.10
    consult: float = 0.20
    bring_back: float = 0.30
    returns: float = 0.08
    teaching: float = 0.20
    workload: float = 0.06
    preference: float = 0.25
    # Not a spread: how strongly the rota evens out, per shift worked in the last weeks.
    fairness: float = 0.5


@dataclass(frozen=True)
class Recording:
    """How well the times are recorded."""

    no_triage: float = 0.008
    no_seen: float = 0.03
    no_decision: float = 0.04
    no_departure: float = 0.003
    no_acuity: float = 0.004
    clock_slip: float = 0.002
    late_chart: float = 0.08
    late_coding: float = 0.15
    nearby_days: int = 7


@dataclass(frozen=True)
class Hidden:
    """What was put into the sample on purpose, and is there to be found."""

    clinician: int = 4
    improves_from: str = "2025-09-01"
    imaging_change: tuple[float, float, float, float] = (-0.75, -0.6, 0.0, 0.0)
    fault_site: int = 0
    fault_from: str = "2025-02-01"
    fault_until: str = "2025-04-01"
    fault_missing: float = 0.8


@dataclass(frozen=True)
class Teaching:
    """Forms that learners fill in, one score an item, 1 to 5."""

    items: tuple[str, ...] = (
        "Asked what I wanted to learn that day",
        "Watched me with a patient and told me what they saw",
        "Said out loud why they decided as they did",
        "Left me with one thing to do differently",
        "Made it easy to ask for help",
        "Let me carry as much of the decision as I could",
    )
    item_difficulty: tuple[float, ...] = (-0.10, -0.35, 0.15, -0.25, 0.30, 0.05)
    forms_a_half_year: float = 12.0
    learners: int = 14
    mean: float = 4.05
    learner_spread: float = 0.35
    form_spread: float = 0.45
    item_spread: float = 0.45
    unanswered: float = 0.03


@dataclass(frozen=True)
class Department:
    """The whole model: 12 clinicians on two campuses."""

    clinicians: int = 12
    calendar: Calendar = Calendar()
    flow: Flow = Flow()
    patients: Patients = Patients()
    times: Times = Times()
    outcomes: Outcomes = Outcomes()
    returns: Returns = Returns()
    spread: Spread = Spread()
    recording: Recording = Recording()
    hidden: Hidden = Hidden()
    teaching: Teaching = Teaching()
