"""Log entries as a Word document, with headings, so that a college's form can be filled from it."""

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Made
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from afreflect.domain.cpd_handing import FOOT, Handed
from afreflect.domain.cpd_minutes import STEPS
from afreflect.reports.log_pdf import evidence, person

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)
"""When it was made says when somebody worked: a document holds it only in its own words."""


def as_docx(handed: Sequence[Handed], language: str = "en-CA") -> bytes:
    """The entries as a document; its properties hold a title and the printed name, no machine."""
    made = Document()
    _set_up(made, handed, language)
    for number, each in enumerate(handed):
        if number:
            made.add_page_break()
        _entry(made, each)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _set_up(made: Made, handed: Sequence[Handed], language: str) -> None:
    about = made.core_properties
    title = handed[0].entry.title if len(handed) == 1 else f"Learning log, {len(handed)} entries"
    names = sorted({each.person.name for each in handed if each.person.name})
    about.title, about.author = _written(title)[:255], _written(", ".join(names))[:255]
    about.last_modified_by = ""
    about.comments, about.language = "", language
    about.created = about.modified = _NO_TIME
    for style in made.styles:
        if isinstance(style, ParagraphStyle) and style.name == "Normal":
            style.font.size = Pt(11)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.footer.paragraphs[0].text = FOOT
    section.footer.paragraphs[0].runs[0].font.size = Pt(8)


def _entry(made: Made, each: Handed) -> None:
    made.add_heading(_written(each.entry.title) or "A log entry", level=1)
    made.add_paragraph(each.regime.name)
    if person(each):
        made.add_paragraph(_written(person(each)))
    _suggested(made, each)
    for heading, rows in (("The entry", each.rows), ("Further", each.further)):
        if rows:
            made.add_heading(heading, level=2)
        for label, text in rows:
            made.add_heading(label, level=3)
            made.add_paragraph(_written(text))
    _minutes(made, each)
    made.add_heading("What the suggestion rests on", level=2)
    for ground in (*each.grounds, evidence(each)):
        made.add_paragraph(ground)


def _suggested(made: Made, each: Handed) -> None:
    made.add_heading("What it suggests", level=2)
    said = [one.sentence for one in each.suggestions]
    _listed(made, said or ["Nothing is suggested for this college yet."])
    for note in each.notes:
        made.add_paragraph(_written(note))
    if each.lacking:
        made.add_paragraph("It also needs:")
        _listed(made, each.lacking)


def _listed(made: Made, said: Sequence[str]) -> None:
    for words in said:
        made.add_paragraph(words, style="List Bullet")


def _minutes(made: Made, each: Handed) -> None:
    made.add_heading("Minutes", level=2)
    minutes = each.entry.minutes
    spent = [
        (name, getattr(minutes, step)) for step, name in STEPS.items() if getattr(minutes, step)
    ]
    table = made.add_table(rows=1, cols=2, style="Light List")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Step", "Minutes"
    for name, count in [*spent, ("Together", minutes.total)]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, str(count)


def _written(text: str) -> str:
    """A text without what no document may hold: controls, and halves of a letter."""
    return _NOT_IN_XML.sub("", text)
