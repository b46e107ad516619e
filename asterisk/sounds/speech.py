"""From text to speech: the port, and espeak-ng behind it. Rule: an engine speaks plain text and knows no prompts."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol


class SpeechError(Exception):
    """The engine can't speak; the message says why and what to do."""


class Speech(Protocol):
    """A speech engine. Any of several may stand here; settings choose one by name (`ENGINES`)."""

    @property
    def reads_kanji(self) -> bool:
        """False: Japanese text comes as kana."""
        ...

    def stamp(self, language: str) -> str:
        """Engine, version, voice: whatever changes the sound of the same text. Part of the cache key."""
        ...

    def say(self, text: str, language: str) -> bytes:
        """A whole WAV file, mono, 16 bit, any rate. Called from several threads at once. SpeechError if it fails."""
        ...


@dataclass(frozen=True, slots=True)
class Voice:
    """name: of espeak-ng, with variant; speed: words per minute."""

    name: str
    speed: int


# Variant f1 of nine puts most of its power where a telephone line carries it (300-3,400 Hz), above all over 1 kHz,
# where consonants are told apart. Speeds give about 4 syllables a second.
VOICES = {"en": Voice("en-us+f1", 150), "ko": Voice("ko+f1", 170), "ja": Voice("ja+f1", 160)}


@dataclass(frozen=True)
class Espeak:
    """espeak-ng as a program of its own for each text: 10 to 20 ms a sentence, no state, no licence to mind."""

    voices: dict[str, Voice] = field(default_factory=lambda: dict(VOICES))
    program: str = "espeak-ng"

    reads_kanji = False

    @cached_property
    def version(self) -> str:
        if shutil.which(self.program) is None:
            raise SpeechError(f"{self.program} is not installed: install the package espeak-ng, or bring recordings")
        told = subprocess.run(
            [self.program, "--version"], capture_output=True, text=True, timeout=10, check=True
        ).stdout
        return told.partition("Data at")[0].strip()

    def stamp(self, language: str) -> str:
        voice = self._voice(language)
        return f"{self.version} {voice.name} {voice.speed}"

    def say(self, text: str, language: str) -> bytes:
        voice = self._voice(language)
        words = [self.program, "-v", voice.name, "-s", str(voice.speed), "-a", "80", "--stdin", "--stdout"]
        try:
            done = subprocess.run(words, input=text.encode(), capture_output=True, timeout=30, check=True)
        except (OSError, subprocess.SubprocessError) as error:
            raise SpeechError(f"{self.program} could not say a text in {language}: {error}") from error
        return _sized(done.stdout)

    def _voice(self, language: str) -> Voice:
        if language not in self.voices:
            raise SpeechError(f"no voice for language {language!r}: there are {', '.join(sorted(self.voices))}")
        return self.voices[language]


def _sized(wav: bytes) -> bytes:
    """The WAV file with its true sizes: a program that writes to a pipe can't know them when it writes the header."""
    if len(wav) < 44 or wav[36:40] != b"data":
        raise SpeechError("the speech engine's answer is no WAV file")
    sizes = (len(wav) - 8).to_bytes(4, "little"), (len(wav) - 44).to_bytes(4, "little")
    return wav[:4] + sizes[0] + wav[8:40] + sizes[1] + wav[44:]


ENGINES: dict[str, Callable[[], Speech]] = {"espeak-ng": Espeak}


def engine(name: str) -> Speech:
    """The engine of this name in the settings. SpeechError names those that there are."""
    if name not in ENGINES:
        raise SpeechError(f"no speech engine {name!r}: there are {', '.join(sorted(ENGINES))}")
    return ENGINES[name]()
