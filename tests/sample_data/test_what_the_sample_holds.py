"""What sample_data/README.md says is in the department is there, and what it denies is not."""

import re
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from tests.sample_data.columns import (
    Columns,
    came_back,
    had,
    minutes_between,
    months,
    times,
    where,
)
from tests.sample_data.conftest import Extract

IMPROVES_FROM = np.datetime64("2025-09")


def share(met: np.ndarray) -> float:
    return float(np.mean(met))


def difference(before: np.ndarray, after: np.ndarray) -> float:
    """The change of a proportion, in standard errors."""
    pooled = np.concatenate([before, after]).mean()
    error = np.sqrt(pooled * (1 - pooled) * (1 / len(before) + 1 / len(after)))
    return float((after.mean() - before.mean()) / error)


def chance_of_such_unevenness(met_and_not: list[tuple[int, int]]) -> float:
    """Pearson's chi-squared test that all rows share one proportion."""
    table = np.array(met_and_not)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    statistic = ((table - expected) ** 2 / expected).sum()
    return float(stats.chi2.sf(statistic, len(table) - 1))


def test_twelve_clinicians_saw_about_sixty_thousand_visits(department: Extract):
    attending = set(department.visits["Attending"]) - {""}
    assert attending == {f"D{n:02d}" for n in range(1, 13)}
    assert 57_000 < len(department.visits["Visit No"]) < 63_000


def test_rates_are_those_of_a_middling_department(department: Extract):
    visits = department.visits
    home = visits["ED Disposition"] == "Discharged"
    unplanned = share(came_back(visits, unplanned_only=True)[home])
    assert 0.15 < share(visits["ED Disposition"] == "Admitted") < 0.25
    assert 0.03 < share(visits["ED Disposition"] == "LWBS") < 0.05
    assert 0.04 < unplanned < 0.06
    assert 0.03 < share(visits["Return Ordered"][home] == "Y") < 0.05
    assert share(came_back(visits, unplanned_only=False)[home]) > unplanned + 0.03
    assert 0.05 < share(visits["Handed Over"] == "Y") < 0.15


def test_the_readme_states_the_departments_rates(department: Extract, seen: Columns, sample: Path):
    visits = department.visits
    home = visits["ED Disposition"] == "Discharged"
    rates = {
        "admitted": share(visits["ED Disposition"] == "Admitted"),
        "left without being seen": share(visits["ED Disposition"] == "LWBS"),
        "unplanned return within 72 hours of discharge": share(came_back(visits, True)[home]),
        "any return within 72 hours of discharge": share(came_back(visits, False)[home]),
        "return ordered at discharge": share(visits["Return Ordered"][home] == "Y"),
        "seen patients handed over": share(seen["Handed Over"] == "Y"),
    }
    readme = (sample / "README.md").read_text(encoding="utf-8")
    stated = dict(re.findall(r"^\| ([\w ]+) \| ([\d.]+) % \|$", readme, re.MULTILINE))
    assert stated.keys() == rates.keys()
    for name, percent in stated.items():
        decimals = len(percent.partition(".")[2])
        assert f"{100 * rates[name]:.{decimals}f}" == percent, name


def test_the_committed_clinicians_rates_are_in_the_same_ranges(first: Extract, own: Columns):
    home = (first.visits["ED Disposition"] == "Discharged") & (first.visits["Attending"] == "D05")
    unplanned = share(came_back(first.visits, unplanned_only=True)[home])
    assert 0.15 < share(own["ED Disposition"] == "Admitted") < 0.25
    assert 0.04 < unplanned < 0.06
    assert 0.03 < share(first.visits["Return Ordered"][home] == "Y") < 0.05
    assert share(came_back(first.visits, unplanned_only=False)[home]) > unplanned + 0.03


def test_a_planned_return_follows_a_visit_that_ordered_it(department: Extract):
    visits = department.visits
    ordered = visits["Return Ordered"] == "Y"
    asked = visits["Patient Key"][ordered]
    planned = visits["Planned Return"] == "Y"
    assert share(np.isin(visits["Patient Key"][planned], asked)) > 0.99
    assert share(came_back(visits, unplanned_only=False)[ordered]) > 0.9


def test_imaging_falls_from_september_2025_and_nowhere_else(department: Extract, seen: Columns):
    imaged = had(seen, department.orders)
    later = months(seen) >= IMPROVES_FROM
    for clinician in sorted(set(seen["Attending"])):
        theirs = seen["Attending"] == clinician
        change = difference(imaged[theirs & ~later], imaged[theirs & later])
        if clinician == "D05":
            assert change < -5
        else:
            assert abs(change) < 3, clinician


def test_ct_falls_with_it(first: Extract, own: Columns):
    ct = had(own, first.orders, "CT")
    later = months(own) >= IMPROVES_FROM
    assert difference(ct[~later], ct[later]) < -4


def test_what_balances_imaging_does_not_worsen(first: Extract):
    home = (first.visits["ED Disposition"] == "Discharged") & (first.visits["Attending"] == "D05")
    returned = came_back(first.visits, unplanned_only=True)[home]
    later = months(first.visits)[home] >= IMPROVES_FROM
    assert abs(difference(returned[~later], returned[later])) < 2


def test_admission_is_chance_alone(own: Columns):
    admitted, month = own["ED Disposition"] == "Admitted", months(own)
    counts = [(admitted[month == m].sum(), (~admitted[month == m]).sum()) for m in np.unique(month)]
    assert len(counts) == 36
    assert chance_of_such_unevenness(counts) > 0.05
    correlation = np.corrcoef(month.astype(int), admitted)[0, 1]
    assert abs(correlation) < 2 / np.sqrt(len(month))
    winter = np.isin(month.astype(int) % 12, (11, 0, 1))
    assert abs(difference(admitted[~winter], admitted[winter])) < 2


@pytest.mark.parametrize("campus", ["North", "South"])
def test_first_seen_is_mostly_blank_for_two_months_on_one_campus(seen: Columns, campus: str):
    here = where(seen, seen["Campus"] == campus)
    blank = here["First Seen by MD"] == ""
    faulty = np.isin(months(here), np.array(["2025-02", "2025-03"], dtype="datetime64[M]"))
    assert 0.02 < share(blank[~faulty]) < 0.05
    assert (share(blank[faulty]) > 0.7) == (campus == "North")


def test_the_fault_shows_in_the_committed_extract(own: Columns):
    blank, month = own["First Seen by MD"] == "", months(own)
    monthly = {str(m): share(blank[month == m]) for m in np.unique(month)}
    fault = [monthly.pop("2025-02"), monthly.pop("2025-03")]
    assert min(fault) > 0.4
    assert max(monthly.values()) < 0.15


def test_arrivals_follow_season_weekday_and_hour(department: Extract):
    arrival = times(department.visits["Arrival Date/Time"])
    day, month = arrival.astype("datetime64[D]"), months(department.visits).astype(int) % 12
    a_day = {m: (month == m).sum() / len(np.unique(day[month == m])) for m in (0, 6)}
    assert a_day[0] > 1.05 * a_day[6]
    weekday = np.bincount((day.astype(int) + 3) % 7, minlength=7)
    assert weekday.argmax() == 0
    hour = np.bincount(arrival.astype("datetime64[h]").astype(int) % 24, minlength=24)
    assert hour[10:13].min() > 3 * hour[2:5].max()


def test_arrivals_are_as_uneven_as_a_poisson_process_with_busy_days(department: Extract):
    day = times(department.visits["Arrival Date/Time"]).astype("datetime64[D]")
    daily = np.unique(day, return_counts=True)[1]
    dispersion = daily.var() / daily.mean()
    assert 1.1 < dispersion < 2.5


def test_the_campuses_differ(seen: Columns):
    stay = minutes_between(seen["Arrival Date/Time"], seen["Departure Date/Time"])
    admitted, north = seen["ED Disposition"] == "Admitted", seen["Campus"] == "North"
    assert np.nanmedian(stay[north]) > 1.05 * np.nanmedian(stay[~north])
    assert share(admitted[north]) > share(admitted[~north]) + 0.03


def test_urgency_decides_waits_stays_and_who_leaves(department: Extract, seen: Columns):
    wait = minutes_between(seen["Arrival Date/Time"], seen["First Seen by MD"])
    stay = minutes_between(seen["Arrival Date/Time"], seen["Departure Date/Time"])
    waits = [np.nanmedian(wait[seen["CTAS"] == level]) for level in "1234"]
    stays = [np.nanmedian(stay[seen["CTAS"] == level]) for level in "2345"]
    assert waits == sorted(waits)
    assert stays == sorted(stays, reverse=True)
    left = department.visits["ED Disposition"] == "LWBS"
    leaving = [share(left[department.visits["CTAS"] == level]) for level in "2345"]
    assert leaving == sorted(leaving)


def test_stays_are_skewed_like_a_lognormal(seen: Columns):
    stay = minutes_between(seen["Arrival Date/Time"], seen["Departure Date/Time"])
    stay = stay[(seen["ED Disposition"] == "Discharged") & (stay > 0)]
    assert stats.skew(stay) > 1
    assert abs(stats.skew(np.log(stay))) < 0.5


def test_clinicians_differ_by_more_than_chance(department: Extract, seen: Columns):
    imaged = had(seen, department.orders)
    early = months(seen) < IMPROVES_FROM
    table = [
        (imaged[rows].sum(), (~imaged[rows]).sum())
        for rows in (early & (seen["Attending"] == c) for c in np.unique(seen["Attending"]))
    ]
    assert chance_of_such_unevenness(table) < 1e-6


def test_one_learners_items_hang_together(first: Extract):
    forms = first.evaluations
    score = forms["Score"].astype(float)
    within = [score[forms["Form ID"] == form].var() for form in np.unique(forms["Form ID"])]
    assert np.mean(within) < score.var()
    assert 3.5 < score.mean() < 4.6
