"""Calls to agents' own phones: the leg of an agent whose line is there for one call only.

The leg has the same id as a line that is open all day, so all that is done with it later is the same. Rule: a leg
that we end is expected to end; its end is told to nobody, for the next call to the same phone may ring already.
"""

import asyncio
from contextlib import suppress
from typing import Any

from asterisk import names
from asterisk.ari import operations as ari
from asterisk.ari.errors import GONE, Conflict
from asterisk.ari.request import Request
from asterisk.ari.rest import Rest
from asterisk.links import Links
from asterisk.phrase import Phrase
from asterisk.translate import LINE
from cti import orders
from cti.facts import PhoneKind

RING_LIMIT = 120  # s; who rings longer was forgotten
TRIES, TRY_PAUSE = 100, 0.01  # s
PATIENT = 50  # tries after which a leg that we do not know is hung up
REPEATS = 8  # times that the key is asked for
# Two ways to say "answer by yourself": RFC 6910's answer-after, and what most phones understand.
AUTO_ANSWER: dict[str, object] = {
    "PJSIP_HEADER(add,Call-Info)": "<sip:localhost>;answer-after=0",
    "PJSIP_HEADER(add,Alert-Info)": "<http://localhost>;info=alert-autoanswer;delay=0",
}


class PhoneCalls:
    def __init__(self, rest: Rest, words: Phrase, links: Links, app: str) -> None:
        self._rest, self._words, self._links, self._app = rest, words, links, app
        self._asking: set[str] = set()  # agents at whose phone a prompt may play

    async def ring(self, order: orders.RingPhone) -> None:
        """Instead of a call to this agent that is there. Raises AriError."""
        call, leg, released = ringing(order, self._app), names.leg_of(order.agent), False
        was_up = self._links.is_up(leg)
        for number in range(TRIES):
            self._links.ring(leg)  # before, for its end may be told before the answer comes
            try:
                await self._rest.do(call)
            except Conflict:  # seldom, so it is not asked for beforehand
                # One whose end was told already is on its way out; to expect its end would hide that of the next.
                if not released and (was_up or number == PATIENT):
                    released = await self.release(order.agent)
                await asyncio.sleep(TRY_PAUSE)  # a hang-up is taken before it is done
            else:
                return
        await self._rest.do(call)

    async def ask(self, order: orders.AskAtPhone) -> None:
        """Raises AriError, and LookupError for a prompt that there is not."""
        leg = names.leg_of(order.agent)
        self._asking.add(order.agent)
        await self._rest.do(self._words.asked(leg, order.prompts * REPEATS, order.language))

    async def hush(self, agent: str) -> None:
        """Nothing may play at the phone when it is put into a bridge."""
        if agent in self._asking:
            self._asking.discard(agent)
            with suppress(*GONE):
                await self._rest.do(ari.playback_stop(names.asking_of(agent)))

    async def release(self, agent: str) -> bool:
        """Hang up. False when there was nothing. Raises AriError."""
        leg = names.leg_of(agent)
        self._asking.discard(agent)
        self._links.expect_end(leg)
        try:
            await self._rest.do(ari.channel_hangup(leg))
        except GONE:
            self._links.is_expected(leg)
            return False
        return True


def ringing(order: orders.RingPhone, app: str) -> Request[Any]:
    """The leg comes into Stasis once it is answered."""
    outside = order.kind is PhoneKind.OUTSIDE
    return ari.channel_originate_with_id(
        names.leg_of(order.agent),
        f"PJSIP/{order.phone}@trunk" if outside else f"PJSIP/{order.phone}",
        app=app,
        app_args=LINE,
        caller_id=None if outside else shown(order),  # a provider takes no numbers but our own
        timeout=RING_LIMIT,
        variables=AUTO_ANSWER if order.auto and not outside else None,
    )


def shown(order: orders.RingPhone) -> str:
    """What the phone's display shows."""
    name = "".join(letter for letter in order.name if letter.isprintable() and letter not in '"<>\\')
    return f'"{name}" <{order.caller or "anonymous"}>'
