"""MD-PIE for a group: how far the data carries it, how many think it fair enough, what support is.

The paper's two sides, the data and how it is met, and the support that its fourth area needs, as
three private questions of ours. Only tallies leave it, from eight answers on: no place on the grid
is worked out of a group, for that would be a mean, and none of a person.
"""

from collections.abc import Mapping

from afreflect.domain.group_taps import Tap

CARRIES = Tap(
    "data_carry",
    "Are these data good enough to talk about what to try?",
    "find the data good enough to talk about what to try",
)
FAIR = Tap(
    "fair_enough",
    "Is it a fair enough picture to learn from?",
    "find it a fair enough picture to learn from",
)
SUPPORT = Tap(
    "support",
    "Would a change get the support here that it needs?",
    "say that a change would get the support here that it needs",
)
SEEING: tuple[Tap, ...] = (CARRIES, FAIR, SUPPORT)
"""What is asked while a group looks at what the picture shows; each a yes or a no."""
_FIRST = {
    CARRIES.id: "Talk about the data first: what is missing, and who could mend it?",
    FAIR.id: "Talk first about what might explain the picture otherwise.",
    SUPPORT.id: "Talk first about what stands in the way here, and what to ask of leaders.",
}
_ON = "Much of it is in your hands: go on to what to try."


def ways_on(tallies: Mapping[str, str]) -> tuple[str, ...]:
    """Where a group could go on, from the tallies alone; nothing until all three are counted."""
    if any(tap.id not in tallies for tap in SEEING):
        return ()
    said = {tap.id: tallies[tap.id] for tap in SEEING}
    low = tuple(_FIRST[tap] for tap, word in said.items() if word == "few of us")
    if low:
        return low
    open_yet = tuple(_FIRST[tap] for tap, word in said.items() if word != "most of us")
    return open_yet or (_ON,)
