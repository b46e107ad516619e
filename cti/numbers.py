"""What people write as a number, read and judged: the one rule for the dial form, transfers and callbacks. Pure.

Emergency numbers always go. Then what the service allows and denies, what the organisation allows and denies, and at
last whether it costs extra or leads abroad. Numbers are read by Google's libphonenumber, in the service's country.
"""

from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType, ShortNumberCost, shortnumberinfo

from cti.dial_rules import DialRules, Pattern
from cti.plan import Plan
from cti.refused import Refused

LONGEST = 60  # signs that are looked at
SHORTEST_LONG = 6  # digits; below it a number can only be a short one
PLUS = "+\uff0b"  # also the wide one that Japanese keyboards write
SEPARATORS = frozenset(" -.()/\u00a0\t")


@dataclass(frozen=True, slots=True)
class Number:
    """dial: as it is sent, digits of the country or +; e164: "" for a short number; shown: for people."""

    dial: str
    e164: str
    shown: str
    emergency: bool = False


def judge(text: str, plan: Plan, service: str = "") -> Number:
    """Read the number and decide. Raises `Refused` with what is wrong and what to do."""
    rules = _rules(plan, service)
    number, premium, abroad = _read(text, country_of(plan, service))
    if number.emergency:
        return number
    for each in rules:
        if _listed(number, each.allow):
            return number
        if (denied := _listed(number, each.deny)) is not None:
            why = f": {denied.reason}" if denied.reason else ""
            refusal = f"{number.shown} may not be called{why}; ask who sets the rules"
            raise Refused(refusal, "number_denied", number=number.shown, reason=denied.reason)
    first = rules[0] if rules else DialRules()
    if premium and not first.premium:
        refusal = f"{number.shown} costs extra; ask who sets the rules to allow it"
        raise Refused(refusal, "number_premium", number=number.shown)
    if abroad and not first.international:
        refusal = f"{number.shown} is abroad; ask who sets the rules to allow it"
        raise Refused(refusal, "number_abroad", number=number.shown)
    return number


def country_of(plan: Plan, service: str) -> str:
    """In which numbers without + are read, such as `KR`: the service's, else the organisation's."""
    return next((each.country for each in _rules(plan, service) if each.country), plan.country)


def identity(text: str, country: str) -> str:
    """The number that stands for one caller, as E.164; "" for what stands for nobody or for many.

    That is: withheld, no number, too short or too long, or the same digit all over, as networks write who is unknown.
    Whether the number is given out at all is not asked: plans change sooner than programs.
    """
    try:
        number = phonenumbers.parse(text[:LONGEST], country)
    except phonenumbers.NumberParseException:
        return ""
    own = phonenumbers.national_significant_number(number)
    plain = is_callable("".join(sign for sign in text if sign not in SEPARATORS and sign not in PLUS))
    if not plain or len(own) < SHORTEST_LONG or len(set(own)) == 1 or not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def national(e164: str, country: str) -> str:
    """The digits that people of the country dial for it; numbers from abroad stay as they are."""
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    if number.country_code != _code_of(country):
        return e164
    own = phonenumbers.national_significant_number(number)
    digits = phonenumbers.normalize_digits_only(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))
    prefix = phonenumbers.ndd_prefix_for_region(country, True) or ""
    return digits if phonenumbers.is_valid_number(number) or digits != own else prefix + own


def _rules(plan: Plan, service: str) -> list[DialRules]:
    return [plan.dial_rules[scope] for scope in dict.fromkeys((service, "")) if scope in plan.dial_rules]


def is_callable(caller: str) -> bool:
    """Is it a number that can be read out and called, and not withheld."""
    digits = caller.removeprefix("+")
    return digits.isascii() and digits.isdecimal()


def matches(number: Number, pattern: str) -> bool:
    """Is the number one of this pattern."""
    kept = "".join(sign for sign in pattern if sign not in SEPARATORS)
    whole = number.e164 if kept.startswith("+") else number.dial
    return whole.startswith(kept[:-1]) if kept.endswith("*") else whole == kept


def _listed(number: Number, patterns: tuple[Pattern, ...]) -> Pattern | None:
    return next((each for each in patterns if matches(number, each.digits)), None)


def _read(text: str, country: str) -> tuple[Number, bool, bool]:
    """(number, costs extra, is abroad). Raises `Refused`."""
    digits = phonenumbers.normalize_digits_only(text[:LONGEST])
    plain = all(sign in SEPARATORS or sign in PLUS or sign.isdecimal() for sign in text.strip().removeprefix("tel:"))
    if not text.strip():
        raise Refused("no number was given; type one", "number_missing")
    if not plain or not digits or len(text) > LONGEST:
        raise Refused("this is no number; type its digits, and + in front for one abroad", "number_unreadable")
    if shortnumberinfo.is_emergency_number(digits, country):
        return Number(digits, "", digits, emergency=True), False, False
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        raise Refused(
            "this is no number; type its digits, and + in front for one abroad", "number_unreadable"
        ) from None
    if _is_short(digits, number, country):
        cost = shortnumberinfo.expected_cost_for_region(number, country)
        return Number(digits, "", digits), cost == ShortNumberCost.PREMIUM_RATE, False
    if not phonenumbers.is_possible_number(number):
        raise Refused(f"{digits} has too few or too many digits; look at it again", "number_length", number=digits)
    premium = phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE
    return _written(number, country, text), premium, number.country_code != _code_of(country)


def _is_short(digits: str, number: PhoneNumber, country: str) -> bool:
    at_home = number.country_code == _code_of(country) and len(digits) < SHORTEST_LONG
    return at_home and shortnumberinfo.is_possible_short_number_for_region(number, country)


def _written(number: PhoneNumber, country: str, text: str) -> Number:
    """Sent as people of the country dial it; from abroad with + and its country."""
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if number.country_code != _code_of(country):
        return Number(e164, e164, phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))
    shown = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    digits = dial = phonenumbers.normalize_digits_only(shown)
    if not phonenumbers.is_valid_number(number):
        # A number of no known block has no form of its own: in the form for all, its leading 0 would be missing.
        dial = _typed(text, country) or national(e164, country)
    return Number(dial, e164, shown if dial == digits else dial)


def _typed(text: str, country: str) -> str:
    """The digits, when they are written as people of the country dial them; "" with + or a prefix for abroad."""
    source = phonenumbers.parse(text, country, keep_raw_input=True).country_code_source
    own = source == phonenumbers.CountryCodeSource.FROM_DEFAULT_COUNTRY
    return phonenumbers.normalize_digits_only(text) if own else ""


def _code_of(country: str) -> int:
    return phonenumbers.country_code_for_region(country)
