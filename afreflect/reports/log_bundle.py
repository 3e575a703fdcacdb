"""The evidence behind an entry as one ZIP, should a college ask: no patient's row is in it."""

import io
import zipfile
from collections.abc import Iterable

import vl_convert

from afreflect.domain import cpd_fields, figure
from afreflect.domain.cpd_handing import FOOT, Handed
from afreflect.domain.metric import Metric
from afreflect.reports import log_pdf, log_values
from afreflect.reports.log_pdf import Drawn

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_README = """The evidence behind one entry of a learning log. No patient's row is in it.

entry.pdf           the entry as it was handed in
entry.json          the same for a program
definition.txt      what was measured and how, with its query
extract.txt         which extract it was: its fingerprint and how many rows, none of them
chart.svg           the measure over time; months of few cases carry no figure and no count
plan.txt            what was planned
looked-again.txt    what was seen when it was measured again
feedback.txt        who responded, by role, how and when; no name

"""


def as_zip(each: Handed, metric: Metric | None, drawn: Drawn | str | None) -> bytes:
    """The bundle of one entry; what the entry does not hold has no file in it."""
    entry = each.entry
    again = cpd_fields.text(entry, "remeasure")
    files: dict[str, bytes] = {
        "entry.pdf": log_pdf.as_pdf([each], {entry.entry_id: drawn} if drawn else None),
        "entry.json": log_values.as_json([each]),
        "extract.txt": _lines(_extract(each)),
        "definition.txt": _lines(_definition(metric)) if metric else b"",
        "chart.svg": _chart(drawn) if isinstance(drawn, Drawn) else b"",
        "plan.txt": _lines([entry.plan]) if entry.plan.strip() else b"",
        "looked-again.txt": _lines([again, entry.outcome]) if again else b"",
        "feedback.txt": _lines([cpd_fields.text(entry, "feedback")]) if entry.has_feedback else b"",
    }
    kept = {name: held for name, held in files.items() if held}
    kept = {"README.txt": (_README + FOOT + "\n").encode(), **kept}
    return _zip(kept)


def _extract(each: Handed) -> list[str]:
    entry = each.entry
    return [
        f"Fingerprint (SHA-256): {entry.extract_sha256 or 'none'}",
        f"Rows of my own: {figure.count(entry.rows) if entry.rows else 'not said'}",
        f"Period: {entry.period or 'not said'}",
        f"Cases that counted: {cpd_fields.text(entry, 'n') or 'none'}",
        entry.data_source,
    ]


def _definition(metric: Metric) -> list[str]:
    standards = [
        f"{each.text}: {figure.say(each.value, metric)}. Source: {each.source}"
        for each in metric.standards
    ]
    return [
        f"{metric.title}, definition {metric.version}",
        metric.question,
        f"Out of: {metric.eligible}",
        f"Counted: {metric.met}",
        f"Left out: {'; '.join(metric.exclusions) or 'nothing'}",
        f"Evidence: {metric.evidence}. {metric.evidence_source}",
        f"Standards: {'; '.join(standards) or 'none published'}",
        "",
        metric.sql,
    ]


def _chart(drawn: Drawn) -> bytes:
    return vl_convert.vegalite_to_svg({**drawn.chart, "width": log_pdf.WIDTH}).encode()


def _lines(said: Iterable[str]) -> bytes:
    return ("\n".join(line for line in said).strip() + "\n").encode()


def _zip(files: dict[str, bytes]) -> bytes:
    """The files with no time and no maker in their entries."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, held in files.items():
            about = zipfile.ZipInfo(name, _NO_TIME)
            about.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(about, held)
    return packed.getvalue()
