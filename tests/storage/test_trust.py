"""Each part of trust moves the right way when the data are made worse on purpose."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest

from afreflect.domain.extract import Upload
from afreflect.domain.ledger import Expected
from afreflect.domain.trust import Trust
from afreflect.storage.catalogue import catalogue
from afreflect.storage.practice import Practice
from tests.storage.journal.extracts import practice_of

TODAY = date(2026, 11, 22)
METRICS = {metric.id: metric for metric in catalogue()}
RETURNS, WAIT = METRICS["return_72h_unplanned"], METRICS["time_to_first_assessment"]
Row = dict[str, Any]
COLUMNS = (
    "encounter_id", "patient_id", "physician_id", "arrival_ts", "triage_ts",
    "seen_by_physician_ts", "departure_ts", "disposition", "acuity", "site", "handed_over",
)  # fmt: skip


def year() -> list[Row]:
    """Ten months of one clinician, 30 visits each, complete and up to date."""
    rows = []
    for number in range(300):
        came = datetime(2026, 1 + number // 30, 1 + number % 28, 8 + number % 9)
        rows.append(
            {
                "encounter_id": f"v{number}",
                "patient_id": f"p{number}",
                "physician_id": "DR-A",
                "arrival_ts": came,
                "triage_ts": came + timedelta(minutes=5),
                "seen_by_physician_ts": came + timedelta(minutes=30 + number % 40),
                "departure_ts": came + timedelta(minutes=200 + number % 90),
                "disposition": "admitted" if number % 5 == 0 else "discharged",
                "acuity": 1 + number % 5,
                "site": "North" if number % 3 else "South",
                "handed_over": "no" if number else "yes",
            }
        )
    return rows


def practice(rows: list[Row], *others: Upload) -> Practice:
    lines = [
        ",".join("" if row[name] is None else str(row[name]) for name in COLUMNS) for row in rows
    ]
    text = "\n".join([",".join(COLUMNS), *lines, ""])
    return practice_of(Upload("visits.csv", text.encode()), *others)


def trusted(rows: list[Row], *others: Upload, metric=RETURNS, ledger=(), today=TODAY) -> Trust:
    return practice(rows, *others).trust(metric, ledger, today=today)


def changed(rows: list[Row], every: int = 2, **columns: Any) -> list[Row]:
    """The rows with every so many of them changed; a value may be a function of the row."""
    return [
        row
        | {
            name: value(row) if callable(value) else value
            for name, value in (columns.items() if at % every == 0 else ())
        }
        for at, row in enumerate(rows)
    ]


@pytest.fixture(scope="module")
def good() -> Trust:
    return trusted(year())


def others_equal(one: Trust, other: Trust, *but: str) -> bool:
    return all(part.value == other[part.id].value for part in one.components if part.id not in but)


def test_blank_cells_lower_completeness(good: Trust):
    """FR-38: half of the departures deleted."""
    worse = trusted(changed(year(), departure_ts=None))
    assert good["D1"].value == 1
    assert worse["D1"].value == 0.5
    assert "150 of 300 visits" in worse["D1"].why
    assert "150 × departure time" in worse["D1"].what_would_raise_it


def test_fewer_than_half_of_the_rows_complete_holds_everything_down():
    rows = [row | {"departure_ts": None} if at % 5 else row for at, row in enumerate(year())]
    held = trusted(rows)
    assert held["D1"].value == pytest.approx(0.2)
    assert held.held_down_by == ("D1",)
    assert held.quality == 40
    assert held.value is not None
    assert held.value > 0.4
    # Filled in, the cap goes: the rise is found by computing everything again.
    assert 40 + held["D1"].rise == held.with_value("D1", 1.0).quality


def test_an_older_extract_is_less_timely(good: Trust):
    found, last = practice(year()), date(2026, 10, 28)
    at = {
        days: found.trust(RETURNS, today=last + timedelta(days=days))
        for days in (45, 46, 205, 365, 500)
    }
    assert good["D2"].value == 1
    assert at[45]["D2"].value == 1
    assert at[46]["D2"].value == pytest.approx(319 / 320)
    assert at[205]["D2"].value == pytest.approx(0.5)
    assert at[365]["D2"].value == at[500]["D2"].value == 0
    assert others_equal(at[45], at[500], "D2")


def test_rows_that_are_gone_lower_case_ascertainment(good: Trust):
    counted = Expected("return_72h_unplanned", 300, "billing", date(2026, 1, 1), date(2027, 1, 1))
    whole = trusted(year(), ledger=(counted,))
    thinned = trusted(year()[::2], ledger=(counted,))
    twice = trusted(year(), ledger=(replace(counted, count=150),))
    assert good["D3"].value is None
    assert whole["D3"].value == 1
    assert thinned["D3"].value == twice["D3"].value == 0.5
    assert "150 visits that the extract lacks" in thinned["D3"].what_would_raise_it
    assert "billing counts 300" in thinned["D3"].why


def roster() -> Upload:
    """Twelve hours on every day of nine months."""
    return Upload(
        "shifts.csv",
        "\n".join(
            ["Shift ID,Clinician,Shift Start,Shift End"]
            + [
                f"S{at},DR-A,2026-{1 + at // 28:02d}-{1 + at % 28:02d} 07:00,"
                f"2026-{1 + at // 28:02d}-{1 + at % 28:02d} 19:00"
                for at in range(28 * 9)
            ]
        ).encode(),
    )


def test_a_rate_over_shifts_is_as_complete_as_the_visits_it_counts():
    """The roster's own columns are of no visit, so that none can lack them."""
    rate = METRICS["patients_per_hour"]
    full = trusted(year(), roster(), metric=rate)
    half = trusted(changed(year(), seen_by_physician_ts=None), roster(), metric=rate)
    assert full["D1"].value == 1
    assert half["D1"].value == pytest.approx(0.5)
    assert "time of first assessment" in half["D1"].what_would_raise_it
    assert "shifts" in full["D5"].why


def test_shifts_without_a_visit_lower_case_ascertainment():
    shifts = roster()
    whole = trusted(year(), shifts)
    gone = [row for row in year() if row["arrival_ts"].month not in (4, 5, 6)]
    worse = trusted(gone, shifts)
    assert whole["D3"].value == 1
    assert worse["D3"].value == pytest.approx(2 / 3, abs=0.01)
    # A typed count can lower what a roster says, and never lift it.
    few = Expected("return_72h_unplanned", len(gone), "me", date(2026, 1, 1), date(2027, 1, 1))
    many = replace(few, count=3 * len(gone))
    assert trusted(gone, shifts, ledger=(few,))["D3"].value == worse["D3"].value
    assert trusted(gone, shifts, ledger=(many,))["D3"].value == pytest.approx(1 / 3)


def test_rows_that_name_nobody_lower_attribution(good: Trust):
    worse = trusted(changed(year(), every=4, physician_id=None))
    assert good["D4"].value == pytest.approx(0.7 * 299 / 300)
    assert worse["D4"].value == pytest.approx(0.7 * 0.75, abs=0.01)
    assert "75 of 300 rows in the files name nobody" in worse["D4"].why


def test_rows_of_two_clinicians_lower_attribution(good: Trust):
    worse = trusted(changed(year(), handed_over="yes"))
    assert worse["D4"].value == pytest.approx(0.7 * 0.5)
    assert others_equal(good, worse, "D4")


def test_a_colleague_beside_me_changes_nothing_of_mine(good: Trust):
    mine = changed(year(), every=8, physician_id="DR-B")
    assert trusted(mine)["D4"].value == pytest.approx(0.7, abs=0.01)


def test_where_nobody_is_named_attribution_is_unknown_and_not_zero():
    """Unknown is unknown, not zero."""
    nobody = trusted(changed(year(), every=1, physician_id=None))
    assert nobody["D4"].value is None
    known = [part for part in nobody.components if part.value is not None]
    weighed = sum(part.weight * (part.value or 0) for part in known)
    assert nobody.value == pytest.approx(weighed / sum(part.weight for part in known))


def test_fewer_rows_are_less_precise(good: Trust):
    fewer, fewest = trusted(year()[::3]), trusted(year()[::9])
    values = [trust["D5"].value or 0 for trust in (good, fewer, fewest)]
    assert values == sorted(values, reverse=True)
    assert values[0] == pytest.approx((240 / 500) ** 0.5)


def test_a_definition_that_leaves_things_open_is_less_clear(good: Trust):
    metric = replace(RETURNS, exclusions=(), version="", evidence_source="")
    worse = practice(year()).trust(metric, today=TODAY)
    assert good["D6"].value == 1
    assert worse["D6"].value == 0.5
    assert "what is left out, a source, a version" in worse["D6"].why
    assert others_equal(good, worse, "D6")


def test_evidence_counts_as_the_library_states_it():
    found = practice(year())
    values = {
        evidence: found.trust(replace(RETURNS, evidence=evidence), today=TODAY)["D7"].value
        for evidence in ("guideline", "consensus", "none")
    }
    assert values == {"guideline": 1, "consensus": 0.5, "none": 0}


def test_nothing_to_try_is_worth_nothing(good: Trust):
    found = practice(year())
    none = found.trust(replace(RETURNS, ideas=()), today=TODAY)
    team = found.trust(replace(RETURNS, attribution="team"), today=TODAY)
    assert (good["D8"].value, team["D8"].value, none["D8"].value) == (1, 0.5, 0)


def test_rows_that_can_not_be_lower_consistency(good: Trust):
    ended = changed(
        year(), every=3, departure_ts=lambda row: row["arrival_ts"] - timedelta(hours=1)
    )
    worse = trusted(ended)
    assert good["D9"].value == 1
    assert worse["D9"].value == pytest.approx(2 / 3)
    assert "end before they begin: 100" in worse["D9"].what_would_raise_it
    ahead = changed(year(), every=30, arrival_ts=datetime(2027, 1, 1), departure_ts=None)
    assert "are yet to come: 10" in trusted(ahead)["D9"].what_would_raise_it


def test_fewer_months_lower_consistency(good: Trust):
    worse = trusted([row for row in year() if row["arrival_ts"].month > 6])
    assert worse["D9"].value == pytest.approx(4 / 8)
    assert "bring in 4 months more" in worse["D9"].what_would_raise_it.lower()


def test_moved_dates_leave_the_age_unknown_and_break_nothing():
    moved = [
        row | {name: row[name] + timedelta(days=365 * 100) for name in row if name.endswith("_ts")}
        for row in year()
    ]
    found = trusted(moved)
    assert found["D2"].value is None
    assert "moved" in found["D2"].why
    assert found["D9"].value == 1


def test_who_left_unseen_lacks_nothing():
    """A time that can't be there is not missing."""
    rows = changed(year(), every=10, disposition="lwbs", seen_by_physician_ts=None)
    found = practice(rows)
    assert found.trust(WAIT, today=TODAY)["D1"].value == 1
    course = next(c for c in found.trust_facts(WAIT, TODAY).courses if "seen" in c.field)
    assert (course.rows, course.blank) == (270, 0)


def test_every_figure_of_the_sample_is_the_one_that_pandas_finds(root):
    """Promise 7, held against another way of counting."""
    folder = root / "sample_data" / "first"
    files = sorted(folder.glob("*.csv"))
    found = practice_of(*(Upload(file.name, file.read_bytes()) for file in files))
    counted = found.trust_facts(WAIT, TODAY)
    visits: Any = pd.read_csv(folder / "SYNTHETIC_ed_visits.csv", dtype=str)
    visits = visits.drop_duplicates("Visit No", keep="last")
    own = visits[visits["Attending"].str.strip() == visits["Attending"].mode()[0]]
    unseen = own["ED Disposition"].str.upper().isin(["LWBS", "LEFT WITHOUT BEING SEEN"])
    blank = own["First Seen by MD"].isna() & ~unseen
    assert counted.facts.rows == len(own)
    assert counted.facts.complete == len(own) - blank.sum()
    [course] = [each for each in counted.courses if each.field == "visits.seen_by_physician_ts"]
    arrived: Any = pd.to_datetime(own["Arrival Date/Time"])
    months = arrived.dt.to_period("M").dt.start_time.dt.date
    assert {cell.start: cell.blank for cell in course.cells} == blank.groupby(
        months
    ).sum().to_dict()
    assert (course.rows, course.blank) == ((~unseen).sum(), blank.sum())
    parts = found.trust(WAIT, today=TODAY)
    assert parts["D1"].value == pytest.approx(1 - blank.sum() / len(own))
    assert parts["D4"].value == pytest.approx(
        0.4 * (own["Handed Over"] == "N").mean() * visits["Attending"].notna().mean(), abs=0.001
    )


def test_one_mistyped_year_does_not_stretch_the_course():
    rows = changed(year(), every=300, arrival_ts=datetime(2097, 8, 9), departure_ts=None)
    [course, *_] = practice(rows).trust_facts(RETURNS, TODAY).courses
    assert course.cells[-1].start <= TODAY
    assert course.rows == 300
