"""An entry as it is handed in: checked, for one college, with the clinician's name if given.

Every export is made of this and of nothing else, so that PDF, table and screen say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from afreflect.domain import cpd_claims, cpd_fields, figure
from afreflect.domain.cpd import CHECK, Regime
from afreflect.domain.cpd_claims import Suggestion
from afreflect.domain.cpd_log import LogEntryChecked, LogEntryWritten
from afreflect.domain.cpd_minutes import hours, said

PURPOSE = "Made for learning from one's own practice, not for judging anybody."
FOOT = (
    f"Hours and credits are suggested by rules that change; the college decides. {CHECK}. {PURPOSE}"
)
"""What no export goes without."""
EXTRAS: Mapping[str, str] = {
    "landing": "How the first look landed",
    "placement": "Where I placed myself on the grid",
    "mindset": "What I said of how I see the data",
}
"""What is private and goes out only where it is ticked, one by one (claim check 6)."""
EXTRAS_WARNING = (
    "A court or a regulator can order notes to be handed over, and what has left this computer "
    "can't be taken back. Tick this only if you would say it in that room."
)


class NotChecked(ValueError):
    """An entry that nobody looked through as it stands; its text says what to do."""


@dataclass(frozen=True)
class Person:
    """Who hands in: asked for at an export, printed, and kept nowhere (claim check 15)."""

    name: str = ""
    college_number: str = ""


@dataclass(frozen=True)
class Handed:
    """One entry for one college, with everything that an export says of it.

    `rows` are the portal's fields in its order, as label and text; `extras` what was ticked.
    """

    entry: LogEntryWritten
    regime: Regime
    checked: LogEntryChecked
    suggestions: tuple[Suggestion, ...]
    warnings: tuple[str, ...] = ()
    person: Person = field(default_factory=Person)
    extras: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The college's fields that hold something, in its order and wording."""
        found = (
            (each.label, cpd_fields.text(self.entry, each.field, self.regime))
            for each in self.regime.portal
        )
        return tuple((label, text) for label, text in found if text)

    @property
    def further(self) -> tuple[tuple[str, str], ...]:
        """What else the entry holds, in our words, and what was ticked."""
        asked = {each.field for each in self.regime.portal} | {"when", "hours", "minutes"}
        own = [
            (label, cpd_fields.text(self.entry, name, self.regime))
            for name, label in cpd_fields.LABELS.items()
            if name not in asked
        ]
        ticked = [(EXTRAS[name], text) for name, text in self.extras.items()]
        return tuple((label, text) for label, text in (*own, *ticked) if text)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What the college asks for and is not there, each in words."""
        return tuple(
            each.words
            for each in cpd_claims.lacking(self.entry, self.regime)
            if each.level == "must"
        )

    @property
    def hours(self) -> str:
        """The hours as the college cuts them."""
        return said(hours(self.entry.minutes.total, self.regime.rounding))

    @property
    def grounds(self) -> tuple[str, ...]:
        """The rule behind each suggestion, with its source and the day it was read."""
        read = figure.say_day(self.regime.read_on)
        rules = {each.rule.id: each.rule for each in self.suggestions}
        return tuple(
            f"{rule.text} Source: {rule.source}; read in a copy on {read}."
            for rule in rules.values()
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What a suggestion must not be shown without, each sentence once, the banner first."""
        notes = [note for one in self.suggestions for note in one.notes]
        banner = [self.regime.banner] if self.regime.banner else []
        return tuple(dict.fromkeys([*banner, *self.warnings, *notes]))


def handed(
    entry: LogEntryWritten,
    regime: Regime,
    check: LogEntryChecked | None,
    person: Person | None = None,
    extras: Mapping[str, str] | None = None,
    warnings: tuple[str, ...] = (),
) -> Handed:
    """An entry to be handed in; raises NotChecked where it was not looked through as it stands.

    `extras` holds what was ticked, by the names of EXTRAS; raises KeyError for any other.
    """
    if check is None or (check.entry_id, check.fingerprint) != (entry.entry_id, entry.fingerprint):
        raise NotChecked(
            f"“{entry.title or 'This entry'}” was not looked through as it stands: check it in the "
            "CPD log first, so that nobody can be recognised in it."
        )
    ticked = dict(extras or {})
    if unknown := set(ticked) - set(EXTRAS):
        raise KeyError(f"There is nothing to tick called {', '.join(sorted(unknown))}.")
    return Handed(
        entry,
        regime,
        check,
        cpd_claims.suggestions(entry, regime),
        warnings,
        person or Person(),
        {name: text for name, text in ticked.items() if text.strip()},
    )


def within(
    entries: tuple[LogEntryWritten, ...], since: date, until: date
) -> tuple[LogEntryWritten, ...]:
    """The entries whose work ended on these days, both counted, the oldest first."""
    return tuple(
        sorted(
            (each for each in entries if since <= each.last <= until),
            key=lambda each: (each.last, each.at),
        )
    )
