"""One synthetic call: `python -m softphone.canary HOST:PORT [NUMBER KEYS]`. Says as one line of JSON how it went.

It takes the way of all callers: SIP to the trunk's door, sound both ways. The switch echoes what it hears, as long as
the server says that it lives; so a tone that comes back has been through everything on the way twice.

With a number it goes through the route of that number, as a customer does: a prompt has to be heard, and when the keys
are pressed the route has to hang up. So the caller was heard too, by the server and not by the switch alone.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field

import pyVoIP
from pyVoIP.RTP import PayloadType

from softphone.callers.phone import Call, Phone
from softphone.sip import Identity, way_to
from softphone.ulaw import FRAME, RATE, level, strength, tone

NUMBER = "cordboard-canary"  # as in asterisk/etc/extensions.conf
HERTZ = 1000
LASTS = 2.0  # s of tone
ANSWERED_WITHIN = 10.0  # s
SETTLES = 0.5  # s of what is heard at first that do not count
ENOUGH = 0.5  # of the tone's strength has to come back
LOUD, SPOKEN = 0.01, 25  # of full scale; packets as loud as that until something was said: half a second
SPEAKS_WITHIN, OBEYS_WITHIN = 10.0, 10.0  # s: the route, from the answer, and from the keys


@dataclass(frozen=True, slots=True)
class Result:
    """answer: s until it was answered, 0 when it was not; echo: how strong the tone came back, 0 to 1; why: what went
    wrong, "" when nothing did: `answer`, `echo`, `silent`, `keys`, or the SIP code of a refusal. In a route, echo is
    1 when it was heard both ways, else 0."""

    answer: float = 0.0
    echo: float = 0.0
    why: str = ""


@dataclass
class _Ear:
    """spoken: something was said."""

    heard: bytearray = field(default_factory=bytearray)
    spoken: asyncio.Event = field(default_factory=asyncio.Event)
    loud: int = 0

    def hear(self, payload: bytes, codec: PayloadType) -> None:
        self.heard += payload
        self.loud += level(payload) > LOUD
        if self.loud >= SPOKEN:
            self.spoken.set()


def judged(answer: float, heard: bytes, sent: bytes) -> Result:
    """heard, sent: mu-law. What came back counts as far as it is the tone."""
    late = heard[int(SETTLES * RATE) :]
    loudness = min(1.0, level(late) / level(sent)) if late else 0.0
    echo = loudness * strength(late, HERTZ) if late else 0.0
    return Result(round(answer, 3), round(echo, 3), "" if echo >= ENOUGH else "echo")


async def call(server: tuple[str, int], number: str = NUMBER) -> Result:
    async with Phone(server, host=way_to(server)) as phone:
        began, made = time.monotonic(), phone.dial(number, Identity("0000"))
        if why := await _refused(made):
            return Result(why=why)
        answer = time.monotonic() - began
        ear, sent = _Ear(), tone(HERTZ)
        made.stream.heard = ear.hear
        for start in range(0, int(LASTS * RATE), FRAME):
            made.stream.speech.append(sent[start % RATE : start % RATE + FRAME])
        await asyncio.sleep(LASTS)
        made.hangup()
        return judged(answer, bytes(ear.heard), sent)


async def walk(server: tuple[str, int], number: str, keys: str) -> Result:
    """Through the route of this number. keys: at which it hangs up."""
    async with Phone(server, host=way_to(server)) as phone:
        began, made, ear = time.monotonic(), phone.dial(number, Identity("0000")), _Ear()
        if why := await _refused(made):
            return Result(why=why)
        answer = round(time.monotonic() - began, 3)
        made.stream.heard = ear.hear
        if not await _within(ear.spoken, SPEAKS_WITHIN):
            made.hangup()
            return Result(answer, why="silent")
        made.stream.send_digits(keys)
        if not await _within(made.over, OBEYS_WITHIN):
            made.hangup()
            return Result(answer, why="keys")
        return Result(answer, 1.0)


async def _within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True


async def _refused(made: Call) -> str:
    """ "" when it was answered."""
    up, over = asyncio.create_task(made.up.wait()), asyncio.create_task(made.over.wait())
    await asyncio.wait((up, over), timeout=ANSWERED_WITHIN, return_when=asyncio.FIRST_COMPLETED)
    for task in (up, over):
        task.cancel()
    if made.up.is_set():
        return ""
    code = made.code
    made.hangup()
    return str(code) if made.over.is_set() and code else "answer"


def main() -> int:
    pyVoIP.DEBUG = False
    host, _, port = sys.argv[1].rpartition(":")
    number, keys = sys.argv[2:4] if len(sys.argv) > 3 else ("", "")
    at = (host, int(port))
    result = asyncio.run(walk(at, number, keys) if number else call(at))
    print(json.dumps(asdict(result)))  # noqa: T201  # that is what it is for
    return 1 if result.why else 0


if __name__ == "__main__":
    sys.exit(main())
