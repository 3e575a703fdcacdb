"""Teaching evaluations: learners' forms, one score an item."""

from dataclasses import dataclass

import numpy as np

from sample_data.parameters import Department
from sample_data.rota import Clinicians, Rota

HALF_YEAR = 182.6


@dataclass(frozen=True)
class Forms:
    """One row a form; `score` has the shape (forms, items), 0 where an item was left blank."""

    day: np.ndarray
    clinician: np.ndarray
    learner: np.ndarray
    score: np.ndarray


def draw_forms(
    rng: np.random.Generator, model: Department, clinicians: Clinicians, rota: Rota
) -> Forms:
    """Forms follow shifts; a score is teacher + learner + form + item, rounded to 1..5."""
    of = model.teaching
    half_years = model.calendar.days / HALF_YEAR
    days, teachers = [], []
    for clinician in range(model.clinicians):
        worked = np.flatnonzero((rota.on[1:-1] == clinician).any(axis=1))
        number = np.minimum(rng.poisson(of.forms_a_half_year * half_years), len(worked))
        days.append(rng.choice(worked, number, replace=False))
        teachers.append(np.full(number, clinician))
    day, clinician = np.concatenate(days), np.concatenate(teachers)
    order = np.lexsort((clinician, day))
    day, clinician = day[order], clinician[order]
    # A new group of learners comes each half year.
    group = (day / HALF_YEAR).astype(int)
    learner = group * of.learners + rng.integers(0, of.learners, len(day))
    leniency = rng.normal(0, of.learner_spread, int(learner.max()) + 1)
    shape = (len(day), len(of.items))
    form = (
        clinicians.teaching[clinician] + leniency[learner] + rng.normal(0, of.form_spread, len(day))
    )
    latent = (
        of.mean
        + form[:, None]
        + np.array(of.item_difficulty)
        + rng.normal(0, of.item_spread, shape)
    )
    score = np.clip(np.rint(latent), 1, 5).astype(int)
    return Forms(day, clinician, learner, np.where(rng.random(shape) < of.unanswered, 0, score))
