"""Sheets for Excel and as CSV, written row by row so that memory does not grow with them.

Rule: what people wrote is text and stays text. A cell that could begin a formula is written as text and says so (the
quote prefix), also when somebody edits it there; CSV, which knows no text, has an apostrophe in front of it.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import xlsxwriter

Cell = str | int | float | datetime | None
LONGEST = 32_767  # characters of one cell
SUSPECT = tuple("=+-@\t\r\n|%")
MOST_ROWS = 1_048_575  # below the head


class Sheet(Protocol):
    def add(self, rows: Iterable[Sequence[Cell]]) -> None: ...
    def close(self) -> None: ...


class ExcelSheet:
    """Rows are only ever added at the end. Times are written as they are, without a zone."""

    def __init__(self, path: Path, name: str, head: Sequence[str]) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
        self._sheet = self._book.add_worksheet(name)
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._time = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        bold = self._book.add_format({"bold": True})
        for column, title in enumerate(head):
            self._sheet.write_string(0, column, title, bold)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, max(0, len(head) - 1), 18)
        self._row = 1

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        for row in rows:
            for column, cell in enumerate(row):
                self._write(column, cell)
            self._row += 1

    def close(self) -> None:
        self._book.close()

    def _write(self, column: int, cell: Cell) -> None:
        match cell:
            case None | "":
                return
            case datetime():
                self._sheet.write_datetime(self._row, column, cell, self._time)
            case str():
                form = self._quoted if cell.startswith(SUSPECT) else None
                self._sheet.write_string(self._row, column, cell[:LONGEST], form)
            case _:
                self._sheet.write_number(self._row, column, cell)


class CsvSheet:
    """UTF-8 with a mark in front, by which Excel knows it."""

    def __init__(self, path: Path, name: str, head: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow([guarded(title) for title in head])

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)

    def close(self) -> None:
        self._file.close()


def guarded(text: str) -> str:
    return f"'{text}" if text.startswith(SUSPECT) else text


@dataclass(frozen=True, slots=True)
class Form:
    """media: its type; sheet: made with path, name and head."""

    media: str
    sheet: Callable[[Path, str, Sequence[str]], Sheet]


FORMS: Mapping[str, Form] = {  # by the ending of the file's name
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ExcelSheet),
    "csv": Form("text/csv", CsvSheet),
}
