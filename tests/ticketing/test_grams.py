"""Pieces of words: what is looked for is found in every script, and what is not there is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.grams import findable, grams, plain, sought, words
from ticketing.names import id_of, name_of

TEXT = st.text("환불요청カード払い戻しaBc012 -\uff21", max_size=30)


def may_be_in(query: str, text: str) -> bool:
    there = grams(findable(text))
    return all(any(each.startswith(piece) for each in there) if begins else piece in there
               for piece, begins in sought(query))  # fmt: skip


@given(TEXT, st.data())
def test_every_stretch_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    text = plain(text)
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    stretch = text[begin:end]
    if all(word in text for word in words(stretch)):  # a number loses its hyphens, and may be another one then
        assert may_be_in(stretch, text), (stretch, text)


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("환불", "카드환불을 요청", True),
        ("환", "카드환불을 요청", True),
        ("환불", "환 불", False),
        ("払い戻", "カードの払い戻しを希望", True),
        ("ｶｰﾄﾞ", "カードの払い戻し", True),
        ("REFUND", "refunded twice", True),
        ("010-1234-5678", "01012345678", True),
        ("5678", "01012345678", True),
        ("5679", "01012345678", False),
        ("22-33", "계좌 110-22-3333, 은행", True),
        ("110223333", "계좌 110-22-3333, 은행", True),
    ],
)
def test_what_people_look_for(query: str, text: str, found: bool) -> None:
    assert (may_be_in(query, text) and all(word in findable(text) for word in words(query))) is found


@pytest.mark.spec("TKT-03")
def test_a_name_tells_when_a_ticket_was_opened_and_is_read_back() -> None:
    assert name_of(46, 1603851004.648) == "T1603851004648001A"
    assert id_of("t1603851004648001a ") == 46
    assert (id_of("46"), id_of("T46"), id_of("x"), id_of("")) == (46, 0, 0, 0)


@given(st.integers(1, 10**9))
def test_every_name_is_read_back(id: int) -> None:
    assert id_of(name_of(id, 1_700_000_000.0)) == id
