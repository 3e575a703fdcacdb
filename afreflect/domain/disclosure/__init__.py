"""What may be told of a group without anybody in it being picked out: the rules K-01 to K-12.

`asked` fixes what will be shown before anything is collected; `snapshot` freezes a group's figures
into words, or from eight contributors on into a coarse band, or refuses. What is released depends
on nobody's lowest or highest figure, and a count of people is only ever said by `room_words`.
"""

from afreflect.domain.disclosure.counts import Cells, cells, rounded, say_share, share_of_rounded
from afreflect.domain.disclosure.freeze import (
    NOT_SHOWN,
    asked,
    check_split,
    counted,
    least_cases,
    own_words,
    release,
    snapshot,
    what_will_be_shown,
)
from afreflect.domain.disclosure.model import (
    LEAST_CASES,
    LEAST_FOR_NUMBERS,
    LEAST_FOR_WORDS,
    RULES_VERSION,
    Asked,
    Band,
    Contribution,
    Edge,
    HowMany,
    Refused,
    Release,
    Scale,
    Snapshot,
)
from afreflect.domain.disclosure.people import room_words, tally
from afreflect.domain.disclosure.scale import say_on, scale_of
from afreflect.domain.disclosure.written import as_value, from_value

__all__ = [
    "LEAST_CASES",
    "LEAST_FOR_NUMBERS",
    "LEAST_FOR_WORDS",
    "NOT_SHOWN",
    "RULES_VERSION",
    "Asked",
    "Band",
    "Cells",
    "Contribution",
    "Edge",
    "HowMany",
    "Refused",
    "Release",
    "Scale",
    "Snapshot",
    "as_value",
    "asked",
    "cells",
    "check_split",
    "counted",
    "from_value",
    "least_cases",
    "own_words",
    "release",
    "room_words",
    "rounded",
    "say_on",
    "say_share",
    "scale_of",
    "share_of_rounded",
    "snapshot",
    "tally",
    "what_will_be_shown",
]
