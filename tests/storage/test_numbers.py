"""FR-40: numbers and durations mean what whoever wrote them meant, or it is asked."""

import pytest

from afreflect.storage.numbers import minutes, minutes_of, number
from afreflect.storage.reader import questions


@pytest.mark.parametrize(
    "written, amount",
    [
        ("36,6", 36.6), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1 234", 1234.0),
        ("1\u00a0234", 1234.0), ("1\u202f234,5", 1234.5), ("1'234", 1234.0),
        ("1.234.567", 1234567.0),
        ("0.123", 0.123), ("0,123", 0.123), ("1234.567", 1234.567), ("85 min", 85.0), ("−5", -5.0),
        ("2:14", 134.0), ("12 %", 12.0), ("3.", 3.0), ("x", None), ("", None),
    ],
)  # fmt: skip
def test_a_number_that_tells_by_itself(written: str, amount: float | None):
    assert number(written) == amount


@pytest.mark.parametrize(
    "written, point, comma", [("1.234", 1.234, 1234.0), ("1,234", 1234.0, 1.234)]
)
def test_one_that_does_not_is_read_by_the_mark_of_its_column(
    written: str, point: float, comma: float
):
    assert (number(written, "."), number(written, ",")) == (point, comma)


@pytest.mark.parametrize(
    "written, known",
    [
        ("2 h 14", 134.0), ("2h14m", 134.0), ("2 hrs 14 min", 134.0), ("PT2H14M", 134.0),
        ("1 day, 2:14:00", 1574.0), ("0 days 02:14:00", 134.0), ("P1DT2H", 1560.0), ("1.5 h", 90.0),
        ("2,5 Stunden", 150.0), ("134 min", 134.0), ("02:14:30", 134.0), ("soon", None),
    ],
)  # fmt: skip
def test_a_duration_that_says_its_unit(written: str, known: float | None):
    assert minutes(written) == known


@pytest.mark.parametrize(
    "column, unit",
    [("LOS (hours)", 60.0), ("Length of stay, days", 1440.0), ("LOS", 1.0), ("LOS min", 1.0),
     ("Wait h:mm", 1.0), ("durée de séjour (heures)", 60.0)],
)  # fmt: skip
def test_the_columns_name_tells_the_unit(column: str, unit: float):
    assert minutes_of(column) == unit


def stays(*written: str, name: str = "Length of stay", beside: tuple[str, ...] = ()) -> str:
    cells = zip(written, beside or ("x",) * len(written), strict=True)
    lines = [f"{n};2025-03-01;{one};{other}" for n, (one, other) in enumerate(cells)]
    return "\n".join([f"Visit;Arrival date;{name};Temperature", *lines])


@pytest.mark.parametrize(
    "written, read",
    [
        (("85", "1.234", "310"), [85, 1234, 310]),
        (("85,5", "1.234", "310"), [85.5, 1234, 310]),
        (("85.5", "1.234", "310"), [85.5, 1.234, 310]),
        (("85", "1,234", "310"), [85, 1234, 310]),
        (("85.5", "1,234", "310"), [85.5, 1234, 310]),
        (("85,5", "1,234", "310"), [85.5, 1.234, 310]),
        (("0.850", "1.234", "2.100"), [0.85, 1.234, 2.1]),
    ],
)
def test_the_other_cells_of_a_column_tell(load, written: tuple[str, ...], read: list[float]):
    """FR-40: "1.234" beside "310" is over a thousand, beside "85.5" a little more than one."""
    assert load(stays(*written)).column("los_min") == read


def test_another_column_of_the_file_tells(load):
    text = stays("1.234", "2.310", "1.985", beside=("36,6", "37,1", "38,0"))
    assert load(text).column("los_min") == [1234, 2310, 1985]


def test_where_nothing_tells_it_is_asked_with_what_each_answer_means(load, reading, refusals):
    text = stays("1.234", "2.310", "1.985")
    known = reading(text)
    [asked] = questions(known, known.mapping)
    assert asked.settles == "decimal"
    assert {option.value: option.examples[0] for option in asked.options} == {
        ",": "1.234 is 1,234", ".": "1.234 is 1.234",
    }  # fmt: skip
    assert len(refusals(text)) == 1
    assert load(text, 'decimal = ","').column("los_min") == [1234, 2310, 1985]
    assert load(text, 'decimal = "."').column("los_min") == [1.234, 2.31, 1.985]


def test_a_column_that_writes_both_ways_is_asked_about(refusals):
    assert len(refusals(stays("85.5", "85,5", "1.234"))) == 1


def test_stays_in_hours_become_minutes(load):
    """FR-40: hours taken for minutes would be a figure, and wrong."""
    assert load(stays("2.5", "0.75", "12", name="Length of stay (hours)")).column("los_min") == [
        150, 45, 720,
    ]  # fmt: skip


def test_marks_between_one_and_five_are_never_asked_about(load):
    lines = [f"{n},D1,Clear,{mark}" for n, mark in enumerate(["4", "3.667", "4.333"])]
    assert load("\n".join(["Form,Teacher,Item,Score", *lines])).column("score", "feedback") == [
        4,
        3.667,
        4.333,
    ]


def test_what_is_counted_has_no_decimals(load):
    text = "Month,Attendances,Admissions\n2025-01-01,1.234,1.100\n2025-02-01,2.001,1.320\n"
    assert load(text).column("denominator", "counts") == [1234, 2001]
