"""Times of day fall on the right day, and stays last as long as they did when clocks change."""

from datetime import datetime

import pytest

DAY = "2025-04-03"


def minutes(found) -> list[float | None]:
    pairs = zip(found.column("arrival_ts"), found.column("departure_ts"), strict=True)
    return [(left - came).total_seconds() / 60 if came and left else None for came, left in pairs]


@pytest.mark.parametrize(
    "came, left, stay",
    [
        ("14:05", "15:05", 60), ("23:50", "0:10", 20), ("1405", "5", 600), ("905", "1000", 55),
        ("2:05 PM", "1:00 AM", 655), ("14h05", "14h35", 30), ("14h", "15h", 60),
        ("235000", "10500", 75), ("22:00", "24:00", 120), ("0.500000", "0.520833", 30),
        ("14:05", "14:05", 1440), ("14.05 Uhr", "15.05 Uhr", 60), ("13:05 PM", "14:05 PM", 60),
        ("1899-12-30 14:05:00", "1899-12-30 15:05:00", 60),
    ],
)  # fmt: skip
def test_a_clock_without_a_day_comes_round_after_the_arrival(load, came, left, stay):
    text = f"Visit,Arrival date,Arrival time,Departure time\n1,{DAY},{came},{left}\n"
    assert minutes(load(text)) == [stay]


@pytest.mark.parametrize(
    "triaged, seen, wanted",
    [
        ("14:07", "14:05", (datetime(2025, 4, 3, 14, 7), datetime(2025, 4, 3, 14, 5))),
        ("14:02", "0:30", (datetime(2025, 4, 3, 14, 2), datetime(2025, 4, 4, 0, 30))),
        ("9:00", "14:06", (datetime(2025, 4, 4, 9, 0), datetime(2025, 4, 3, 14, 6))),
    ],
    ids=["after", "a little before", "long before is the next day"],
)
def test_a_triage_may_come_just_before_the_patient_is_registered(load, triaged, seen, wanted):
    text = f"Visit,Arrival,Triage time,Time seen\n1,{DAY} 14:05,{triaged},{seen}\n"
    found = load(text)
    assert (found.column("triage_ts")[0], found.column("seen_by_physician_ts")[0]) == wanted


def test_a_departure_whose_date_is_blank_is_the_next_such_time(load):
    text = (
        "Visit,Arrival date,Arrival time,Departure date,Departure time\n"
        f"1,{DAY},22:00,2025-04-05,01:00\n2,{DAY},22:00,,01:00\n3,{DAY},,{DAY},\n"
    )
    found = load(text)
    assert minutes(found) == [27 * 60, 180, None]
    assert str(found.column("occurred_on")[2]) == DAY
    assert any("a day and no time of day" in text for text in found.warnings())


SPRING, AUTUMN = ("2024-03-09 23:50", "2024-03-10 04:10"), ("2024-11-02 22:00", "2024-11-03 05:00")


@pytest.mark.parametrize("night, stay", [(SPRING, 200), (AUTUMN, 480)], ids=["spring", "autumn"])
@pytest.mark.parametrize("zone", ["America/Toronto", "america/toronto", "Eastern"])
def test_a_zone_in_a_column_makes_minutes_true(load, night, stay, zone):
    text = f"Visit,Arrival,Departure,Time zone\n1,{night[0]},{night[1]},{zone}\n"
    assert minutes(load(text)) == [stay]


@pytest.mark.parametrize(
    "came, left, stay",
    [
        ("2024-11-03T01:30:00-04:00", "2024-11-03T01:30:00-05:00", 60),
        ("2024-11-03T01:30-0400", "2024-11-03T06:00-0500", 330),
        ("2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z", 60),
        ("2024-11-03 01:30 EDT", "2024-11-03 01:30 EST", 60),
    ],
)
def test_an_offset_decides_by_itself(load, came, left, stay):
    assert minutes(load(f"Visit,Arrival,Departure\n1,{came},{left}\n")) == [stay]


def test_without_a_zone_clocks_are_taken_as_they_stand(load):
    text = f"Visit,Arrival,Departure\n1,{AUTUMN[0]},{AUTUMN[1]}\n"
    assert minutes(load(text)) == [420]


def test_the_day_of_a_time_that_never_was_is_kept(load):
    found = load("Visit,Arrival,Departure\n1,2024-03-10 02:30,2024-03-10 05:00\n",
                 'zone = "America/Toronto"')  # fmt: skip
    assert found.column("arrival_ts") == [None]
    assert str(found.column("occurred_on")[0]) == "2024-03-10"
    assert any("skipped when the clocks go forward" in text for text in found.warnings())
