"""Makes the file that is kept out of what the switch wrote. A program of its own, beside the engine's process:

    python -m server.finishing RAW FLAC talk|message

RAW: 8 kHz, signed 16 bits; of a talk the caller left and agents right, of a message the caller alone, who is then heard
on both sides. Each side is levelled by itself, because people at a headset
and people on a bad line are listened to together. FLAC loses nothing, keeps the sides apart, and every browser seeks in
it; the file is complete before it has its name. Prints `Finished` as JSON; ends with 3 where there is nothing to keep.
"""

import audioop
import hashlib
import math
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from pathlib import Path

import av
import msgspec

RATE = 8000  # frames/s
FRAME = 4  # bytes: 16 bits of each side
BLOCK = 10 * RATE * FRAME  # bytes that are worked on at once
STEP = RATE // 20  # frames of a piece whose loudness is looked at
POINTS = 1200  # of a waveform
SPEECH = 200  # RMS; quieter pieces are silence, about -44 dBFS
WANTED = 3300  # RMS of speech, about -20 dBFS
LOUDEST = 32000  # of 32767
LEAST, MOST = 0.5, 4.0  # how much a side is turned down or up
NOTHING = 3  # how the process ends where there is nothing to keep
SIDES = ((1.0, 0.0), (0.0, 1.0))
TALK = "talk"
Blocks = Callable[[int], Iterator[bytes]]  # frames at once


@dataclass(slots=True)
class Finished:
    """seconds: length; size: bytes; sha256: of the file; caller, agents: peaks of the sides, 0 to 255."""

    seconds: float
    size: int
    sha256: str
    caller: list[int]
    agents: list[int]


@dataclass(slots=True)
class Side:
    """What is known of one side. power: sum of the squares of the RMS of pieces with speech."""

    peak: int = 0
    power: float = 0.0
    spoken: int = 0
    peaks: list[int] = field(default_factory=list)

    def hear(self, sound: bytes) -> None:
        self.peak = max(self.peak, audioop.max(sound, 2))
        for at in range(0, len(sound), STEP * 2):
            loud = audioop.rms(sound[at : at + STEP * 2], 2)
            if loud > SPEECH:
                self.power += loud * loud
                self.spoken += 1

    @property
    def gain(self) -> float:
        """1.0 for a side on which nobody spoke."""
        if not self.spoken:
            return 1.0
        wanted = WANTED / math.sqrt(self.power / self.spoken)
        return max(LEAST, min(MOST, wanted, LOUDEST / max(1, self.peak)))


class Nothing(Exception):
    """There is no sound in the file."""


def finish(raw: Path, kept: Path, kind: str = TALK) -> Finished:
    """Raises `Nothing`, OSError (no file, no room)."""
    width = FRAME if kind == TALK else FRAME // 2
    frames = raw.stat().st_size // width
    if frames == 0:
        raise Nothing(f"{raw.name} is empty")
    blocks = partial(_blocks, raw, width)
    sides = _listened(blocks, frames)
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = kept.with_suffix(".part")
    os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    try:
        _encode(blocks, part, (sides[0].gain, sides[1].gain))
        _settle(part)
        part.replace(kept)
    finally:
        part.unlink(missing_ok=True)
    peaks = [[round(min(255.0, peak * side.gain / 128.5)) for peak in side.peaks] for side in sides]
    caller, agents = peaks[0], peaks[1] if kind == TALK else []
    return Finished(frames / RATE, kept.stat().st_size, _sum(kept), caller, agents)


def _listened(blocks: Blocks, frames: int) -> tuple[Side, Side]:
    """Loudness and peaks of both sides; the peaks of as many pieces as a waveform has points."""
    sides = (Side(), Side())
    point = max(1, -(-frames // POINTS))
    for block in blocks(point * max(1, BLOCK // FRAME // point)):
        for side, factors in zip(sides, SIDES, strict=True):
            sound = audioop.tomono(block, 2, *factors)
            side.hear(sound)
            side.peaks += [audioop.max(sound[at : at + 2 * point], 2) for at in range(0, len(sound), 2 * point)]
    return sides


def _encode(blocks: Blocks, to: Path, gains: tuple[float, float]) -> None:
    with av.open(str(to), "w", format="flac") as out:
        stream = out.add_stream("flac", rate=RATE, layout="stereo", format="s16")
        queue = av.AudioFifo()
        at = 0
        for block in blocks(BLOCK // FRAME):
            frame = _frame(block, gains, at)
            at += frame.samples
            queue.write(frame)
            for piece in queue.read_many(stream.codec_context.frame_size or 4096):
                out.mux(stream.encode(piece))
        if (rest := queue.read(0, partial=True)) is not None:
            out.mux(stream.encode(rest))
        out.mux(stream.encode(None))


def _frame(block: bytes, gains: tuple[float, float], at: int) -> av.AudioFrame:
    levelled = [
        audioop.tostereo(audioop.mul(audioop.tomono(block, 2, *factors), 2, gain), 2, *factors)
        for factors, gain in zip(SIDES, gains, strict=True)
    ]
    frame = av.AudioFrame(format="s16", layout="stereo", samples=len(block) // FRAME)
    frame.planes[0].update(audioop.add(levelled[0], levelled[1], 2))
    frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
    return frame


def _blocks(raw: Path, width: int, frames: int) -> Iterator[bytes]:
    """As many frames of both sides at once. Whole ones only: a crash may have left a part of one."""
    with raw.open("rb") as file:
        while block := file.read(frames * width):
            if whole := len(block) - len(block) % width:
                yield block[:whole] if width == FRAME else audioop.tostereo(block[:whole], 2, 1.0, 1.0)


def _settle(file: Path) -> None:
    """On the disk before it has its name. Raises OSError where the disk is full."""
    with file.open("rb") as written:
        os.fsync(written.fileno())


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def main(arguments: list[str]) -> int:
    raw, kept = map(Path, arguments[:2])
    try:
        done = finish(raw, kept, *arguments[2:])
    except (Nothing, FileNotFoundError) as nothing:
        sys.stderr.write(f"{nothing}\n")
        return NOTHING
    except OSError as error:
        sys.stderr.write(f"{error.strerror or error}\n")
        return 1
    sys.stdout.write(msgspec.json.encode(done).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
