"""Who comes back after being seen, or after leaving unseen."""

from dataclasses import fields

import numpy as np

from sample_data.parameters import COMPLAINTS, DAY, SITES
from sample_data.records import (
    ALL_COMPLAINTS,
    AMA,
    DISCHARGED,
    ELOPED,
    LWBS,
    PLANNED,
    PLANNED_RECHECK,
    UNPLANNED,
    Arrivals,
    Scene,
    Visits,
    chance_of,
)


def draw_returns(rng: np.random.Generator, scene: Scene, visits: Visits) -> Arrivals:
    """Those who come back after these visits: unasked, and because they were told to."""
    unasked, asked = _unplanned(rng, scene, visits), _planned(rng, scene, visits)
    both = Arrivals(
        *(np.concatenate([getattr(unasked, f.name), getattr(asked, f.name)]) for f in fields(asked))
    )
    return both.take(both.arrival < scene.model.calendar.days * DAY)


def _unplanned(rng: np.random.Generator, scene: Scene, visits: Visits) -> Arrivals:
    """Delays fall off exponentially; within them people come at the hours at which people come."""
    returns, model = scene.model.returns, scene.model
    chance = chance_of(
        returns.unplanned
        + returns.unplanned_age * (visits.age - 45)
        + scene.clinicians.returns[visits.clinician]
    )
    unseen = visits.disposition == LWBS
    early = np.isin(visits.disposition, (AMA, ELOPED))
    chance = np.where(unseen | early, returns.after_leaving_unseen, chance)
    home = (visits.disposition == DISCHARGED) | unseen | early
    came = visits.take(home & (rng.random(len(visits)) < chance))
    site = np.where(rng.random(len(came)) < returns.other_site, 1 - came.site, came.site)
    cut = 1 - np.exp(-returns.longest_delay / returns.mean_delay)
    delay = -returns.mean_delay * np.log(1 - cut * rng.random((len(came), 12)))
    candidate = came.departure[:, None] + returns.shortest_delay + np.rint(delay).astype(int)
    hour = candidate % DAY // 60
    opens, closes = np.array([s.hours for s in SITES]).T
    shut = (hour < opens[site][:, None]) | (hour >= closes[site][:, None])
    appeal = np.log(np.where(shut, 1e-9, np.array(model.flow.hour)[hour]))
    chosen = np.argmax(appeal + rng.gumbel(size=appeal.shape), axis=1)
    rows = np.arange(len(came))
    open_now = ~shut[rows, chosen]
    return Arrivals(
        candidate[rows, chosen],
        site,
        came.patient,
        np.full(len(came), UNPLANNED),
        np.where(came.complaint < len(COMPLAINTS), came.complaint, -1),
    ).take(open_now)


def _planned(rng: np.random.Generator, scene: Scene, visits: Visits) -> Arrivals:
    """The morning after, or the one after that, on the same campus."""
    returns = scene.model.returns
    came = visits.take(visits.bring_back & (rng.random(len(visits)) < returns.comes_back))
    day, minute = np.divmod(came.departure, DAY)
    day = day + (minute > 5 * 60) + (rng.random(len(came)) < returns.a_day_later)
    morning = np.clip(rng.normal(10.5 * 60, 75, len(came)), 8 * 60, 15 * 60)
    return Arrivals(
        day * DAY + np.rint(morning).astype(int),
        came.site,
        came.patient,
        np.full(len(came), PLANNED),
        np.full(len(came), ALL_COMPLAINTS.index(PLANNED_RECHECK)),
    )
