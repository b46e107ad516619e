"""Sheets for Excel and as CSV, written row by row so that memory does not grow with them.

Rule: what people wrote is text and stays text. A cell that could begin a formula is written as text and says so (the
quote prefix), also when somebody edits it there; CSV, which knows no text, has an apostrophe in front of it.
"""

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol

import xlsxwriter
from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Share:
    """From 0 to 1; people read it as a percentage."""

    value: float


Cell = str | int | float | Share | datetime | date | timedelta | None
LONGEST = 32_767  # characters of one cell
SUSPECT = tuple("=+-@\t\r\n|%")
MOST_ROWS = 1_048_575  # below the head
LONGEST_NAME = 31  # characters of a sheet's
NEVER_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class Sheet(Protocol):
    def add(self, rows: Iterable[Sequence[Cell]]) -> None: ...
    def close(self) -> None: ...


class ExcelBook:
    """Sheets one after the other: each is written to its end before the next one begins."""

    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
        self.quoted = self._book.add_format({"quote_prefix": True})
        self.bold = self._book.add_format({"bold": True})
        self.time = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self.duration = self._book.add_format({"num_format": "[h]:mm:ss"})
        self.share = self._book.add_format({"num_format": "0.0%"})
        self._taken: set[str] = set()

    def begin(self, name: str) -> Worksheet:
        return self._book.add_worksheet(self._free(name))

    def close(self) -> None:
        self._book.close()

    def _free(self, name: str) -> str:
        """As Excel takes it, and as no other sheet here is called."""
        plain = NEVER_IN_NAMES.sub(" ", name).strip("' ")[:LONGEST_NAME].strip("' ") or "Sheet"
        tries = (plain, *(f"{plain[: LONGEST_NAME - 4]} ({number})" for number in range(2, 100)))
        free = next(each for each in tries if each.casefold() not in {*self._taken, "history"})
        self._taken.add(free.casefold())
        return free


class ExcelSheet:
    """Rows are only ever added at the end. Times are written as they are, without a zone. book: that has other sheets
    too and is closed by whoever made it."""

    def __init__(self, path: Path, name: str, head: Sequence[str], book: ExcelBook | None = None) -> None:
        self._own = book is None
        self._book = book or ExcelBook(path)
        self._sheet = self._book.begin(name)
        for column, title in enumerate(head):
            self._sheet.write_string(0, column, title[:LONGEST], self._book.bold)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, max(0, len(head) - 1), 18)
        self._row = 1

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        for row in rows:
            for column, cell in enumerate(row):
                self._write(column, cell)
            self._row += 1

    def close(self) -> None:
        if self._own:
            self._book.close()

    def _write(self, column: int, cell: Cell) -> None:
        sheet, book, at = self._sheet, self._book, self._row
        match cell:
            case None | "":
                return
            case datetime():
                sheet.write_datetime(at, column, cell, book.time)
            case date():
                sheet.write_datetime(at, column, cell, book.day)
            case timedelta():
                sheet.write_datetime(at, column, cell, book.duration)
            case Share(value=value):
                sheet.write_number(at, column, value, book.share)
            case str():
                form = book.quoted if cell.startswith(SUSPECT) else None
                sheet.write_string(at, column, cell[:LONGEST], form)
            case _:
                sheet.write_number(at, column, cell)


class CsvSheet:
    """UTF-8 with a mark in front, by which Excel knows it. Durations are seconds."""

    def __init__(self, path: Path, name: str, head: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow([guarded(title) for title in head])

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._writer.writerows([_plain(cell) for cell in row] for row in rows)

    def close(self) -> None:
        self._file.close()


def _plain(cell: Cell) -> Cell:
    match cell:
        case str():
            return guarded(cell)
        case Share(value=value):
            return value
        case timedelta():
            return cell.total_seconds()
    return cell


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
