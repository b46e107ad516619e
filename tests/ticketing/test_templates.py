"""Placeholders of templates, and how templates are found."""

import pytest

from ticketing.templates import CODE, PLACES, Filled, Template, filled, fitting, instead_of, unknown

VALUES = {"customer.number": "010-1234-5678", "agent.name": "Kim"}


@pytest.mark.spec("TKT-48")
def test_placeholders_are_filled_in_both_spellings() -> None:
    assert filled("#{customer.number}, #[agent.name]", VALUES) == Filled("010-1234-5678, Kim", ())


def test_what_has_no_value_stays_in_the_text_and_is_told() -> None:
    text = "Dear #{customer.name}, #{customer.name}: #[today]"
    assert filled(text, VALUES) == Filled(text, ("#{customer.name}", "#[today]"))


def test_a_value_with_a_placeholder_in_it_is_not_filled_again() -> None:
    assert filled("#{agent.name}", VALUES | {"agent.name": "#{customer.number}"}).text == "#{customer.number}"


def test_placeholders_that_do_not_exist_are_named() -> None:
    assert unknown("#{customer.number} #{customer.shoe} #[moon]") == ["customer.shoe", "moon"]
    assert unknown(" ".join(f"#{{{name}}}" for name in PLACES)) == []


def test_what_looks_like_a_placeholder_and_can_never_be_filled_is_found_too() -> None:
    assert unknown("#{customer name} #{} #[kunde-nummer] #1 {today} #{today}") == ["", "customer name", "kunde-nummer"]


def test_of_the_placeholders_there_are_the_one_that_was_meant_comes_first() -> None:
    assert [
        instead_of(name)["places"].split(", ")[0] for name in ("customer.nmae", "Customer Name", "ticket.nr", "agent")
    ] == [
        *("#{customer.name}", "#{customer.name}", "#{ticket.number}", "#{agent.name}"),
    ]
    assert len(instead_of("moon")["places"].split(", ")) == len(PLACES)


@pytest.mark.spec("TKT-48")
def test_templates_are_found_by_code_first_then_by_words() -> None:
    bank = Template(1, "", "Money", "Bank transfer", "bank", "…")
    late = Template(2, "", "Money", "A late bank transfer", "late", "…")
    other = Template(3, "", "", "Goodbye", "bye", "…")
    assert fitting([late, other, bank], "bank") == [bank, late]
    assert fitting([late, other, bank], "money late") == [late]
    assert fitting([late, other, bank], "") == [late, bank, other]


@pytest.mark.parametrize(
    ("code", "fits"), [("bank-1", True), ("환불", True), ("two words", False), ("", False), ("a/b", False)]
)
def test_codes_are_one_word(code: str, fits: bool) -> None:
    assert bool(CODE.fullmatch(code)) is fits
