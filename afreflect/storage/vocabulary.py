"""The names and codes that systems write, and what each means to us."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from afreflect.storage.numbers import number
from afreflect.storage.sheet import plain

CONTENT = Path(__file__).parent.parent / "content"
CODED = ("disposition", "sex", "acuity")
FLAGS = ("ct", "consult", "planned_return", "bring_back_planned", "handed_over")
MOMENTS = ("arrival_ts", "triage_ts", "seen_by_physician_ts", "decision_ts", "departure_ts")
DATES = frozenset(
    (*MOMENTS, "birth_date", "updated_at", "starts_at", "ends_at", "occurred_on", "period")
)
NUMBERS = ("los_min", "wait_min", "age", "weight", "birth_year")
_LONGEST_CODE = 12
"""In words: a code is short, and a cell may hold a whole report."""


@dataclass(frozen=True)
class Vocabulary:
    """What column names and cell values mean, read from content/*.toml."""

    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    codes: Mapping[str, Mapping[str, str]]
    yes: frozenset[str]
    no: frozenset[str]
    missing: frozenset[str]
    totals: frozenset[str]
    counted: Mapping[str, str]
    form_facts: frozenset[str]
    other_people: frozenset[str]
    zones: Mapping[str, str]

    @property
    def known_names(self) -> frozenset[str]:
        """Every column name of any table, as plain text."""
        return frozenset(
            name for table in self.names.values() for names in table.values() for name in names
        )

    @property
    def names_of_dates(self) -> frozenset[str]:
        """Every name of a column that holds days or times."""
        return frozenset(
            name
            for table in self.names.values()
            for field, names in table.items()
            if field in DATES
            for name in names
        )

    def is_missing(self, cell: str | None) -> bool:
        """Whether a cell says that nothing is known."""
        return cell is None or cell.strip().lower() in self.missing

    def code(self, field: str, cell: str) -> str | None:
        """The canonical code that a cell stands for, or None where we don't know it."""
        written = plain(cell)
        known = self.codes[field]
        if written in known:
            return known[written]
        if field == "acuity":
            return next((word for word in written.split() if word in set("12345")), None)
        return next((known[word] for word in _beginnings(written) if word in known), None)

    def modality(self, cell: str) -> str:
        """The kinds of imaging that a cell names, as "CT;XR", or "other" where we know none."""
        written = f" {plain(cell)} "
        named = {
            code for phrase, code in self.codes["modality"].items() if f" {phrase} " in written
        }
        return ";".join(sorted(named)) or "other"

    def says_no(self, cell: str) -> bool:
        """Whether a cell of a yes-or-no column means no, also in words such as "none"."""
        return plain(cell) in self.no

    def flag(self, cell: str) -> str | None:
        """'true', 'false' or None for a cell, or for several of one visit joined by ';'."""
        answers = {self._one_flag(part) for part in cell.split(";") if not self.is_missing(part)}
        if "true" in answers:
            return "true"
        return "false" if "false" in answers else None

    def presence(self, cell: str) -> str | None:
        """Like `flag`, but any other text names something that was done."""
        parts = [part for part in cell.split(";") if part.strip()]
        said = [plain(part) in self.no or self.is_missing(part) for part in parts]
        return "false" if all(said) else "true"

    def _one_flag(self, cell: str) -> str | None:
        written = plain(cell) or cell.strip().lower()
        if written in self.yes:
            return "true"
        if written in self.no:
            return "false"
        amount = number(cell)
        return None if amount is None else str(amount > 0).lower()


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the app."""
    columns = tomllib.loads((CONTENT / "columns.toml").read_text(encoding="utf-8"))
    codes = tomllib.loads((CONTENT / "codes.toml").read_text(encoding="utf-8"))
    tables = ("visits", "feedback", "shifts", "counts")
    return Vocabulary(
        names={
            table: {field: tuple(names) for field, names in columns[table].items()}
            for table in tables
        },
        codes={
            field: {plain(word): code for code, words in codes[field].items() for word in words}
            for field in (*CODED, "modality")
        },
        yes=frozenset(codes["flags"]["yes"]),
        no=frozenset(codes["flags"]["no"]),
        missing=frozenset(codes["missing"]["markers"]),
        totals=frozenset(codes["not_a_row"]["starts"]),
        counted={name: metric for metric, names in columns["counted"].items() for name in names},
        form_facts=frozenset(columns["form_facts"]["names"]),
        other_people=frozenset(columns["other_people"]["words"]),
        zones={word: zone for zone, words in codes["zones"].items() for word in words},
    )


def _beginnings(written: str) -> list[str]:
    """The text cut after each word, longest first: "admitted to 4 west" tries "admitted"."""
    words = written.split(maxsplit=_LONGEST_CODE)
    return [" ".join(words[:length]) for length in range(len(words) - 1, 0, -1)]
