"""The rows of the visits files in shares: all at once, or so many as fit into the memory.

Rows of one visit are versions of each other and must be looked at together. So the rows of a large
file whose visit comes once go through as they are read, block by block, and those whose visit comes
again are put together by visit. What has to be known of all rows beforehand is found on a way of
its own through the columns that tell it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import FileMapping, Mapping
from afreflect.storage import canonical, joining
from afreflect.storage.canonical import Group, Source, Text
from afreflect.storage.hashing import Hashing, repeated
from afreflect.storage.moments import Clock
from afreflect.storage.sheet import Sheet
from afreflect.storage.sizes import Sizes
from afreflect.storage.times import may_be_a_day_alone
from afreflect.storage.usable import OnlyDays
from afreflect.storage.vocabulary import MOMENTS, Vocabulary

Told = Callable[[float], None]


@dataclass(frozen=True)
class Share:
    """Some rows of the visits files: no visit has rows in two shares.

    `origins` is for each group what makes the number of a row in its file the place among the rows
    of all files. `done` is the share of all rows that went through with this one.
    """

    groups: tuple[Group, ...]
    at: tuple[int, ...]
    origins: tuple[int, ...]
    done: float

    def places(self, group: int) -> pa.Array:
        """The place of each row of a group among the rows of all files, from 1 on."""
        return pc.add(self.groups[group].sheet.row_numbers, self.origins[group])


@dataclass(frozen=True)
class Beforehand:
    """What is known of all rows before they go through in shares.

    `again` are the visits with several rows, as sorted numbers; `only_days` the times that hold a
    day alone; `patients` those of the clinician, and `own` the clinician's rows of each file, with
    the columns that tell of people.
    """

    again: np.ndarray
    only_days: tuple[str, ...]
    patients: Text
    own: Table[str, pa.Table]


@dataclass(frozen=True)
class Rows:
    """The visits files of an extract, of which some may be too large to hold."""

    groups: tuple[Group, ...]
    mapping: Mapping
    words: Vocabulary
    sizes: Sizes

    @classmethod
    def of(
        cls,
        found: Sequence[Group],
        mapping: Mapping,
        words: Vocabulary,
        sizes: Sizes,
        told: Told,
    ) -> "Rows":
        """The files; of those that are joined to a large one the columns asked for are held.

        `told` learns how far it is.
        """
        rows = cls(tuple(_with_joined(group, mapping) for group in found), mapping, words, sizes)
        return replace(rows, groups=tuple(rows._told_by_all(told))) if rows.are_large else rows

    @property
    def are_large(self) -> bool:
        """Whether they go through in several shares."""
        return any(group.sheet.is_large for group in self.groups)

    def beforehand(
        self, clinician: str, people: Collection[tuple[str, str]], clock: Clock, told: Told
    ) -> Beforehand | None:
        """What must be known of all rows, or None where they go through at once.

        `people` are further columns that tell of people, each with its file. `told` learns how far
        it is.
        """
        if not self.are_large:
            return None
        hashing, hashes, read = Hashing(), [], 0
        patients = pa.array([], pa.string())
        own: dict[str, list[pa.Table]] = {group.sheet.name: [] for group in self.groups}
        wanted = ("encounter_id", *(("patient_id", "physician_id") if clinician else ()))
        for group in self.groups:
            also = [name for file, name in people if file == group.sheet.name and clinician]
            for piece in self._pieces(group, wanted, also):
                hashes.append(hashing.of(self._ids(piece).drop_null()))
                if clinician:
                    mine = self._rows_of(piece, clinician)
                    seen = canonical.column(mine, "patient_id", self.mapping, self.words)
                    patients = pc.unique(pa.concat_arrays([patients, seen.drop_null()]))
                    own[group.sheet.name].append(mine.sheet.rows)
                read += piece.sheet.table.num_rows
                told(read / max(self._rows, 1))
        tables = {name: pa.concat_tables(found) for name, found in own.items() if found}
        return Beforehand(repeated(hashes), self._only_days(clock), patients, tables)

    def shares(self, known: Beforehand | None) -> Iterator[Share]:
        """Every row in one share or another."""
        if known is None:
            yield Share(self.groups, tuple(range(len(self.groups))), self._origins, 1.0)
        else:
            yield from self._in_blocks(known.again)

    def _pieces(
        self, group: Group, canonicals: Sequence[str], also: Sequence[str] = ()
    ) -> Iterator[Group]:
        """A group in parts that are held, with the columns that some of ours are read from."""
        names = {*_needed(group, self.mapping, canonicals), *also}
        for piece in group.sheet.pieces(_columns(group.sheet, names)):
            yield replace(group, sheet=piece)

    @property
    def _origins(self) -> tuple[int, ...]:
        rows = [group.sheet.table.num_rows for group in self.groups]
        return tuple(
            sum(rows[:at]) + 1 - group.sheet.first_row for at, group in enumerate(self.groups)
        )

    @property
    def _rows(self) -> int:
        return sum(group.sheet.table.num_rows for group in self.groups)

    def _told_by_all(self, tell: Told) -> Iterator[Group]:
        """The groups, each with what all of its rows say of some columns."""
        clock, read = Clock(), 0
        for group in self.groups:
            alike = {sheet.name: _one_form(group, sheet, entry) for sheet, entry in group.joined}
            group = replace(group, in_one_form=alike, days_alone=frozenset())
            named = canonical.columns_of(group, self.mapping)
            told = _Told([name for name in canonical.TOLD_BY_ALL_ROWS if name in named])
            for piece in self._pieces(group, (*told.seen, *canonical.TELLING_TIMES)):
                told.add(piece, self.mapping, self.words, clock)
                read += piece.sheet.table.num_rows
                tell(read / max(self._rows, 1))
            yield replace(group, seen=told.seen, days_alone=told.days_alone)

    def _only_days(self, clock: Clock) -> tuple[str, ...]:
        """The times that hold a day alone in every row; one clock time suffices to know better."""
        unknown = OnlyDays(MOMENTS)
        for group in self.groups:
            named = canonical.columns_of(group, self.mapping)
            for piece in self._pieces(group, canonical.TELLING_TIMES):
                if not unknown.undecided & named.keys():
                    break
                written = canonical.written_times(piece, self.mapping, self.words)
                unknown.add(canonical.times(piece, self.mapping, self.words, written, clock))
        return unknown.found

    def _ids(self, piece: Group) -> Text:
        return canonical.column(piece, "encounter_id", self.mapping, self.words)

    def _rows_of(self, piece: Group, clinician: str) -> Group:
        who = canonical.column(piece, "physician_id", self.mapping, self.words)
        return _chosen(piece, np.asarray(pc.fill_null(pc.equal(who, clinician), False)))

    def _in_blocks(self, again: np.ndarray) -> Iterator[Share]:
        hashing, origins = Hashing(), self._origins
        read = rows_again = 0
        for at, group in enumerate(self.groups):
            for sheet in group.sheet.pieces():
                piece = replace(group, sheet=sheet)
                here = _places(hashing, self._ids(piece), again)
                read += sheet.table.num_rows
                rows_again += int((here >= 0).sum())
                alone = _chosen(piece, here < 0)
                yield Share((alone,), (at,), (origins[at],), read / self._rows)
        # Put together in as many ways through the files as it takes to hold them.
        ways = -(-rows_again // self.sizes.together)
        every = tuple(range(len(self.groups)))
        for way in range(ways):
            groups = tuple(self._of_way(at, hashing, again, way, ways) for at in every)
            yield Share(groups, every, origins, 1.0)

    def _of_way(self, at: int, hashing: Hashing, again: np.ndarray, way: int, ways: int) -> Group:
        """The rows of a group that are looked at together on one of several ways."""
        group = self.groups[at]
        chosen: list[Sheet] = []
        for sheet in group.sheet.pieces():
            piece = replace(group, sheet=sheet)
            here = _places(hashing, self._ids(piece), again)
            chosen.append(_chosen(piece, (here >= 0) & (here % ways == way)).sheet)
        together = pa.concat_tables([sheet.rows for sheet in chosen])
        numbers = pa.concat_arrays([sheet.row_numbers for sheet in chosen])
        return replace(group, sheet=replace(chosen[0], table=together, numbers=numbers))


class _Told:
    """What all rows of a file say of its marks and its times, one part after the other."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self.seen = {name: pa.array([], pa.string()) for name in wanted}
        self._days: dict[str, tuple[int, int]] = dict.fromkeys(MOMENTS, (0, 0))

    def add(self, piece: Group, mapping: Mapping, words: Vocabulary, clock: Clock) -> None:
        """Further rows."""
        for name in self.seen:
            cells = canonical.as_written(piece, name, mapping, words)
            if cells is not None:
                self.seen[name] = pc.unique(pa.concat_arrays([self.seen[name], pc.unique(cells)]))
        columns = canonical.written_times(piece, mapping, words)
        dated = [name for name in MOMENTS if columns[name].null_count < len(columns[name])]
        if all(self._days[name][1] for name in dated):
            # Times of day are known: only what may be a day alone tells anything new.
            doubtful = np.zeros(len(columns[MOMENTS[0]]), bool)
            for name in dated:
                if self._days[name][0] == 0:
                    doubtful |= np.asarray(may_be_a_day_alone(columns[name]))
            if not doubtful.any():
                return
            columns = {name: cells.filter(pa.array(doubtful)) for name, cells in columns.items()}
        for name, (days, others) in canonical.days_alone(piece, mapping, columns, clock).items():
            before = self._days[name]
            self._days[name] = before[0] + days, before[1] + others

    @property
    def days_alone(self) -> frozenset[str]:
        """The times of which some cells hold a day alone and others do not."""
        return frozenset(name for name, (days, others) in self._days.items() if days and others)


def _places(hashing: Hashing, ids: Text, again: np.ndarray) -> np.ndarray:
    """For each row the place of its visit among those that come again, -1 where it is none."""
    if len(again) == 0:
        return np.full(len(ids), -1)
    hashes = hashing.of(ids)
    places = np.searchsorted(again, hashes)
    places[places == len(again)] = 0
    found = (again[places] == hashes) & np.asarray(pc.is_valid(ids))
    return np.where(found, places, -1)


def _chosen(group: Group, rows: np.ndarray) -> Group:
    """A group with some of its rows, each with the number that it has in the file."""
    if rows.all():
        return group
    mask = pa.array(rows)
    sheet = group.sheet
    chosen = replace(sheet, table=sheet.rows.filter(mask), numbers=sheet.row_numbers.filter(mask))
    return replace(group, sheet=chosen)


def _with_joined(group: Group, mapping: Mapping) -> Group:
    """The group with the files that are joined to it held in the columns that are asked for."""
    if not any(sheet.is_large for sheet, _ in group.joined):
        return group
    asked = [
        at
        for names in (*canonical.columns_of(group, mapping).values(), tuple(mapping.only))
        for at in canonical.sources(group, names)
        if isinstance(at, Source)
    ]
    joined = tuple(
        (
            sheet.held(
                _columns(sheet, {entry.join, *(at.column for at in asked if at.sheet is sheet)})
            ),
            entry,
        )
        for sheet, entry in group.joined
    )
    return replace(group, joined=joined)


def _columns(sheet: Sheet, names: set[str]) -> tuple[str, ...]:
    return tuple(name for name in sheet.columns if name in names)


def _needed(group: Group, mapping: Mapping, canonicals: Sequence[str]) -> tuple[str, ...]:
    """The columns of a group's own file that some of ours are read from, directly or by a join."""
    named = canonical.columns_of(group, mapping)
    wanted = {canonical.main_key(entry) for _, entry in group.joined}
    for name in canonicals:
        for at in canonical.sources(group, named.get(name, ())):
            if isinstance(at, Source) and at.sheet is group.sheet:
                wanted.add(at.column)
    # Without any column nobody could tell how many rows there are.
    return _columns(group.sheet, wanted) or group.sheet.columns[:1]


def _one_form(group: Group, sheet: Sheet, entry: FileMapping) -> bool:
    """Whether the ids of a joined file and of the group's own are compared without zeros."""
    here = pc.utf8_trim_whitespace(canonical.whole(sheet.table.column(entry.join)))
    if joining.confused(here):
        return False
    ids = pa.array([], pa.string())
    for piece in group.sheet.pieces((canonical.main_key(entry),)):
        column = canonical.whole(piece.rows.column(canonical.main_key(entry)))
        ids = pc.unique(pa.concat_arrays([ids, pc.unique(pc.utf8_trim_whitespace(column))]))
    return not joining.confused(ids)
