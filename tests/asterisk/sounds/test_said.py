"""Texts are spoken when they are asked for, once, in a bounded folder; prompts change while the house runs."""

import asyncio
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asterisk.phrase import Phrase
from asterisk.sounds import SoundSettings
from asterisk.sounds.library import UnknownPrompt, stock
from asterisk.sounds.live import LiveSounds
from asterisk.sounds.said import Bounds, Said, speakable, too_many
from cti import orders
from tests.support.beeper import Beeper, tone

HELLO = {"hello": {"en": "Hello.", "ko": "안녕하세요."}}


def said(folder: Path, speech: Beeper | None = None, bounds: Bounds | None = None) -> Said:
    return Said(folder, "/sounds", speech or Beeper(), bounds)


def house(data: Path, speech: Beeper | None = None) -> LiveSounds:
    settings, engine = SoundSettings(data), speech or Beeper()
    return LiveSounds(settings, engine, stock(settings, HELLO, {}, lambda done, total, name: None, engine))


def files(data: Path) -> set[str]:
    return {file.name for file in (data / "sounds" / "said").glob("*.wav")}


async def test_a_text_is_spoken_once_and_then_found(tmp_path: Path) -> None:
    speech = Beeper()
    sounds = said(tmp_path, speech)
    assert sounds.media("Order 4 8.", "en") == []
    assert await sounds.have("Order 4 8.", "en")
    assert await sounds.have("Order 4 8.", "en")
    (uri,) = sounds.media("Order 4 8.", "en")
    assert (tmp_path / "said" / f"{uri.rpartition('/')[2]}.wav16").exists()
    assert speech.said == ["Order 4 8."]


async def test_two_callers_who_want_the_same_text_wait_for_one_making(tmp_path: Path) -> None:
    speech = Beeper()
    sounds = said(tmp_path, speech)
    assert await asyncio.gather(*(sounds.have("One moment.", "en") for _ in range(5))) == [True] * 5
    assert speech.said == ["One moment."]


async def test_a_broken_engine_leaves_the_text_out_and_says_nothing_personal(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sounds = said(tmp_path, Beeper(broken=True))
    assert not await sounds.have("Mister Secretname, hello.", "en")
    assert sounds.media("Mister Secretname, hello.", "en") == []
    assert "cannot be spoken" in caplog.text
    assert "Secretname" not in caplog.text


async def test_nobody_waits_for_an_engine_that_hangs(tmp_path: Path) -> None:
    go_on = threading.Event()

    class Hanging(Beeper):
        def say(self, text: str, language: str) -> bytes:
            go_on.wait()
            return super().say(text, language)

    sounds = said(tmp_path, Hanging(), Bounds(wait=0.01))
    assert not await sounds.have("Hello.", "en")
    go_on.set()


async def test_a_language_without_a_voice_and_a_text_without_a_word_are_left_out(tmp_path: Path) -> None:
    assert not await said(tmp_path).have(" … ", "en")
    assert not await said(tmp_path).have("x" * 2000, "en")


def test_texts_go_when_they_are_old_and_the_longest_unheard_first_when_there_are_too_many() -> None:
    known = [(100.0, 10, "old"), (5000.0, 10, "middle"), (6000.0, 10, "new"), (9950.0, 10, "now")]
    assert too_many(known, 10_000.0, Bounds(size=1000, age=8000)) == ["old"]
    assert too_many(known, 10_000.0, Bounds(size=20, age=1e9)) == ["old", "middle"]
    assert too_many(known, 10_000.0, Bounds(size=0, age=0)) == ["old", "middle", "new"]  # never what is being opened


async def test_what_a_published_route_says_is_spoken_ahead_and_stays_until_it_says_something_else(
    tmp_path: Path,
) -> None:
    speech = Beeper()
    sounds = said(tmp_path, speech, Bounds(age=0))
    assert await sounds.ahead("support", [("We are closed.", "en"), ("…", "en")]) == 1
    for file in (tmp_path / "said").glob("*.wav"):
        os.utime(file, (0, 0))
    assert sounds.sweep() == 0
    await sounds.ahead("support", [])
    assert sounds.sweep() == 1
    assert list((tmp_path / "said").iterdir()) == []


@given(st.text(max_size=60), st.sampled_from(["en", "ko", "ja"]))
def test_whatever_a_variable_holds_no_control_sign_and_no_phoneme_gets_to_the_engine(words: str, language: str) -> None:
    spoken = speakable(words, language, reads_kanji=False)
    assert "[[" not in spoken
    assert all(ord(sign) >= 0x20 for sign in spoken)


def test_kanji_without_a_reading_are_left_out_of_a_text() -> None:
    assert speakable("田中様、お電話《でんわ》です", "ja", reads_kanji=False) == "、おでんわです"


async def test_a_prompt_changes_while_the_house_runs_and_the_old_file_stays(tmp_path: Path) -> None:
    sounds = house(tmp_path)
    (before,) = sounds.media("hello", "en")
    await sounds.change({"hello": {"en": "Good day.", "ko": "안녕하세요."}}, {})
    (after,) = sounds.media("hello", "en")
    assert after != before
    assert (tmp_path / "sounds" / f"{before.rpartition('/')[2]}.wav").exists()


async def test_a_recording_that_the_house_keeps_goes_over_a_file_and_over_the_text(tmp_path: Path) -> None:
    folder = tmp_path / "recordings" / "en"
    folder.mkdir(parents=True)
    tone(seconds=0.4).export(folder / "hello.wav", format="wav").close()
    tone(seconds=0.8).export(tmp_path / "kept.wav", format="wav").close()
    sounds = house(tmp_path)
    (by_file,) = sounds.media("hello", "en")
    await sounds.change(HELLO, {("hello", "en"): tmp_path / "kept.wav"})
    assert sounds.media("hello", "en") != [by_file]
    assert sounds.place_of("hello", "en") != sounds.place_of("hello", "ko")
    assert sounds.place_of("hello", "ja") is None


async def test_a_change_that_cannot_be_spoken_changes_nothing(tmp_path: Path) -> None:
    speech = Beeper()
    sounds = house(tmp_path, speech)
    before, speech.broken = sounds.media("hello", "en"), True
    with pytest.raises(Exception, match="broken"):
        await sounds.change({"hello": {"en": "Good day."}}, {})
    assert sounds.media("hello", "en") == before


async def test_texts_and_prompts_are_played_one_after_the_other_and_what_cannot_be_said_is_left_out(
    tmp_path: Path,
) -> None:
    sounds = house(tmp_path)
    prompts = ("hello", "text:Number 5.", "text:…", "hello@ko")
    await sounds.prepare(prompts, "en")
    phrase = Phrase(sounds.media, lambda queue: "default")
    (request,) = phrase.requests(orders.StartPrompt("c", "p", prompts, "en"))
    assert request.query["media"] == ",".join(
        [*sounds.media("hello", "en"), *sounds.media("text:Number 5.", "en"), *sounds.media("hello", "ko")]
    )
    with pytest.raises(LookupError):
        phrase.requests(orders.StartPrompt("c", "p", ("text:…",), "en"))
    with pytest.raises(UnknownPrompt):
        phrase.requests(orders.StartPrompt("c", "p", ("helo",), "en"))
