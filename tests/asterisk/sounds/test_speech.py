"""The speech engine, measured."""

import pytest

from asterisk.sounds import level
from asterisk.sounds.speech import Espeak, SpeechError, Voice, engine

LINES = {
    "en": "Thank you for calling. For payments, press 1.",
    "ko": "전화해 주셔서 감사합니다. 결제는 1번을 눌러 주세요.",
    "ja": "おでんわありがとうございます。おしはらいわ1をおしてください。",
}


@pytest.mark.parametrize("language", LINES)
def test_espeak_speaks_each_language_without_clipping(language: str) -> None:
    sound = level.opened(Espeak().say(LINES[language], language))
    assert 2000 < len(sound) < 8000
    assert -25 < level.active_level(sound) < -12
    assert sound.max_dBFS < -0.1


def test_another_voice_has_another_stamp() -> None:
    other = Espeak({"en": Voice("en-us", 150)})
    assert other.stamp("en") != Espeak().stamp("en")


def test_a_language_without_a_voice_is_named() -> None:
    with pytest.raises(SpeechError, match=r"'fi'.*en, ja, ko"):
        Espeak().say("hei", "fi")


def test_an_engine_that_is_not_installed_says_what_to_install() -> None:
    with pytest.raises(SpeechError, match="install the package espeak-ng"):
        Espeak(program="espeak-of-nowhere").stamp("en")


def test_an_unknown_engine_names_those_that_there_are() -> None:
    with pytest.raises(SpeechError, match="there are espeak-ng"):
        engine("orator")
