"""Where a clinician stands towards one measure today, on the MD-PIE grid, with its doubt.

`place` computes it from what was tapped and from what is known of the data; `situation_of` turns
the trust in a measure into that; `routes` names ways on. The clinician's own decision is what
counts, and `moved_to` is how it is told.
"""

from afreflect.domain.mdpie.doubt import CERTAIN, DRAWS, one_tap_away
from afreflect.domain.mdpie.items import DISCIPLINE, FELT, KEYS, NOT_OF_TEAMS, SUPPORT, Item, Items
from afreflect.domain.mdpie.model import (
    LABELS,
    MINDSET_AXIS,
    NOT_PLACED,
    QUALITY_AXIS,
    VERSION,
    Answers,
    Attribution,
    Part,
    Placement,
    Situation,
    Validity,
    Why,
    Zone,
    say,
)
from afreflect.domain.mdpie.place import moved_to, place, too_little
from afreflect.domain.mdpie.routes import Route, routes
from afreflect.domain.mdpie.rules import zone_at
from afreflect.domain.mdpie.situation import situation_of
from afreflect.domain.mdpie.why import OURS

__all__ = [
    "CERTAIN",
    "DISCIPLINE",
    "DRAWS",
    "FELT",
    "KEYS",
    "LABELS",
    "MINDSET_AXIS",
    "NOT_OF_TEAMS",
    "NOT_PLACED",
    "OURS",
    "QUALITY_AXIS",
    "SUPPORT",
    "VERSION",
    "Answers",
    "Attribution",
    "Item",
    "Items",
    "Part",
    "Placement",
    "Route",
    "Situation",
    "Validity",
    "Why",
    "Zone",
    "moved_to",
    "one_tap_away",
    "place",
    "routes",
    "say",
    "situation_of",
    "too_little",
    "zone_at",
]
