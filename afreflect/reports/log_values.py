"""Log entries as JSON and CSV: the words and figures of the screen, for programs and sheets."""

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any

from afreflect.domain import cpd_fields
from afreflect.domain.cpd_handing import FOOT, Handed
from afreflect.domain.cpd_minutes import STEPS

FORMAT = "afreflect log"
VERSION = 1
_FORMULA = re.compile("^[\\s]*[=+\\-@\t\r]")
"""What a spreadsheet takes for a formula, also behind blanks."""


def as_json(handed: Sequence[Handed]) -> bytes:
    """Entries as `docs/log_entry.schema.json` describes them."""
    stated = {
        "format": FORMAT,
        "version": VERSION,
        "entries": [_stated(each) for each in handed],
    }
    return json.dumps(stated, ensure_ascii=False, indent=1).encode()


def as_csv(handed: Sequence[Handed]) -> bytes:
    """Entries as a table for a spreadsheet, one a line; no cell is ever taken for a formula."""
    rows = [_row(each) for each in handed]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(columns)
    for row in rows:
        table.writerow([_harmless(row.get(name, "")) for name in columns])
    # With the mark by which spreadsheets tell UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _row(each: Handed) -> dict[str, str]:
    entry = each.entry
    return {
        "entry": entry.entry_id,
        "college": each.regime.name,
        **({"name": each.person.name} if each.person.name else {}),
        **({"college number": each.person.college_number} if each.person.college_number else {}),
        "first day": entry.first.isoformat(),
        "last day": entry.last.isoformat(),
        **{f"minutes: {name}": str(getattr(entry.minutes, s)) for s, name in STEPS.items()},
        "hours": each.hours,
        "suggested": " ".join(one.sentence for one in each.suggestions),
        "rules": " ".join(each.grounds),
        "also needs": "; ".join(each.lacking),
        **{
            label: cpd_fields.text(entry, name, each.regime)
            for name, label in cpd_fields.LABELS.items()
            if name not in ("when", "hours", "minutes")
        },
        **each.extras,
        "looked through on": each.checked.at.date().isoformat(),
        "note": FOOT,
    }


def _stated(each: Handed) -> dict[str, Any]:
    entry = each.entry
    return {
        "log_id": entry.entry_id,
        "regime": each.regime.id,
        "college": each.regime.name,
        "rules_read_on": each.regime.read_on.isoformat(),
        "physician": {"name": each.person.name, "college_number": each.person.college_number},
        "period_start": entry.first.isoformat(),
        "period_end": entry.last.isoformat(),
        "minutes": {step: getattr(entry.minutes, step) for step in STEPS},
        "hours_suggested": float(each.hours),
        "suggested": [
            {
                "category": one.category.name,
                "minutes": one.minutes,
                "amount": None if one.amount is None else float(one.amount),
                "unit": one.category.unit,
                "sentence": one.sentence,
                "rule": one.rule.text,
                "source": one.rule.source,
                "verified": one.rule.verified,
                "notes": list(one.notes),
            }
            for one in each.suggestions
        ],
        "rounding": each.regime.rounding,
        "also_needs": list(each.lacking),
        "notes": list(each.notes),
        "metric_id": entry.metric_id,
        "metric_version": entry.metric_version,
        "definition_sha256": entry.definition_sha256,
        "extract_sha256": entry.extract_sha256,
        "rows": entry.rows,
        "n": entry.n,
        "provisional_until": (
            entry.provisional_until.isoformat() if entry.provisional_until else None
        ),
        "feedback_received": entry.feedback_from,
        "fields": {name: cpd_fields.text(entry, name, each.regime) for name in cpd_fields.LABELS},
        "portal": [{"label": label, "text": text} for label, text in each.rows],
        "remeasure_n": entry.remeasure_n,
        "placement_included": bool(each.extras),
        "extras": dict(each.extras),
        "redaction_checked_at": each.checked.at.isoformat(),
        "note": FOOT,
    }
