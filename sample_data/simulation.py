"""The whole simulated department: clinicians, rota, visits and teaching forms from one seed."""

from dataclasses import dataclass, fields

import numpy as np

from sample_data.arrivals import draw_index_arrivals, draw_people
from sample_data.parameters import SEED, SITES, Department
from sample_data.records import People, Scene, Visits
from sample_data.returns import draw_returns
from sample_data.rota import Clinicians, Rota, draw_clinicians, draw_rota
from sample_data.teaching import Forms, draw_forms
from sample_data.visits import draw_visits


@dataclass(frozen=True)
class Simulated:
    """What really happened, before anybody wrote it down."""

    model: Department
    clinicians: Clinicians
    people: People
    rota: Rota
    visits: Visits
    forms: Forms


def simulate(model: Department, seed: int = SEED) -> Simulated:
    """Draw the department; each part has its own stream of random numbers."""
    streams = (np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(5))
    of_clinicians, of_rota, of_people, of_visits, of_forms = streams
    clinicians = draw_clinicians(of_clinicians, model)
    rota = draw_rota(of_rota, model, clinicians)
    people = draw_people(of_people, model)
    return Simulated(
        model,
        clinicians,
        people,
        rota,
        draw_all_visits(of_visits, model, people, clinicians, rota),
        draw_forms(of_forms, model, clinicians, rota),
    )


def draw_all_visits(
    rng: np.random.Generator,
    model: Department,
    people: People,
    clinicians: Clinicians,
    rota: Rota,
) -> Visits:
    """All visits in order of arrival: the first ones, then those that they lead to, and so on."""
    coming = draw_index_arrivals(rng, model, people)
    by_site = tuple(coming.arrival[coming.site == s] for s in range(len(SITES)))
    scene = Scene(model, people, clinicians, rota, by_site)
    batches = []
    for _ in range(model.returns.generations):
        batches.append(draw_visits(rng, scene, coming))
        coming = draw_returns(rng, scene, batches[-1])
    return _possible(_joined(batches))


def _joined(batches: list[Visits]) -> Visits:
    columns = [np.concatenate([getattr(b, f.name) for b in batches]) for f in fields(Visits)]
    joined = Visits(*columns)
    return joined.take(np.argsort(joined.arrival, kind="stable"))


def _possible(visits: Visits) -> Visits:
    """Leave out a visit that starts before the same patient's last one has ended."""
    order = np.lexsort((visits.arrival, visits.patient))
    same = visits.patient[order][1:] == visits.patient[order][:-1]
    too_early = visits.arrival[order][1:] <= visits.departure[order][:-1]
    keep = np.ones(len(visits), dtype=bool)
    keep[order[1:][same & too_early]] = False
    return visits.take(keep)
