"""What python-docx has no words for: the look of a style, rules of a table, a page's number.

Its template comes with a maker's name, a thumbnail and blue headings; none of them are ours.
"""

import io
import re
import zipfile
from collections.abc import Sequence

from docx.document import Document as Made
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shape import InlineShape
from docx.shared import Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FONT = "Cambria"
"""A serif that Word brings along; where it is missing a reader takes another serif."""
RULE = "AEB7BD"
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_APP = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"""
_THUMBNAIL = re.compile(rb"<Relationship [^>]*thumbnail[^>]*/>")
_LEFT_OUT = ("docProps/thumbnail.jpeg",)


def style(
    made: Made, name: str, *, size: float, color: RGBColor, above: float, below: float
) -> None:
    """Give a style of the template a size, a colour and its room above and below, in points."""
    found = made.styles[name]
    if not isinstance(found, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs.")
    found.font.size, found.font.color.rgb, found.font.name = Pt(size), color, FONT
    fonts = found.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in _THEMED:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    room = found.paragraph_format
    room.space_before, room.space_after, room.line_spacing = Pt(above), Pt(below), 1.1


def speak(made: Made, language: str) -> None:
    """Say the language of every text, so that a screen reader speaks it so."""
    for found in made.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def foot(section: Section, words: str, width: Length) -> None:
    """The words at the foot of every page, and which page it is of how many."""
    place = section.footer.paragraphs[0]
    place.paragraph_format.tab_stops.clear_all()
    place.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    for said in (f"{words}\t", "PAGE", " / ", "NUMPAGES"):
        place.add_run("" if said.isupper() else said)
        if said.isupper():
            _counting(place, said)


def _counting(place: Paragraph, what: str) -> None:
    """A field that counts, in the last run of a paragraph."""
    run = place.runs[-1]
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = what
        run._r.append(part)


def ruled(table: Table, widths: Sequence[Length]) -> None:
    """Columns of these widths, and a thin rule under each row in place of boxes."""
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def heads(row: _Row) -> None:
    """Make a row the heads of its table, on every page that it runs over."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def tight(cell: _Cell, room: Length) -> None:
    """Little room above and below a cell's words."""
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_before = room
        paragraph.paragraph_format.space_after = room


def describe(shape: InlineShape, title: str, words: str) -> None:
    """What a picture is called and what it shows, for whoever can't see it."""
    about = shape._inline.docPr
    about.set("title", title)
    about.set("descr", words)


def written(made: Made) -> bytes:
    """The document's bytes, with no time in its parts, no thumbnail and no maker of a template."""
    held = io.BytesIO()
    made.save(held)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(held) as before,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name in _LEFT_OUT:
                continue
            about = zipfile.ZipInfo(name, _NO_TIME)
            about.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(about, _part(name, before.read(name)))
    return packed.getvalue()


def _part(name: str, said: bytes) -> bytes:
    """A part of the document without what the template said of its own maker."""
    if name == "docProps/app.xml":
        return _APP
    if name == "_rels/.rels":
        return _THUMBNAIL.sub(b"", said)
    return said
