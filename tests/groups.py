"""Rooms whose picture is made, as tests of the hour begin with them."""

from datetime import date

from afreflect.domain import disclosure
from afreflect.domain.disclosure import Contribution
from afreflect.storage import catalogue, rooms
from afreflect.storage.journal import PERSONAL, JournalKeeper
from afreflect.storage.room_codes import Codes
from afreflect.storage.rooms import OpenRoom

MEASURE = "return_72h_unplanned"
FIGURES = (
    *(0.011137, 0.017341, 0.021973, 0.024359, 0.028713),
    *(0.031397, 0.035771, 0.041953, 0.048319),
)
"""Nobody's figure, to a hundredth of a percent, is an edge of the band."""


def frozen_room(keeper: JournalKeeper, members: int = len(FIGURES)) -> tuple[OpenRoom, Codes]:
    """A room of so many members from one department file, after the freeze."""
    metric = next(each for each in catalogue.catalogue() if each.id == MEASURE)
    asked = disclosure.asked(metric, date(2025, 7, 1), date(2026, 7, 1))
    room, codes = rooms.begin(keeper.database, PERSONAL, asked, "department")
    room.freeze(
        Contribution(f"{number:064x}", 2000 + number, figure)
        for number, figure in enumerate(FIGURES[:members])
    )
    return room, codes
