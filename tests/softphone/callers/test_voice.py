"""Spoken lines, made once."""

import audioop
from pathlib import Path

import pytest

from softphone.callers import lines
from softphone.callers.voice import KEPT, Voice, Voices


@pytest.mark.parametrize("language", ["en", "ko", "ja"])
async def test_a_line_is_spoken_as_g711(tmp_path: Path, language: str) -> None:
    sound = await Voices(tmp_path).say(lines.MATTERS[language][0], language, Voice())
    assert 1.5 < len(sound) / 8000 < 8
    assert 500 < audioop.rms(audioop.ulaw2lin(sound, 2), 2) < 8000


def the_file_in(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


async def test_a_line_is_made_once_and_then_read(tmp_path: Path) -> None:
    first = await Voices(tmp_path).say("Hello.", "en", Voice())
    the_file_in(tmp_path).write_bytes(first[:160])
    assert await Voices(tmp_path).say("Hello.", "en", Voice()) == first[:160]


async def test_memory_holds_the_last_lines_only(tmp_path: Path) -> None:
    voices = Voices(tmp_path)
    for number in range(KEPT + 5):
        voices.recent[tmp_path / str(number)] = b""
    await voices.say("Hello.", "en", Voice())
    assert len(voices.recent) == KEPT
