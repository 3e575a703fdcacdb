"""Sentences that more than one screen says."""

from datetime import date

from afreflect.domain import figure
from afreflect.domain.extract import Extract
from afreflect.domain.metric import Metric
from afreflect.domain.target import Target
from afreflect.ui.session import Source

DELETE_DOWNLOADS = (
    "The file in your downloads still holds patient names. Delete it when you are done?"
)
_MARKED = "\\`*_{}[]<>#|~$:"


def as_written(text: str) -> str:
    """Text from a file with everything that Markdown would take for a mark made harmless."""
    return "".join(f"\\{char}" if char in _MARKED else char for char in " ".join(text.split()))


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
    """What was taken in, in one sentence."""
    when = period(extract.since, extract.until)
    files = _counted(len(extract.files), "file")
    whose = "of the sample clinician" if source == "sample" else "of your own"
    return f"Loaded: {figure.count(extract.rows_mine)} rows {whose} from {files}" + (
        f", {when}." if when else "."
    )


def found(rows: int, files: int, extract: Extract | None) -> str:
    """What some files hold, in one sentence: "5,012 rows in 3 files, Jul 2023 to Jun 2026."."""
    if extract is None:
        return f"{_counted(rows, 'row')} in {_counted(files, 'file')}."
    when = period(extract.since, extract.until)
    held = f"{_counted(extract.rows_in, 'row')} in {_counted(files, 'file')}"
    return f"{held}, {when}." if when else f"{held}."


def usable(extract: Extract, own_id: str) -> str:
    """How much of an extract can be used, and how much of that is the clinician's own."""
    aside = sum(group.rows for group in extract.set_aside)
    known_as = f" (physician {as_written(own_id)})" if own_id else ""
    verb = "is" if extract.rows_mine == 1 else "are"
    sentences = [f"{figure.count(extract.rows_mine)} of them {verb} yours{known_as}."]
    if extract.rows_mine == extract.rows_kept:
        sentences = ["All of them are yours."] if not aside else ["All that can be used are yours."]
    else:
        sentences.append(
            "Of the rest only what your own figures need is kept, with no colleague's name in it."
        )
    if aside:
        sentences.append(f"{_counted(aside, 'row')} can't be used and stay out.")
    return " ".join(sentences)


def target(aim: Target, metric: Metric) -> str:
    """A target with its date: "at most 5.0 % by 30 Jun 2027"."""
    return f"{figure.say_target(aim, metric)} by {day(aim.by)}"


def day(when: date) -> str:
    """A day as "30 Jun 2027"."""
    return f"{when.day} {figure.MONTHS[when.month - 1]} {when.year}"


def _counted(number: int, noun: str) -> str:
    return f"{figure.count(number)} {noun}" + ("" if number == 1 else "s")
