"""What a ticket is called outside: the time at which it was opened, and its number (TKT-03). Pure."""

import re

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NAME = re.compile(r"T\d{13}([0-9A-Z]{4,})", re.IGNORECASE)


def name_of(id: int, opened_at: float) -> str:
    """Such as T1603851004648000A. opened_at: epoch seconds."""
    return f"T{int(opened_at * 1000):013d}{_in_base_36(id):0>4}"


def id_of(text: str) -> int:
    """The number that a name or a plain number tells, 0 for something else."""
    text = text.strip()
    if text.isdecimal() and text.isascii() and len(text) <= 12:
        return int(text)
    found = NAME.fullmatch(text)
    return int(found[1], 36) if found and len(found[1]) <= 10 else 0


def _in_base_36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text
