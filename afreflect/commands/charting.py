"""What the screen says of a measure's points, parts and gaps, as JSON values and as CSV."""

import csv
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from afreflect.commands import stating
from afreflect.domain import gaps, needed, split
from afreflect.domain.gaps import Gaps
from afreflect.domain.metric import Metric, Point
from afreflect.domain.process import Process
from afreflect.domain.run_chart import RunChart
from afreflect.domain.split import Parts

LINES = ("centre", "lower", "upper", "near_lower", "near_upper")


def process(chart: RunChart, smallest_change: float | None) -> dict[str, Any]:
    """The sentence, the process behind the points, and how many more cases a change needs."""
    read = chart.process
    target = chart.targets[-1].target if chart.targets else None
    rows = zip(chart.points, _rows(read), strict=True)
    return {
        "sentence": chart.sentence,
        "median": chart.centre,
        "cases_only": chart.cases_only,
        "process": {
            **_stated(read),
            "target": {"low": target.low, "high": target.high} if target else None,
            "assurance": read.assurance,
            "reach": read.reach,
            "rare": gaps.offered(chart),
            "points": [{"start": point.start, **row} for point, row in rows],
        },
        "needed": _needed(chart.metric, chart.result.whole, smallest_change),
    }


def parts(read: Parts) -> dict[str, Any]:
    """The parts of a split, each a figure where enough stand behind it."""
    return {
        "split": {
            "by": read.split.id,
            "title": read.split.title,
            "sha256": read.split.sha256,
            "sentence": read.sentence,
            "caution": split.CAUTION,
            "parts": [_part(part.name, part.point) for part in read.parts],
        }
    }


def between(read: Gaps) -> dict[str, Any]:
    """What lies between events, with the same limits and signals as on the screen."""
    rows = zip(read.gaps, _rows(read.process), strict=True)
    return {
        "between": {
            "in": read.between,
            "sentence": read.sentence,
            "n": read.n,
            "events": len(read.events),
            "undated": read.undated,
            "cases_only": read.cases_only,
            "since_the_last": read.open_length,
            "until": read.until,
            "better": read.better,
            "process": _stated(read.process),
            "gaps": [{**asdict(gap), **row} for gap, row in rows],
        }
    }


def print_parts(read: Parts) -> None:
    """The parts as CSV, a row a part."""
    _print([_part(part.name, part.point) for part in read.parts], list(_part("", _NOTHING)))


def print_between(read: Gaps) -> None:
    """The gaps as CSV, a row a gap; an empty cell where there is no limit or no signal."""
    rows = [
        {"ended": gap.ended, "length": gap.length, **_flat(row)}
        for gap, row in zip(read.gaps, _rows(read.process), strict=True)
    ]
    _print(rows, ["ended", "length", *LINES, "signal", "direction"])


_NOTHING = Point(None, 0, None, None, None, None)


def _stated(read: Process) -> dict[str, Any]:
    return {
        "kind": read.kind,
        "reason": read.reason,
        "rules": read.rules,
        "ruled": read.ruled,
        "trial": read.trial,
        "sentence": read.sentence,
        "warnings": list(read.warnings),
    }


def _rows(read: Process) -> list[dict[str, Any]]:
    """Lines, signal and stretch of each point, in the points' order."""
    columns = zip(read.lines, read.signals, read.stretches, strict=True)
    return [
        {
            "lines": asdict(lines) if lines else None,
            "signal": asdict(signal) if signal else None,
            "stretch": stretch,
        }
        for lines, signal, stretch in columns
    ]


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    signal = row["signal"] or {}
    return {
        **(row["lines"] or dict.fromkeys(LINES)),
        "signal": signal.get("rule", "none"),
        "direction": signal.get("direction", "neither"),
    }


def _needed(metric: Metric, whole: Point, change: float | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "smallest_change": change,
        "more": needed.more(metric, whole, change),
        "sentence": needed.sentence(metric, whole, change),
    }


def _part(name: str, point: Point) -> dict[str, Any]:
    figures = stating.stated(point)
    del figures["start"]
    return {"name": name, **figures}


def _print(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    table = csv.DictWriter(sys.stdout, columns)
    table.writeheader()
    table.writerows(rows)
