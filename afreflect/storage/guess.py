"""Which source column is which of ours, guessed from names and values."""

from collections.abc import Mapping as Table
from dataclasses import dataclass
from functools import cache, lru_cache
from glob import escape

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import FileMapping, Mapping
from afreflect.storage import profile
from afreflect.storage.joining import in_one_form
from afreflect.storage.profile import Profile
from afreflect.storage.sheet import Sheet, plain
from afreflect.storage.vocabulary import MOMENTS, Vocabulary

EVENT_FIELDS = ("imaging", "modality", "ct")
"""What a file with several rows a visit can tell of the visit: that something was done."""
LINKS = ("encounter_id", "patient_id")
_CORE = frozenset(
    (*MOMENTS, "los_min", "wait_min", "disposition", "acuity", "imaging", "ct", "planned_return",
     "bring_back_planned", "consult")
)  # fmt: skip
_EXACT = 90
_LONGEST_NAME = 8
"""In words."""
_MOST_DISPOSITIONS = 60
_VALUE_ONLY = ("disposition", "sex")
_WORDS_FOR_TIME = frozenset(
    "date time dt tm heure hour clock d de du of la le l at et and jour day datetime timestamp ts "
    "dttm hhmm hhmmss hms hm uhrzeit zeit datum hora fecha hr hrs".split()
)
_MARKS = frozenset("1 2 3 4 5 6 7 8 9 10".split())


@dataclass(frozen=True)
class Known:
    """A sheet with what is known of its columns before anything is decided."""

    sheet: Sheet
    profiles: Table[str, Profile]
    columns: Table[str, str]
    table: str

    @property
    def worth(self) -> int:
        """How much a visits file tells."""
        return (
            len(self.columns)
            + 3 * ("arrival_ts" in self.columns)
            + ("encounter_id" in self.columns)
        )


def guess(
    sheets: tuple[Sheet, ...], words: Vocabulary, tables: Table[str, str] | None = None
) -> Mapping:
    """A mapping of all sheets, as complete as names and values allow.

    `tables` says of a file by its name which table it is, where that is known already.
    """
    known = [_known(sheet, words, (tables or {}).get(sheet.name, "")) for sheet in sheets]
    visits = [entry for entry in known if entry.table == "visits"]
    main = max(visits, key=lambda entry: entry.worth, default=None)
    columns: dict[str, tuple[str, ...]] = {}
    alike: list[Known] = []
    if main:
        alike = [entry for entry in visits if entry is main or _has_all_columns(entry, main)]
        columns = _with_clocks(main, words) | _imaging_from_one_column(main, words)
    files: list[FileMapping] = []
    for entry in known:
        if entry.table == "visits" and main is not None:
            found, more = _beside(entry, main, alike, columns, words)
            columns.update(more)
            files += [found] if found else []
        elif entry.table:
            files.append(_own_table(entry, words))
    return Mapping(files=tuple(files), columns=columns)


def name_score(column: str, names: tuple[str, ...]) -> float:
    """How well a column's plain name says that it is a canonical column; 0 where it doesn't."""
    if column in names:
        return 100 - names.index(column) / 10
    phrases = _runs(column) & _phrases(names)
    return 30.0 + max(map(len, phrases)) if phrases else 0.0


@cache
def _phrases(names: tuple[str, ...]) -> frozenset[str]:
    """The names that count inside of a longer one too."""
    return frozenset(name for name in names if len(name) >= 5)


@lru_cache(maxsize=1 << 15)
def _runs(column: str) -> frozenset[str]:
    """Every run of words of a name, as long as any name that we know."""
    words = column.split()
    return frozenset(
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1)
    )


def assign(
    table: str, found: Table[str, Profile], words: Vocabulary, but: frozenset[str] = frozenset()
) -> dict[str, str]:
    """The best source column for each canonical column of a table, each used once at most."""
    scored = [
        (name_score(column.plain, names), canonical, column)
        for canonical, names in words.names[table].items()
        if canonical not in but
        for column in found.values()
    ]
    assigned: dict[str, str] = {}
    for score, canonical, column in sorted(scored, key=lambda row: -row[0]):
        if score == 0 or canonical in assigned or column.name in assigned.values():
            continue
        if profile.fits(canonical, column, words) or _surely_means(canonical, column, score):
            assigned[canonical] = column.name
    if table == "visits":
        _from_values_alone(assigned, found, words, but)
    return assigned


def _surely_means(canonical: str, column: Profile, score: float) -> bool:
    """A column that can only be the disposition by its name: codes of the house are asked about."""
    telling = "dispo" in column.plain or " " in column.plain
    few = 0 < column.distinct <= _MOST_DISPOSITIONS
    return canonical == "disposition" and score > _EXACT and telling and few and not column.of_dates


def _from_values_alone(
    assigned: dict[str, str], found: Table[str, Profile], words: Vocabulary, but: frozenset[str]
) -> None:
    """Codes and times that no name gave away, recognised by what they hold."""
    free = [column for column in found.values() if column.name not in assigned.values()]
    for canonical in _VALUE_ONLY:
        speaking = [
            column
            for column in free
            if canonical not in assigned
            and canonical not in but
            and len({words.code(canonical, cell) for cell in column.sample} - {None}) >= 2
            and column.share(lambda cell, code=canonical: words.code(code, cell)) >= 0.9
            and column.distinct <= 30
            and not column.of_numbers
        ]
        if speaking:
            assigned[canonical] = speaking[0].name
    moments = [column.name for column in free if column.of_moments]
    if "arrival_ts" not in assigned and "arrival_ts" not in but and moments:
        assigned["arrival_ts"] = moments[0]
        if "departure_ts" not in assigned and len(moments) > 1:
            assigned["departure_ts"] = moments[-1]


def _with_clocks(main: Known, words: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Each column's source, a date together with the clock time that stands in a column beside."""
    columns: dict[str, tuple[str, ...]]
    columns = {name: (source,) for name, source in main.columns.items()}
    free = [
        column
        for column in main.profiles.values()
        if column.name not in main.columns.values() and column.of_clock_times
    ]
    for canonical in MOMENTS:
        dated = main.profiles.get(main.columns.get(canonical, ""))
        if dated is None or not dated.of_days:
            continue
        stem = _without_words_for_time(dated.plain)
        names = words.names["visits"][canonical]
        for clock in free:
            beside = _without_words_for_time(clock.plain) == stem or _tells(clock, names)
            if beside and (clock.name,) not in columns.values():
                columns[canonical] = (dated.name, clock.name)
                free.remove(clock)
                break
    if "arrival_ts" in columns:
        for canonical in MOMENTS[1:]:
            # A clock without a day of its own falls on the day that the arrival tells.
            telling = [c for c in free if _tells(c, words.names["visits"][canonical])]
            if canonical not in columns and telling:
                columns[canonical] = (*_day_of(telling[0], main, columns), telling[0].name)
                free.remove(telling[0])
    return columns


def _day_of(clock: Profile, main: Known, columns: Table[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The column of days named as a clock is but for words of time, where no field has it yet."""
    stem = _without_words_for_time(clock.plain)
    taken = {source for sources in columns.values() for source in sources}
    days = [
        column.name
        for column in main.profiles.values()
        if column.of_days
        and column.name not in taken
        and stem
        and _without_words_for_time(column.plain) == stem
    ]
    return tuple(days[:1])


def _tells(clock: Profile, names: tuple[str, ...]) -> bool:
    """Whether a column of clock times is named for a canonical column, but for words of time."""
    stem = _without_words_for_time(clock.plain)
    return clock.plain in names or (
        bool(stem) and stem in {_without_words_for_time(name) for name in names}
    )


@lru_cache(maxsize=1 << 14)
def _without_words_for_time(name: str) -> str:
    return " ".join(word for word in name.split() if word not in _WORDS_FOR_TIME)


def _imaging_from_one_column(main: Known, words: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Imaging, its kinds and CT, where one column names the kinds done at a visit."""
    source = main.columns.get("modality") or main.columns.get("imaging")
    column = main.profiles.get(source or "")
    if column is None or source is None:
        return {}
    named = column.share(lambda cell: words.modality(cell) != "other" or words.says_no(cell))
    if named < 0.5 or column.share(words.flag) >= 0.8:
        return {}
    return {canonical: (source,) for canonical in EVENT_FIELDS if canonical not in main.columns}


def _known(sheet: Sheet, words: Vocabulary, stated: str = "") -> Known:
    found = profile.profiles(sheet, words)
    if stated in words.names:
        return Known(sheet, found, assign(stated, found, words), stated)
    for table in ("counts", "shifts", "feedback"):
        columns = assign(table, found, words)
        if _is_a(table, sheet, columns, found, words):
            return Known(sheet, found, columns, table)
    columns = assign("visits", found, words)
    return Known(sheet, found, columns, "visits" if columns else "")


def _is_a(
    table: str,
    sheet: Sheet,
    columns: Table[str, str],
    found: Table[str, Profile],
    words: Vocabulary,
) -> bool:
    if table == "counts":
        counted = {"period", "numerator"} <= columns.keys()
        return counted and (bool(sheet.across) or "denominator" in columns)
    if table == "shifts":
        said = f" {plain(sheet.name)} " + " ".join(column.plain for column in found.values())
        return {"starts_at", "ends_at"} <= columns.keys() and ("shift" in said or "quart" in said)
    visits = assign("visits", found, words)
    if len(_CORE & visits.keys()) >= 2 and "departure_ts" in visits:
        return False
    items = [found[name] for name in _form_items(found, words)]
    varied = any(column.distinct > 1 for column in items)
    about_somebody = not columns.keys().isdisjoint(("physician_id", "rater_id", "form_id"))
    return {"item", "score"} <= columns.keys() or (len(items) >= 3 and (varied or about_somebody))


def _form_items(found: Table[str, Profile], words: Vocabulary) -> tuple[str, ...]:
    """The columns of a wide evaluation form: whole marks on one short scale."""
    known = {name for names in words.names["feedback"].values() for name in names}
    marks = [
        column
        for column in found.values()
        if column.sample
        and column.plain not in words.form_facts
        and column.plain not in known
        and column.distinct <= 11
        and set(column.sample) <= _MARKS
    ]
    return tuple(column.name for column in marks)


def _own_table(entry: Known, words: Vocabulary) -> FileMapping:
    columns: dict[str, tuple[str, ...]]
    columns = {name: (source,) for name, source in entry.columns.items()}
    if entry.table == "feedback" and not {"item", "score"} <= entry.columns.keys():
        items = _form_items(entry.profiles, words)
        columns = {name: source for name, source in columns.items() if source[0] not in items}
        columns = {name: columns[name] for name in columns if name not in ("item", "score")}
        columns["items"] = items
    metric = ""
    if entry.table == "counts" and "metric" not in columns and "numerator" in columns:
        metric = words.counted.get(plain(columns["numerator"][0]), "")
    dates = _dates(entry.sheet, columns, ("occurred_on", "starts_at", "ends_at", "period"))
    return FileMapping(
        escape(entry.sheet.name), entry.table, dates=dates, metric=metric, columns=columns
    )


def _beside(
    entry: Known,
    main: Known,
    alike: list[Known],
    columns: Table[str, tuple[str, ...]],
    words: Vocabulary,
) -> tuple[FileMapping | None, dict[str, tuple[str, ...]]]:
    """How a visits file stands to the main one: itself, more of the same rows, or joined to it.

    `alike` are the main file and those with more of the same rows.
    """
    name = escape(entry.sheet.name)
    if any(entry is known for known in alike):
        return FileMapping(name=name, dates=_dates(entry.sheet, columns, MOMENTS)), {}
    link = _link(entry, main, alike, words)
    if link is None:
        return None, {}
    here, there = link
    once = entry.profiles[here].distinct == entry.profiles[here].filled
    taken = frozenset((*columns, *LINKS, "physician_id"))
    found = assign(
        "visits", entry.profiles, words, taken | ({"imaging", "modality"} & set(columns))
    )
    useful = {
        canonical: source
        for canonical, source in found.items()
        if source != here and (once or canonical in EVENT_FIELDS)
    }
    if not once and "modality" in useful:
        useful = {"imaging": useful["modality"], "ct": useful["modality"], **useful}
    if not useful and not once and _is_about_imaging(entry.sheet.name) and "imaging" not in columns:
        useful = {"imaging": here}
    if not useful:
        return None, {}
    stem = entry.sheet.name.rsplit(".", 1)[0]
    more = {canonical: (f"{stem}.{source}",) for canonical, source in useful.items()}
    dates = _dates(entry.sheet, {name: (source,) for name, source in useful.items()}, MOMENTS)
    return FileMapping(name=name, join=here, to=there if there != here else "", dates=dates), more


def _has_all_columns(entry: Known, main: Known) -> bool:
    return set(entry.sheet.columns) >= {*main.columns.values()}


def _link(
    entry: Known, main: Known, alike: list[Known], words: Vocabulary
) -> tuple[str, str] | None:
    """The columns of a file and of the main one that hold the same ids, visits before patients."""
    for canonical in LINKS:
        there = main.columns.get(canonical)
        if there is None:
            continue
        chunks = [chunk for known in alike for chunk in known.sheet.table.column(there).chunks]
        theirs = pc.unique(pa.chunked_array(chunks, pa.string()).drop_null())
        candidates = [
            column.name
            for column in entry.profiles.values()
            if _may_link(column, canonical, there, words)
            and _shared(entry.sheet, column.name, theirs) >= 0.5
        ]
        named = [name for name in candidates if plain(name) == plain(there)]
        if candidates:
            return (named or candidates)[0], there
    return None


def _may_link(column: Profile, canonical: str, there: str, words: Vocabulary) -> bool:
    """Whether a column can hold ids at all: small numbers look alike without meaning the same."""
    named = column.plain == plain(there) or column.plain in words.names["visits"][canonical]
    long = sum(map(len, column.sample)) >= 5 * len(column.sample)
    return bool(column.sample) and not column.of_dates and (named or long)


def _shared(sheet: Sheet, column: str, theirs) -> float:
    """The share of a column's values, or of the other's, that stand in both."""
    ours = pc.unique(sheet.table.column(column).drop_null().combine_chunks())
    if len(ours) < 2:
        return 0.0
    ours, theirs = in_one_form(ours, theirs)
    common = pc.sum(pc.is_in(ours, theirs)).as_py() or 0
    return max(common / len(ours), common / max(len(theirs), 1) if common > 20 else 0.0)


def _dates(sheet: Sheet, columns: Table[str, tuple[str, ...]], moments: tuple[str, ...]) -> str:
    dated = tuple(
        source for name in moments for source in columns.get(name, ()) if source in sheet.columns
    )
    order = profile.date_order(sheet, dated)
    return "" if order == "contradictory" else order


def _is_about_imaging(file_name: str) -> bool:
    said = plain(file_name)
    return any(word in said for word in ("imag", "radiol", "xray", "scan"))
