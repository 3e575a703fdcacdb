"""left_out(id, visits=...) gives the ids that an exclusion leaves out of a small practice."""

from collections.abc import Callable

import pytest

from afreflect.storage.exclusions import exclusions
from tests.metrics.tables import practice_tables

LeftOutOf = Callable[..., set[str]]


@pytest.fixture
def left_out() -> LeftOutOf:
    def ids(exclusion_id: str, **tables: str) -> set[str]:
        rows = practice_tables(tables).sql(exclusions()[exclusion_id].sql).fetchall()
        assert len(rows) == len(set(rows)), "each unit is named once"
        return {unit_id for (unit_id,) in rows}

    return ids
