"""Sounds without words that the house makes itself: the beep before a call that connects by itself."""

import io
import math
from array import array
from collections.abc import Callable

from pydub import AudioSegment

RATE = 8000
BEEP_HZ, BEEP_MS, PAUSE_MS = 1000, 120, 60
FADE_MS = 5  # so that it does not click
LOUD = 0.25  # of full scale


def beep() -> bytes:
    """Two short tones, as a wav file."""
    tone = AudioSegment(_samples(BEEP_HZ, BEEP_MS), frame_rate=RATE, sample_width=2, channels=1)
    tone = tone.fade_in(FADE_MS).fade_out(FADE_MS)
    both = tone + AudioSegment.silent(PAUSE_MS, RATE) + tone
    with io.BytesIO() as file:
        both.export(file, format="wav")
        return file.getvalue()


def _samples(hz: float, milliseconds: int) -> bytes:
    turn = 2 * math.pi * hz / RATE
    count = RATE * milliseconds // 1000
    return array("h", (round(32767 * LOUD * math.sin(turn * place)) for place in range(count))).tobytes()


SIGNALS: dict[str, Callable[[], bytes]] = {"system.beep": beep}
