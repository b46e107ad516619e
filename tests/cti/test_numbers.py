"""What may be called: whatever is typed, the answer is a number or a reason, and emergency numbers always go."""

from dataclasses import replace

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cti.dial_rules import DialRules, Pattern
from cti.numbers import LONGEST, Number, judge, matches
from cti.plan import Plan
from cti.refused import Refused

WIDE = "".join(chr(ord(digit) + 0xFEE0) for digit in "01012345678")  # as Japanese keyboards write digits
COUNTRIES = {"KR": "01012345678", "JP": "09012345678", "US": "2025550123", "DE": "03012345678"}
DENY_ALL = DialRules(deny=(Pattern("*", "closed"),))


def plan(country: str = "KR", **rules: DialRules) -> Plan:
    """rules: by service; `all` is the organisation's."""
    return Plan(country=country, dial_rules={("" if name == "all" else name): each for name, each in rules.items()})


def code_or_number(text: str) -> str:
    try:
        return judge(text, plan()).dial.removeprefix("+")
    except Refused as refused:
        return refused.code


def why_not(text: str, where: Plan, service: str = "") -> str:
    with pytest.raises(Refused) as refused:
        judge(text, where, service)
    return refused.value.code


@given(st.text(max_size=LONGEST + 10))
def test_whatever_is_typed_is_a_number_or_is_refused_with_a_code(text: str) -> None:
    said = code_or_number(text)
    assert said.startswith("number_") or (said.isascii() and said.isdigit())


@given(st.sampled_from(sorted(COUNTRIES)), st.from_regex(r"\+?[0-9][0-9 -]{6,14}", fullmatch=True))
def test_a_number_that_was_read_reads_the_same_again(country: str, text: str) -> None:
    open_rules = plan(country, all=DialRules(international=True, premium=True))
    try:
        found = judge(text, open_rules)
    except Refused:
        return
    assume(not found.e164 or phonenumbers.is_valid_number(phonenumbers.parse(found.e164)))
    assert judge(found.shown, open_rules).e164 == found.e164


@pytest.mark.parametrize(
    ("country", "number"), [("KR", "112"), ("KR", "119"), ("JP", "110"), ("JP", "119"), ("US", "911"), ("DE", "112")]
)
def test_emergency_numbers_always_go(country: str, number: str) -> None:
    found = judge(number, plan(country, all=DENY_ALL, support=DENY_ALL), "support")
    assert (found.dial, found.emergency) == (number, True)


@pytest.mark.parametrize("typed", ["010-1234-5678", " 010 1234 5678 ", "+82 10-1234-5678", "tel:+821012345678", WIDE])
def test_a_number_is_the_same_however_it_is_written(typed: str) -> None:
    assert judge(typed, plan()) == Number("01012345678", "+821012345678", "010-1234-5678")


@pytest.mark.parametrize(
    ("country", "typed", "shown"),
    [
        ("KR", "010999", "010999"),
        ("KR", "010 9999", "0109999"),
        ("KR", "+82 10 999", "010999"),
        ("KR", "00182 10 999", "010999"),
        ("KR", "060-123-4567", "060-123-4567"),
        ("KR", "1588-1588", "1588-1588"),
        ("JP", "031234567", "031234567"),
        ("DE", "030123", "030 123"),
    ],
)
def test_no_digit_is_lost_of_a_number_that_nobody_has(country: str, typed: str, shown: str) -> None:
    found = judge(typed, plan(country, all=DialRules(premium=True)))
    assert (found.shown, found.dial) == (shown, "".join(filter(str.isdigit, shown)))


def test_rules_hold_for_numbers_that_nobody_has() -> None:
    assert why_not("010999", plan(all=DialRules(deny=(Pattern("0109*", "closed"),)))) == "number_denied"


@pytest.mark.parametrize(("country", "number"), COUNTRIES.items())
def test_numbers_without_plus_are_of_the_country(country: str, number: str) -> None:
    assert judge(number, plan(country)).dial == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number_missing"),
        ("  ", "number_missing"),
        ("hello", "number_unreadable"),
        ("010-1234-5678 x9", "number_unreadable"),
        ("100@evil.example", "number_unreadable"),
        ("0101234567890123", "number_length"),
        ("0602345678", "number_premium"),
        ("+81312345678", "number_abroad"),
    ],
)
def test_each_no_has_its_reason(text: str, code: str) -> None:
    assert why_not(text, plan()) == code


def test_what_costs_extra_or_is_abroad_goes_where_the_rules_allow_it() -> None:
    rules = plan(all=DialRules(international=True, premium=True))
    assert judge("+81312345678", rules).dial == "+81312345678"
    assert judge("0602345678", rules).dial == "0602345678"


def test_the_rules_of_the_service_come_before_those_of_the_organisation() -> None:
    allowed = DialRules(allow=(Pattern("0102222*"),))
    rules = plan(all=DENY_ALL, support=allowed)
    assert judge("01022223333", rules, "support").dial == "01022223333"
    assert why_not("01022223333", rules, "sales") == "number_denied"
    assert why_not("01099998888", rules, "support") == "number_denied"


def test_a_denied_number_tells_why() -> None:
    with pytest.raises(Refused, match="asked us not to call") as refused:
        judge("01012345678", plan(all=DialRules(deny=(Pattern("010-1234-5678", "asked us not to call"),))))
    assert refused.value.values["reason"] == "asked us not to call"


@pytest.mark.parametrize(
    ("pattern", "fits"), [("010*", True), ("+8210*", True), ("01012345678", True), ("0101234567", False), ("*", True)]
)
def test_patterns_are_written_as_people_write_numbers(pattern: str, fits: bool) -> None:
    assert matches(judge("01012345678", plan()), pattern) is fits


def test_a_service_in_another_country_reads_numbers_there() -> None:
    where = replace(plan(tokyo=DialRules(country="JP")))
    assert judge("0312345678", where, "tokyo").e164 == "+81312345678"
