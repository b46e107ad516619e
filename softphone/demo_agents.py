"""Agents of the demo who aren't there: they sign in, take calls, talk and write up. `python -m softphone.demo_agents`.

Rule: they do only what a person can do in a browser. `agent1` and `agent2` are left for people to try.
Environment: CORDBOARD_HTTP (the server), CORDBOARD_DATA, CORDBOARD_AGENTS (how many, 4 at most), CORDBOARD_SEED.
"""

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import aiohttp
from pyVoIP.RTP import PayloadType

from softphone.agent import Declined, HeadlessAgent
from softphone.callers import lines
from softphone.callers.ear import Ear
from softphone.callers.rtp import FRAME, TICK
from softphone.callers.voice import VARIANTS, Voice, Voices
from softphone.headless import NotConnected
from softphone.staying import stay
from softphone.ulaw import SILENCE

log = logging.getLogger("softphone.demo_agents")

LOGINS = ("agent3", "agent4", "agent5", "agent6")
PASSWORD = "cordboard"  # of the demo, on loopback only
AGAIN = (2.0, 30.0)  # s until a lost server is tried again; least and most
WRITE_UP = (3.0, 15.0)  # s
ANSWERS = (1.0, 4.0)  # s until a popup is confirmed
LONGEST = 180.0  # s; then even the most patient agent says goodbye
LOOK = 10.0  # s between two looks whether the server is still there
TURN = 1.2  # s of quiet: the caller has finished
TROUBLE = (Declined, NotConnected, OSError, TimeoutError, aiohttp.ClientError, subprocess.SubprocessError)


class Mouth:
    """What an agent's phone sends: the line that is being said, else silence."""

    def __init__(self) -> None:
        self.frames: deque[bytes] = deque()

    def say(self, sound: bytes) -> float:
        """Say this; seconds that it takes."""
        for start in range(0, len(sound), FRAME):
            self.frames.append(sound[start : start + FRAME].ljust(FRAME, SILENCE))
        return len(self.frames) * TICK

    def __iter__(self) -> Iterator[bytes]:
        while True:
            yield self.frames.popleft() if self.frames else SILENCE * FRAME


class DemoAgent:
    """One of them. run: for ever, through restarts of the server."""

    def __init__(self, url: str, login: str, voices: Voices, seed: int) -> None:
        self.url, self.login, self.voices = url, login, voices
        self.random = Random(f"{seed} {login}")
        self.voice = Voice(self.random.choice(VARIANTS), self.random.choice((40, 55)))
        self.language = self.random.choice(tuple(lines.AGENT_GREETINGS))
        self.talks = 0

    async def run(self) -> None:
        pause = AGAIN[0]
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await self._shift()
            except TROUBLE as trouble:
                log.warning("%s leaves and comes back: %s", self.login, type(trouble).__name__)
            lasted = asyncio.get_running_loop().time() - began
            pause = AGAIN[0] if lasted > AGAIN[1] else min(2 * pause, AGAIN[1])
            await asyncio.sleep(pause)

    async def _shift(self) -> None:
        mouth = Mouth()
        async with HeadlessAgent(self.url, self.login, PASSWORD, iter(mouth)) as agent:
            await agent.login_cti()
            staying = asyncio.create_task(stay(agent))
            try:
                while True:
                    await agent.ready()
                    await self._serve(agent, mouth)
            finally:
                staying.cancel()
                with contextlib.suppress(*TROUBLE):
                    await agent.logout_cti()

    async def _serve(self, agent: HeadlessAgent, mouth: Mouth) -> None:
        """One call, from the popup to the end of the write-up. NotConnected when the agent was logged out."""
        while agent.call is None:
            if (agent.me or {}).get("state") == "off":
                raise NotConnected("the shift is over")
            with contextlib.suppress(TimeoutError):
                await agent.wait_until(lambda each: each.call is not None, LOOK)
        await asyncio.sleep(self.random.uniform(*ANSWERS))
        try:
            await agent.confirm()
            await agent.wait_for_talk(10)
            await self._talk(agent, mouth)
        except (Declined, TimeoutError):  # the caller gave up at the popup, or in the talk
            log.debug("%s has no call any more", self.login)
        await agent.wait_until(lambda each: each.call is None, 60)
        self.talks += 1
        await asyncio.sleep(self.random.uniform(*WRITE_UP))

    async def _talk(self, agent: HeadlessAgent, mouth: Mouth) -> None:
        """Greet, answer whatever is said, and say goodbye when it takes too long."""
        ear, end = Ear(), asyncio.get_running_loop().time() + LONGEST
        listening = asyncio.create_task(_listen(agent, ear))
        try:
            await self._say(mouth, lines.AGENT_GREETINGS[self.language])
            while agent.call is not None and asyncio.get_running_loop().time() < end:
                await ear.until(lambda heard: heard.sounding_for > 0.3 or agent.call is None, 15)
                await ear.silence(TURN, 20)
                if agent.call is not None:
                    await self._say(mouth, lines.AGENT_ANSWERS[self.language])
        finally:
            listening.cancel()
            mouth.frames.clear()
        if agent.call is not None:
            await agent.hangup()

    async def _say(self, mouth: Mouth, texts: tuple[str, ...]) -> None:
        sound = await self.voices.say(self.random.choice(texts), self.language, self.voice)
        await asyncio.sleep(mouth.say(sound))


async def _listen(agent: HeadlessAgent, ear: Ear) -> None:
    """Give the ear what the phone hears."""
    while agent.phone is not None:
        with contextlib.suppress(TimeoutError):
            ear.hear(await agent.phone.ear.next(TICK), PayloadType.PCMU)


async def run(environ: Mapping[str, str], stop: asyncio.Event) -> None:
    """Work until `stop`."""
    voices = Voices(Path(environ.get("CORDBOARD_DATA", "var")) / "callers")
    url, seed = f"http://{environ.get('CORDBOARD_HTTP', '127.0.0.1:8080')}", int(environ.get("CORDBOARD_SEED", "1"))
    count = int(environ.get("CORDBOARD_AGENTS", str(len(LOGINS))))
    agents = [DemoAgent(url, login, voices, seed) for login in LOGINS[:count]]
    shifts = [asyncio.create_task(agent.run(), name=agent.login) for agent in agents]
    await stop.wait()
    for shift in shifts:
        shift.cancel()
    await asyncio.gather(*shifts, return_exceptions=True)


async def main() -> None:
    logging.basicConfig(level=os.environ.get("CORDBOARD_LOG_LEVEL", "info").upper())
    logging.getLogger("aioice").setLevel(logging.WARNING)
    stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    await run(os.environ, stop)


if __name__ == "__main__":
    asyncio.run(main())
