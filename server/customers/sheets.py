"""Rows as a file for spreadsheets: CSV or Excel. Pure, but for writing.

Rule: what people wrote is never a formula. In CSV a cell that could begin one has an apostrophe in front; in Excel each
cell is told to be text.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape

BEGINS_FORMULA = tuple("=+-@\t\r\n|%")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_000  # signs of a cell, which is as much as Excel takes

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{type}" Target="{target}"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = (
    f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="customers" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
PARTS = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": RELATIONS.format(type=f"{OFFICE}/officeDocument", target="xl/workbook.xml"),
    "xl/workbook.xml": BOOK,
    "xl/_rels/workbook.xml.rels": RELATIONS.format(type=f"{OFFICE}/worksheet", target="worksheets/sheet1.xml"),
}


def guarded(text: str) -> str:
    return f"'{text}" if text.startswith(BEGINS_FORMULA) else text


def write_csv(out: BinaryIO, rows: Iterable[list[str]]) -> None:
    """UTF-8 with a mark in front, by which Excel knows it."""
    with io.TextIOWrapper(out, "utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        writer.writerows([guarded(cell) for cell in row] for row in rows)


def write_xlsx(out: BinaryIO, rows: Iterable[list[str]]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in PARTS.items():
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for part in _sheet(rows):
                sheet.write(part.encode())


def _sheet(rows: Iterable[list[str]]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>'
    for row in rows:
        yield f"<row>{''.join(map(_cell, row))}</row>"
    yield "</sheetData></worksheet>"


def _cell(text: str) -> str:
    plain = escape(NOT_IN_XML.sub("", text[:LONGEST]))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{plain}</t></is></c>'


WRITERS = {"csv": write_csv, "xlsx": write_xlsx}
