"""What a member gives to a group's picture: one figure of their own practice, and who they are.

The figure is what `Practice.measure` says of the same definition and period, with nothing left out,
so that everyone is counted alike.
"""

from afreflect.domain.disclosure import Asked, Contribution
from afreflect.domain.metric import Metric, Point
from afreflect.storage.practice import Practice
from afreflect.storage.room_contributors import identity_of, unnamed
from afreflect.storage.sql import statement

_UNNAMED = "you"
"""What stands in place of a clinician's name in their own practice."""


def own_point(practice: Practice, metric: Metric, asked: Asked) -> Point:
    """The figure with its cases and interval over the period that is asked about.

    Raises MeasureError as `measure` does.
    """
    return practice.measure(metric, None, "all", asked.since, asked.until).whole


def stands_for(practice: Practice | None, instead: str) -> str:
    """What stands for a clinician in a contribution: a digest of the id in their practice.

    Names are not kept, and an extract may name nobody. Then `instead` tells this person from
    others: something that stays the same for them, and that nobody else knows.
    """
    rows = practice.cursor().execute(statement("group/own_ids")).fetchall() if practice else []
    ids = [name for (name,) in rows]
    known = ids[0] if len(ids) == 1 and ids[0] != _UNNAMED else ""
    return identity_of(known) if known else unnamed(instead)


def contribution(who: str, point: Point) -> Contribution:
    """What goes into the group's picture. Raises ValueError where there is no figure to give."""
    if point.value is None:
        raise ValueError("There is no figure to give.")
    return Contribution(who, point.n, point.value)
