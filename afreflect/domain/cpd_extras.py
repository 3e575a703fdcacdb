"""What a conversation holds that is private, in words: it goes out only where it is ticked."""

from collections.abc import Iterable

from afreflect.domain import occasion
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.domain.ledger import Event, Reacted

LANDING = "landing"
_HIGHEST = 6


def extras(ledger: Iterable[Event], entry: LogEntryWritten) -> dict[str, str]:
    """Landing, placement and mindset of the conversation behind an entry, where there are any."""
    events = tuple(ledger)
    taps = occasion.taps(events, entry.occasion_id)
    found = {
        "landing": _landing(events, entry, taps),
        "placement": _placement(events, entry),
        "mindset": "; ".join(
            f"{item}: {value} of {_HIGHEST}"
            for item, value in taps.items()
            if item[:1] == "M" and item[1:].isdigit()
        ),
    }
    return {name: text for name, text in found.items() if text}


def _landing(events: tuple[Event, ...], entry: LogEntryWritten, taps: dict[str, int]) -> str:
    words = [
        event.reaction
        for event in events
        if isinstance(event, Reacted)
        and (event.metric_id, event.extract_sha256) == (entry.metric_id, entry.extract_sha256)
        and event.reaction
    ]
    said = words[-1:]
    if LANDING in taps:
        said.append(f"{taps[LANDING]} of {_HIGHEST}")
    return ", ".join(said)


def _placement(events: tuple[Event, ...], entry: LogEntryWritten) -> str:
    """The last decision about the place; a place that was refused is none."""
    found = [each for each in occasion.placed(events, entry.occasion_id) if each.how != "self"]
    last = found[-1] if found else None
    if last is None or last.mindset is None or last.data_quality is None:
        return ""
    said = f"Mindset {last.mindset:.0f}, data quality {last.data_quality:.0f}, each of 100."
    return f"{said} {last.words}".strip()
