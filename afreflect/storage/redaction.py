"""The check before an export with everything that the machine knows: words, plans, check digits."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from afreflect.domain import cpd_fields, redaction
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.domain.redaction import Finding, Kind, Words
from afreflect.storage import blanking
from afreflect.storage.content import CONTENT


def looked_through(entry: LogEntryWritten) -> tuple[Finding, ...]:
    """Everything in an entry's own words by which somebody might be recognised."""
    texts = {name: str(getattr(entry, name)) for name in cpd_fields.WRITTEN}
    return in_texts(texts, after=entry.last)


def in_texts(texts: Mapping[str, str], after: date | None = None) -> tuple[Finding, ...]:
    """The same in any texts, by their fields; a full date after `after` tells of nobody."""
    return redaction.findings(texts, words(), _by_shape, after)


@cache
def words() -> Words:
    """The listed words that ship with the app, in lower case."""
    stated = tomllib.loads((CONTENT / "redaction.toml").read_text(encoding="utf-8"))
    return Words(**{name: frozenset(each.lower() for each in stated[name]) for name in stated})


def _by_shape(text: str) -> Iterable[tuple[Kind, int, int]]:
    """Phone numbers by their plans, e-mail addresses, health numbers by check digit, streets."""
    for start, end in blanking.by_shape(text):
        yield "number", start, end
