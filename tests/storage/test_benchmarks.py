"""From a department's file one number is kept, and nothing of anybody it was made of."""

import csv
import io
import random
from dataclasses import replace

import pytest

from afreflect.domain.benchmark import Contribution, achievable
from afreflect.storage import benchmarks, written
from afreflect.storage.catalogue import catalogue
from afreflect.storage.merging import import_of, merged
from afreflect.storage.practice import Practice

HEADER = "Visit,Patient,Doctor,Arrival,Departure,Disposition"
LWBS = next(metric for metric in catalogue() if metric.id == "left_without_being_seen")
CLINICIANS = 12


def department(clinicians=CLINICIANS, visits=60, patient="P{visit}"):
    """Each clinician has a shift every day at an hour of their own; some patients leave unseen."""
    rng = random.Random(11)
    rows, shifts, number = [HEADER], ["Shift,Doctor,Shift Start,Shift End"], 0
    for who in range(clinicians):
        for day in range(1, 29):
            shifts.append(
                f"S{who}-{day},DR-{who},2025-03-{day:02d} {who:02d}:00,"
                f"2025-03-{day:02d} {who:02d}:59"
            )
        for visit in range(visits):
            number += 1
            day, minute = visit % 28 + 1, rng.randrange(59)
            left = rng.random() < 0.03 * (who + 1)
            name, ending = ("", "LWBS") if left else (f"DR-{who}", "Home")
            rows.append(
                f"V{number},{patient.format(visit=number)},{name},"
                f"2025-03-{day:02d} {who:02d}:{minute:02d},2025-03-{day:02d} 23:30,{ending}"
            )
    return {"visits.csv": "\n".join(rows), "shifts.csv": "\n".join(shifts)}


@pytest.fixture(scope="module")
def files():
    return department()


def by_own_import(load, files, who):
    """What this clinician would see as their own figure."""
    loaded = load(files, clinician=who).loaded
    whole = Practice(loaded.connection, loaded.extract).measure(LWBS, grain="all").whole
    return Contribution(whole.met or 0, whole.n)


def test_it_is_made_of_the_figures_that_each_would_see_alone(load, files):
    """FR-33: the same figures as their own imports, and as a count of the file's own lines."""
    kept = load(files, clinician="DR-3").extract.benchmarks
    lines = list(csv.DictReader(io.StringIO(files["visits.csv"])))
    arrivals = [(line["Arrival"][11:13], line["Disposition"] == "LWBS") for line in lines]
    counted = []
    for who in range(CLINICIANS):
        left = [unseen for hour, unseen in arrivals if hour == f"{who:02d}"]
        counted.append(Contribution(sum(left), len(left)))
    for who in (0, 7):
        assert by_own_import(load, files, f"DR-{who}") == counted[who]
    found = achievable(counted, "lower", LWBS.n_show)
    assert found is not None
    [benchmark] = kept
    assert benchmark.value == round(found.value, 3)
    assert benchmark.contributors == CLINICIANS
    assert (str(benchmark.since), str(benchmark.until)) == ("2025-03-01", "2025-03-28")


def test_everyone_gets_the_same_number(load, files):
    numbers = {load(files, clinician=f"DR-{who}").extract.benchmarks for who in (0, 11)}
    assert len(numbers) == 1


def test_nobody_it_was_made_of_is_left(load, files):
    """K-11: no id, no case and no figure of anybody else, in any table or fact that is kept."""
    found = load(files, clinician="DR-3")
    facts = str(written.extract_value(found.extract))
    cells = " ".join(found.cells())
    for who in range(CLINICIANS):
        if who != 3:
            assert f"DR-{who}" not in facts
            assert f"DR-{who}" not in cells
    [kept] = written.extract_value(found.extract)["benchmarks"]
    assert set(kept) == {
        "metric_id", "metric_sha256", "value", "contributors", "covered", "definition",
        "extract_sha256", "since", "until",
    }  # fmt: skip


def test_ten_clinicians_are_needed(load):
    assert load(department(clinicians=9), clinician="DR-3").extract.benchmarks == ()
    assert load(department(clinicians=10), clinician="DR-3").extract.benchmarks


def test_enough_cases_of_each_are_needed(load):
    assert load(department(visits=45), clinician="DR-3").extract.benchmarks == ()


def test_returns_to_colleagues_are_no_department(load):
    """An extract cut around one clinician holds colleagues' visits of shared patients only."""
    shared = department(patient="P{visit}")
    lines = shared["visits.csv"].splitlines()
    cut = [lines[0]]
    for at, line in enumerate(lines[1:]):
        visit, _, name, *rest = line.split(",")
        cut.append(",".join((visit, f"P{at % 60}", name, *rest)))
    files = {"visits.csv": "\n".join(cut), "shifts.csv": shared["shifts.csv"]}
    assert load(files, clinician="DR-3").extract.benchmarks == ()


def test_without_a_shift_nobody_seems_to_lose_no_patient(load, files):
    """The shifts of one clinician alone: no other has anybody leaving unseen, it would seem."""
    own = [line for line in files["shifts.csv"].splitlines() if "DR-3," in line]
    own = "\n".join([files["shifts.csv"].splitlines()[0], *own])
    assert load(files | {"shifts.csv": own}, clinician="DR-3").extract.benchmarks == ()


def test_a_department_of_too_many_visits_is_not_gone_through(load, files, monkeypatch):
    monkeypatch.setattr(benchmarks, "MOST_WORK", 1000)
    assert load(files, clinician="DR-3").extract.benchmarks == ()


def test_it_is_kept_with_the_extract_and_comes_back(load, files):
    extract = load(files, clinician="DR-3").extract
    assert written.extract_from(written.extract_value(extract)) == extract


def test_of_several_extracts_the_newest_benchmark_holds(load, files):
    loaded = load(files, clinician="DR-3").loaded
    older = import_of(Practice(loaded.connection, loaded.extract))
    [kept] = older.extract.benchmarks
    changed = replace(kept, value=0.5)
    newer = replace(older, extract=replace(older.extract, sha256="f" * 64, benchmarks=(changed,)))
    assert merged([older, newer]).practice.extract.benchmarks == (changed,)
    bare = replace(older, extract=replace(older.extract, sha256="f" * 64, benchmarks=()))
    assert merged([older, bare]).practice.extract.benchmarks == (kept,)
