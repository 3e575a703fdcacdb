"""Log entries as one PDF for any reader: PDF/UA, tagged, in its language and order."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst
import vl_convert

from afreflect.domain import figure
from afreflect.domain.cpd_handing import FOOT, Handed
from afreflect.domain.cpd_minutes import STEPS

SOURCE = Path(__file__).with_name("log.typ")
WIDTH = 700
"""Pixels of a chart: wide enough for the full names, and its text as large as the page's."""


@dataclass(frozen=True)
class Drawn:
    """A chart for an entry: Vega-Lite, a caption, and what it says to somebody who can't see it."""

    chart: Mapping[str, Any]
    caption: str
    alt: str


class CannotSet(ValueError):
    """A text that no font here can show; its text is the sentence for the user."""


def as_pdf(
    handed: Sequence[Handed],
    charts: Mapping[str, Drawn | str] | None = None,
    language: str = "en",
) -> bytes:
    """The entries as a tagged PDF; `charts` by the entries' ids, drawn as vectors.

    Where there is no chart, the sentence that says why stands in its place.

    Its metadata hold a title and the name that is printed, and nothing of the machine. Raises
    CannotSet where a letter has no font: a reader would meet a box in its place.
    """
    drawn = dict(charts or {})
    names = {each.person.name for each in handed if each.person.name}
    said = {
        "title": _title(handed),
        "author": sorted(names),
        "language": language,
        "foot": FOOT,
        "entries": [_entry(each, drawn.get(each.entry.entry_id)) for each in handed],
    }
    try:
        made = typst.compile(
            SOURCE.read_bytes(),
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"said": json.dumps(said)},
        )
    except typst.TypstError as fault:
        missing = letter_missing(str(fault), "this entry")
        raise CannotSet(
            f"The PDF can't show {missing}: write it in other letters, or save a Word document."
        ) from fault
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made


def evidence(each: Handed) -> str:
    """What the figures can be checked by, without a row of them."""
    entry = each.entry
    rows = f" of {figure.count(entry.rows)} rows" if entry.rows else ""
    return (
        f"Definition {entry.metric_version}, fingerprint {entry.definition_sha256[:16] or 'none'}. "
        f"Extract{rows}, fingerprint "
        f"{entry.extract_sha256[:16] or 'none'}. Looked through for anybody who could be "
        f"recognised on {figure.say_day(each.checked.at.date())}."
    )


def person(each: Handed) -> str:
    """The printed name with the college number; '' where neither was given."""
    number = each.person.college_number
    return ", ".join(
        part for part in (each.person.name, f"number {number}" if number else "") if part
    )


def letter_missing(fault: str, where: str) -> str:
    """The letter that no font here can show, in quotes, or that there is one `where` it stands."""
    shown = re.search(r'the text `"(.+?)"` could not be displayed', fault)
    return f"“{shown[1]}”" if shown else f"a letter of {where}"


def _title(handed: Sequence[Handed]) -> str:
    if len(handed) == 1:
        return handed[0].entry.title or "A log entry"
    return f"Learning log, {len(handed)} entries"


def _entry(each: Handed, drawn: Drawn | str | None) -> dict[str, Any]:
    chart = None
    if isinstance(drawn, Drawn):
        svg = vl_convert.vegalite_to_svg({**drawn.chart, "width": WIDTH})
        # As numbers: typst reads no file here, and JSON has no other way to carry bytes.
        chart = {"svg": list(svg.encode()), "caption": drawn.caption, "alt": drawn.alt}
    return {
        "title": each.entry.title or "A log entry",
        "college": each.regime.name,
        "person": person(each),
        "suggested": [one.sentence for one in each.suggestions],
        "notes": list(each.notes),
        "lacking": list(each.lacking),
        "rows": [{"label": label, "text": text} for label, text in each.rows],
        "further": [{"label": label, "text": text} for label, text in each.further],
        "minutes": [
            {"step": name, "minutes": str(getattr(each.entry.minutes, step))}
            for step, name in STEPS.items()
            if getattr(each.entry.minutes, step)
        ]
        + [{"step": "Together", "minutes": str(each.entry.minutes.total)}],
        "grounds": list(each.grounds),
        "evidence": evidence(each),
        "chart": chart,
        "no_chart": drawn if isinstance(drawn, str) else "",
    }
