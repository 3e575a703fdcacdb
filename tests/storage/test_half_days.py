"""FR-40: a clock of twelve hours without AM and PM is asked about, never read as one of 24."""

from datetime import timedelta

import pytest

from afreflect.storage.reader import questions
from tests.storage.messy_files import TIMES, clocks_apart, every_time, spoilt, truth

VISITS = truth(3, 80)
LOST = {
    "joined": every_time(lambda at: f"{at:%Y-%m-%d %I:%M}"),
    "day first, joined": every_time(lambda at: f"{at:%d/%m/%Y} {int(f'{at:%I}')}:{at:%M}"),
    "in columns of their own": clocks_apart("%d/%m/%Y", lambda at: f"{at:%I:%M}"),
    "in columns of their own, as numbers": clocks_apart(
        "%Y-%m-%d", lambda at: str(int(f"{at:%I%M}"))
    ),
    "without a day of departure": clocks_apart(
        "%Y-%m-%d", lambda at: f"{at:%I:%M}", departure_day=False
    ),
}


@pytest.mark.parametrize("lost", LOST)
def test_many_times_and_none_after_noon_are_asked_about(lost: str, reading, refusals):
    """FR-40: half of all arrivals come after noon: without any, AM and PM may be lost."""
    content = spoilt(VISITS, [LOST[lost]])
    known = reading(content)
    [asked] = questions(known, known.mapping)[:1]
    assert (asked.settles, asked.file) == ("clock", "visits.csv")
    assert "None of the 80 times" in asked.text
    assert {option.value for option in asked.options} == {"24", "12"}
    assert all(len(option.examples) == 2 for option in asked.options)
    assert any("AM and PM" in sentence for sentence in refusals(content, clinician="DR01"))


def test_where_they_were_lost_only_the_days_are_used(load):
    content = spoilt(VISITS, [LOST["joined"]])
    found = load(content, 'clock = "12"\nclinician = "DR01"')
    assert set(found.column("arrival_ts")) == {None}
    days = sorted(visit.arrival.date() for visit in VISITS if visit.physician == "DR01")
    mine = zip(found.column("occurred_on"), found.column("mine"), strict=True)
    assert sorted(day for day, own in mine if own) == days
    assert any("AM and PM were lost" in said for said in found.warnings())


def test_a_clinic_of_mornings_says_so_once_and_keeps_its_times(load):
    mornings = [
        visit.__class__(**{**vars(visit), "arrival": (at := visit.arrival.replace(hour=8 + n % 4)),
                           "departure": at + timedelta(minutes=20 + n % 30)})
        for n, visit in enumerate(VISITS)
    ]  # fmt: skip
    found = load(spoilt(mornings, []), 'clock = "24"\nclinician = "DR01"')
    assert None not in found.column("arrival_ts")
    assert not any("12:59" in said for said in found.warnings())


@pytest.mark.parametrize("times", TIMES)
def test_times_around_the_clock_are_not_asked_about(times: str, reading):
    known = reading(spoilt(VISITS, [TIMES[times]]))
    assert "clock" not in {asked.settles for asked in questions(known, known.mapping)}


def test_a_few_mornings_prove_nothing(reading):
    known = reading(spoilt(VISITS[:20], [LOST["joined"]]))
    assert "clock" not in {asked.settles for asked in questions(known, known.mapping)}


def test_one_column_without_an_afternoon_beside_others_is_told(load):
    """FR-40: what the file half decides is used, and said."""
    content = spoilt(
        VISITS, [every_time(lambda at: f"{at:%Y-%m-%d %I:%M}", lambda at: f"{at:%Y-%m-%d %H:%M}")]
    )
    said = load(content, clinician="DR01").warnings()
    assert any("No time of day in Arrival is later than 12:59" in text for text in said)


def test_a_clock_that_is_neither_is_refused(reading):
    with pytest.raises(ValueError, match='clock = "13" is not one of 24 12'):
        reading(spoilt(VISITS, []), 'clock = "13"')
