"""Each way to cut one's own practice into parts: every unit in one part, and in the right one."""

import pytest

from afreflect.domain.split import MOST_PARTS, NOT_KNOWN, REST, Split
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.storage.sample import sample_uploads
from afreflect.storage.splits import fitting, splits
from tests.metrics.conftest import Given

ALL: dict[str, Split] = {each.id: each for each in splits()}


@pytest.fixture
def by(metrics):
    """How many units of a metric stand in each part, in the parts' order."""

    def counted(practice, split_id: str, metric_id: str = "admission") -> dict[str, int]:
        parts = practice.by_parts(metrics[metric_id], ALL[split_id])
        return {part.name: part.point.n for part in parts}

    return counted


def test_by_site_and_what_says_none_stands_last(given: Given, by):
    practice = given(
        visits="""
        visit | disposition | site
        ------+-------------+------
        1     | admitted    | South
        2     | discharged  | North
        3     | discharged  | South
        4     | discharged  |
        """
    )
    assert by(practice, "site") == {"North": 1, "South": 2, NOT_KNOWN: 1}


def test_by_time_of_day_with_the_hour_itself_in_the_later_part(given: Given, by):
    practice = given(
        visits="""
        visit | disposition | arrived
        ------+-------------+-----------------
        1     | admitted    | 2025-03-01 06:59
        2     | admitted    | 2025-03-01 07:00
        3     | admitted    | 2025-03-01 15:00
        4     | admitted    | 2025-03-01 23:00
        """
    )
    assert by(practice, "time_of_day") == {
        "Day, 7:00 to 14:59": 1,
        "Evening, 15:00 to 22:59": 1,
        "Night, 23:00 to 6:59": 2,
    }


def test_by_acuity_the_most_urgent_first(given: Given, by):
    practice = given(
        visits="""
        visit | disposition | acuity
        ------+-------------+-------
        1     | admitted    | 5
        2     | admitted    | 1
        3     | admitted    | 3
        """
    )
    assert list(by(practice, "acuity")) == ["1, most urgent", "3", "5, least urgent"]


def test_by_age_a_birthday_opens_the_next_band(given: Given, by):
    practice = given(
        visits="""
        visit | disposition | age
        ------+-------------+----
        1     | admitted    | 17
        2     | admitted    | 18
        3     | admitted    | 79
        4     | admitted    | 80
        """
    )
    assert by(practice, "age_band") == {
        "Under 18": 1, "18 to 39": 1, "65 to 79": 1, "80 and over": 1,
    }  # fmt: skip


def test_by_kind_of_shift_the_one_begun_last(given: Given, by):
    practice = given(
        visits="""
        visit | disposition | arrived
        ------+-------------+-----------------
        1     | admitted    | 2025-03-01 09:00
        2     | admitted    | 2025-03-01 15:30
        3     | admitted    | 2025-03-02 09:00
        """,
        shifts="""
        shift | starts           | ends             | kind
        ------+------------------+------------------+--------
        1     | 2025-03-01 08:00 | 2025-03-01 16:00 | Day
        2     | 2025-03-01 15:00 | 2025-03-01 23:00 | Evening
        """,
    )
    assert by(practice, "shift") == {"Day": 1, "Evening": 1, NOT_KNOWN: 1}


def test_by_how_they_arrived_and_the_smallest_stand_together(given: Given, by):
    modes = [mode for mode in "abcdefghij" for _ in range(3 if mode < "h" else 1)]
    rows = "\n".join(f"{n} | admitted | by {mode}" for n, mode in enumerate(modes))
    practice = given(visits=f"visit | disposition | arrival_mode\n------+---+---\n{rows}")
    found = by(practice, "arrival_mode")
    assert len(found) == MOST_PARTS
    assert found[REST] == 3
    assert sum(found.values()) == len(modes)


def test_a_sites_name_is_never_sql(given: Given, by):
    practice = given(
        visits="""
        visit | disposition | site
        ------+-------------+----------------------------
        1     | admitted    | '; drop table visits; --
        2     | admitted    | North
        """
    )
    assert by(practice, "site") == {"'; drop table visits; --": 1, "North": 1}


def test_forms_are_not_cut_by_what_is_of_a_visit(metrics):
    assert fitting(metrics["teaching_evaluation"]) == ()
    of_visits = [each for each in ALL.values() if each.unit == "visit"]
    assert list(fitting(metrics["admission"])) == of_visits


@pytest.fixture(scope="module")
def sample() -> Practice:
    reading = read(sample_uploads())
    assert isinstance(reading, Reading)
    loaded = load(reading, reading.mapping)
    assert isinstance(loaded, Practice)
    return loaded


@pytest.mark.parametrize("split_id, column", [("kind_of_shift", "kind"), ("site_of_shift", "site")])
def test_shifts_are_cut_by_their_own_kind_and_site(given: Given, by, split_id: str, column: str):
    practice = given(
        shifts=f"""
        shift | starts           | ends             | {column}
        ------+------------------+------------------+--------
        1     | 2025-03-01 08:00 | 2025-03-01 16:00 | B
        2     | 2025-03-02 08:00 | 2025-03-02 16:00 | A
              | 2025-03-03 08:00 | 2025-03-03 16:00 | B
        4     | 2025-03-04 08:00 | 2025-03-04 16:00 |
        """,
        visits="""
        visit | seen
        ------+-----------------
        1     | 2025-03-01 09:00
        2     | 2025-03-02 09:00
        3     | 2025-03-03 09:00
        4     | 2025-03-04 09:00
        """,
    )
    assert by(practice, split_id, "patients_per_hour") == {"A": 1, "B": 2, NOT_KNOWN: 1}


@pytest.mark.parametrize("split_id", ALL)
def test_every_part_together_is_the_whole_on_sample_data(split_id: str, sample, metrics):
    for metric in metrics.values():
        if sample.why_not(metric) or not ALL[split_id].fits(metric):
            continue
        parts = sample.by_parts(metric, ALL[split_id])
        whole = sample.measure(metric, grain="all").whole
        assert sum(part.point.n for part in parts) == whole.n
        if whole.met is not None:
            assert sum(part.point.met or 0 for part in parts) == whole.met
