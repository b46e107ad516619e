"""What typed digits have to look like: a small part of regular expressions that is matched in one pass.

`d` or `\\d` is any digit, `[1-39]` one of these, `{3}` or `{2,4}` says how often what stands before it. Nothing is
matched twice: a unit takes as many digits as it can, so no pattern takes longer than the digits are many.
"""

import re
from dataclasses import dataclass
from datetime import date

from ivr.flow import Check

DIGITS = frozenset("0123456789")
MOST = 64
_UNIT = re.compile(r"(?P<set>\[[0-9-]+\]|\\?d|[0-9])(\{(?P<least>\d{1,2})(,(?P<most>\d{1,2}))?\})?")


@dataclass(frozen=True, slots=True)
class Unit:
    """least to most of these digits."""

    digits: frozenset[str]
    least: int
    most: int


def units(text: str) -> tuple[Unit, ...]:
    """Raises ValueError with a sentence for what is no pattern."""
    found, at = [], 0
    while at < len(text):
        unit = _UNIT.match(text, at)
        if unit is None:
            raise ValueError(f"{text!r} is no pattern from {text[at:]!r} on")
        least = int(unit["least"] or 1)
        most = int(unit["most"] or least)
        if not least <= most <= MOST or not most:
            raise ValueError(f"{unit[0]!r} does not say how often: up to {MOST}, the smaller number first")
        found.append(Unit(_digits(unit["set"]), least, most))
        at = unit.end()
    return tuple(found)


def fits(text: str, typed: str) -> bool:
    """The whole of what was typed."""
    reached = {0}
    for unit in units(text):
        reached = {at for start in reached for at in _ends(unit, typed, start)}
    return len(typed) in reached


def _ends(unit: Unit, typed: str, start: int) -> list[int]:
    """Where the unit can end that begins at `start`."""
    longest = start
    while longest < len(typed) and longest - start < unit.most and typed[longest] in unit.digits:
        longest += 1
    return list(range(start + unit.least, longest + 1))


def _digits(written: str) -> frozenset[str]:
    if not written.startswith("["):
        return DIGITS if written.endswith("d") else frozenset(written)
    spans = re.findall(r"(\d)(?:-(\d))?", written[1:-1])
    if not re.fullmatch(r"\[(\d(-\d)?)+\]", written) or any(last and first > last for first, last in spans):
        raise ValueError(f"{written!r} names no digits")
    return frozenset(str(digit) for first, last in spans for digit in range(int(first), int(last or first) + 1))


def passes(check: Check | None, typed: str) -> bool:
    """typed: digits."""
    match check:
        case Check.LUHN:
            return luhn(typed)
        case Check.DATE:
            return len(typed) == 8 and _is_day(typed)
        case Check.SHORT_DATE:
            return len(typed) == 6 and _is_day(f"20{typed}")
        case Check.TIME:
            return len(typed) == 4 and int(typed[:2]) < 24 and int(typed[2:]) < 60
    return True


def luhn(typed: str) -> bool:
    """ISO/IEC 7812-1, annex B: every second digit from the right counts double, the sum ends with 0."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(typed))]
    return len(typed) > 1 and sum(each - 9 * (each > 9) for each in doubled) % 10 == 0


def _is_day(typed: str) -> bool:
    try:
        date(int(typed[:4]), int(typed[4:6]), int(typed[6:]))
    except ValueError:
        return False
    return True
