"""Tables whose periods run across are turned, whatever names the periods."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    "names, first",
    [
        ("Jan 2024,Feb 2024,Mar 2024,Apr 2024", date(2024, 1, 1)),
        ("janv. 2024,févr. 2024,mars 2024,avr. 2024", date(2024, 1, 1)),
        ("Jan-24,Feb-24,Mar-24,Apr-24", date(2024, 1, 1)),
        ("2024-01,2024-02,2024-03,2024-04", date(2024, 1, 1)),
        ("05/01/2024,12/01/2024,19/01/2024,26/01/2024", date(2024, 1, 5)),
        ("01/05/2024,01/12/2024,01/19/2024,01/26/2024", date(2024, 1, 5)),
        ("Q1 2023,Q2 2023,Q3 2023,Q4 2023", date(2023, 1, 1)),
        ("2019,2020,2021,2022", date(2019, 1, 1)),
        ("45296,45303,45310,45317", date(2024, 1, 5)),
    ],
)
def test_a_row_of_periods_at_even_steps_is_a_heading(load, names, first):
    text = f'A report,,,,\nWard,{names}\nEast,1,2,,4\nWest,10,"1,200",30,40\nNote: none\n'
    found = load(text)
    assert found.column("numerator", "counts") == [1, 2, 4, 10, 1200, 30, 40]
    assert found.column("metric", "counts")[:4] == ["East"] * 3 + ["West"]
    assert found.column("period", "counts")[0] == first
    assert found.extract.rows_in == 7 + found.extract.set_aside[0].rows == 8


def test_series_of_the_same_name_are_told_by_the_heading_above_them(load):
    text = (
        "Group,2024-01,2024-02,2024-03,2024-04\nMen,,,,\nunder 15,1,2,3,4\n"
        "Women,,,,\nunder 15,5,6,7,8\n"
    )
    found = load(text)
    assert set(found.column("metric", "counts")) == {"under 15", "Women: under 15"}


def test_times_of_one_visit_are_no_heading(load):
    text = (
        "Visit,Arrival,Triage,Seen,Departure\n"
        "1,2025-04-03 08:00,2025-04-03 08:10,2025-04-03 09:00,2025-04-03 10:00\n"
    )
    assert load(text).extract.rows_kept == 1
