"""How the requests of one order are sent, and what it means when Asterisk says no to one of them.

Rule: what exists already is as good as made, what is out already is as good as taken out; so an order may be repeated.
"""

import asyncio
from contextlib import suppress
from typing import Any

from asterisk import names, phrase
from asterisk.ari.errors import GONE, AriError, Conflict, Unprocessable
from asterisk.ari.request import Request
from asterisk.ari.rest import Rest
from cti import orders

NOT_YET = (Conflict, Unprocessable)  # the answers about a channel that is not in our application
TRIES, TRY_PAUSE = 20, 0.05  # s
BRINGING = (orders.CallOut, orders.Connect, orders.Retrieve, orders.Consult, orders.Join, orders.Bridge)
TOGETHER = (orders.StartMusic, orders.Connect)  # whose requests are sent in one go: those of every call
UNDOING = (orders.Part, orders.StopMusic, orders.StepOut, orders.EndConsult, orders.Rejoin)


class Sending:
    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._calm: set[str] = set()  # calls for which the dead man's switch is off

    def forget(self, call: str) -> None:
        """It is over."""
        self._calm.discard(call)

    async def send(self, requests: phrase.Requests, order: orders.CallOrder) -> None:
        """One after the other. Raises AriError."""
        if isinstance(order, TOGETHER):
            await self._in_one_go(requests, order)
            return
        if isinstance(order, orders.RecordMessage):
            self._calm.discard(order.call)
        for request in requests:
            await self._one(request, order)

    async def _one(self, request: Request[Any], order: orders.CallOrder) -> None:
        try:
            await self._rest.do(request)
        except GONE as gone:
            await self._judge(request, order, gone)

    async def _in_one_go(self, requests: phrase.Requests, order: orders.CallOrder) -> None:
        """What is so already is not asked for again."""
        calm = phrase.without_deadman(order.call)
        wanted = [request for request in requests if request != calm or order.call not in self._calm]
        for request, wrong in zip(wanted, await self._rest.send_all(wanted), strict=True):
            if wrong is not None:
                await self._judge(request, order, wrong)
            elif request == calm:
                self._calm.add(order.call)

    async def _judge(self, request: Request[Any], order: orders.CallOrder, wrong: AriError) -> None:
        """What exists already is as good as made; what is out already is as good as taken out. Raises the others."""
        bridges = {f"/bridges/{names.mix_of(order.call)}", f"/bridges/{names.con_of(order.call)}"}
        if isinstance(wrong, Conflict) and request.path in bridges:
            return
        if isinstance(wrong, GONE) and names.is_out_of_room(request.path):
            return
        if isinstance(order, BRINGING) and isinstance(wrong, NOT_YET):
            await self._soon(request)
            return
        undoing = request.method == "DELETE" or isinstance(order, UNDOING) or "removeChannel" in request.path
        if not isinstance(wrong, GONE) or not undoing or isinstance(order, orders.HangUp):
            raise wrong

    async def _soon(self, request: Request[Any]) -> None:
        """A channel is there a moment before it is in our application. Raises AriError when that lasts."""
        for _ in range(TRIES):
            await asyncio.sleep(TRY_PAUSE)
            with suppress(*NOT_YET):
                await self._rest.do(request)
                return
        await self._rest.do(request)
