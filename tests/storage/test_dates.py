"""FR-40: dates are read as people write them, and never by a guess that could be wrong."""

from datetime import datetime

import pyarrow as pa
import pytest

from afreflect.storage.moments import Clock
from afreflect.storage.reader import questions

AT = datetime(2025, 4, 3, 14, 5)


def read(written: str, order: str = "", zone: str = "") -> datetime | None:
    return Clock().read(pa.array([written]), order, zone).to_pylist()[0]


@pytest.mark.parametrize(
    "written",
    [
        "2025-04-03 14:05", "2025-04-03T14:05:00", "2025/04/03 14:05", "2025.04.03 14:05",
        "20250403 1405", "20250403140500", "2025-04-03 2:05 PM", "3-Apr-2025 14:05",
        "03APR2025:14:05:00", "April 3, 2025 2:05 PM", "Thursday, April 3, 2025 2:05 p.m.",
        "3 avril 2025 14h05", "jeudi 3 avr. 2025 à 14 h 05", "3 Apr 2025 14:05 EDT",
        "2025-04-03T14:05:00-04:00", "2025-04-03 14:05:00.000Z", "1743689100", "1743689100000",
        "45750.586805555555",
    ],
)  # fmt: skip
def test_a_moment_that_can_only_mean_one_thing(written: str):
    assert read(written) == AT


@pytest.mark.parametrize(
    "written, order",
    [
        ("03/04/2025 14:05", "dmy"), ("3.4.2025 14:05", "dmy"), ("3/4/25 14h05", "dmy"),
        ("03-04-2025 2:05 PM", "dmy"), ("04/03/2025 14:05", "mdy"), ("4/3/25 2:05 p.m.", "mdy"),
        ("4-3-2025 1405", "mdy"),
    ],
)  # fmt: skip
def test_a_moment_whose_order_is_known(written: str, order: str):
    assert read(written, order) == AT


@pytest.mark.parametrize(
    "written, day",
    [("03-04-2025", (2025, 4, 3)), ("3/4/68", (2068, 4, 3)), ("3/4/69", (1969, 4, 3)),
     ("1er mars 2025", (2025, 3, 1)), ("29 février 2024", (2024, 2, 29))],
)  # fmt: skip
def test_a_day_without_a_clock(written: str, day: tuple[int, int, int]):
    assert read(written, "dmy") == datetime(*day)


@pytest.mark.parametrize(
    "written",
    ["31/02/2025 10:00", "2025-02-30 10:00", "2025-13-01", "0000-00-00 00:00", "0001-01-01", "soon",
     "9999-12-31", "14:05", "2025-04-03 25:00", "12/13/14/15"],
)  # fmt: skip
def test_what_is_no_moment_is_missing(written: str):
    assert read(written, "dmy") is None


def test_no_order_no_date():
    assert read("03/04/2025 14:05") is None


@pytest.mark.parametrize(
    "written, local",
    [
        ("2025-01-03T14:05:00Z", datetime(2025, 1, 3, 9, 5)),
        ("2025-07-03T14:05:00Z", datetime(2025, 7, 3, 10, 5)),
        ("2025-07-03T14:05:00-05:00", datetime(2025, 7, 3, 15, 5)),
        ("1743689100", datetime(2025, 4, 3, 10, 5)),
        ("2025-07-03 14:05", datetime(2025, 7, 3, 14, 5)),
    ],
    ids=["winter", "summer", "another offset", "counted from 1970", "local already"],
)
def test_a_zone_tells_times_with_an_offset_in_local_time(written: str, local: datetime):
    assert read(written, zone="America/Toronto") == local


def rows(*pairs: tuple[str, str]) -> str:
    lines = [f"{n},{arrival},{left}" for n, (arrival, left) in enumerate(pairs, start=1)]
    return "\n".join(["Visit,Arrival,Departure", *lines])


EITHER = ("03/04/2025 08:00", "03/04/2025 11:00")
DAY_FIRST = ("13/04/2025 08:00", "13/04/2025 11:00")
MONTH_FIRST = ("04/13/2025 08:00", "04/13/2025 11:00")


@pytest.mark.parametrize(
    "deciding, day", [(DAY_FIRST, datetime(2025, 4, 3, 8)), (MONTH_FIRST, datetime(2025, 3, 4, 8))]
)
def test_one_row_decides_for_the_whole_column(load, deciding: tuple[str, str], day: datetime):
    """FR-40: what the file shows by itself is not asked."""
    assert load(rows(EITHER, deciding, EITHER)).column("arrival_ts")[0] == day


def test_one_column_decides_for_the_other(load):
    text = rows(("03/04/2025 23:00", "13/04/2025 01:00"))
    assert load(text).column("arrival_ts") == [datetime(2025, 4, 3, 23)]


def test_what_cannot_be_decided_is_asked_with_two_examples_each_way(reading, refusals):
    text = rows(EITHER, ("05/06/2025 08:00", "05/06/2025 09:00"))
    asked = reading(text)
    [question] = questions(asked, asked.mapping)
    assert (question.settles, question.file) == ("dates", "visits.csv")
    shown = {option.value: option.examples for option in question.options}
    assert shown["dmy"][0] == "03/04/2025 08:00 is 3 April 2025"
    assert shown["mdy"][0] == "03/04/2025 08:00 is 4 March 2025"
    assert [len(examples) for examples in shown.values()] == [2, 2]
    assert len(refusals(text)) == 1


def test_contradicting_dates_are_asked_about_and_the_others_count_as_missing(load, refusals):
    text = rows(DAY_FIRST, MONTH_FIRST)
    [sentence] = refusals(text)
    assert "Which do you trust" in sentence
    found = load(text, 'dates = "dmy"')
    assert found.column("arrival_ts") == [datetime(2025, 4, 13, 8), None]
    assert any("04/13/2025" in warning for warning in found.warnings())


def test_a_stated_order_is_obeyed_and_the_rest_is_guessed(load):
    """FR-40: a mapping that only settles the question needs to say nothing else."""
    assert load(rows(EITHER), 'dates = "mdy"').column("arrival_ts") == [datetime(2025, 3, 4, 8)]


def test_files_of_one_layout_may_write_dates_differently(load):
    found = load({"a.csv": rows(DAY_FIRST), "b.csv": rows(MONTH_FIRST).replace("1,", "2,", 1)})
    assert found.column("arrival_ts") == [datetime(2025, 4, 13, 8)] * 2


def test_several_questions_are_asked_at_once(refusals):
    lines = [f"{n},D{n % 2},03/04/2025 08:0{n}" for n in range(1, 6)]
    text = "\n".join(["Visit,Doctor,Arrival", *lines])
    assert len(refusals(text)) == 2


def test_a_date_and_a_clock_in_two_columns_are_one_time(load):
    text = (
        "Visit,Arrival Date,Arrival Time,Departure Date,Departure Time\n"
        "1,2025-04-03,14:05,2025-04-03,15:05\n2,2025-04-03,9:05,2025-04-04,1:05\n"
    )
    found = load(text)
    assert found.column("arrival_ts")[0] == AT
    assert found.column("departure_ts")[1] == datetime(2025, 4, 4, 1, 5)


@pytest.mark.parametrize(
    "names",
    ["Arr Date,Arr Time,Dep Date,Dep Time", "Arrived date,Arrived time,Left ED date,Left ED time"],
)
def test_a_departures_own_day_is_read_however_long_the_stay(load, names: str):
    """A clock alone would come round within a day, and cut 73 hours to one."""
    found = load(f"Visit,{names}\n1,2025-04-03,14:05,2025-04-06,15:05\n2,2025-04-03,9:05,,10:05\n")
    assert found.column("departure_ts") == [
        datetime(2025, 4, 6, 15, 5),
        datetime(2025, 4, 3, 10, 5),
    ]


def test_days_without_any_clock_give_no_minutes(load):
    """A stay between two midnights would be a figure, and wrong."""
    found = load("Visit,Arrival,Departure\n1,2025-04-03,2025-04-04\n2,2025-04-03,2025-04-03\n")
    assert found.column("arrival_ts") == [None, None]
    assert found.column("occurred_on") == [AT.date(), AT.date()]
    assert any("no time of day" in warning for warning in found.warnings())


def test_times_that_cannot_be_read_are_counted_with_examples(load):
    found = load(rows(("2025-04-03 08:00", "2025-04-03 later"), ("2025-04-03 09:00", "-")))
    assert found.warnings() == [
        '1 of the departure times can\'t be read ("2025-04-03 later"): taken as missing.'
    ]
