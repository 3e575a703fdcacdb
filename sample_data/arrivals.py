"""Who comes: the pool of patients and the first arrivals."""

from datetime import date

import numpy as np

from sample_data.parameters import DAY, SITES, Department
from sample_data.records import INDEX, Arrivals, People


def draw_people(rng: np.random.Generator, model: Department) -> People:
    """Draw the pool of patients."""
    of = model.patients
    group = rng.choice(len(of.age_groups), of.pool, p=of.age_shares)
    centre, spread = np.array(of.age_groups).T
    age = np.clip(np.abs(rng.normal(centre[group], spread[group])), 0, 101)
    half_span = model.calendar.days / 2
    share = rng.gamma(of.frailty, 1.0, of.pool)
    return People(
        birth=half_span - age * 365.25,
        sex=rng.choice(of.sexes, of.pool, p=of.sex_shares),
        share=share / share.sum(),
    )


def winter(model: Department, minute: np.ndarray) -> np.ndarray:
    """1 in the middle of January, -1 in the middle of July."""
    middle = model.calendar.minute("2024-01-16")
    return np.cos(2 * np.pi * (minute - middle) / (365.25 * DAY))


def draw_index_arrivals(rng: np.random.Generator, model: Department, people: People) -> Arrivals:
    """Poisson arrivals, hour by hour and campus by campus, in order of time."""
    flow, days = model.flow, model.calendar.days
    day = np.arange(days)
    weekday = (day + date.fromisoformat(model.calendar.start).weekday()) % 7
    daily = (
        np.array(flow.weekday)[weekday]
        * (1 + flow.winter * winter(model, day * DAY))
        * (1 + flow.growth_a_year * day / 365.25)
        * rng.gamma(flow.day_spread**-2, flow.day_spread**2, days)
    )
    minutes, sites = [], []
    for number, site in enumerate(SITES):
        hours = np.arange(24)
        open_now = (hours >= site.hours[0]) & (hours < site.hours[1])
        profile = np.where(open_now, flow.hour, 0.0)
        rate = site.index_visits_a_day * daily[:, None] * (profile / profile.sum())
        starts = (day[:, None] * 24 + hours) * 60
        came = np.repeat(starts.ravel(), rng.poisson(rate).ravel())
        minutes.append(came + rng.integers(0, 60, len(came)))
        sites.append(np.full(len(came), number))
    arrival, site = np.concatenate(minutes), np.concatenate(sites)
    order = np.argsort(arrival, kind="stable")
    nobody = np.full(len(order), -1)
    patient = rng.choice(len(people.share), len(order), p=people.share)
    return Arrivals(arrival[order], site[order], patient, np.full(len(order), INDEX), nobody)
