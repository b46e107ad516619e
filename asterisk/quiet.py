"""What was to fall silent is told so again.

Who makes the next 20 ms of music or of a tone puts the channel's generator aside meanwhile; a stop that comes in that
moment finds none, does nothing, and is answered as done. The music goes on, and nothing of the talk reaches who hears
it. In a bridge somebody else than who obeys us makes it, so it happens there: at a talk that was on hold, at a ringing
tone. (Asterisk 22, main/channel.c: `generator_force` and `ast_deactivate_generator`.)
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from asterisk.ari.operations import channel_stop_moh
from asterisk.ari.request import Request
from asterisk.lanes import Lanes
from cti import orders

PAUSES = (0.05, 0.25)  # s after the stop; a frame is made within a millisecond, but its thread may have to wait
SOUNDS = (orders.StartMusic, orders.ResumeMusic, orders.Hold, orders.StartComfort)
FALLS_SILENT = (orders.Retrieve, orders.Join, orders.Rejoin, orders.StopComfort, orders.Part, orders.Connect)
Send = Callable[[Request[Any]], Awaitable[None]]


class Quiet:
    """Of each channel that was to fall silent lately: its newest number. Work is done in the lane of a call, so that it
    never comes into the middle of an order, and not any more when the channel was to sound again."""

    def __init__(self, lanes: Lanes, send: Send) -> None:
        self._lanes, self._send = lanes, send
        self._wanted: dict[str, int] = {}
        self._number = 0

    def __len__(self) -> int:
        return len(self._wanted)

    def note(self, order: orders.CallOrder, in_bridge: bool) -> None:
        """It was carried out; in_bridge: the caller was in one before, or may have been."""
        if isinstance(order, SOUNDS):
            self.sounds(order.call)
        elif in_bridge and isinstance(order, FALLS_SILENT):
            self.keep(order.call, order.call, channel_stop_moh(order.call))

    def keep(self, channel: str, call: str, stop: Request[Any]) -> None:
        """It was told to be silent just now, by this request."""
        self._number += 1
        number = self._wanted[channel] = self._number

        async def again() -> None:
            if self._wanted.get(channel) == number:
                await self._send(stop)

        def put() -> None:
            if self._wanted.get(channel) == number:
                self._lanes.put(call, again)

        loop = asyncio.get_running_loop()
        for pause in PAUSES:
            loop.call_later(pause, put)
        loop.call_later(2 * PAUSES[-1], self._forget, channel, number)

    def sounds(self, channel: str) -> None:
        """It is to be heard from now on, or is gone."""
        self._wanted.pop(channel, None)

    def _forget(self, channel: str, number: int) -> None:
        if self._wanted.get(channel) == number:
            del self._wanted[channel]
