"""Sound made fit for the line: trimmed, at one level, in the formats that Asterisk plays. Rule: pydub stays in here.

Levels are in dBFS. Speech is measured while somebody speaks (pauses don't count, after ITU-T P.56), because a prompt
with long pauses isn't quieter to the ear.
"""

import io
import math
import subprocess
from pathlib import Path

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
    """`base`.wav at 8 kHz and `base``wide` at 16 kHz. The .wav comes last and whole: it says that both are there.

    ffmpeg resamples: pydub's own resampling doesn't filter, so that an s above 4 kHz would come back as a whistle.
    """
    container = "s16le" if wide == ".sln16" else "wav"
    parts = {suffix: base.with_name(f".{base.name}{suffix}.part") for suffix in (wide, ".wav")}
    wav = io.BytesIO()
    sound.export(wav, format="wav")
    plain = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-acodec", "pcm_s16le", "-ac", "1"]
    words = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-threads", "1", "-i", "pipe:0"]
    for suffix, rate, kind in ((wide, 16000, container), (".wav", 8000, "wav")):
        words += [*plain, "-af", f"aresample={rate}:filter_size=64:cutoff=0.95", "-f", kind, str(parts[suffix])]
    _run(words, wav.getvalue())
    for suffix, part in parts.items():
        part.replace(base.with_name(base.name + suffix))


def _run(words: list[str], given: bytes) -> None:
    try:
        subprocess.run(words, input=given, capture_output=True, timeout=120, check=True)
    except FileNotFoundError as error:
        raise SoundError("ffmpeg is not installed: install the package ffmpeg") from error
    except subprocess.SubprocessError as error:
        raise SoundError(f"ffmpeg could not write a sound: {error}") from error
