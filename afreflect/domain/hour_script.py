"""What one who leads a group's hour is handed: phases, what to say, and what the wall can show.

The phases are R2C2's with a close (Sargeant et al. 2015, Academic Medicine 90: 1698); the steps of
a group on its way to a plan are those of the Calgary framework (Cooke et al. 2018, Implementation
Science 13: 136).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from afreflect.domain.disclosure.mdpie_group import SEEING
from afreflect.domain.group_taps import LANDING, Tap
from afreflect.domain.hour import Board, Phase

LOOK = "look"
"""The picture for a first look: offered until the reaction began, never again while reacting."""
TAPPED: Mapping[str, tuple[Tap, ...]] = {"reactions": LANDING, "seeing": SEEING}
"""What is answered in private, by element: only where everyone has a screen of their own."""


@dataclass(frozen=True)
class Element:
    """One thing that the wall can show; `label` is what the one who leads reads on its button.

    `lines` are its words where it is made of words alone; `empty` stands where nothing is there.
    """

    id: str
    label: str
    title: str
    lines: tuple[str, ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class PhaseCard:
    """One phase: what it is called, what to say in it, and what the wall shows, in this order."""

    id: Phase
    name: str
    title: str
    minutes: str
    say: str
    asks: tuple[str, ...]
    shows: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One step of a group towards a plan: what is heard in it, and what may be said."""

    name: str
    hear: str
    say: str


@dataclass(frozen=True)
class Before:
    """A question before the hour; `if_not` is what to do where the answer is no."""

    id: str
    text: str
    if_not: str
    concern: bool = False


@dataclass(frozen=True)
class Item:
    """One line of the leaders' checklist."""

    id: str
    text: str


@dataclass(frozen=True)
class Script:
    """All words of the hour; `who_sees` holds lines for everyone, by way and by how many."""

    phases: tuple[PhaseCard, ...]
    elements: Mapping[str, Element]
    who_sees: Mapping[str, tuple[str, ...]]
    steps: tuple[Step, ...]
    before: tuple[Before, ...]
    leaders: tuple[Item, ...]

    def without_taps(self) -> "Script":
        """The same hour where nobody has a screen of their own."""
        phases = (
            replace(card, shows=tuple(each for each in card.shows if each not in TAPPED))
            for card in self.phases
        )
        return replace(self, phases=tuple(phases))

    def card(self, phase: Phase) -> PhaseCard:
        """The card of a phase."""
        return next(card for card in self.phases if card.id == phase)

    def shown(self, board: Board) -> Element:
        """What the wall shows now; what the phase does not hold gives way to its first."""
        shows = self.card(board.phase).shows
        return self.elements[board.element if board.element in shows else shows[0]]

    def offered(self, board: Board) -> tuple[Element, ...]:
        """What the wall can show in this phase, in the order of the hour.

        In the reaction the picture comes once: what stands before it is over when it has been seen.
        """
        shows = self.card(board.phase).shows
        if LOOK in shows and board.element in shows[shows.index(LOOK) + 1 :]:
            shows = shows[shows.index(LOOK) + 1 :]
        return tuple(self.elements[each] for each in shows)

    def following(self, board: Board) -> Element | None:
        """What would come next in this phase; None where it is the last."""
        offered, now = self.offered(board), self.shown(board)
        return offered[offered.index(now) + 1] if now in offered[:-1] else None

    def next_phase(self, board: Board) -> PhaseCard | None:
        """The phase after the one in hand; None after the last."""
        order = [card.id for card in self.phases]
        at = order.index(board.phase) + 1
        return self.phases[at] if at < len(order) else None
