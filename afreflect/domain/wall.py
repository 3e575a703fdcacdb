"""What hangs on the wall in a group's hour: one slide at a time, made of what everybody may see.

A slide is built from the frozen snapshot and the board alone, so that nothing else can reach the
wall: no figure of anybody, no count of people but the three ways of saying it, no name whose owner
did not put it there. No slide of the first two phases holds a number, but the first look.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from afreflect.domain import figure, group_taps
from afreflect.domain.disclosure import Asked, Edge, Snapshot
from afreflect.domain.disclosure.scale import coded_below, coded_from, say
from afreflect.domain.hour import (
    LEVELS,
    Board,
    Committed,
    CueNoted,
    Level,
    Objected,
    OneThingLearned,
    Parked,
    first_person,
)
from afreflect.domain.hour_script import LOOK, TAPPED, Element, Script

Kind = Literal["lines", "statement", "picture", "cards", "columns"]
LEVEL_NAMES: dict[Level, str] = {
    "me": "In my hands",
    "clinic": "In our clinic",
    "system": "Above us",
}
PARTS = (4, 5, 6)
"""Parts that the picture's axis may be cut in; its ends are the scale's, whatever the figures."""


@dataclass(frozen=True)
class WallCard:
    """One thing that was said, and in small print what belongs to it."""

    words: str
    aside: str = ""


@dataclass(frozen=True)
class Column:
    """Cards under one heading."""

    title: str
    cards: tuple[WallCard, ...]


@dataclass(frozen=True)
class Mark:
    """A place on the picture's axis, from 0 to 1, and its words."""

    at: float
    words: str


@dataclass(frozen=True)
class Drawn:
    """The picture: the band's three edges on an axis that does not move with the figures.

    An edge without words is one with the other. `open_low` and `open_high` tell of an end that is
    only said to lie below or above a bound; the band fills all that it may be.
    """

    low: Mark
    middle: Mark
    high: Mark
    ticks: tuple[Mark, ...]
    open_low: bool
    open_high: bool
    alt: str


@dataclass(frozen=True)
class Slide:
    """One thing on the wall."""

    element: str
    kind: Kind
    title: str
    lines: tuple[str, ...] = ()
    cards: tuple[WallCard, ...] = ()
    columns: tuple[Column, ...] = ()
    drawn: Drawn | None = None
    foot: str = ""


def slide(
    script: Script,
    board: Board,
    snapshot: Snapshot,
    way: str,
    tallies: Mapping[str, str] = MappingProxyType({}),
) -> Slide:
    """The slide that the board asks for.

    `way` is how the picture was made, `tallies` what was counted of private answers, by question.
    """
    element = script.shown(board)
    if element.id in ("look", "picture"):
        return _picture(element, snapshot)
    if element.id == "options":
        return _options(element, board)
    statement = _statement(element.id, board, snapshot)
    if statement:
        return Slide(element.id, "statement", element.title, (statement,))
    lines = _lines(element, script, snapshot, way, tallies)
    cards = _cards(element.id, board)
    if not lines and not cards:
        return Slide(element.id, "statement", element.title, (element.empty,))
    return Slide(element.id, "cards" if cards else "lines", element.title, lines, cards)


def _statement(element: str, board: Board, snapshot: Snapshot) -> str:
    """The one sentence of an element that is one; '' for any other."""
    if element == "question":
        return snapshot.asked.question
    if element == "check_in" and board.check_in is not None:
        return f"on {_day(board.check_in)}"
    return ""


def _lines(
    element: Element, script: Script, snapshot: Snapshot, way: str, tallies: Mapping[str, str]
) -> tuple[str, ...]:
    match element.id:
        case "who_sees":
            kinds = ("all", snapshot.how_many, way)
            return tuple(line for kind in kinds for line in script.who_sees[kind])
        case "definition":
            return _definition(snapshot.asked, snapshot)
    if element.id in TAPPED:
        counted = [tap for tap in TAPPED[element.id] if tap.id in tallies]
        return tuple(group_taps.told(tap, tallies[tap.id]) for tap in counted)
    return element.lines


def _definition(asked: Asked, snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(
        line
        for line in (
            asked.definition,
            f"{figure.say_start(asked.since, 'month')} to "
            f"{figure.say_start(asked.until - timedelta(days=1), 'month')}.",
            asked.standard and f"Published: {asked.standard}",
            f"{snapshot.how_many} of us are in it.",
        )
        if line
    )


def _picture(element: Element, snapshot: Snapshot) -> Slide:
    foot = f"Snapshot {snapshot.id}, rules {snapshot.rules_version}"
    # Who comes in late must know what the silence is about.
    is_look = element.id == LOOK
    title = element.title if is_look else snapshot.asked.title
    if snapshot.band is None:
        return Slide(element.id, "lines", title, snapshot.sentences, foot=foot)
    return Slide(
        element.id,
        "picture",
        title,
        (snapshot.asked.question,) if is_look else (snapshot.sentences[0], snapshot.sentences[-1]),
        drawn=drawn(snapshot),
        foot=foot,
    )


def drawn(snapshot: Snapshot) -> Drawn | None:
    """The band on its axis; None where words stand in its place."""
    band, asked = snapshot.band, snapshot.asked
    if band is None:
        return None
    is_one = band.low == band.high
    (low, _), (_, high) = _place(band.low, asked), _place(band.high, asked)
    middle = sum(_place(band.middle, asked)) / 2
    about = band.middle.words if band.middle.value is None else f"about {band.middle.words}"
    return Drawn(
        low=Mark(low, "" if is_one else band.low.words),
        middle=Mark(middle, about if is_one else f"half-way {about}"),
        high=Mark(high, "" if is_one else band.high.words),
        ticks=_ticks(asked),
        open_low=band.low.value is None,
        open_high=band.high.value is None,
        alt=" ".join(snapshot.sentences),
    )


def _cards(element: str, board: Board) -> tuple[WallCard, ...]:
    """The cards of a board; none where an element is no board."""
    match element:
        case "objections":
            return _said(board.objections)
        case "cues":
            return _said(board.cues)
        case "parked":
            return _said(board.parked)
        case "learned":
            return _said(board.learned)
        case "commitments":
            return tuple(_committed(each) for each in board.commitments)
        case "asks":
            return tuple(
                WallCard(each.words, f"{each.owner}, by {_day(each.due)}") for each in board.asks
            )
    return ()


def _said(events: Iterable[Parked | Objected | CueNoted | OneThingLearned]) -> tuple[WallCard, ...]:
    return tuple(WallCard(each.words) for each in events)


def _options(element: Element, board: Board) -> Slide:
    """Ideas under who could change it; the levels that nobody named yet stay away."""
    columns = tuple(
        Column(LEVEL_NAMES[level], tuple(WallCard(each.words) for each in board.options[level]))
        for level in LEVELS
        if board.options[level]
    )
    if not columns:
        return Slide(element.id, "statement", element.title, (element.empty,))
    return Slide(element.id, "columns", element.title, columns=columns)


def _committed(made: Committed) -> WallCard:
    """In the first person, and without a name unless its owner put one there.

    How sure somebody is stays away: nobody's commitment is to be set against another's.
    """
    parts = [
        made.name,
        f"from {_day(made.start)}",
        made.patients and f"with: {made.patients}",
        made.how_known and f"I will know by: {made.how_known}",
        made.who_may_ask and f"ask me: {made.who_may_ask}",
    ]
    return WallCard(first_person(made), "; ".join(part for part in parts if part))


def _ticks(asked: Asked) -> tuple[Mark, ...]:
    """Marks on whole steps of the scale, as few as may be."""
    scale = asked.scale
    span = scale.high - scale.low
    parts = next(each for each in (*PARTS, 1) if _is_whole(span / each / scale.step))
    places = [at / parts for at in range(parts + 1)]
    return tuple(Mark(at, _tick(scale.low + at * span, asked)) for at in places)


def _tick(value: float, asked: Asked) -> str:
    return say(value, asked) if asked.kind in ("proportion", "duration") else f"{value:g}"


def _is_whole(steps: float) -> bool:
    return abs(steps - round(steps)) < 1e-6


def _place(edge: Edge, asked: Asked) -> tuple[float, float]:
    """From where to where on the axis an edge may lie; a coded one, as far as its words go."""
    scale = asked.scale
    if edge.value is not None:
        ends = (edge.value, edge.value)
    elif edge.words.startswith("under"):
        ends = (scale.low, coded_below(scale))
    else:
        ends = (coded_from(scale), scale.high)
    low, high = ((end - scale.low) / (scale.high - scale.low) for end in ends)
    return low, high


def _day(when: date) -> str:
    return f"{when.day} {figure.MONTHS[when.month - 1]} {when.year}"
