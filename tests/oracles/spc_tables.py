"""The reference tables for charts, read as the domain takes them."""

import csv
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from afreflect.domain import spc

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Montgomery:
    """One example of qicharts2's: its table, its chart, and by what its rate is multiplied."""

    table: str
    kind: spc.Kind
    per: float = 1.0


MONTGOMERY = [
    Montgomery("expected_ex_6.3_1", "xbar"),
    Montgomery("expected_ex_6.3_2", "s"),
    Montgomery("expected_ex_6.4_1", "xbar"),
    Montgomery("expected_ex_6.4_2", "s"),
    Montgomery("expected_ex_6.5_3", "xmr"),
    Montgomery("expected_ex_6.5_4", "mr"),
    Montgomery("expected_ex_7.1_5", "p"),
    Montgomery("expected_ex_7.3_3", "c"),
    Montgomery("expected_ex_7.4_1", "u"),
    Montgomery("expected_ex_7.5_1", "u", 50),
    Montgomery("expected_ex_7.6_1", "t"),
    Montgomery("expected_tbl_7.4_1", "p"),
    Montgomery("run_cdi_c", "c"),
    Montgomery("run_cdi_i_part24", "xmr"),
    Montgomery("run_cdi_run", "run"),
    Montgomery("run_cdi_u_part24", "u"),
    Montgomery("run_nhs_accidents_p", "p"),
    Montgomery("run_nhs_accidents_pprime", "pprime"),
]


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def column(rows: Rows, name: str) -> NDArray[np.float64]:
    return np.array([np.nan if row[name] in ("NA", "") else float(row[name]) for row in rows])


def flags(rows: Rows, name: str) -> NDArray[np.bool_]:
    return np.array([row[name] == "TRUE" for row in rows])


def changes(rows: Rows, name: str) -> NDArray[np.bool_]:
    """Where a column differs from the row before."""
    cells = [row[name] for row in rows]
    return np.array([False, *(a != b for a, b in pairwise(cells))])


def named(cause: str) -> str:
    """What we call the special cause types of NHSRplotthedots."""
    for part, name in (
        ("UCL", "point beyond limit"),
        ("LCL", "point beyond limit"),
        ("Trend", "trend"),
        ("2 in 3", "two in three"),
        ("7 Points", "shift"),
    ):
        if part in cause:
            return name
    return "none"


def montgomery(example: Montgomery, rows: Rows) -> spc.Chart:
    """The example's chart, drawn by us from the table's own counts, parts and left-out points."""
    sized = example.kind in ("p", "pprime", "u", "uprime")
    counts, sizes, spreads = None, None, None
    if example.kind in ("xbar", "s"):
        counts, sizes, spreads = (column(rows, name) for name in ("y.mean", "y.length", "y.sd"))
    elif "y.sum" in rows[0]:
        counts = column(rows, "y.sum")
        sizes = column(rows, "n") / example.per if sized else None
    else:
        sizes = column(rows, "n") if sized else None
        counts = column(rows, "y") * (1 if sizes is None else sizes)
    baseline = flags(rows, "baseline")
    return spc.chart(
        example.kind,
        counts,
        sizes,
        spreads,
        rebased=changes(rows, "part"),
        left_out=~flags(rows, "include"),
        fix=None if baseline.all() else int(baseline.sum()),
        rules="anhoej",
    )
