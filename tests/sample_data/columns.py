"""The sample's CSV files as columns of text, read the way any spreadsheet program would."""

import csv
from pathlib import Path

import numpy as np

Columns = dict[str, np.ndarray]


def read(path: Path) -> Columns:
    """A CSV file by column; every cell stays text."""
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    cells = (np.array(column) for column in zip(*rows, strict=True))
    return dict(zip(header, cells, strict=True))


def times(text: np.ndarray) -> np.ndarray:
    """Local times to the minute; blank is NaT."""
    return np.where(text == "", "NaT", text).astype("datetime64[m]")


def minutes_between(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Minutes, nan where either time is blank."""
    gap = times(end) - times(start)
    return np.where(np.isnat(gap), np.nan, gap.astype(float))


def where(columns: Columns, rows: np.ndarray) -> Columns:
    """Only these rows."""
    return {name: cells[rows] for name, cells in columns.items()}


def months(visits: Columns) -> np.ndarray:
    """The month in which each visit arrived."""
    return times(visits["Arrival Date/Time"]).astype("datetime64[M]")


def had(visits: Columns, orders: Columns, modality: str | None = None) -> np.ndarray:
    """Whether a visit had a study, of one modality or of any."""
    chosen = np.full(len(orders["Modality"]), True)
    if modality:
        chosen = orders["Modality"] == modality
    return np.isin(visits["Visit No"], orders["Visit No"][chosen])


def came_back(visits: Columns, unplanned_only: bool) -> np.ndarray:
    """Whether the same patient arrived again within 72 hours of leaving."""
    patient = np.unique(visits["Patient Key"], return_inverse=True)[1]
    counts = np.full(len(patient), True)
    if unplanned_only:
        counts = visits["Planned Return"] == "N"
    # Patient and minute in one number, so that one sorted list answers for everybody.
    start = np.sort(_key(patient, visits["Arrival Date/Time"])[counts])
    left = _key(patient, visits["Departure Date/Time"])
    until = np.searchsorted(start, left + 72 * 60, side="right")
    return until > np.searchsorted(start, left, side="right")


def _key(patient: np.ndarray, text: np.ndarray) -> np.ndarray:
    """A blank time is long before every visit of the patient."""
    minute = times(text) - np.datetime64("2000-01-01", "m")
    return patient * 10**9 + np.where(np.isnat(minute), 0, minute.astype(int))
