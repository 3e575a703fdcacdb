"""What becomes of each arrival: urgency, waiting, imaging, decision, departure."""

from dataclasses import dataclass, fields

import numpy as np

from sample_data.arrivals import winter
from sample_data.parameters import COMPLAINTS, DAY, SITES, Department
from sample_data.records import (
    ADMITTED,
    ALL_COMPLAINTS,
    AMA,
    DIED,
    DISCHARGED,
    ELOPED,
    LWBS,
    PLANNED,
    TRANSFERRED,
    Arrivals,
    Scene,
    Visits,
    chance_of,
    lognormal_minutes,
)


@dataclass(frozen=True)
class Case:
    """What is known of each patient at triage."""

    coming: Arrivals
    age: np.ndarray
    acuity: np.ndarray
    complaint: np.ndarray


def draw_visits(rng: np.random.Generator, scene: Scene, coming: Arrivals) -> Visits:
    """What becomes of each arrival."""
    n, model, rota = len(coming.arrival), scene.model, scene.rota
    age = np.maximum(0, (coming.arrival / DAY - scene.people.birth[coming.patient]) / 365.25)
    acuity = _acuity(rng, model, coming, age)
    case = Case(coming, age, acuity, _complaint(rng, model, coming, acuity))
    at_birth, a_year, a_level = model.patients.ambulance
    ambulance = rng.random(n) < chance_of(at_birth + a_year * age + a_level * (acuity - 1))
    triage = coming.arrival + lognormal_minutes(rng, np.full(n, model.times.triage), 0.5)
    seen, left = _wait(rng, scene, case, triage)
    unseen = left < seen
    clinician = rota.clinician(seen, coming.site)
    admitted = rng.random(n) < _admission(scene, case, clinician)
    disposition = _disposition(rng, model, case, admitted, unseen)
    consult = rng.random(n) < _consult(scene, clinician, admitted)
    studies = _studies(rng, scene, case, clinician, admitted)
    learner = rng.random(n) < model.outcomes.learner
    work = _work(scene, case, clinician, studies > 0, consult)
    slower = np.where(learner, model.times.work_with_learner, 1.0)
    decision = seen + lognormal_minutes(rng, work * slower, model.times.work_spread)
    departure = decision + _leave(rng, model, coming.arrival, disposition)
    overran = decision > rota.end(seen, coming.site) + model.times.overrun
    handed_over = overran & (rng.random(n) < model.outcomes.handed_over)
    handed_over &= ~rota.closing(seen, coming.site)
    bring_back = _bring_back(rng, scene, case, clinician, decision)
    return Visits(
        **{f.name: getattr(coming, f.name) for f in fields(coming) if f.name != "complaint"},
        complaint=case.complaint,
        age=age,
        acuity=acuity,
        ambulance=ambulance,
        triage=np.minimum(triage, np.where(unseen, left, seen)),
        seen=seen,
        decision=decision,
        departure=np.where(unseen, left, departure),
        clinician=np.where(unseen, -1, clinician),
        disposition=disposition,
        consult=consult & ~unseen,
        studies=np.where(unseen[:, None], 0, studies),
        learner=learner & ~unseen,
        handed_over=handed_over & ~unseen,
        bring_back=bring_back & (disposition == DISCHARGED),
    )


def _acuity(
    rng: np.random.Generator, model: Department, coming: Arrivals, age: np.ndarray
) -> np.ndarray:
    """1 to 5 by an ordered logistic model: campus and age count, season and hour do not."""
    of = model.patients
    urgency = np.array([s.urgency for s in SITES])[coming.site]
    urgency = urgency + of.urgency_a_year_of_age * (age - 45) + rng.logistic(0, 1, len(age))
    urgency = np.where(coming.reason == PLANNED, of.urgency_of_recheck, urgency)
    return 5 - np.digitize(urgency, of.urgency_cuts)


def _complaint(
    rng: np.random.Generator, model: Department, coming: Arrivals, acuity: np.ndarray
) -> np.ndarray:
    """The complaint, given urgency and season; who returns comes for the same thing."""
    share, cold, urgency = np.array([(c.share, c.winter, c.urgency) for c in COMPLAINTS]).T
    season = 1 + np.outer(winter(model, coming.arrival), cold)
    weight = share * season * np.exp(0.45 * np.outer(3.2 - acuity, urgency))
    up_to = np.cumsum(weight, axis=1)
    draw = rng.random(len(acuity)) * up_to[:, -1]
    fresh = (draw[:, None] > up_to).sum(axis=1)
    return np.where(coming.complaint >= 0, coming.complaint, fresh)


def _crowding(scene: Scene, minute: np.ndarray, site: np.ndarray) -> np.ndarray:
    """Arrivals of the last four hours against the campus's usual number, about 1."""
    ratio = np.ones(len(minute))
    for number, arrivals in enumerate(scene.index_arrivals):
        here = site == number
        until = np.searchsorted(arrivals, minute[here])
        recent = until - np.searchsorted(arrivals, minute[here] - 240)
        ratio[here] = (recent + 2) / (SITES[number].index_visits_a_day / 5 + 2)
    return ratio


def _wait(
    rng: np.random.Generator, scene: Scene, case: Case, triage: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """When the physician would see the patient, and when the patient's patience ends."""
    times, coming, acuity = scene.model.times, case.coming, case.acuity
    on_duty = scene.rota.clinician(triage, coming.site)
    median = (
        np.array(times.wait)[acuity - 1]
        * np.array([s.wait_factor for s in SITES])[coming.site]
        * _crowding(scene, coming.arrival, coming.site) ** times.crowding
        * np.exp(scene.clinicians.sign_up[on_duty])
        * np.where(coming.reason == PLANNED, times.wait_of_recheck, 1.0)
    )
    seen = triage + lognormal_minutes(rng, median, times.wait_spread)
    minutes_left = scene.rota.end(seen, coming.site) - seen
    late = (minutes_left > 0) & (minutes_left <= times.last_pick_up) & (acuity > 2)
    late &= ~scene.rota.closing(seen, coming.site)
    seen = seen + np.where(late, times.last_pick_up, 0)
    patience = lognormal_minutes(rng, np.array(times.patience)[acuity - 1], times.patience_spread)
    return seen, coming.arrival + patience


def _admission(scene: Scene, case: Case, clinician: np.ndarray) -> np.ndarray:
    """The chance of admission: case mix and clinician count, season and hour do not."""
    outcomes = scene.model.outcomes
    by_reason = np.array((0.0, outcomes.admission_return, outcomes.admission_planned))
    return chance_of(
        np.array(outcomes.admission)[case.acuity - 1]
        + outcomes.admission_age * (case.age - 50)
        + by_reason[case.coming.reason]
        + scene.clinicians.admission[clinician]
    )


def _disposition(
    rng: np.random.Generator,
    model: Department,
    case: Case,
    admitted: np.ndarray,
    unseen: np.ndarray,
) -> np.ndarray:
    outcomes, n = model.outcomes, len(admitted)
    result = np.where(admitted, ADMITTED, DISCHARGED)
    result[rng.random(n) < np.array(outcomes.transfer)[case.coming.site]] = TRANSFERRED
    rare = rng.random(n)
    home = result == DISCHARGED
    result[home & (rare < outcomes.ama)] = AMA
    result[home & (rare > 1 - outcomes.eloped)] = ELOPED
    result[rng.random(n) < np.array(outcomes.died)[case.acuity - 1]] = DIED
    return np.where(unseen, LWBS, result)


def _consult(scene: Scene, clinician: np.ndarray, admitted: np.ndarray) -> np.ndarray:
    base, if_admitted = scene.model.outcomes.consult
    return chance_of(base + scene.clinicians.consult[clinician] + if_admitted * admitted)


def _studies(
    rng: np.random.Generator,
    scene: Scene,
    case: Case,
    clinician: np.ndarray,
    admitted: np.ndarray,
) -> np.ndarray:
    """How many studies of each modality, (visits, modalities)."""
    outcomes, hidden = scene.model.outcomes, scene.model.hidden
    later = case.coming.arrival >= scene.model.calendar.minute(hidden.improves_from)
    improved = later & (clinician == hidden.clinician)
    patient = (
        np.array(outcomes.imaging_acuity)[case.acuity - 1]
        + outcomes.imaging_admitted * admitted
        + outcomes.imaging_child * (case.age < 16)
        + scene.clinicians.imaging[clinician]
    )
    log_odds = np.array([c.imaging for c in ALL_COMPLAINTS])[case.complaint] + patient[:, None]
    chance = chance_of(log_odds + np.outer(improved, hidden.imaging_change))
    done = rng.random(chance.shape) < chance
    return done * (1 + rng.poisson(outcomes.extra_study, done.shape))


def _work(
    scene: Scene, case: Case, clinician: np.ndarray, imaged: np.ndarray, consult: np.ndarray
) -> np.ndarray:
    """The median of the minutes from first seen to the decision, without a learner."""
    times = scene.model.times
    median = (
        np.array(times.work)[case.acuity - 1]
        + imaged @ np.array(times.work_imaging)
        + times.work_consult * consult
    )
    return median * np.exp(scene.clinicians.pace[clinician])


def _leave(
    rng: np.random.Generator, model: Department, arrival: np.ndarray, disposition: np.ndarray
) -> np.ndarray:
    """Minutes from the decision to departure: beds are scarcer in winter."""
    times = model.times
    bed = (disposition == ADMITTED) | (disposition == TRANSFERRED)
    ward = times.leave_ward * (1 + times.leave_ward_winter * winter(model, arrival))
    return lognormal_minutes(rng, np.where(bed, ward, times.leave_home), times.leave_spread)


def _bring_back(
    rng: np.random.Generator,
    scene: Scene,
    case: Case,
    clinician: np.ndarray,
    decision: np.ndarray,
) -> np.ndarray:
    """Whether a return is ordered: more at night, when some imaging has to wait for the morning."""
    returns = scene.model.returns
    hour = decision % DAY // 60
    return rng.random(len(hour)) < chance_of(
        returns.bring_back
        + np.array([c.bring_back for c in ALL_COMPLAINTS])[case.complaint]
        + returns.bring_back_at_night * ((hour >= 20) | (hour < 6))
        + scene.clinicians.bring_back[clinician]
    )
