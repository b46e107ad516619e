"""Music on hold: two short pieces that the house makes itself, and uploads made fit. Rule: one folder is one class.

A class is the playlist of the queues that name it: DATA/asterisk/moh/<class>/, in the order of the file names. The own
pieces are additive synthesis, the same on every machine, free of anybody's rights. Their partials stay within what a
telephone line carries (300-3,400 Hz), and notes that ring over the end are heard at the start: the loop has no seam.
"""

import math
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pydub import AudioSegment

from asterisk.sounds import level

RATE = 8000
HIGHEST = 3400.0  # Hz; nothing above this passes the line
NOTES = {name: place for place, name in enumerate(("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"))}
Chord = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """chords: one per bar, played by the pad; figure: (beat, which note of the chord) for the bell; beat: seconds."""

    chords: tuple[Chord, ...]
    figure: tuple[tuple[float, int], ...]
    beats: int
    beat: float

    @property
    def bar(self) -> float:
        return self.beats * self.beat


_CALM = (
    ("C4", "E4", "G4", "B4"),
    ("A3", "E4", "G4", "C5"),
    ("F4", "A4", "C5", "E5"),
    ("G4", "B4", "D5", "E5"),
    ("E4", "G4", "B4", "D5"),
    ("A3", "E4", "A4", "C5"),
    ("D4", "F4", "A4", "C5"),
    ("G3", "D4", "F4", "B4"),
)
_WALTZ = (
    ("D4", "F#4", "A4", "C#5"),
    ("B3", "F#4", "A4", "D5"),
    ("G4", "B4", "D5", "F#5"),
    ("A3", "E4", "G4", "C#5"),
    ("F#4", "A4", "C#5", "E5"),
    ("B3", "D4", "F#4", "A4"),
    ("E4", "G4", "B4", "D5"),
    ("A3", "E4", "G4", "B4"),
)
PIECES = {
    "default": Piece(_CALM * 2, ((0, 0), (1, 2), (2, 3), (2.5, 2), (3, 1)), beats=4, beat=0.75),
    "waltz": Piece(_WALTZ * 3, ((0, 0), (1, 1), (2, 2), (2.5, 3)), beats=3, beat=0.625),
}


def ensure(folder: Path) -> None:
    """Write the own pieces into their class folders, where they aren't yet."""
    for name, piece in PIECES.items():
        base = folder / name / "cordboard"
        if not base.with_suffix(".wav").exists():
            base.parent.mkdir(parents=True, exist_ok=True)
            level.write(level.levelled(render(piece), level.MUSIC_LEVEL), base, wide=".sln16")


def convert(upload: Path, target: Path) -> None:
    """Make a wav, mp3 or ogg file fit for a class. target: its place there, without suffix. Raises SoundError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    sound = level.opened(upload).fade_in(50).fade_out(500)
    level.write(level.levelled(sound, level.MUSIC_LEVEL), target, wide=".sln16")


def render(piece: Piece) -> AudioSegment:
    """The piece as 16 bit mono at 8 kHz; its length is a whole number of bars."""
    whole = AudioSegment.silent(round(len(piece.chords) * piece.bar * 1000), RATE)
    for start, note in _score(piece):
        whole = _ring(whole, note, round(start * 1000))
    return whole


def _score(piece: Piece) -> Iterator[tuple[float, AudioSegment]]:
    """Every note with the second at which it starts."""
    for number, chord in enumerate(piece.chords):
        start = number * piece.bar
        for name in chord[1:]:
            yield start, _pad(name, piece.bar)
        for beat, place in piece.figure:
            yield start + beat * piece.beat, _bell(_up(chord[place]))


def _ring(whole: AudioSegment, note: AudioSegment, start: int) -> AudioSegment:
    """Mix a note in; what rings over the end comes in again at the start."""
    rest = note[len(whole) - start :]
    mixed = whole.overlay(note, position=start)
    return mixed.overlay(rest) if len(rest) else mixed


def frequency(name: str) -> float:
    """Hz of a note such as `C4` or `F#5`, in equal temperament with A4 = 440."""
    return 440.0 * 2 ** ((NOTES[name[:-1]] + 12 * int(name[-1]) - 57) / 12)


def _up(name: str) -> str:
    return f"{name[:-1]}{int(name[-1]) + 1}"


@cache
def _bell(name: str) -> AudioSegment:
    """A struck bar: 12 ms to its full tone, then the higher the partial the sooner it is gone."""
    partials = [(frequency(name) * times, share, 1.1 * times) for times, share in ((1, 1.0), (2, 0.35), (4, 0.12))]
    return _tone(2.6, partials, partial(_struck, 2.6), 0.10)


@cache
def _pad(name: str, length: float) -> AudioSegment:
    """A soft held note, a little broader than one string: it swells over a second and goes as the next one comes."""
    hertz = frequency(name)
    partials = [
        (hertz * times * (1 + beat), share, 0.0)
        for times, share in ((1, 1.0), (2, 0.3), (3, 0.1))
        for beat in (-0.0012, 0.0012)
    ]
    return _tone(length + 1.0, partials, partial(_swell, length), 0.035)


def _tone(
    length: float, partials: list[tuple[float, float, float]], shape: Callable[[float], float], volume: float
) -> AudioSegment:
    """partials: (Hz, share, decay per second); shape: loudness over time; volume: share of full scale."""
    heard = [(2 * math.pi * hertz, share, decay) for hertz, share, decay in partials if hertz < HIGHEST]
    samples = array("h", bytes(2 * round(length * RATE)))
    for place in range(len(samples)):
        now = place / RATE
        wave = sum(share * math.exp(-decay * now) * math.sin(turn * now) for turn, share, decay in heard)
        samples[place] = round(32767 * volume * shape(now) * wave)
    return AudioSegment(samples.tobytes(), frame_rate=RATE, sample_width=2, channels=1)


def _struck(length: float, now: float) -> float:
    return min(1.0, now / 0.012, (length - now) / 0.2)


def _swell(length: float, now: float) -> float:
    rise, fall = min(1.0, now), min(1.0, max(0.0, length + 1.0 - now))
    return math.sin(rise * math.pi / 2) ** 2 * math.sin(fall * math.pi / 2) ** 2
