"""G.711 mu-law and simple sounds: coding, tones, and how strong a tone is in what was heard. No devices."""

import math
from collections.abc import Iterator
from functools import cache

RATE = 8000
FRAME = 160  # bytes of 20 ms
SILENCE = b"\xff"
_BIAS, _CLIP = 0x84, 32635


def encode_sample(sample: int) -> int:
    """One 16-bit sample as mu-law (ITU-T G.711)."""
    sign = 0x80 if sample < 0 else 0
    magnitude = min(abs(sample), _CLIP) + _BIAS
    exponent = magnitude.bit_length() - 8
    mantissa = magnitude >> (exponent + 3) & 0x0F
    return ~(sign | exponent << 4 | mantissa) & 0xFF


def decode_sample(code: int) -> int:
    code = ~code & 0xFF
    magnitude = (((code & 0x0F) << 3) + _BIAS << (code >> 4 & 7)) - _BIAS
    return -magnitude if code & 0x80 else magnitude


@cache
def _decoding() -> tuple[int, ...]:
    return tuple(decode_sample(code) for code in range(256))


def decode(codes: bytes) -> list[int]:
    table = _decoding()
    return [table[code] for code in codes]


def encode(samples: list[int]) -> bytes:
    return bytes(map(encode_sample, samples))


@cache
def tone(hertz: int, level: float = 0.3) -> bytes:
    """One second of a sine, mu-law, that can be repeated without a click. level: 0 to 1 of full scale."""
    step = 2 * math.pi * hertz / RATE
    return encode([round(level * 32767 * math.sin(step * n)) for n in range(RATE)])


def frames(sound: bytes, again: bool = True) -> Iterator[bytes]:
    """The sound in packets of 20 ms; over and over, or once and then silence for ever."""
    while True:
        for start in range(0, len(sound), FRAME):
            yield sound[start : start + FRAME].ljust(FRAME, SILENCE)
        if not again:
            break
    while True:
        yield SILENCE * FRAME


def strength(codes: bytes, hertz: int) -> float:
    """How much of the sound is this tone: 0 (none) to 1 (nothing else). Goertzel's algorithm. 0 for silence."""
    samples = decode(codes)
    energy = sum(sample * sample for sample in samples)
    if not energy:
        return 0.0
    twice_cosine = 2 * math.cos(2 * math.pi * hertz / RATE)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + twice_cosine * last - before
    power = before * before + last * last - twice_cosine * before * last
    return min(1.0, 2 * power / (len(samples) * energy))


def level(codes: bytes) -> float:
    """Root mean square, 0 to 1 of full scale."""
    samples = decode(codes)
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples)) / 32768 if samples else 0.0
