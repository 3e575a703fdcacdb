"""A disorderly file nobody has seen reads to what truly happened, alone or in combination."""

import random
from collections import Counter
from datetime import datetime

import pytest

from afreflect.domain.extract import Extract, Upload
from afreflect.storage.loading import Loaded, load_tables
from afreflect.storage.reader import read
from tests.storage.messy_files import AROUND, FORMS, ROWS, TIMES, Visit, spoilt, truth

EACH = {**TIMES, **ROWS, **AROUND, **FORMS}
COMBINED = 40


def told(content: bytes) -> tuple[Extract, list[tuple]]:
    """What the file is read as: every visit, in order of its number."""
    reading = read([Upload("visits.csv", content)])
    assert not isinstance(reading, list), reading
    result = load_tables(reading, reading.mapping, everyone=True, now=datetime(2026, 11, 21))
    assert isinstance(result, Loaded), result
    visits = result.connection.table("visits").project(
        "encounter_id, physician_id, arrival_ts, departure_ts, disposition"
    )
    return result.extract, sorted(visits.fetchall())


def expected(visits: list[Visit]) -> list[tuple]:
    return sorted((v.encounter, v.physician, v.arrival, v.departure, v.disposition) for v in visits)


@pytest.mark.parametrize("disorder", EACH)
def test_each_disorder_alone_changes_nothing(disorder: str):
    """FR-40: the general rule, not the one file."""
    visits = truth()
    extract, found = told(spoilt(visits, [EACH[disorder]]))
    assert found == expected(visits)
    assert extract.rows_kept == len(visits)


@pytest.mark.parametrize("seed", range(COMBINED))
def test_disorders_together_change_nothing(seed: int):
    """FR-40: one way of writing times, some of everything else."""
    chance = random.Random(seed)
    names = [
        chance.choice(list(TIMES)),
        *chance.sample(list(ROWS), chance.randrange(len(ROWS))),
        *chance.sample(list(AROUND), chance.randrange(4)),
        *chance.sample(list(FORMS), chance.randrange(2)),
    ]
    for other in [name for name in names if name.startswith("dispositions")][1:]:
        names.remove(other)
    visits = truth(seed)
    extract, found = told(spoilt(visits, [EACH[name] for name in names], seed))
    assert found == expected(visits), names
    aside = sum(group.rows for group in extract.set_aside)
    assert extract.rows_in == extract.rows_kept + aside
    assert Counter(visit[0] for visit in found).most_common(1)[0][1] == 1


def test_a_few_broken_bytes_do_not_turn_a_file_into_another_encoding():
    """FR-40: one bad byte in UTF-8 is one bad letter, not a file full of Ã©."""
    visits = truth()
    content = spoilt(visits, [ROWS["dispositions in French"]])
    broken = content.replace("à".encode(), b"\xc3", 1)
    assert broken != content
    _, found = told(broken)
    known = [(*visit[:4], "admitted") for visit in expected(visits) if visit[4] == "admitted"]
    assert [visit for visit in found if visit[4] == "admitted"] == known
