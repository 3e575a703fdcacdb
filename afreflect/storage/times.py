"""The times of a table: read together, clock times put on their day, zones and offsets obeyed."""

import re
from collections.abc import Collection
from collections.abc import Mapping as Table

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.storage.clocks import on_their_day
from afreflect.storage.moments import TIMESTAMP, Clock
from afreflect.storage.vocabulary import MOMENTS, Vocabulary

FOLDS = ("arrival_fold", "departure_fold")
"""Which pass through the hour that comes twice in autumn is meant: 0 the first, 1 the second."""
ZONED = ("arrival", "triage", "seen", "decision", "departure")
_HAS_A_CLOCK = r":|\d ?h|[ap]\.?m\b|^\d{5}(\.\d+)?$|^\d{9,}|[ t]0{1,6}$|2400$|00[.]00$"
"""How a midnight says that it is one."""
_OFFSET = re.compile(r"^(?:utc|gmt)? ?([+-])(\d{1,2})(?::?(\d{2}))?$")


def read_together(
    columns: Table[str, pa.Array],
    written: Table[tuple[str, str], list[str]],
    table: str,
    words: Vocabulary,
    clock: Clock,
    days_alone: Collection[str] | None = None,
) -> dict[str, pa.Array]:
    """The time columns of a table, and beside each what stood there.

    `written` names the columns by the order of day and month and by the zone that their file
    states; columns of one kind are read together, since one by one is slow. `days_alone` are those
    that hold days alone among times of day, where that is known from more rows than these.
    """
    zone = next((stated for _, stated in written if stated), "")
    found, ahead = _read(columns, written, table, clock)
    if table == "visits":
        day = pc.floor_temporal(found["arrival_ts"], unit="day").cast(pa.date32())
        found["occurred_on"] = day
        found |= _without_days_alone(found, columns, days_alone)
        found |= _through_changes(found, ahead, columns, zone, words, clock)
    return {f"{name}_written": columns[name] for name in ahead} | found


def count_days_alone(
    columns: Table[str, pa.Array], written: Table[tuple[str, str], list[str]], clock: Clock
) -> dict[str, tuple[int, int]]:
    """How many times of a visit's columns name a day alone, and how many a time of day as well."""
    found, _ = _read(columns, written, "visits", clock)
    alone = {name: pc.sum(_alone(found, columns, name)).as_py() or 0 for name in MOMENTS}
    return {
        name: (days, len(found[name]) - found[name].null_count - days)
        for name, days in alone.items()
    }


def may_be_a_day_alone(written: pa.Array) -> pa.Array:
    """Which cells do not say by themselves that they hold a time of day."""
    clock = pc.match_substring_regex(written, _HAS_A_CLOCK, ignore_case=True)
    return pc.fill_null(pc.invert(clock), False)


def _read(
    columns: Table[str, pa.Array],
    written: Table[tuple[str, str], list[str]],
    table: str,
    clock: Clock,
) -> tuple[dict[str, pa.Array], dict[str, pa.Array]]:
    """The times, each on its day, and how many minutes ahead of UTC each says it is."""
    found: dict[str, pa.Array] = {}
    ahead: dict[str, pa.Array] = {}
    for (order, stated), names in written.items():
        cells = pa.concat_arrays([columns[name] for name in names])
        rows = len(columns[names[0]])
        moments, offsets = clock.read_with_offsets(
            cells, order, "" if table == "visits" else stated
        )
        for n, name in enumerate(names):
            found[name] = moments.slice(n * rows, rows)
            ahead[name] = offsets.slice(n * rows, rows)
    if table == "visits":
        found |= _put_on_their_day(found, columns)
    return found, ahead


def _put_on_their_day(
    found: Table[str, pa.Array], columns: Table[str, pa.Array]
) -> dict[str, pa.Array]:
    """The times of day without a date, each on the day that its arrival tells."""
    told: dict[str, pa.Array] = {}
    for name in MOMENTS[1:]:
        told[name], _ = on_their_day(
            found[name],
            columns[name],
            found["arrival_ts"],
            after=name == "departure_ts",
            before=name == "triage_ts",
        )
    return told


def _without_days_alone(
    found: Table[str, pa.Array],
    columns: Table[str, pa.Array],
    known: Collection[str] | None,
) -> dict[str, pa.Array]:
    """The times without those that name a day and no time of day, where others of them name one.

    Such a cell is no midnight: minutes counted from it would be wrong.
    """
    kept: dict[str, pa.Array] = {}
    has_one = pa.repeat(pa.scalar(False), len(columns["arrival_ts"]))
    for name in MOMENTS:
        alone = _alone(found, columns, name)
        said = len(alone) - found[name].null_count
        among_others = 0 < (pc.sum(alone).as_py() or 0) < said
        if not (among_others if known is None else name in known):
            continue
        kept[name] = pc.if_else(alone, pa.scalar(None, TIMESTAMP), found[name])
        kept[f"{name}_written"] = pc.if_else(alone, pa.scalar(None, pa.string()), columns[name])
        has_one = pc.or_(has_one, alone)
    return kept | {"has_a_day_alone": has_one}


def _alone(found: Table[str, pa.Array], columns: Table[str, pa.Array], name: str) -> pa.Array:
    """Which times name a day and no time of day."""
    midnight = pc.equal(pc.floor_temporal(found[name], unit="day"), found[name])
    return pc.fill_null(pc.and_(midnight, may_be_a_day_alone(columns[name])), False)


def _through_changes(
    found: Table[str, pa.Array],
    ahead: Table[str, pa.Array],
    columns: Table[str, pa.Array],
    zone: str,
    words: Vocabulary,
    clock: Clock,
) -> dict[str, pa.Array]:
    """The times on the clock of the arrival, where a zone or an offset tells which that is."""
    rows = len(columns["arrival_ts"])
    zones, stated = _zones(columns["time_zone"], zone, words, clock)
    offsets = [pc.coalesce(ahead[name], stated) for name in MOMENTS]
    if zones.null_count == rows and all(each.null_count == rows for each in offsets):
        return unchanged(rows)
    readings = {"row_number": pa.array(range(rows), pa.int64()), "zone": zones}
    readings |= {name: found[name] for name in MOMENTS}
    readings |= {f"{short}_ahead": each for short, each in zip(ZONED, offsets, strict=True)}
    readings |= {name: _fold(columns[name]) for name in FOLDS}
    told = clock.through_changes(pa.table(readings)).drop_columns("row_number")
    types = {**dict.fromkeys(MOMENTS, TIMESTAMP), "occurred_on": pa.date32()}
    return {
        name: told[name].combine_chunks().cast(types[name])
        if name in types
        else told[name].combine_chunks()
        for name in told.column_names
    }


def unchanged(rows: int) -> dict[str, pa.Array]:
    """What is to be said of visits whose zone nobody knows: nothing."""
    no = pa.repeat(pa.scalar(False), rows)
    said = ("has_a_skipped_time", "has_a_repeated_time", "has_an_undecided_time")
    return {**dict.fromkeys(said, no), "minutes_by_the_wall": pa.nulls(rows, pa.float64())}


def _zones(
    column: pa.Array, zone: str, words: Vocabulary, clock: Clock
) -> tuple[pa.Array, pa.Array]:
    """The IANA zone of each row, and the minutes ahead of UTC where the row names an offset."""
    if not zone and column.null_count == len(column):
        return pa.nulls(len(column), pa.string()), pa.nulls(len(column), pa.int32())
    known = {name.lower(): name for name in clock.zones()}
    encoded = pc.fill_null(column, zone).dictionary_encode()
    said = [zone_name(cell, known, words) for cell in encoded.dictionary.to_pylist()]
    ahead = [_minutes_ahead(cell) for cell in encoded.dictionary.to_pylist()]
    return (
        pa.array(said, pa.string()).take(encoded.indices),
        pa.array(ahead, pa.int32()).take(encoded.indices),
    )


def zone_name(cell: str, known: Table[str, str], words: Vocabulary) -> str | None:
    """The IANA name that a cell means: "america/toronto", or the name of the house for it."""
    written = cell.strip().lower()
    return known.get(words.zones.get(written, written).lower())


def is_a_zone(cell: str, known: Table[str, str], words: Vocabulary) -> bool:
    """Whether a cell names a time zone or an offset from UTC."""
    return zone_name(cell, known, words) is not None or _minutes_ahead(cell) is not None


def _minutes_ahead(cell: str) -> int | None:
    written = cell.strip().lower()
    if written in ("z", "utc", "gmt"):
        return 0
    found = _OFFSET.match(written)
    if not found:
        return None
    minutes = 60 * int(found[2]) + int(found[3] or 0)
    return None if minutes > 14 * 60 else minutes if found[1] == "+" else -minutes


def _fold(column: pa.Array) -> pa.Array:
    """'0' for the first pass, '1' for the second, null where nothing is said."""
    first = pc.is_in(column, value_set=pa.array(["0", "0.0", "false", "first", "dst", "summer"]))
    second = pc.is_in(column, value_set=pa.array(["1", "1.0", "true", "second", "std", "winter"]))
    no = pa.scalar(None, pa.string())
    return pc.if_else(first, "0", pc.if_else(second, "1", no))
