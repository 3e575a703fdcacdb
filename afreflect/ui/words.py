"""Sentences that more than one screen says."""

import re
from collections.abc import Sequence
from datetime import date

from afreflect.domain import figure
from afreflect.domain.extract import Extract
from afreflect.domain.left_out import ColumnLeftOut
from afreflect.domain.metric import Metric
from afreflect.domain.target import Stretch, Target
from afreflect.storage.identifying import of_patients
from afreflect.ui.session import Source

DELETE_DOWNLOADS = (
    "The file in your downloads still holds patient names. Delete it when you are done?"
)
_COLUMNS_NAMED = 6
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINKED = re.compile("(?i):(?=//|material/)")
"""What Streamlit takes for an icon or a link also where its colon is marked as a plain one."""
_MARKED = "\\`*_{}[]<>#|~$:"


def left_out(columns: Sequence[ColumnLeftOut]) -> str:
    """Which columns stay out, in one sentence."""
    if not columns:
        return "No column looks as if it identified anybody."
    named = ", ".join(as_written(entry.column) for entry in columns[:_COLUMNS_NAMED])
    more = len(columns) - _COLUMNS_NAMED
    rest = f" and {more} more" if more > 0 else ""
    why = (
        "stays out, because it identifies"
        if len(columns) == 1
        else ("stay out, because they identify")
    )
    return f"{_counted(len(columns), 'column')} {why} people: {named}{rest}."


def downloads(left_out: Sequence[ColumnLeftOut]) -> str:
    """What to do with the file that still holds what was left out; '' where nothing was."""
    if not left_out:
        return ""
    if of_patients(left_out):
        return DELETE_DOWNLOADS
    columns = dict.fromkeys(entry.column for entry in left_out)
    listed = ", ".join(as_written(column) for column in columns)
    return (
        f"The file in your downloads still holds columns that can identify people ({listed}). "
        "Delete it when you are done."
    )


def as_written(text: str) -> str:
    """Text from a file with everything that Markdown would take for a mark made harmless.

    Nor does it turn the direction of what stands after it, become an icon or a link.
    """
    said = _LINKED.sub(":\u2060", _TURNING.sub("", " ".join(text.split())))
    return "".join(f"\\{char}" if char in _MARKED else char for char in said)


def shortened(text: str, most: int = 32) -> str:
    """Text cut where it gets long, saying so."""
    return text if len(text) <= most else f"{text[: most - 3].rstrip()}..."


def period(since: date | None, until: date | None) -> str:
    """Two days as "Jul 2023 to Jun 2026"; nothing where an extract has no dates."""
    if since is None or until is None:
        return ""
    first, last = (figure.say_start(day, "month") for day in (since, until))
    return first if first == last else f"{first} to {last}"


def loaded(extract: Extract, source: Source) -> str:
    """What was taken in, as `found` and `mine` say it of the same extract."""
    said = "Loaded, as a sample" if source == "sample" else "Loaded"
    return f"{said}: {found(len(extract.files), rows(extract), extract)} {mine(extract)}"


def rows(extract: Extract) -> int:
    """Every row of the files, as a person counts them in a spreadsheet."""
    return extract.rows_read or extract.rows_in


def found(files: int, rows: int, extract: Extract | None) -> str:
    """What some files hold, in one sentence: "3 files with 5,012 rows, Jul 2023 to Jun 2026."."""
    when = period(extract.since, extract.until) if extract else ""
    held = f"{_counted(files, 'file')} with {_counted(rows, 'row')}"
    return f"{held}, {when}." if when else f"{held}."


def mine(extract: Extract) -> str:
    """How much of an extract is the clinician's own: "4,795 visits are yours."."""
    verb = "is" if extract.rows_mine == 1 else "are"
    return f"{_counted(extract.rows_mine, extract.mine_are)} {verb} yours."


def usable(extract: Extract, several: bool) -> str:
    """How much is the clinician's own, and what becomes of the rest, also of other clinicians'."""
    aside = sum(group.rows for group in extract.set_aside)
    sentences = [mine(extract)]
    if several:
        sentences.append(
            "Of the rest only what your own figures need is kept, with no colleague's name in it."
        )
    if aside:
        stay = "stays" if aside == 1 else "stay"
        sentences.append(f"{_counted(aside, 'row')} can't be used and {stay} out.")
    return " ".join(sentences)


def taken(own_id: str, orders: Sequence[str]) -> str:
    """Whose rows and which order of dates were taken: "Taken as yours: D1. Dates: day first."."""
    said = [f"Taken as yours: {as_written(own_id)}."] if own_id else []
    if orders:
        said.append(f"Dates: {' and '.join(order.lower() for order in orders)}.")
    return " ".join([*said, "To change this, open “Change what a column means”."]) if said else ""


def target(aim: Target, metric: Metric) -> str:
    """A target with its date: "at most 5.0 % by 30 Jun 2027"."""
    return f"{figure.say_target(aim, metric)} by {day(aim.by)}"


def held(stretch: Stretch) -> str:
    """How long an earlier target held: "1 Apr 2026 to 22 Nov 2026"."""
    if stretch.until is None:
        return f"since {day(stretch.since)}"
    if stretch.since == stretch.until:
        return f"on {day(stretch.since)}, for less than a day"
    return f"{day(stretch.since)} to {day(stretch.until)}"


def day(when: date) -> str:
    """A day as "30 Jun 2027"."""
    return f"{when.day} {figure.MONTHS[when.month - 1]} {when.year}"


def _counted(number: int, noun: str) -> str:
    return f"{figure.count(number)} {noun}" + ("" if number == 1 else "s")
