"""When a point, and a whole series, has enough behind it to carry a rate."""

from datetime import date

import pytest

from afreflect.domain.metric import POINT_NEEDS, Point, carries


def points(*counts: int) -> list[Point]:
    return [Point(date(2024, 1, 1), n, 0, 0.0, 0.0, 0.1) for n in counts]


@pytest.mark.parametrize("n, carried", [(0, False), (9, False), (10, True), (11, True)])
def test_a_point_carries_a_rate_from_ten_units(n: int, carried: bool):
    assert POINT_NEEDS == 10
    assert points(n)[0].carries_a_rate is carried


@pytest.mark.parametrize(
    "counts, carried",
    [
        ((), False),
        ((10,), True),
        ((9,), False),
        ((9, 10, 11), True),
        ((9, 9, 30), False),
        ((9, 10), False),
        ((10, 10), True),
        ((3, 10, 10, 50), True),
    ],
)
def test_a_series_carries_a_rate_when_its_typical_point_does(
    counts: tuple[int, ...], carried: bool
):
    assert carries(points(*counts)) is carried
