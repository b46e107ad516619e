"""Blocks in the texts of a ticket."""

import random

import pytest

from cti.refused import Refused
from ticketing.masking import block, hidden, masked, numbers, shown

NOTE = "Card 1234-5678, call back. Card 1234-5678 again."


@pytest.mark.spec("TKT-55")
def test_the_selected_passage_becomes_a_block() -> None:
    assert masked(NOTE, 5, "1234-5678", 1) == f"Card {block(1)}, call back. Card 1234-5678 again."


def test_the_same_words_elsewhere_become_the_same_block() -> None:
    assert hidden(NOTE, "1234-5678", 1) == f"Card {block(1)}, call back. Card {block(1)} again."


def test_short_words_are_masked_only_where_they_were_selected() -> None:
    assert hidden("a 12 b 12", "12", 1) == "a 12 b 12"


@pytest.mark.parametrize(
    ("start", "passage", "code"),
    [(5, "   ", "mask_nothing"), (5, "9999", "mask_changed"), (3, "d ██1██", "mask_twice")],
)
def test_what_cannot_be_masked_is_said(start: int, passage: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        masked("Card ██1██" if code == "mask_twice" else "Card    1", start, passage, 2)
    assert refused.value.code == code


def test_a_number_never_becomes_a_part_of_another_block() -> None:
    assert hidden("██1234██ and 1234", "1234", 2) == "██1234██ and ██2██"


@pytest.mark.spec("TKT-56")
@pytest.mark.parametrize("seed", range(50))
def test_whatever_is_masked_comes_back_as_it_was(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice("ab 12█가") for _ in range(60))
    before, kept = text, {}
    for number in range(10, 14):
        start = chance.randrange(len(text))
        passage = text[start : start + chance.randrange(1, 12)]
        try:
            text = masked(text, start, passage, number)
        except Refused:
            continue
        kept[number] = passage
        assert number in numbers(text)
    for number in sorted(kept, reverse=True):
        text = shown(text, kept[number], number)
    assert text == before
