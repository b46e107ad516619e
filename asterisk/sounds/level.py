"""Sound made fit for the line: trimmed, at one level, in the formats that Asterisk plays. Rule: pydub stays in here.

Levels are in dBFS. Speech is measured while somebody speaks (pauses don't count, after ITU-T P.56), because a prompt
with long pauses isn't quieter to the ear.
"""

import io
import math
import wave
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from pydub import AudioSegment
from pydub.exceptions import CouldntDecodeError
from pydub.silence import detect_leading_silence

SPEECH_LEVEL = -20.0
MUSIC_LEVEL = -26.0  # below speech: whoever waits must be able to talk over it
CEILING = -1.5  # room for what resampling may overshoot
SILENCE = -45.0  # quieter than this is a pause
EDGE = 60  # ms of quiet kept at both ends, so that no consonant is cut
FRAME = 20  # ms
VERSION = "1"  # part of the cache key: a change of this module's doing renders everything anew


class SoundError(Exception):
    """A sound file that can't be used; the message names the file."""


def opened(source: bytes | Path) -> AudioSegment:
    """Whatever pydub can decode (wav, mp3, ogg …) as mono, 16 bit. SoundError if it can't."""
    if isinstance(source, Path):
        name, content, kind = str(source), source.read_bytes(), source.suffix.lower()
    else:
        name, content, kind = "the speech engine's answer", source, ".wav"
    try:
        sound = AudioSegment.from_file(io.BytesIO(content), format="wav" if kind == ".wav" else None)
    except (CouldntDecodeError, OSError, LookupError, ValueError) as error:
        raise SoundError(f"{name} is no sound that can be read (wav, mp3 or ogg)") from error
    if not len(sound):
        raise SoundError(f"{name} is empty")
    return sound.set_channels(1).set_sample_width(2)


def active_level(sound: AudioSegment) -> float:
    """Mean power in dBFS of those 20 ms frames in which there is sound; -inf for silence."""
    frames = [frame for frame in sound[::FRAME] if frame.dBFS > SILENCE]
    power = sum(float(frame.rms) ** 2 for frame in frames) / max(len(frames), 1)
    return 10 * math.log10(power / sound.max_possible_amplitude**2) if power else -math.inf


def trimmed(sound: AudioSegment) -> AudioSegment:
    """Without the silence before and after, but for a short edge that is faded."""
    start = detect_leading_silence(sound, SILENCE, chunk_size=5)
    end = len(sound) - detect_leading_silence(sound.reverse(), SILENCE, chunk_size=5)
    if end <= start:
        raise SoundError("there is only silence")
    return sound[max(0, start - EDGE) : end + EDGE].fade_in(5).fade_out(10)


def levelled(sound: AudioSegment, target: float) -> AudioSegment:
    """At this active level, or as near to it as the loudest sample allows."""
    return sound.apply_gain(min(target - active_level(sound), CEILING - sound.max_dBFS))


def write(sound: AudioSegment, base: Path, wide: str = ".wav16") -> None:
    """`base`.wav at 8 kHz and `base``wide` at 16 kHz. The .wav comes last and whole: it says that both are there."""
    for suffix, rate in ((wide, 16000), (".wav", 8000)):
        part = base.with_name(f".{base.name}{suffix}.part")
        samples = resampled(sound, rate)
        part.write_bytes(samples if suffix == ".sln16" else _wav(samples, rate))
        part.replace(base.with_name(base.name + suffix))


def resampled(sound: AudioSegment, rate: int) -> bytes:
    """Mono samples of 16 bit at this rate.

    libswresample does it: pydub's own resampling doesn't filter, so that an s above 4 kHz would come back as a whistle.
    In this process, because a caller may be waiting for it: 3 ms a sentence, a program of its own takes 100.
    """
    graph = av.filter.Graph()
    rates = Fraction(1, sound.frame_rate)
    given = graph.add_abuffer(sample_rate=sound.frame_rate, format="s16", layout="mono", time_base=rates)
    filters = (("aresample", f"{rate}:filter_size=64:cutoff=0.95"), ("aformat", "sample_fmts=s16"), ("abuffersink", ""))
    graph.link_nodes(given, *(graph.add(name, words or None) for name, words in filters)).configure()
    graph.push(_frame(sound))
    graph.push(None)
    return b"".join(_pulled(graph))


def _frame(sound: AudioSegment) -> av.AudioFrame:
    frame = av.AudioFrame(format="s16", layout="mono", samples=int(sound.frame_count()))
    frame.sample_rate, frame.pts = sound.frame_rate, 0
    plane = frame.planes[0]
    plane.update(sound.raw_data.ljust(plane.buffer_size, b"\0"))
    return frame


def _pulled(graph: av.filter.Graph) -> Iterator[bytes]:
    while True:
        try:
            frame = graph.pull()
        except (av.EOFError, av.BlockingIOError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield bytes(frame.planes[0])[: frame.samples * 2]


def _wav(samples: bytes, rate: int) -> bytes:
    with io.BytesIO() as file:
        with wave.open(file, "wb") as wav:
            wav.setparams((1, 2, rate, 0, "NONE", ""))
            wav.writeframes(samples)
        return file.getvalue()
