"""The demo's simulated customers who are called. What they do is told by the last digit of their number.

5: are heard before they answer; 6: busy; 7: never answer; 8: refuse; 9: nobody has this number; all others answer,
after some rings, and speak.
"""

import asyncio
import logging
from random import Random

from pyVoIP.RTP import TransmitType
from pyVoIP.VoIP import CallState

from softphone.callers import lines
from softphone.callers.act import Conversation
from softphone.callers.people import People, Person, Wish
from softphone.callers.phone import Call
from softphone.callers.voice import Voices

log = logging.getLogger(__name__)

RINGS = (2.0, 5.0)  # s until somebody answers
EARLY = 4.0  # s that somebody is heard before answering
REFUSALS = {"6": "486 Busy Here", "8": "603 Decline", "9": "404 Not Found"}
SILENT, HEARD = "7", "5"


class Customer(Conversation):
    """Somebody who was called: speaks first, and stays as long as the other one does, within reason."""

    async def run(self) -> None:
        await self._talk(self.random.uniform(*self.wish.manner.stays))
        self.call.hangup()

    async def say_early(self) -> None:
        """Something that is heard while it is not answered yet."""
        await self._say(lines.GREETINGS)


class Customers:
    """seed: of who they are. `ring` is for `softphone.callers.phone.Phone`."""

    def __init__(self, voices: Voices, seed: int) -> None:
        self._voices, self._people, self._random = voices, People(seed).all, Random(seed)
        self._answering: set[asyncio.Task[None]] = set()

    def ring(self, call: Call) -> None:
        """Somebody calls one of us."""
        number = call.request.headers["To"]["number"]
        if line := REFUSALS.get(number[-1:]):
            call.sip.reply(call.request, line)
            call.ended(int(line[:3]))
            return
        if number.endswith(SILENT):
            return
        task = asyncio.create_task(self._answer(call, number))
        self._answering.add(task)
        task.add_done_callback(self._over)

    async def leave(self) -> None:
        for task in list(self._answering):
            task.cancel()
        await asyncio.gather(*self._answering, return_exceptions=True)

    async def _answer(self, call: Call, number: str) -> None:
        customer = Customer(call, self._wish(number), self._voices)
        doing = asyncio.ensure_future(self._live(call, customer, number))
        over = asyncio.ensure_future(call.over.wait())
        try:
            await asyncio.wait((doing, over), return_when=asyncio.FIRST_COMPLETED)
        finally:
            doing.cancel()
            over.cancel()
            await asyncio.gather(doing, over, return_exceptions=True)
            call.hangup()

    async def _live(self, call: Call, customer: Customer, number: str) -> None:
        if number.endswith(HEARD):
            progress(call)
            await customer.say_early()
            await asyncio.sleep(EARLY)
        else:
            await asyncio.sleep(self._random.uniform(*RINGS))
        if call.state == CallState.RINGING:
            call.answer()
            await customer.run()

    def _wish(self, number: str) -> Wish:
        """The same number is always the same person."""
        person: Person = self._people[sum(map(ord, number)) % len(self._people)]
        return Wish(person, "patient", number, (), self._random.getrandbits(32))

    def _over(self, task: asyncio.Task[None]) -> None:
        self._answering.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a customer failed", exc_info=error)


def progress(call: Call) -> None:
    """183 with our media: we can be heard, and have not answered (RFC 3960)."""
    media = call.gen_ms()
    text = call.sip.gen_answer(call.request, call.session_id, media, TransmitType.SENDRECV)
    call.sip.send(text.replace("SIP/2.0 200 OK", "SIP/2.0 183 Session Progress", 1))
