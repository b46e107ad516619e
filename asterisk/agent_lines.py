"""Lines of agents that are open all day: one leads to where the gateway receives this agent's media."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from asterisk import names
from asterisk.ari.errors import AriError, NotFound
from asterisk.ari.operations import channel_get, channel_get_channel_var, channel_hangup
from asterisk.ari.request import Request
from asterisk.ari.rest import Rest
from asterisk.lines import Lines
from asterisk.phrase import Phrase

HOST, PORT = "UNICASTRTP_LOCAL_ADDRESS", "UNICASTRTP_LOCAL_PORT"
TRIES, TRY_PAUSE = 20, 0.05  # s


class AgentLines:
    """calmly: sends what may have nothing to do; moved: told when an agent has another leg than before."""

    def __init__(
        self,
        rest: Rest,
        words: Phrase,
        lines: Lines,
        calmly: Callable[[Request[Any]], Awaitable[None]],
        moved: Callable[[str], Awaitable[None]],
    ) -> None:
        self._rest, self._words, self._lines, self._calmly, self._moved = rest, words, lines, calmly, moved

    async def open(self, agent: str) -> None:
        """Harmless when the line is open. One that leads to where the gateway is no more is opened anew. Raises
        AriError, NoLine."""
        host, port = await self._lines.open(agent)
        leg = names.leg_of(agent)
        name = await self._name_of(leg)  # for a second leg of the same id is a 500, not a 409
        leads_there = f"/{host}:{port}-" in name
        if name and not leads_there:
            await self._end(leg)
        if not leads_there:
            await self._rest.do(self._words.open_line(agent, host, port))
        await self._lines.connect(agent, await self._said(leg, HOST), int(await self._said(leg, PORT)))
        if name and not leads_there:
            await self._moved(agent)

    async def close(self, agent: str) -> None:
        await self._calmly(channel_hangup(names.leg_of(agent)))
        await self._lines.close(agent)

    async def is_there(self, leg: str) -> bool:
        """Of a phone that is called for each call too."""
        try:
            await self._rest.do(channel_get(leg))
        except AriError:
            return False
        return True

    async def _name_of(self, leg: str) -> str:
        """It has the place in it to which the leg leads; "" where there is none."""
        try:
            return (await self._rest.send(channel_get(leg))).name
        except NotFound:
            return ""

    async def _end(self, leg: str) -> None:
        await self._calmly(channel_hangup(leg))
        for _ in range(TRIES):
            if not await self.is_there(leg):
                break
            await asyncio.sleep(TRY_PAUSE)  # a hang-up is taken before it is done

    async def _said(self, leg: str, variable: str) -> str:
        """What Asterisk has put into a variable of the line."""
        return (await self._rest.send(channel_get_channel_var(leg, variable))).value
