"""Re-looks as a calendar file (RFC 5545), which the clinician puts into a calendar themselves.

Employers read calendars: an entry says "Look again" and nothing else, unless words are handed in.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import icalendar

from afreflect.domain.commitment import Commitment

TITLE = "Look again"
MAKER = "-//afreflect//plan//EN"


def calendar(commitments: Sequence[Commitment], words: Mapping[str, str] | None = None) -> bytes:
    """The next re-look of each commitment that goes on, as whole days, in UTF-8.

    An entry keeps its UID over the years, so that a later file moves it instead of adding another.
    `words` are what its note says, by the commitment's id; none by default.
    """
    made = icalendar.Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    for each in commitments:
        if each.look_again is not None:
            made.add_component(_entry(each, (words or {}).get(each.id, "")))
    return made.to_ical()


def _entry(commitment: Commitment, words: str) -> icalendar.Event:
    entry = icalendar.Event()
    changed = commitment.last or commitment.made
    entry.add("uid", f"{commitment.id}@afreflect")
    # Of the event and not of this moment, so that the same plan gives the same bytes.
    entry.add("dtstamp", changed.at)
    entry.add("sequence", len(commitment.looks))
    entry.add("summary", TITLE)
    day = commitment.look_again
    if day is not None:
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(days=1))
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    if words:
        entry.add("description", words)
    return entry
