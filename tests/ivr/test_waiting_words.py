"""What a queue tells of itself: rounded, steady, in three languages."""

import pytest

from asterisk.sounds.text import unreadable
from ivr.waiting_words import HOURS, key_in_words, place_in_words, rounded, steady, wait_in_words


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 1), (60, 1), (61, 2), (200, 4), (361, 7), (1000, 20), (3600, 60), (3601, HOURS)]
)
def test_a_wait_is_rounded_up_to_what_people_say(seconds: float, minutes: int) -> None:
    assert rounded(seconds) == minutes


def test_a_wait_that_nobody_knows_is_not_told() -> None:
    assert rounded(86_400.0) == 0


@pytest.mark.parametrize(
    ("told", "now", "said"), [(0, 5, 5), (5, 3, 3), (5, 7, 5), (5, 10, 10), (1, 2, 1), (60, HOURS, 60)]
)
def test_what_was_told_does_not_grow_for_a_little(told: int, now: int, said: int) -> None:
    assert steady(told, now) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "You are third in line. It should take about five minutes."),
        ("ko", "현재 세 번째 순서로 기다리고 계십니다. 예상 대기 시간은 약 오분입니다."),
        ("fr", "You are third in line. It should take about five minutes."),
    ],
)
def test_place_and_wait_in_words(language: str, said: str) -> None:
    assert f"{place_in_words(3, language)} {wait_in_words(5, language)}" == said


def test_every_word_of_japanese_can_be_read_aloud() -> None:
    places = [place_in_words(place, "ja") for place in (1, 2, 30)]
    waits = [wait_in_words(minutes, "ja") for minutes in (1, 5, HOURS)]
    assert [unreadable(said) for said in (*places, *waits, key_in_words("1", "ja"))] == [""] * 7
