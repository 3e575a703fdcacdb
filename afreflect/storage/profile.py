"""What a column's values look like, which decides how far its name can be believed."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from afreflect.storage.clocks import are_clocks, counts_days, has_no_day
from afreflect.storage.column_facts import ColumnFacts
from afreflect.storage.numbers import DURATIONS, minutes, number
from afreflect.storage.sheet import Sheet, plain
from afreflect.storage.vocabulary import CODED, DATES, FLAGS, NUMBERS, Vocabulary

SAMPLE = 400
_FEW_CLINICIANS = 20
IDS = ("encounter_id", "patient_id", "physician_id")
_DATED = re.compile(
    r"^(?:[^\W\d]{2,10}\.?,? (?=\d))?"
    r"(\d{1,4}[-/. ]{1,2}(de )?(\d{1,2}|[^\W\d]{3,10}\.?)[-/. ,]+(de )?\d{1,4}"
    r"|[^\W\d]{3,9}\.? \d{1,2},? \d{4}"
    r"|(19|20|21|22)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(\d{4}(\d{2})?)?"
    r"|\d{1,2}[^\W\d]{3}\d{4}|[^\W\d]{3,9},? [^\W\d]{3,9}\.? \d{1,2},? \d{4}"
    r"|[A-Za-z]{3} [A-Za-z]{3} +\d{1,2} [\d:]{5,8} ([A-Z]{3,4} )?\d{4})(\D.*)?$"
)
_COUNTED_FROM_1970_OR_1900 = re.compile(r"^(1\d{9}|1\d{12}|[34]\d{4}\.\d{2,})$")
_CLOCK_AT_THE_END = re.compile(r"\d\s?[:h]\s?\d{2}|[\sT]\d{3,4}$|[\sT]\d{1,2} ?h$", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?$")
_ZONE = re.compile(
    r"^([A-Z][A-Za-z]+/[A-Z][\w+/-]+|(utc|gmt)? ?[+-]\d{1,2}(:?\d{2})?|z|utc|gmt|[ECMPA][SD]?T)$",
    re.IGNORECASE,
)
_PASSES = frozenset(("0", "1", "0.0", "1.0", "first", "second", "true", "false"))


@dataclass(frozen=True)
class Profile:
    """One column: its name in plain words, and a sample of its values that say something.

    `distinct` counts all different values, `filled` the cells that hold one.
    """

    name: str
    plain: str
    sample: tuple[str, ...]
    distinct: int
    filled: int

    def share(self, fits: Callable[[str], object]) -> float:
        """The share of sampled values for which `fits` is true; 0 for an empty column."""
        return sum(map(bool, map(fits, self.sample))) / len(self.sample) if self.sample else 0.0

    @property
    def varied(self) -> bool:
        """Whether values differ as people and what is said of them do, and categories do not."""
        return differ(self.distinct, self.filled)

    @property
    def of_moments(self) -> bool:
        """Whether the values are dates, with or without a time, also as a count of seconds."""
        return self.share(looks_like_a_moment) >= 0.6

    @property
    def of_dates(self) -> bool:
        """Whether the values can be nothing else than dates, while ids look like such counts."""
        return self.share(lambda cell: _DATED.match(cell.strip()) and not has_no_day(cell)) >= 0.6

    @property
    def of_days(self) -> bool:
        """Whether the values are days without a clock time."""
        return self.counts_days or (
            self.of_dates
            and not any(
                _CLOCK_AT_THE_END.search(cell) and not _MIDNIGHT.search(cell)
                for cell in self.sample
            )
        )

    @property
    def counts_days(self) -> bool:
        """Whether the values are whole numbers such as a spreadsheet counts days with.

        Ids look the same: only the column's name can tell.
        """
        return counts_days(self.sample)

    @property
    def of_clock_times(self) -> bool:
        """Whether the values are times of day without a date: "14:05", "14h05", "905"."""
        return are_clocks(list(self.sample))

    @property
    def of_numbers(self) -> bool:
        """Whether the values are amounts."""
        return self.share(lambda cell: number(cell) is not None) >= 0.6


def profiles(sheet: Sheet, words: Vocabulary) -> dict[str, Profile]:
    """A profile of each column of a sheet, by its name."""
    return {name: _profile(name, facts, words) for name, facts in sheet.facts.items()}


def differ(distinct: int, filled: int) -> bool:
    """Whether so many different values among the filled cells are more than categories."""
    return distinct >= max(2, 0.3 * filled) or distinct >= 100


def fits(canonical: str, profile: Profile, words: Vocabulary) -> bool:
    """Whether a column's values can be what a canonical column holds."""
    if not profile.sample:
        return False
    if canonical in DATES:
        named = any(profile.plain in table.get(canonical, ()) for table in words.names.values())
        return profile.of_moments or (named and profile.counts_days)
    if canonical in IDS:
        return _fits_an_id(canonical, profile, words)
    if canonical == "time_zone":
        named = words.zones.keys()
        return profile.share(lambda c: _ZONE.match(c.strip()) or c.strip().lower() in named) >= 0.9
    if canonical in ("arrival_fold", "departure_fold"):
        return profile.distinct <= 3 and set(profile.sample) <= _PASSES
    if canonical in CODED:
        least = 0.3 if canonical == "disposition" else 0.6
        return profile.share(lambda cell: words.code(canonical, cell)) >= least
    if canonical in FLAGS:
        return profile.share(words.flag) >= 0.8 and profile.distinct <= 12
    if canonical in DURATIONS:
        return profile.share(lambda cell: minutes(cell) is not None) >= 0.6 and (
            not profile.of_moments
        )
    if canonical in NUMBERS or canonical in ("score", "numerator", "denominator"):
        return profile.of_numbers and not profile.of_moments
    few_enough = canonical != "imaging" or profile.distinct <= 60
    return few_enough and not profile.of_moments


def _fits_an_id(canonical: str, profile: Profile, words: Vocabulary) -> bool:
    if profile.of_dates:
        return False
    if canonical == "patient_id":
        return not looks_like_names(profile.sample)
    if canonical == "encounter_id":
        # A list of orders names each visit many times; its id is one all the same.
        surely = " " in profile.plain and profile.plain in words.names["visits"]["encounter_id"]
        return surely or profile.distinct >= 0.5 * profile.filled
    # A small file may name a different clinician in every row; in a long one ids come again.
    few = profile.distinct <= max(_FEW_CLINICIANS, 0.5 * profile.filled)
    return few and not set(profile.plain.split()) & words.other_people


def looks_like_a_moment(cell: str) -> bool:
    """Whether a cell is written as a date, with or without a time."""
    written = cell.strip()
    if has_no_day(written):
        return False
    return bool(_DATED.match(written) or _COUNTED_FROM_1970_OR_1900.match(written))


def looks_like_names(cells: Iterable[str | None]) -> bool:
    """Whether ids are written without digits, as people's names are."""
    said = [cell for cell in cells if cell]
    return sum(any(char.isdigit() for char in cell) for cell in said) < len(said) / 2


def date_order(sheet: Sheet, columns: tuple[str, ...]) -> str:
    """'dmy', 'mdy', 'iso' where no date needs an order, '' where the values can't tell,
    or 'contradictory' where some can only be the one and some only the other.
    """
    dates = [sheet.facts[name].dates for name in columns]
    unclear = any(said.found for said in dates)
    day_first = any(said.only_day_first for said in dates)
    month_first = any(said.only_month_first for said in dates)
    if day_first and month_first:
        return "contradictory"
    if day_first or month_first:
        return "dmy" if day_first else "mdy"
    return "" if unclear else "iso"


def undecided_examples(sheet: Sheet, columns: tuple[str, ...], n: int = 2) -> tuple[str, ...]:
    """A few dates of a sheet that could be read either way."""
    examples: dict[str, None] = {}
    for name in columns:
        for cell in sheet.facts[name].dates.written:
            first, second = re.split(r"[-/. ]", cell)[:2]
            if first != second:
                examples[cell] = None
            if len(examples) == n:
                return tuple(examples)
    return tuple(examples)


def _profile(name: str, facts: ColumnFacts, words: Vocabulary) -> Profile:
    said = [cell for cell in facts.first if cell is not None and not words.is_missing(cell)]
    return Profile(
        name=name,
        plain=plain(name),
        sample=tuple(said[:SAMPLE]),
        distinct=facts.distinct,
        filled=facts.filled,
    )
