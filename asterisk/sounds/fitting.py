"""Reads a recording that somebody brought, and tells whether callers may hear it. A program of its own:

    python -m asterisk.sounds.fitting UPLOAD WAV

What comes from outside is decoded here, in a process with little memory, so that a file that breaks a decoder breaks
nobody else. What it is, is told by its first bytes, whatever its name says; lists of addresses (m3u8, concat) are no
sound here. WAV: mono, 16 bits, as it was said; level and silence at the ends come later, with those of all prompts.

Prints `Fitted` as JSON, or why it is not fit.
"""

import audioop
import json
import resource
import sys
import wave
from array import array
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

import av

from asterisk.sounds.brought import SoundKind

MOST_SECONDS = 300.0
LEAST_SECONDS = 0.2
MOST_CLIPPED = 0.01  # share of samples that stand at the end of the scale
FULL = 32_700  # of 32,767: a sample beyond has hit the end
SILENT = 10 ** (-45 / 20) * 32768  # loudest 20 ms below this: nobody spoke (-45 dBFS)
RATES = (8000, 48000)  # what is brought below or above is converted
MEMORY = 1 << 30  # bytes
PROCESSOR = 60  # s
# First bytes → the reader that they get, and no other.
SIGNATURES: tuple[tuple[int, bytes, SoundKind], ...] = (
    (8, b"WAVE", SoundKind.WAV),
    (0, b"ID3", SoundKind.MP3),
    (0, b"\xff\xfb", SoundKind.MP3),
    (0, b"\xff\xf3", SoundKind.MP3),
    (0, b"\xff\xf2", SoundKind.MP3),
    (0, b"OggS", SoundKind.OGG),
    (0, b"fLaC", SoundKind.FLAC),
    (0, b"\x1a\x45\xdf\xa3", SoundKind.WEBM),
    (4, b"ftyp", SoundKind.M4A),
    (8, b"AIFF", SoundKind.AIFF),
    (0, b"\xff\xf1", SoundKind.AAC),
)
READERS = {SoundKind.WEBM: "matroska", SoundKind.M4A: "mov"}


@dataclass(frozen=True, slots=True)
class Fitted:
    """type: by content; seconds: of the whole recording; clipped: share of samples that hit the end of the scale."""

    type: str
    seconds: float
    clipped: float


class Unfit(Exception):
    """Why callers may not hear it. code: `unreadable`, `long`, `short`, `silent`, `clipped`; values: for a sentence."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def type_of(head: bytes) -> SoundKind | None:
    """What the first 12 bytes say that it is; None for what is not read here."""
    return next((kind for at, sign, kind in SIGNATURES if head[at : at + len(sign)] == sign), None)


def fit(source: Path, target: Path) -> Fitted:
    """Raises `Unfit`."""
    with source.open("rb") as file:
        kind = type_of(file.read(12))
    if kind is None:
        raise Unfit("unreadable")
    try:
        rate, samples = _decoded(source, kind)
    except (av.FFmpegError, ValueError, IndexError, MemoryError) as error:
        raise Unfit("unreadable") from error
    fitted = Fitted(kind, len(samples) / 2 / rate, judged(samples, rate))
    with wave.open(str(target), "wb") as wav:
        wav.setparams((1, 2, rate, 0, "NONE", ""))
        wav.writeframes(samples)
    return fitted


def judged(samples: bytes, rate: int) -> float:
    """The share of clipped samples. Raises `Unfit`."""
    seconds = len(samples) / 2 / rate
    if seconds > MOST_SECONDS:
        raise Unfit("long", minutes=str(round(MOST_SECONDS / 60)))
    if seconds < LEAST_SECONDS:
        raise Unfit("short")
    step = rate // 50 * 2
    frames = [samples[at : at + step] for at in range(0, len(samples), step)]
    if max(audioop.rms(frame, 2) for frame in frames) < SILENT:
        raise Unfit("silent")
    hits = sum(_hits(frame) for frame in frames if audioop.max(frame, 2) >= FULL)
    clipped = hits * 2 / len(samples)
    if clipped > MOST_CLIPPED:
        raise Unfit("clipped", percent=f"{clipped * 100:.0f}")
    return clipped


def _hits(frame: bytes) -> int:
    return sum(abs(sample) >= FULL for sample in array("h", frame))


def _decoded(source: Path, kind: SoundKind) -> tuple[int, bytes]:
    with av.open(str(source), format=READERS.get(kind, kind.value)) as container:
        stream = container.streams.audio[0]
        if stream.codec_context is None:  # of a kind that nothing here can decode
            raise Unfit("unreadable")
        rate = min(max(stream.rate or RATES[1], RATES[0]), RATES[1])
        resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
        samples = bytearray()
        for frame in chain(container.decode(stream), [None]):
            for made in resampler.resample(frame):
                samples += bytes(made.planes[0])[: made.samples * 2]
            if len(samples) > (MOST_SECONDS + 1) * rate * 2:
                break
    return rate, bytes(samples)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    try:
        told: dict[str, object] = asdict(fit(Path(sys.argv[1]), Path(sys.argv[2])))
    except Unfit as unfit:
        told = {"unfit": unfit.code, "values": unfit.values}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
