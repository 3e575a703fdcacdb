"""Spreadsheets and Parquet files, read in memory into the same sheets of text as a CSV."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from afreflect.domain.extract import FileMapping, Upload
from afreflect.storage.across import heading, melted
from afreflect.storage.sheet import Sheet, Unreadable, column_names, plain
from afreflect.storage.tables_in_a_sheet import Found, best
from afreflect.storage.text_stream import plain_spaces
from afreflect.storage.unpacking import BROKEN, most_bytes, refuse_too_large
from afreflect.storage.vocabulary import vocabulary

_LARGEST_WHOLE = 2.0**53
"""Beyond this a double has no digits behind the point, and none that could be trusted."""
_FROM_1904 = re.compile(rb"""<workbookPr\b[^>]*\bdate1904=["'](?:1|true)["']""")
_DAYS_FROM_1900_TO_1904 = 1462
_MOMENTS = (20_000.0, 80_000.0)
"""Days, with the time of day behind the point, that a spreadsheet may mean by a number."""
_LEAST_KNOWN = 2
_WHOLE_DAY = re.compile(r"^[2-7]\d{4}$")
_MOMENT = re.compile(r"^[2-7]\d{4}\.\d+$")
_ROWS_AT_ONCE = 4096
_HALF_A_SECOND = timedelta(microseconds=500_000)


def read_spreadsheet(upload: Upload, entry: FileMapping, known: frozenset[str]) -> Sheet:
    """The sheet of a workbook that looks most like an extract, or the one the mapping names."""
    _refuse_other_documents(upload)
    refuse_too_large(upload)
    try:
        workbook = CalamineWorkbook.from_object(io.BytesIO(upload.bytes))
        ahead = _DAYS_FROM_1900_TO_1904 if _counts_from_1904(upload) else 0
        rows = {name: _rows(workbook, name, ahead) for name in _sheets(workbook, entry)}
    except Unreadable:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(
            f"{upload.name} can't be opened as a spreadsheet: save it again as XLSX without a "
            "password, or as CSV."
        ) from error
    for table in rows.values():
        across = heading(table, vocabulary())
        if across:
            return melted(upload.name, table, across, vocabulary())
    usable = {
        name: (found, table)
        for name, table in rows.items()
        if (found := best(table, known)) and table[found.heading.last + 1 :]
    }
    if not usable:
        raise Unreadable(
            f"{upload.name} holds no table with a row of column names: put the names in one row "
            "above the data and save it again."
        )
    worth = {name: _worth(found, table, known) for name, (found, table) in usable.items()}
    chosen = max(usable, key=worth.__getitem__)
    others = [name for name in usable if name != chosen and worth[name][0] >= _LEAST_KNOWN]
    return _sheet(upload.name, *usable[chosen], others, ahead)


def _refuse_other_documents(upload: Upload) -> None:
    """A zipped file that is no workbook: said for what it is."""
    try:
        names = zipfile.ZipFile(io.BytesIO(upload.bytes)).namelist()
    except (zipfile.BadZipFile, *BROKEN):
        return
    if any(name.startswith("word/") for name in names):
        what = "a Word document"
    elif any(name.startswith(("xl/", "content.xml")) for name in names):
        return
    else:
        what = "a folder of files packed together: unpack it first"
    raise Unreadable(
        f"{upload.name} is {what}; bring a CSV, a spreadsheet (XLSX) or a Parquet file."
    )


def read_parquet(upload: Upload) -> Sheet:
    """A Parquet file as a sheet; columns of lists and structures are left out."""
    try:
        return _parquet_sheet(upload)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(
            f"{upload.name} can't be opened as Parquet: write it again, or save it as CSV."
        ) from error


def _parquet_sheet(upload: Upload) -> Sheet:
    file = parquet.ParquetFile(pa.BufferReader(upload.bytes))
    flat = [field.name for field in file.schema_arrow if not pa.types.is_nested(field.type)]
    if not flat or file.metadata.num_rows == 0:
        raise Unreadable(f"{upload.name} holds no rows: export it again for a period with visits.")
    batches: list[pa.RecordBatch] = []
    unpacked = 0
    for packed in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=flat):
        batch = _spelled_out(packed)
        unpacked += batch.nbytes
        if unpacked > most_bytes(upload):
            # A few bytes can say "the same again" a million times over.
            raise MemoryError
        batches.append(batch)
    table = pa.Table.from_batches(batches)
    texts = [_text(table.column(name)) for name in flat]
    return Sheet(upload.name, tuple(flat), pa.table(texts, names=flat), first_row=1)


def _spelled_out(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A batch without dictionaries, as large as its cells are."""
    columns = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in batch.columns
    ]
    return pa.record_batch(columns, names=batch.schema.names)


def _sheets(workbook: CalamineWorkbook, entry: FileMapping) -> list[str]:
    visible = [
        meta.name for meta in workbook.sheets_metadata if meta.visible == SheetVisibleEnum.Visible
    ]
    if not entry.sheet:
        return visible
    if entry.sheet not in workbook.sheet_names:
        raise Unreadable(
            f'There is no sheet "{entry.sheet}" in the workbook: its sheets are '
            f"{', '.join(workbook.sheet_names)}; name one of them.",
            "sheet",
        )
    return [entry.sheet]


def _counts_from_1904(upload: Upload) -> bool:
    """Whether the workbook counts its days from 1904, as those of older Macs do."""
    try:
        with zipfile.ZipFile(io.BytesIO(upload.bytes)) as folder:
            return bool(_FROM_1904.search(folder.read("xl/workbook.xml")))
    except (KeyError, zipfile.BadZipFile, *BROKEN):
        return False


def _rows(workbook: CalamineWorkbook, name: str, ahead: int) -> list[list[str]]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_cell(value, ahead) for value in row] for row in rows]


def _cell(value: object, ahead: int) -> str:
    """A cell as text: whole numbers without a point, times as ISO 8601.

    `ahead` is how many days a bare moment of this workbook lies behind one counted from 1900; the
    whole numbers stay, for a cell alone can't tell a day from an id.
    """
    if ahead and isinstance(value, float) and not value.is_integer():
        first, last = _MOMENTS
        value = value + ahead if first <= value <= last else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        # "9999-12-31 23:59:59.999" stands for "never" and can't be rounded up.
        rounded = value if value > datetime.max - _HALF_A_SECOND else value + _HALF_A_SECOND
        return rounded.replace(microsecond=0).isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 60:g}"
    return plain_spaces(str(value))


def _worth(found: Found, table: list[list[str]], known: frozenset[str]) -> tuple[int, int]:
    return sum(plain(cell) in known for cell in found.heading.names), len(table)


def _sheet(
    name: str, found: Found, table: list[list[str]], others: Sequence[str], ahead: int
) -> Sheet:
    first = found.heading.last + 1
    width = max(len(row) for row in (found.heading.names, *table[first : found.end]))
    kept = [place for place in range(width) if place not in found.out]
    every = column_names(found.heading.names, width)
    body = [row + [""] * (width - len(row)) for row in table[first : found.end]]
    cells = {place: [row[place] or None for row in body] for place in kept}
    if ahead:
        cells = {place: _days_ahead(cells[place], every[place], ahead) for place in kept}
    columns = [pa.array(cells[place], pa.string()) for place in kept]
    names = tuple(every[place] for place in kept)
    remarks = found.remarks(name)
    if others:
        remarks += (
            f"Nothing is taken from the other sheets of {name} ({', '.join(others)}): name one in "
            "the mapping to read it instead.",
        )
    return Sheet(
        name,
        names,
        pa.table(columns, names=list(names)),
        found.aside,
        first_row=first + 1,
        remarks=remarks,
    )


def _days_ahead(cells: list[str | None], name: str, ahead: int) -> list[str | None]:
    """A column of a workbook that counts from 1904, its whole days as if counted from 1900.

    A whole number may be an id: a name of a day tells, or moments in the same column.
    """
    said = [cell for cell in cells if cell]
    days = [cell for cell in said if _WHOLE_DAY.match(cell)]
    named = len(days) == len(said) and plain(name) in vocabulary().names_of_dates
    if not named and not any(_MOMENT.match(cell) for cell in said):
        return cells
    return [str(int(cell) + ahead) if cell and _WHOLE_DAY.match(cell) else cell for cell in cells]


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column, format="%Y-%m-%d %H:%M:%S" + ("%z" if column.type.tz else ""))
    if pa.types.is_floating(column.type):
        column = column.cast(pa.float64())
        whole = pc.all(
            pc.and_(pc.equal(pc.floor(column), column), pc.less(pc.abs(column), _LARGEST_WHOLE))
        ).as_py()
        return column.cast(pa.int64()).cast(pa.string()) if whole else column.cast(pa.string())
    return column.cast(pa.string())
