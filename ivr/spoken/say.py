"""From a value, its form and a language to words."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ivr.flow import Form
from ivr.spoken import english, japanese, korean, read


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language says things. money: amount, ISO 4217."""

    number: Callable[[Decimal], str]
    ordinal: Callable[[int], str]
    digit: dict[str, str]
    money: Callable[[Decimal, str], str]
    date: Callable[[int, int, int], str]  # year (0: none), month, day
    time: Callable[[int, int], str]


TONGUES = {
    "en": Tongue(english.number, english.ordinal, english.DIGITS, english.money, english.date, english.time),
    "ko": Tongue(korean.number, korean.ordinal, korean.DIGITS, korean.money, korean.date, korean.time),
    "ja": Tongue(japanese.number, japanese.ordinal, japanese.DIGITS, japanese.money, japanese.date, japanese.time),
}


def say(form: Form | None, value: str, language: str, currency: str = "") -> str:
    """form: None for a value that is said as it is. In a language that we do not speak, everything is."""
    tongue = TONGUES.get(language.partition("-")[0])
    words = _said(form, value, tongue, currency) if tongue and form else None
    return read.plain(value) if words is None else words


def _said(form: Form, value: str, tongue: Tongue, currency: str) -> str | None:
    """None for a value that is not of this form."""
    number = read.number(value)
    match form:
        case Form.DIGITS:
            return " ".join(tongue.digit.get(sign, sign) for sign in read.plain(value) if not sign.isspace())
        case Form.NUMBER if number is not None:
            return tongue.number(number)
        case Form.MONEY if number is not None:
            return tongue.money(number, currency)
        case Form.ORDINAL if number is not None and number == int(number) and number > 0:
            return tongue.ordinal(int(number))
        case Form.DATE if day := read.day(value):
            return tongue.date(*day)
        case Form.TIME if moment := read.time(value):
            return tongue.time(*moment)
    return None
