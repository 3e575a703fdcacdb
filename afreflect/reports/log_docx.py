"""Log entries as a Word document, with headings, so that a college's form can be filled from it.

Set like the PDF: dark ink, quiet names of fields, rules and no boxes. Its chart is a picture with
its words, since Word draws no vectors that every reader opens.
"""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import vl_convert
from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from afreflect.domain.cpd_handing import FOOT, Handed
from afreflect.domain.cpd_minutes import STEPS
from afreflect.reports import docx_parts
from afreflect.reports.log_pdf import WIDTH, Drawn, evidence, person

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)
"""When it was made says when somebody worked: a document holds it only in its own words."""
INK, QUIET = RGBColor(0x21, 0x2B, 0x32), RGBColor(0x4C, 0x62, 0x72)
TEXT_WIDTH = Mm(166)
CHART_WIDTH = Mm(146)
SHARPNESS = 2.0
"""Dots of the chart for each of its pixels: sharp on paper, and small enough to send."""


def as_docx(
    handed: Sequence[Handed],
    charts: Mapping[str, Drawn | str] | None = None,
    language: str = "en-CA",
) -> bytes:
    """The entries as a document; its properties hold a title and the printed name, no machine.

    `charts` by the entries' ids; where there is none, the sentence that says why.
    """
    made = Document()
    _set_up(made, handed, language)
    for number, each in enumerate(handed):
        if number:
            made.add_page_break()
        _entry(made, each, (charts or {}).get(each.entry.entry_id))
    return docx_parts.written(made)


def _set_up(made: Made, handed: Sequence[Handed], language: str) -> None:
    about = made.core_properties
    title = handed[0].entry.title if len(handed) == 1 else f"Learning log, {len(handed)} entries"
    names = sorted({each.person.name for each in handed if each.person.name})
    about.title, about.author = _written(title)[:255], _written(", ".join(names))[:255]
    about.last_modified_by = ""
    about.comments, about.language = "", language
    about.created = about.modified = _NO_TIME
    docx_parts.style(made, "Normal", size=11, color=INK, above=0, below=6)
    docx_parts.style(made, "Heading 1", size=20, color=INK, above=0, below=4)
    docx_parts.style(made, "Heading 2", size=13, color=INK, above=14, below=4)
    docx_parts.style(made, "Heading 3", size=11, color=QUIET, above=8, below=1)
    docx_parts.style(made, "List Bullet", size=11, color=INK, above=0, below=3)
    docx_parts.style(made, "Footer", size=8.5, color=QUIET, above=0, below=0)
    docx_parts.speak(made, language)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    docx_parts.foot(section, FOOT, TEXT_WIDTH)


def _entry(made: Made, each: Handed, drawn: Drawn | str | None) -> None:
    made.add_heading(_written(each.entry.title) or "A log entry", level=1)
    _quiet(made, each.regime.name)
    if person(each):
        made.add_paragraph(_written(person(each)))
    _suggested(made, each)
    _rows(made, "The entry", each.rows)
    if isinstance(drawn, Drawn):
        _chart(made, drawn)
    elif drawn:
        made.add_paragraph(drawn)
    _rows(made, "Further", each.further)
    _minutes(made, each)
    made.add_heading("What the suggestion rests on", level=2)
    for ground in (*each.grounds, evidence(each)):
        made.add_paragraph(ground)


def _rows(made: Made, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        made.add_heading(heading, level=2)
    for label, text in rows:
        made.add_heading(label, level=3)
        made.add_paragraph(_written(text))


def _chart(made: Made, drawn: Drawn) -> None:
    """The chart as a picture under its caption, with what it says for whoever can't see it."""
    made.add_heading(_written(drawn.caption), level=3)
    png = vl_convert.vegalite_to_png({**drawn.chart, "width": WIDTH}, scale=SHARPNESS)
    place = made.add_paragraph()
    shape = place.add_run().add_picture(io.BytesIO(png), width=CHART_WIDTH)
    docx_parts.describe(shape, _written(drawn.caption), _written(drawn.alt))


def _suggested(made: Made, each: Handed) -> None:
    made.add_heading("What it suggests", level=2)
    said = [one.sentence for one in each.suggestions]
    _listed(made, said or ["Nothing is suggested for this college yet."])
    for note in each.notes:
        made.add_paragraph(_written(note))
    if each.lacking:
        made.add_paragraph("It also needs:").paragraph_format.keep_with_next = True
        _listed(made, each.lacking)


def _listed(made: Made, said: Sequence[str]) -> None:
    for words in said:
        made.add_paragraph(words, style="List Bullet")


def _quiet(made: Made, words: str) -> None:
    run = made.add_paragraph().add_run(words)
    run.font.color.rgb = QUIET


def _minutes(made: Made, each: Handed) -> None:
    made.add_heading("Minutes", level=2)
    minutes = each.entry.minutes
    spent = [
        (name, getattr(minutes, step)) for step, name in STEPS.items() if getattr(minutes, step)
    ]
    table = made.add_table(rows=1, cols=2)
    docx_parts.ruled(table, (Mm(136), Mm(30)))
    for cell, name in zip(table.rows[0].cells, ("Step", "Minutes"), strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    docx_parts.heads(table.rows[0])
    for name, count in [*spent, ("Together", minutes.total)]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, str(count)
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        row.cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for cell in row.cells:
            docx_parts.tight(cell, Pt(2))
            # A table this short stays on one page.
            cell.paragraphs[0].paragraph_format.keep_with_next = number < last


def _written(text: str) -> str:
    """A text without what no document may hold: controls, and halves of a letter."""
    return _NOT_IN_XML.sub("", text)
