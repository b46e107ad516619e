"""English words for values, as in American English."""

from decimal import Decimal

from ivr.spoken.read import groups, parts

SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ["", " thousand", " million", " billion", " trillion", " quadrillion"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
DIGITS = {**{str(digit): SMALL[digit] for digit in range(10)}, "+": "plus", "*": "star", "#": "hash"}
CURRENCIES = {  # one, many, hundredth, hundredths; "" where there are none
    "KRW": ("won", "won", "", ""),
    "JPY": ("yen", "yen", "", ""),
    "USD": ("dollar", "dollars", "cent", "cents"),
    "EUR": ("euro", "euros", "cent", "cents"),
    "GBP": ("pound", "pounds", "penny", "pence"),
}


def number(value: Decimal) -> str:
    whole, rest = parts(value)
    said = cardinal(whole) + (" point " + " ".join(SMALL[int(digit)] for digit in rest) if rest else "")
    return f"minus {said}" if value < 0 else said


def cardinal(value: int) -> str:
    threes = groups(value, 3)
    scales = reversed(SCALES[: len(threes)])
    said = [_hundreds(three) + scale for three, scale in zip(threes, scales, strict=True) if three]
    return " ".join(said) or SMALL[0]


def _hundreds(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    said = [f"{SMALL[hundreds]} hundred"] if hundreds else []
    return " ".join([*said, *([_tens(rest)] if rest else [])])


def _tens(value: int) -> str:
    if value < 20:
        return SMALL[value]
    tens, ones = divmod(value, 10)
    return TENS[tens] + (f"-{SMALL[ones]}" if ones else "")


def ordinal(value: int) -> str:
    said = cardinal(value)
    cut = max(said.rfind(" "), said.rfind("-")) + 1
    last = said[cut:]
    if last in IRREGULAR:
        return said[:cut] + IRREGULAR[last]
    return said[:cut] + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def money(amount: Decimal, currency: str) -> str:
    if currency not in CURRENCIES:
        return f"{number(amount)} {' '.join(currency)}"
    one, many, cent, cents = CURRENCIES[currency]
    whole, rest = parts(amount)
    if not cent:
        return f"{number(amount)} {one if amount == 1 else many}"
    hundredths = int(f"{rest}00"[:2])
    said = [f"{cardinal(whole)} {one if whole == 1 else many}"] if whole or not hundredths else []
    said += [f"{cardinal(hundredths)} {cent if hundredths == 1 else cents}"] if hundredths else []
    return ("minus " if amount < 0 else "") + " and ".join(said)


def date(year: int, month: int, day: int) -> str:
    said = f"{MONTHS[month - 1]} {ordinal(day)}"
    return f"{said}, {_year(year)}" if year else said


def _year(year: int) -> str:
    """2026 is twenty twenty-six, 2005 two thousand five, 1900 nineteen hundred."""
    century, rest = divmod(year, 100)
    if century % 10 == 0 and rest < 10:
        return cardinal(year)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def time(hour: int, minute: int) -> str:
    if not minute and hour in (0, 12):
        return "noon" if hour else "midnight"
    minutes = [f"oh {SMALL[minute]}" if minute < 10 else _tens(minute)] if minute else []
    return " ".join([SMALL[hour % 12 or 12], *minutes, "p.m." if hour >= 12 else "a.m."])
