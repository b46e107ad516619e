"""Customers, the pure part: their numbers, stars, words that are found, values that are checked, trees of merges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti.numbers import identity, national
from cti.refused import Refused
from ticketing.customers.fields import Field, Keeping, Kind, checked, complaint_about
from ticketing.customers.merging import Record, below, must_merge
from ticketing.customers.words import (
    CHECKS,
    customer_number,
    folded,
    id_of,
    pieces,
    sought,
    starred_address,
    starred_name,
)


@pytest.mark.spec("CUS-02")
@pytest.mark.parametrize(
    ("country", "written"),
    [
        ("KR", ("01012345678", "+821012345678", "+82 10-1234-5678", "821012345678", "010-1234-5678")),
        ("JP", ("0312345678", "+81312345678", "03-1234-5678", "+81 (3) 1234 5678")),
        ("KR", ("0700000011", "+82700000011")),  # the demo's, which nobody has given out
        ("KR", ("15881234", "1588-1234")),
    ],
)
def test_one_number_however_it_is_written_is_one_caller_and_is_dialled_as_at_home(
    country: str, written: tuple[str, ...]
) -> None:
    assert len({identity(each, country) for each in written}) == 1
    assert {national(identity(each, country), country) for each in written} == {written[0]}


@pytest.mark.parametrize(
    "text", ["", "anonymous", "Anonymous01012345678", "0000000000", "99999999999", "101", "12", "sip:kim@x", "+82", "+"]
)
def test_what_stands_for_nobody_or_for_many_is_no_caller(text: str) -> None:
    assert identity(text, "KR") == ""


def test_numbers_from_abroad_stay_whole() -> None:
    assert national(identity("+1 650 253 0000", "KR"), "KR") == "+16502530000"


@given(st.text(max_size=80))
def test_whatever_the_trunk_says_the_identity_is_a_whole_number_that_reads_the_same_again(text: str) -> None:
    found = identity(text, "KR")
    assert found == "" or (found.startswith("+") and identity(found, "KR") == found)


@pytest.mark.spec("CUS-06")
@given(st.integers(1, 10**9))
def test_a_customer_number_with_a_wrong_letter_is_none(id: int) -> None:
    number = customer_number(id)
    assert id_of(number) == id_of(number.lower()) == id_of(str(id)) == id
    assert all(id_of(number[:-1] + letter) == 0 for letter in CHECKS if letter != number[-1])


@pytest.mark.spec("CUS-06", "SEC-10")
def test_names_and_addresses_are_starred_as_the_list_shows_them() -> None:
    assert [starred_name(each) for each in ("Darth!", "홍길동", "이영", "A", "")] == ["D****!", "홍*동", "이*", "*", ""]
    assert [starred_address(each) for each in ("nobody@a.kr", "no@a.kr")] == ["no****@a.kr", "n****@a.kr"]


@given(st.text(max_size=30), st.data())
def test_every_part_of_a_value_that_is_long_enough_has_only_pieces_that_the_index_holds(
    text: str, data: st.DataObject
) -> None:
    whole = folded(text)
    begin = data.draw(st.integers(0, len(whole)))
    part = whole[begin : data.draw(st.integers(begin, len(whole)))]
    assert sought(part) <= pieces(whole)


def test_a_value_that_does_not_fit_its_field_is_refused_with_what_to_write() -> None:
    day = Field("since", "Since", Kind.DATE)
    assert checked(day, " 2026-11-28 ") == "2026-11-28"
    for text in ("2026-11-31", "28.11.2026", "", "x" * 600):
        with pytest.raises(Refused, match="Since: write a day"):
            checked(day, text)
    plan = Field("plan", "Plan", Kind.CHOICE, ("gold", "silver"))
    assert checked(plan, "gold") == "gold"
    with pytest.raises(Refused):
        checked(plan, "lead")


def test_settings_that_cannot_be_are_told_with_the_field() -> None:
    assert complaint_about(Keeping((Field("plan", "Plan"),), 12)) == ""
    for wrong in (Field("Plan", "Plan"), Field("name", "Name"), Field("plan", " "), Field("plan", "P", Kind.CHOICE)):
        assert complaint_about(Keeping((wrong,))).startswith("fields: ")
    assert complaint_about(Keeping((), 500)).startswith("months: ")


def test_only_different_customers_of_one_service_that_are_not_erased_can_be_merged() -> None:
    one = Record(1, "support", 1)
    must_merge(one, Record(2, "support", 2))
    for other, code in (
        (Record(2, "support", 1, into=1), "customer_same"),
        (Record(2, "sales", 2), "customer_other_service"),
        (Record(2, "support", 2, erased=True), "customer_erased"),
    ):
        with pytest.raises(Refused) as refused:
            must_merge(one, other)
        assert refused.value.code == code


def test_a_record_takes_along_what_was_merged_into_it() -> None:
    assert below(2, {1: 2, 2: 3, 3: 0, 4: 1, 5: 3}) == {1, 2, 4}
