"""Prompts become files once, own recordings win, gaps are told."""

from pathlib import Path

import pytest
from pydub import AudioSegment

from asterisk.sounds import level
from asterisk.sounds.library import Progress, Prompts, Sounds, SoundSettings, UnknownPrompt, stock
from tests.support.beeper import Beeper, tone

PROMPTS = {
    "hello": {"en": "Hello and welcome.", "ko": "안녕하세요.", "ja": "今日《こんにち》は。"},
    "only-english": {"en": "Please hold."},
    "system.digit.1": {"en": "one", "ko": "일", "ja": "いち"},
    "system.digit.2": {"en": "two", "ko": "이", "ja": "に"},
}


def made(
    data: Path,
    speech: Beeper,
    prompts: Prompts = PROMPTS,
    used: dict[str, list[str]] | None = None,
    progress: Progress = lambda done, total, name: None,
) -> Sounds:
    return stock(SoundSettings(data), prompts, used or {}, progress, speech)


def test_the_second_start_renders_nothing(tmp_path: Path) -> None:
    first, second = Beeper(), Beeper()
    assert made(tmp_path, first).keys == made(tmp_path, second).keys
    assert (len(first.said), second.said) == (10, [])


def test_only_a_changed_text_is_rendered_anew(tmp_path: Path) -> None:
    made(tmp_path, Beeper())
    again = Beeper()
    made(tmp_path, again, {**PROMPTS, "only-english": {"en": "Please wait."}})
    assert again.said == ["Please wait."]


def test_another_voice_is_another_file(tmp_path: Path) -> None:
    before = made(tmp_path, Beeper()).media("hello", "en")
    assert made(tmp_path, Beeper(voice="boop")).media("hello", "en") != before


def test_every_file_is_there_in_both_rates_at_one_level_and_trimmed(tmp_path: Path) -> None:
    (uri,) = made(tmp_path, Beeper()).media("hello", "ko")
    for suffix, rate in ((".wav", 8000), (".wav16", 16000)):
        with (tmp_path / "sounds" / (uri.rpartition("/")[2] + suffix)).open("rb") as file:
            sound = AudioSegment.from_file(file, format="wav")
        assert (sound.frame_rate, sound.channels, sound.sample_width) == (rate, 1, 2)
        assert level.active_level(sound) == pytest.approx(level.SPEECH_LEVEL, abs=1.0)
        assert 500 <= len(sound) <= 500 + 2 * level.EDGE + 20


def test_an_own_recording_wins_over_the_text(tmp_path: Path) -> None:
    folder = tmp_path / "recordings" / "ko"
    folder.mkdir(parents=True)
    tone(seconds=1.2, volume=0.02).export(folder / "hello.ogg", format="ogg").close()
    speech = Beeper()
    (uri,) = made(tmp_path, speech).media("hello", "ko")
    with (tmp_path / "sounds" / (uri.rpartition("/")[2] + ".wav")).open("rb") as file:
        sound = AudioSegment.from_file(file, format="wav")
    assert "안녕하세요." not in speech.said
    assert len(sound) > 1000
    assert level.active_level(sound) == pytest.approx(level.SPEECH_LEVEL, abs=1.0)


def test_a_recording_that_is_no_sound_is_named(tmp_path: Path) -> None:
    (tmp_path / "recordings" / "en").mkdir(parents=True)
    (tmp_path / "recordings" / "en" / "hello.mp3").write_text("no sound")
    with pytest.raises(level.SoundError, match=r"hello\.mp3"):
        made(tmp_path, Beeper())


def test_a_prompt_is_heard_in_the_language_that_it_asks_for(tmp_path: Path) -> None:
    sounds = made(tmp_path, Beeper())
    assert sounds.media("hello@ja", "en") == sounds.media("hello", "ja") != sounds.media("hello", "en")
    assert sounds.media("digits:12@ko", "en") == sounds.media("digits:12", "ko")
    assert sounds.media("only-english@ko", "ja") == sounds.media("only-english", "en")


def test_digits_are_said_one_by_one(tmp_path: Path) -> None:
    sounds = made(tmp_path, Beeper())
    one, two = sounds.media("system.digit.1", "ja"), sounds.media("system.digit.2", "ja")
    assert sounds.media("digits:121", "ja") == [*one, *two, *one]


def test_a_missing_language_is_heard_in_the_default_one_and_listed(tmp_path: Path) -> None:
    sounds = made(tmp_path, Beeper())
    assert sounds.media("only-english", "ko") == sounds.media("only-english", "en")
    assert [(gap.prompt, gap.language, gap.instead, gap.written) for gap in sounds.gaps] == [
        ("only-english", "ko", "en", False),
        ("only-english", "ja", "en", False),
    ]


def test_kanji_that_the_engine_cannot_read_are_a_gap_with_a_remedy(tmp_path: Path) -> None:
    speech = Beeper(reads_kanji=False)
    sounds = made(tmp_path, speech, {"hello": {"en": "Hello", "ko": "안녕", "ja": "電話"}})
    assert [(gap.reason, gap.written) for gap in sounds.gaps] == [
        ("there is no reading for 電話: write it as 電話《でんわ》", True)
    ]


def test_a_prompt_that_does_not_exist_is_refused_with_the_places_that_play_it(tmp_path: Path) -> None:
    used = {"hello": ["a.yaml:1"], "helo": ["support.yaml:12", "sales.yaml:3"]}
    with pytest.raises(UnknownPrompt, match=r"'helo', used in support\.yaml:12, sales\.yaml:3"):
        made(tmp_path, Beeper(), used=used)


def test_a_digit_without_a_sound_is_refused_before_anybody_calls(tmp_path: Path) -> None:
    with pytest.raises(UnknownPrompt, match=r"'system\.digit\.3', used in a\.yaml:1"):
        made(tmp_path, Beeper(), used={"digits:13": ["a.yaml:1"]})


def test_a_foreign_asterisk_gets_web_addresses(tmp_path: Path) -> None:
    settings = SoundSettings(tmp_path, prefix="http://127.0.0.1:8080/sounds")
    (uri,) = stock(settings, PROMPTS, {}, lambda done, total, name: None, Beeper()).media("hello", "en")
    assert uri.startswith("sound:http://127.0.0.1:8080/sounds/")
    assert uri.endswith(".wav")


def test_progress_counts_to_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    made(tmp_path, Beeper(), progress=lambda done, total, name: seen.append((done, total)))
    assert seen[0][0] == 1
    assert seen[-1] == (11, 11)  # what is spoken, and the beep
