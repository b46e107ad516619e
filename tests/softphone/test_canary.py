"""A synthetic call is well only when its own tone comes back."""

from softphone.canary import HERTZ, LASTS, Result, judged
from softphone.ulaw import RATE, tone

SENT = tone(HERTZ)
LONG = SENT * int(LASTS)


def test_a_tone_that_comes_back_as_it_went_is_well() -> None:
    result = judged(0.2, LONG, SENT)
    assert (result.answer, result.why) == (0.2, "")
    assert result.echo > 0.95


def test_silence_is_no_echo() -> None:
    assert judged(0.2, b"\xff" * RATE * 2, SENT) == Result(0.2, 0.0, "echo")
    assert judged(0.2, b"", SENT) == Result(0.2, 0.0, "echo")


def test_music_in_place_of_the_tone_is_no_echo() -> None:
    assert judged(0.2, tone(440) * 2, SENT).why == "echo"


def test_half_of_the_tone_lost_on_the_way_is_told() -> None:
    pieces = b"".join(LONG[at : at + 160] + b"\xff" * 160 for at in range(0, len(LONG), 320))
    assert 0.3 < judged(0.2, pieces, SENT).echo < 0.9
