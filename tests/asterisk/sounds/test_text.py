"""Readings, particles and digits of prompts."""

import pytest

from asterisk.sounds.text import digit_prompts, shown, spoken, unreadable
from config import prompts


def test_people_see_the_word_and_an_engine_without_kanji_gets_its_reading() -> None:
    text = "お電話《でんわ》ありがとうございます"
    assert shown(text) == "お電話ありがとうございます"
    assert spoken(text, "ja", reads_kanji=False) == "おでんわありがとうございます"


def test_an_engine_that_reads_kanji_gets_the_word() -> None:
    assert spoken("お電話《でんわ》", "ja", reads_kanji=True) == "お電話"


def test_a_bar_marks_the_start_of_a_word_that_is_not_only_kanji() -> None:
    assert spoken("毎月《まいつき》\uff5c8日《ようか》", "ja", reads_kanji=False) == "まいつきようか"


@pytest.mark.parametrize(
    ("written", "heard"),
    [("番号《ばんごう》は1", "ばんごうわ1"), ("こちらは、", "こちらわ、"), ("はい", "はい"), ("では", "でわ")],
)
def test_the_topic_particle_is_said_as_it_sounds(written: str, heard: str) -> None:
    assert spoken(written, "ja", reads_kanji=False) == heard


def test_kanji_without_a_reading_are_found() -> None:
    assert unreadable("お電話《でんわ》の番号") == "番号"


def test_every_shipped_japanese_text_can_be_spoken() -> None:
    assert {name: unreadable(texts["ja"]) for name, texts in prompts.load().items() if unreadable(texts["ja"])} == {}


def test_digits_are_the_prompts_of_their_signs() -> None:
    assert digit_prompts("digits:+1#") == ["system.digit.plus", "system.digit.1", "system.digit.hash"]


def test_a_sign_that_is_no_digit_is_refused() -> None:
    with pytest.raises(ValueError, match="'x'"):
        digit_prompts("digits:1x")
