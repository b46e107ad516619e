"""What stands in a From header may be anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from asterisk import identity


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("01012345678", "01012345678"),
        ("+82 10-1234-5678", "+821012345678"),
        ("(02) 123.4567", "021234567"),
        ("\uff10\uff11\uff10", "010"),
        ("\u0660\u0661\u0660", "010"),
        ("*67#", "*67#"),
        ("anonymous", ""),
        ("alice", ""),
        ("+", ""),
        ("", ""),
        ("8+2", ""),
    ],
)
def test_a_number_is_digits_of_any_script_and_nothing_else(said: str, number: str) -> None:
    assert identity.number(said) == number


@pytest.mark.parametrize(
    ("said", "alias", "name"),
    [
        ("김민수", "01012345678", "김민수"),
        ("  José \t Núñez ", "1", "José Núñez"),
        ("a\x00b\x1b[31m\r\nc", "1", "a b [31m c"),
        ("\u202eevil\u202c", "1", "evil"),
        ("नमस्\u200dते", "1", "नमस्\u200dते"),
        (r"Robert \"Bob\" C:\\", "1", 'Robert "Bob" C:\\'),
        ("Anonymous", "anonymous", ""),
        ("", "alice", "alice"),
        ("", "01012345678", ""),
    ],
)
def test_a_name_has_no_control_characters_and_keeps_its_script(said: str, alias: str, name: str) -> None:
    assert identity.name(said, alias) == name


@given(some.text(), some.text())
def test_no_text_is_too_odd(said: str, alias: str) -> None:
    name, number = identity.name(said, alias), identity.number(said)
    assert len(name) <= identity.MOST_NAME
    assert len(number) <= identity.MOST_NUMBER
    assert name.isprintable() or any(joiner in name for joiner in identity.JOINERS)
    assert set(number) <= set("+0123456789*#")
