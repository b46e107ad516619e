"""Values out of texts that anybody may have written."""

import re
from datetime import date
from decimal import Decimal

LARGEST = Decimal(10**16)  # one more has no everyday name in any of the languages
LONGEST = 500  # characters that are said of one value
LEAP = 2000  # a year in which every day is, for days without one
_NUMBER = re.compile(r"[+-]?\d{1,16}(\.\d{1,6})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d{1,6})?")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(T.*)?")
_SHORT = re.compile(r"(\d{2})(\d{2})(\d{2})")
_OF_YEAR = re.compile(r"(\d{2})-?(\d{2})")
_TIME = re.compile(r"(.*T)?([01]\d|2[0-3]):?([0-5]\d)(:\d{2}.*)?")


def plain(value: str) -> str:
    """What may be said of it: no control characters, no braces and brackets, which some engines obey."""
    return "".join(sign for sign in value[:LONGEST] if sign.isprintable() and sign not in "[]{}<>\\")


def number(value: str) -> Decimal | None:
    """`1234.5`, `1,234.50`, `-3`."""
    said = value.strip()
    if not said.isascii() or not (_NUMBER.fullmatch(said) or _GROUPED.fullmatch(said)):
        return None
    found = Decimal(said.replace(",", ""))
    return found if abs(found) < LARGEST else None


def day(value: str) -> tuple[int, int, int] | None:
    """Year, month, day of `2026-12-25`, `20261225`, `261225`, `2026-12-25T10:00…`; year 0 of `1225`, `12-25`."""
    said = value.strip() if value.isascii() else ""
    if found := _DAY.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT.fullmatch(said):
        return _day(2000 + int(found[1]), int(found[2]), int(found[3]))
    if (found := _OF_YEAR.fullmatch(said)) and (there := _day(LEAP, int(found[1]), int(found[2]))):
        return 0, *there[1:]
    return None


def time(value: str) -> tuple[int, int] | None:
    """Hour and minute of `15:05`, `1505`, `2026-12-25T15:05:00…`."""
    found = _TIME.fullmatch(value.strip()) if value.isascii() else None
    return (int(found[2]), int(found[3])) if found else None


def _day(year: int, month: int, of_month: int) -> tuple[int, int, int] | None:
    try:
        date(year, month, of_month)
    except ValueError:
        return None
    return year, month, of_month


def parts(amount: Decimal) -> tuple[int, str]:
    """Whole part without its sign, and the digits behind the point, without zeros at the end."""
    whole, _, rest = f"{abs(amount):f}".partition(".")
    return int(whole), rest.rstrip("0")


def groups(number: int, size: int) -> list[int]:
    """1234567 by threes → [1, 234, 567]."""
    base, found = 10**size, list[int]()
    while number:
        number, rest = divmod(number, base)
        found.append(rest)
    return found[::-1] or [0]
