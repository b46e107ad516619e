"""What is heard on a line: a tone, silence, a prompt or the music, told from the samples alone.

A prompt or the music is recognised by comparing the last half second with the very file that Asterisk plays: the
normalised correlation is near 1 where the file contains what was heard (G.711 costs little), near 0 elsewhere.
"""

import wave
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.support.rtp import RATE, Samples, level_of

WINDOW = 0.5  # s that are looked at
ALIKE = 0.8  # correlation from which two sounds are the same
SILENT = 0.004  # root mean square of a line without speech
PURE = 0.6  # share of the power that a tone must have to be what is heard


def read_wav(path: Path) -> Samples:
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64) / 32768


def power(samples: Samples) -> float:
    return float(np.mean(samples**2)) if len(samples) else 0.0


LEAST = 0.1  # of the power, for each of several tones at once


def is_silent(samples: Samples) -> bool:
    return power(samples) < SILENT**2


def is_tone(samples: Samples, hz: float) -> bool:
    """The tone is there, and nearly nothing else."""
    whole = power(samples)
    return whole > SILENT**2 and level_of(samples, hz) ** 2 / 2 > PURE * whole


SHORT = 0.06  # s of a tone that can be told


def has_tone(samples: Samples, hz: float) -> bool:
    """The tone is there alone for a moment at least."""
    width = round(SHORT * RATE)
    pieces = (samples[at : at + width] for at in range(0, len(samples) - width + 1, width // 3))
    return any(is_tone(piece, hz) for piece in pieces)


def are_tones(samples: Samples, all_hz: list[float]) -> bool:
    """Each of the tones is there, and nearly nothing else."""
    whole = power(samples)
    shares = [level_of(samples, hz) ** 2 / 2 / max(whole, 1e-12) for hz in all_hz]
    return whole > SILENT**2 and min(shares) > LEAST and sum(shares) > PURE


def likeness(heard: Samples, sound: Samples) -> float:
    """Best normalised correlation of `heard` with any stretch of `sound`, 0.0 to 1.0."""
    return _likeness(heard, Known.of(sound, _width(len(heard))))


def likeness_to(heard: Samples, file: Path) -> float:
    """The same with a file, whose part of the work is done once: many tests wait for its music while agents speak in
    the same thread, whose voices break off when it computes for long."""
    return _likeness(heard, _known(file, file.stat().st_mtime_ns, _width(len(heard))))


def _width(count: int) -> int:
    """Of the pieces in which a sound is compared with `count` samples."""
    return 1 << max(14, (2 * count).bit_length())


@dataclass(frozen=True)
class Known:
    """A sound in pieces of one width that overlap by half of it. spectra: of each piece; sums: of the squares of the
    first n samples."""

    length: int
    width: int
    spectra: npt.NDArray[np.complex128]
    sums: Samples

    @classmethod
    def of(cls, sound: Samples, width: int) -> "Known":
        step, length = width // 2, len(sound)
        padded = np.pad(sound, (0, width + -length % step))
        pieces = np.lib.stride_tricks.sliding_window_view(padded, width)[: max(length, 1) : step]
        return cls(length, width, np.fft.rfft(pieces), np.concatenate(([0.0], np.cumsum(sound**2))))


@lru_cache(maxsize=64)
def _known(file: Path, changed: int, width: int) -> Known:
    return Known.of(read_wav(file), width)


def _likeness(heard: Samples, sound: Known) -> float:
    count = len(heard)
    if count == 0 or sound.length < count or is_silent(heard):
        return 0.0
    products = sound.spectra * np.conj(np.fft.rfft(heard, sound.width))
    matched = np.fft.irfft(products, sound.width)[:, : sound.width // 2].ravel()[: sound.length - count + 1]
    norms = np.sqrt(np.maximum(sound.sums[count:] - sound.sums[:-count], 1e-9) * float(np.sum(heard**2)))
    return float(np.max(matched / norms))


@dataclass(frozen=True)
class Sounds:
    """The files that this house plays. prompts: (name, language) → file; music: of all classes."""

    prompts: dict[tuple[str, str], Path]
    music: list[Path]

    def is_prompt(self, heard: Samples, name: str) -> bool:
        """The prompt in any language."""
        files = [file for (prompt, _), file in self.prompts.items() if prompt == name]
        assert files, f"there is no prompt {name}"
        return any(likeness_to(heard, file) > ALIKE for file in files)

    def is_music(self, heard: Samples) -> bool:
        return any(likeness_to(heard, file) > ALIKE for file in self.music)


def described(samples: Samples, expected: int) -> str:
    """For whoever reads a failure: was there sound at all, how loud, of which pitch, and were packets missing?

    expected: so many samples there would be without a loss."""
    if len(samples) == 0:
        return "no packet came"
    spectrum = np.abs(np.fft.rfft(samples)) ** 2
    strongest = int(np.argmax(spectrum))
    hz, share = strongest * RATE / len(samples), float(spectrum[strongest] / max(float(spectrum.sum()), 1e-12))
    come = f"{len(samples)} of {expected} samples came, as loud as {power(samples) ** 0.5:.3f}"
    return f"{come}; {100 * share:.0f} % of it at {hz:.0f} Hz"


def newest(samples: Samples, seconds: float = WINDOW) -> Samples:
    return samples[-round(seconds * RATE) :]
