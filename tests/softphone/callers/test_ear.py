"""What a simulated person makes of sound and quiet."""

import audioop

import numpy as np
from pyVoIP.RTP import PayloadType

from softphone.callers.ear import Ear

LOUD = audioop.lin2ulaw((6000 * np.sin(np.arange(160))).astype("<i2").tobytes(), 2)
QUIET = b"\xff" * 160


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def after(*frames: tuple[bytes, int]) -> Ear:
    """An ear that heard these frames, each so many times 20 ms."""
    time = Time()
    ear = Ear(time)
    for frame, count in frames:
        for _ in range(count):
            time.now += 0.02
            ear.hear(frame, PayloadType.PCMU)
    return ear


def test_silence_is_quiet_from_the_start() -> None:
    assert round(after((QUIET, 50)).quiet_for, 2) == 1.0


def test_a_word_is_a_sound_and_then_quiet() -> None:
    assert after((LOUD, 50)).sounding_for > 0.9
    assert round(after((LOUD, 50), (QUIET, 50)).quiet_for, 2) == 1.0


def test_a_short_gap_does_not_end_a_sound() -> None:
    assert after((LOUD, 50), (QUIET, 10), (LOUD, 50)).sounding_for > 2


def test_only_what_never_pauses_is_music() -> None:
    assert after((LOUD, 310)).music
    assert not after((LOUD, 200), (QUIET, 25), (LOUD, 200)).music


def test_a_law_is_heard_as_well() -> None:
    ear = Ear()
    ear.hear(audioop.lin2alaw(audioop.ulaw2lin(LOUD, 2), 2), PayloadType.PCMA)
    assert not ear.silent
