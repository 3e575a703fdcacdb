"""What the command line prints: figures, reports, and what is wrong, as JSON, CSV and lines."""

import csv
import json
import sys
import tomllib
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from afreflect.commands import identifying, leaving_out, stating
from afreflect.domain.extract import Extract, Mapping, Problem
from afreflect.domain.metric import Metric, MetricResult, Point
from afreflect.storage.mapping import mapping_text
from afreflect.storage.reader import Reading, orders_told, questions

NO_COMPARATOR = (
    "All rows were measured together, to check a definition against a known figure. "
    "This is no comparator: it says nothing about how a clinician should be doing."
)


def stated(metric: Metric) -> dict[str, Any]:
    """A metric as JSON values, its id first."""
    stated = asdict(metric)
    return {"id": stated.pop("id"), **stated}


def figures(result: MetricResult, metric: Metric, all_rows: bool) -> dict[str, Any]:
    """A result as JSON values, with where it comes from."""
    figures: dict[str, Any] = {
        "metric": result.metric_id,
        "version": result.version,
        "metric_sha256": result.metric_sha256,
        "extract_sha256": result.extract_sha256,
        "corrections": result.corrections,
        "corrections_sha256": result.corrections_sha256,
        "kind": metric.kind,
        "summary": result.summary,
        "by": result.grain,
        "n_show": metric.n_show,
        "points": [stating.stated(point) for point in result.points],
        "whole": stating.stated(result.whole),
    }
    return figures | ({"note": NO_COMPARATOR} if all_rows else {})


def report(
    reading: Reading | None,
    mapping: Mapping | None,
    extract: Extract | None,
    problems: Sequence[Problem],
) -> dict[str, Any]:
    """What an extract holds, as JSON values."""
    sheets = reading.sheets if reading else ()
    asked = questions(reading, mapping) if reading and mapping and extract else ()
    told = orders_told(reading, mapping) if reading and mapping else {}
    open_questions = [Problem(question.text, question.settles, False) for question in asked]
    return {
        "files": [
            {
                "name": sheet.name,
                "rows": sheet.rows_in,
                **({"across": asdict(sheet.across)} if sheet.across else {}),
                "columns": list(sheet.columns),
                "dates": {
                    column: {
                        "not_day_first": counted.only_month_first,
                        "not_month_first": counted.only_day_first,
                    }
                    for column, counted in told.get(sheet.name, {}).items()
                },
            }
            for sheet in sheets
        ],
        "preset": reading.preset.id if reading and reading.preset else None,
        "mapping": tomllib.loads(mapping_text(mapping)) if mapping else None,
        "rows_in": extract.rows_in if extract else None,
        "rows_kept": extract.rows_kept if extract else None,
        "set_aside": [asdict(group) for group in extract.set_aside] if extract else [],
        "problems": [asdict(problem) for problem in (*problems, *open_questions)],
        **identifying.stated(extract),
        "extract_sha256": extract.sha256 if extract else None,
    }


def print_report(extract: Extract, report: dict[str, Any], reading: Reading | None) -> None:
    """What an extract holds, as lines to read."""
    if reading and reading.preset:
        print(f"{reading.preset.said} If it is something else, add --preset none.")
        for note in reading.preset.notes:
            print(f"Note: {note}")
    when = f", {extract.since} to {extract.until}" if extract.since else ""
    print(f"{extract.rows_kept:,} of {extract.rows_in:,} rows can be used{when}.")
    for group in extract.set_aside:
        print(f"Set aside: {group.rows:,} rows, {group.reason} ({', '.join(group.examples)}).")
    stays = report["figures"].get("los_valid_min")
    if stays and stays["n"]:
        print(
            f"Stays: {stays['n']:,} from {stays['min']:g} to {stays['max']:g} minutes, median "
            f"{stays['median']:g}."
        )
    print(identifying.said(extract))
    for entry in report.get("exclusions", []):
        print(leaving_out.said(entry))
    for problem in report["problems"]:
        print(f"Note: {problem['text']}{_key(problem['settles'])}")


def complain(problems: Sequence[Problem]) -> None:
    """Problems as lines on the error output."""
    for problem in problems:
        print(f"{problem.text}{_key(problem.settles)}", file=sys.stderr)


def _key(settles: str) -> str:
    return f' (mapping key: "{settles}")' if settles else ""


def print_json(value: Any) -> None:
    """Any value as indented JSON."""
    print(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def one_cell(value: Any) -> str:
    """A value as the text of one cell of CSV."""
    if isinstance(value, str | int | float | date):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=str)


def points(result: MetricResult, beside: Table[str, Any]) -> None:
    """A result's points as CSV; what stands beside the figure stands in every row."""
    table = csv.writer(sys.stdout)
    exposed = any(point.exposure is not None for point in result.points)
    names = [field.name for field in fields(Point) if field.name != "exposure" or exposed]
    table.writerow([*names, *beside])
    for point in result.points:
        table.writerow([*(getattr(point, name) for name in names), *beside.values()])
