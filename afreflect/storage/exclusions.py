"""Reads sql/exclusions: each file's front matter and its one SELECT become an Exclusion."""

import hashlib
import os
from collections import Counter
from functools import lru_cache
from pathlib import Path
from threading import Timer

import duckdb

from afreflect.domain.exclusion import Exclusion
from afreflect.domain.metric import Metric
from afreflect.storage.front_matter import (
    Read,
    UnfitError,
    check_sql,
    needs,
    one_of,
    read_table,
    split,
    text,
    text_of,
    texts,
)
from afreflect.storage.sql import statement

EXCLUSIONS = Path(__file__).parents[2] / "sql" / "exclusions"
EXTRA_FOLDER = "AFREFLECT_EXCLUSIONS"
_LONGEST_TRY = 5.0
"""Seconds: what takes longer on empty tables never ends."""
KEYS: dict[str, Read] = {
    "title": text,
    "leaves_out": text,
    "noun": text,
    "noun_one": text,
    "unit": one_of("visit", "form", "shift"),
    "metrics": texts,
    "needs": needs,
}


class ExclusionError(ValueError):
    """An exclusion's file that can't be used; the text is one plain sentence naming it."""


def exclusions(*folders: Path) -> dict[str, Exclusion]:
    """Every exclusion of the given folders, by its id and in the order of the ids.

    Without folders: our own, and those in the folder that `AFREFLECT_EXCLUSIONS` names, if it is
    set. Raises ExclusionError for the first file that can't be used.
    """
    files = [file for folder in folders or _folders() for file in folder.glob("*.sql")]
    twice = [id_ for id_, times in Counter(file.stem for file in files).items() if times > 1]
    if twice:
        raise ExclusionError(f"Two files are named {twice[0]}.sql: rename one of them.")
    found = {}
    for file in sorted(files, key=lambda file: file.stem):
        try:
            foreign = file.parent != EXCLUSIONS
            found[file.stem] = exclusion_from(text_of(file), file.stem, foreign=foreign)
        except UnfitError as fault:
            raise ExclusionError(str(fault)) from fault
    return found


def named(exclusion_id: str) -> Exclusion | None:
    """One exclusion by its id, whatever stands in other files; None where no file is named so."""
    for folder in _folders():
        file = folder / f"{exclusion_id}.sql"
        if exclusion_id and file.is_file():
            try:
                return exclusion_from(text_of(file), exclusion_id, foreign=folder != EXCLUSIONS)
            except UnfitError as fault:
                raise ExclusionError(str(fault)) from fault
    return None


def fitting(metric: Metric) -> dict[str, Exclusion]:
    """Those that leave out what the metric counts."""
    return {name: each for name, each in exclusions().items() if each.fits(metric)}


@lru_cache(maxsize=256)
def exclusion_from(written: str, exclusion_id: str, *, foreign: bool = True) -> Exclusion:
    """One exclusion from the text of its file; the same text is worked through once.

    Raises ExclusionError when the front matter lacks a key, holds one we don't know or a value of
    another type, or when what follows is not exactly one SELECT without parameters. A foreign file
    is also tried on empty tables that are thrown away, where nothing else can be reached; our own
    are tried by the tests.
    """
    try:
        front_matter, sql = split(written.replace("\r\n", "\n"))
        fields = read_table(front_matter, KEYS, "the front matter")
        check_sql(sql, frozenset(), "no parameter")
        if foreign:
            _try(sql)
    except UnfitError as fault:
        raise ExclusionError(f"{exclusion_id}.sql: {fault}") from fault
    fingerprint = hashlib.sha256(written.encode()).hexdigest()
    return Exclusion(id=exclusion_id, sql=sql, sha256=fingerprint, **fields)


def _folders() -> tuple[Path, ...]:
    extra = os.environ.get(EXTRA_FOLDER)
    if not extra:
        return (EXCLUSIONS,)
    if not Path(extra).is_dir():
        raise ExclusionError(f"{EXTRA_FOLDER} names {extra}, which is not a folder: correct it.")
    return (EXCLUSIONS, Path(extra))


def _try(sql: str) -> None:
    with duckdb.connect(config={"enable_external_access": False}) as throw_away:
        throw_away.execute(statement("extract/tables"))
        endless = Timer(_LONGEST_TRY, throw_away.interrupt)
        endless.start()
        try:
            tried = throw_away.sql(sql)
            columns = dict(zip(tried.columns, map(str, tried.types), strict=True))
            tried.fetchall()
        except duckdb.Error as fault:
            # The tables are empty, so that DuckDB's words can't quote anybody's cell.
            raise UnfitError(f"its SELECT can't be run ({str(fault).splitlines()[0]}).") from fault
        finally:
            endless.cancel()
    if columns != {"unit_id": "VARCHAR"}:
        raise UnfitError("its SELECT must yield unit_id as text, and nothing else.")
