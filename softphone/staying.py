"""Whatever breaks between an agent without a browser and the house is put up again, as a page does it.

Rule: only what was lost comes back. A phone that was put down, or taken by another page, stays down.
"""

import asyncio
import logging

import aiohttp

from softphone.agent import Declined, HeadlessAgent
from softphone.headless import NotConnected

logger = logging.getLogger(__name__)
LOOK = 0.2  # s between two looks
FIRST_WAIT, LONGEST_WAIT = 0.25, 5.0  # s after something that could not be put up again
TROUBLE = (Declined, NotConnected, OSError, TimeoutError, aiohttp.ClientError)


async def stay(agent: HeadlessAgent) -> None:
    """Until cancelled: live messages go on where they broke off, the words of the phone too, and its voice."""
    wait = FIRST_WAIT
    while True:
        await asyncio.sleep(LOOK)
        try:
            await _mend(agent)
        except TROUBLE as trouble:
            logger.info("not back yet: %s", type(trouble).__name__)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
        else:
            wait = FIRST_WAIT


async def _mend(agent: HeadlessAgent) -> None:
    socket, phone = agent.socket, agent.phone
    if not agent.following or (socket is not None and not socket.is_open):
        await agent.come_back()
    elif socket is not None and phone is not None and phone.wanted and not socket.attached and not socket.taken:
        await agent.attach()
