"""Workbooks written by hand, since no test needs more of XLSX than text in cells."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATION = (
    '<Relationship Id="r{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"/>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


Rows = Sequence[Sequence[str | float]]


def workbook(rows: Rows, *more: Rows, from_1904: bool = False) -> bytes:
    """An XLSX file with a sheet "Visits" of text and numbers, and perhaps "Sheet 2" and so on."""
    counting = '<workbookPr date1904="1"/>' if from_1904 else ""
    names = ["Visits", *(f"Sheet {n}" for n in range(2, len(more) + 2))]
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1)
    )
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations(
            RELATION.format(n=1, kind="officeDocument", target="xl/workbook.xml")
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OF_OFFICE}">{counting}'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            "".join(
                RELATION.format(n=n, kind="worksheet", target=f"worksheets/sheet{n}.xml")
                for n in range(1, len(names) + 1)
            )
        ),
    }
    for n, table in enumerate((rows, *more), 1):
        lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in table)
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return packed.getvalue()


def _relations(entries: str) -> str:
    of_packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{of_packages}">{entries}</Relationships>'


def _cell(text: str | float) -> str:
    if not isinstance(text, str):
        return f"<c><v>{text!r}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'
