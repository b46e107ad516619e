"""A synthetic call is well only when its own tone comes back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from softphone import canary
from softphone.callers.phone import Call, Phone
from softphone.canary import HERTZ, LASTS, Result, judged, walk
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


@asynccontextmanager
async def route(answers: Callable[[Call], None]) -> AsyncIterator[tuple[str, int]]:
    """Somewhere to call, by real SIP and RTP on this machine."""

    def invited(call: Call) -> None:
        call.sip.port = int(str(call.request.headers["Contact"]).rpartition(":")[2].partition(">")[0])  # of the caller
        answers(call)

    async with Phone(("127.0.0.1", 9), on_incoming=invited) as there:
        yield ("127.0.0.1", there.sip.myPort)


def speaks(call: Call) -> None:
    call.answer()
    call.stream.write(SENT)


def obeys(call: Call) -> None:
    speaks(call)
    call.stream.digit = lambda digit: call.hangup() if digit == "1" else None


@pytest.mark.parametrize(
    ("answers", "why", "echo"),
    [(obeys, "", 1.0), (speaks, "keys", 0.0), (Call.answer, "silent", 0.0), (Call.deny, "486", 0.0)],
)
async def test_a_route_is_well_when_it_speaks_and_obeys_the_keys(
    answers: Callable[[Call], None], why: str, echo: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canary, "SPEAKS_WITHIN", 1.5)
    monkeypatch.setattr(canary, "OBEYS_WITHIN", 1.5)
    async with route(answers) as at:
        result = await asyncio.wait_for(walk(at, "0299990000", "1"), 20)
    assert (result.why, result.echo) == (why, echo)
