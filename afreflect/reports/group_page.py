"""What a group takes along from its hour: the picture and the board, of nobody in particular."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import typst
import vl_convert

from afreflect.domain import figure, hour
from afreflect.domain.disclosure import Snapshot
from afreflect.domain.hour import Board, Committed
from afreflect.reports.log_pdf import CannotSet, letter_missing
from afreflect.reports.picture import PURPOSE

SOURCE = Path(__file__).with_name("group_page.typ")
WIDTH = 660
"""Pixels of the chart, as its own text is set for."""
SHARPNESS = 2.0
"""Pixels a point of the picture."""
HANDS = {"me": "in our own hands", "clinic": "in our clinic", "system": "above us"}

NOTHING_WRITTEN = Board()


@dataclass(frozen=True)
class Shown:
    """A band as it is drawn: Vega-Lite, what it says to somebody who can't see it, its rows."""

    chart: Mapping[str, Any]
    alt: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """Everything that stands on the page: the frozen snapshot, the board, what was told of taps."""

    snapshot: Snapshot
    board: Board = NOTHING_WRITTEN
    shown: Shown | None = None
    told: tuple[str, ...] = ()


def as_pdf(page: Page) -> bytes:
    """The page on paper: PDF/UA, tagged; nothing in it of the machine or of the minute.

    Raises CannotSet where a letter has no font.
    """
    return _set(page, "pdf", "a4", pdf_standards=["ua-1"])


def as_png(page: Page) -> bytes:
    """The page as one picture. Raises CannotSet where a letter has no font."""
    return _set(page, "png", "picture", ppi=72 * SHARPNESS)


def _set(page: Page, file: Literal["pdf", "png"], paper: str, **how: Any) -> bytes:
    said = {"said": json.dumps(_said(page)), "paper": paper}
    try:
        made = typst.compile(SOURCE.read_bytes(), format=file, sys_inputs=said, **how)
    except typst.TypstError as fault:
        missing = letter_missing(str(fault), "this page")
        raise CannotSet(f"The page can't show {missing}: write it in other letters.") from fault
    if not isinstance(made, bytes):
        raise TypeError("A group's page is one file.")
    return made


def _said(page: Page) -> dict[str, Any]:
    asked, shown = page.snapshot.asked, page.shown
    until = figure.say_day(asked.until - timedelta(days=1))
    below = [
        f"{asked.title}, {figure.say_day(asked.since)} to {until}. "
        f"{page.snapshot.how_many} of us gave a figure.",
        asked.definition,
        f"Published: {asked.standard}" if asked.standard else "",
    ]
    svg = vl_convert.vegalite_to_svg({**shown.chart, "width": WIDTH}) if shown else ""
    return {
        "title": asked.question,
        "below": [line for line in below if line],
        # As numbers: typst reads no file here, and JSON has no other way to carry bytes.
        "chart": list(svg.encode()) if shown else None,
        "alt": shown.alt if shown else "",
        "sentences": page.snapshot.sentences,
        "rows": shown.rows if shown else (),
        "parts": [{"title": title, "lines": lines} for title, lines in _parts(page) if lines],
        "foot": (
            f"Snapshot {page.snapshot.id}, rules {page.snapshot.rules_version}, frozen on "
            f"{figure.say_day(page.snapshot.made_on)}. {PURPOSE}"
        ),
    }


def _parts(page: Page) -> Sequence[tuple[str, Sequence[str]]]:
    """The board, part by part; without who wrote what, how sure anybody is, and whom they named."""
    board = page.board
    has_five = page.snapshot.how_many != "fewer than 5"
    mine = board.options["me"]
    checked = [f"On {figure.say_day(board.check_in)}."] if board.check_in else []
    return (
        ("How we see it", page.told),
        ("What might explain it otherwise", [each.words for each in board.objections]),
        ("What could be done", [f"{each.words} ({HANDS['me']})" for each in mine]),
        (
            "What is in our clinic's hands, or above us",
            [f"{each.words} ({HANDS[each.level]})" for each in hour.for_leaders(board, has_five)],
        ),
        ("What we will try", [_commitment(each) for each in board.commitments]),
        (
            "What we ask of leaders",
            [
                f"{_sentence(each.words)} {each.owner}, by {figure.say_day(each.due)}."
                for each in board.asks
            ],
        ),
        ("What we learned", [each.words for each in board.learned]),
        ("What we come back to", [each.words for each in board.parked]),
        ("When we look again", checked),
    )


def _commitment(each: Committed) -> str:
    """What somebody will try; their name only where they put it there themselves."""
    parts = [
        _sentence(hour.first_person(each)),
        f"With: {_sentence(each.patients)}" if each.patients else "",
        f"From {figure.say_day(each.start)}.",
        f"I will know by this: {_sentence(each.how_known)}" if each.how_known else "",
        *(
            f"{when}: {_sentence(what)}"
            for when, what in (
                ("In two weeks", each.short),
                ("In three months", each.mid),
                ("In a year", each.long),
            )
            if what
        ),
        each.name,
    ]
    return " ".join(part for part in parts if part)


def _sentence(words: str) -> str:
    said = words.strip()
    return said if said.endswith((".", "?", "…")) else f"{said}."
