"""A speech engine that says tones, and remembers what it was asked."""

import math
from array import array
from dataclasses import dataclass, field

from pydub import AudioSegment

from asterisk.sounds.speech import SpeechError


def tone(seconds: float = 0.5, volume: float = 0.3, hertz: float = 500.0, quiet: float = 0.0) -> AudioSegment:
    """A sine between two silences of `quiet` seconds."""
    turn = 2 * math.pi * hertz / 16000
    samples = array("h", (round(32767 * volume * math.sin(turn * n)) for n in range(round(16000 * seconds))))
    pause = AudioSegment.silent(round(quiet * 1000), 16000)
    return pause + AudioSegment(samples.tobytes(), frame_rate=16000, sample_width=2, channels=1) + pause


@dataclass
class Beeper:
    """A speech engine that says every text as a tone, and remembers what it was asked."""

    voice: str = "beep"
    reads_kanji: bool = True
    said: list[str] = field(default_factory=list)
    broken: bool = False

    def stamp(self, language: str) -> str:
        return f"{self.voice} {language}"

    def say(self, text: str, language: str) -> bytes:
        self.said.append(text)
        if self.broken:
            raise SpeechError("the engine is broken")
        with tone(quiet=0.4).export(format="wav") as file:
            return bytes(file.read())
