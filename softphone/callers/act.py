"""A call as a person makes it: listen, press, wait, talk, leave. Rule: only what is heard and the seed decide."""

import asyncio
import logging
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from pyVoIP.RTP import PayloadType

from softphone.callers import lines
from softphone.callers.ear import Ear
from softphone.callers.people import Wish
from softphone.callers.phone import Call
from softphone.callers.rtp import FRAME, TICK
from softphone.callers.voice import Voices

log = logging.getLogger(__name__)

PROMPT = 20.0  # s; a menu that is longer isn't heard to its end
THERE = 0.8  # s of quiet after music: somebody is there
NOBODY_YET = 3.0  # s of quiet without any music before: somebody is there
TURN = 0.9  # s of quiet: the other one has finished
ANSWER = 8.0  # s to wait for the other one to say something
Texts = Mapping[str, Sequence[str]]


class Conversation:
    """One who speaks and listens, with a line of G.711 out and an ear for what comes in. Also used by demo agents."""

    def __init__(self, call: Call, wish: Wish, voices: Voices) -> None:
        self.call, self.wish, self.voices = call, wish, voices
        self.random = Random(wish.seed)
        self.ear = Ear()
        call.stream.heard = self.ear.hear
        person, manner = wish.person, wish.manner
        self.voice = replace(person.voice, speed=200, loudness=130) if manner.angry else person.voice

    async def run(self) -> None:
        """The whole call. Ends in a hang-up, or by being cancelled when the other side hung up."""
        manner = self.wish.manner
        if manner.presses:
            await self._choose()
        if await self._somebody_answers(self.random.uniform(*manner.patience)):
            await self._talk(self.random.uniform(*manner.stays))
        self.call.hangup()

    async def _choose(self) -> None:
        """Walk through the menus; each key after its prompt, or at once."""
        for key in self.wish.keys:
            pause = self.wish.manner.pause
            if pause is None:
                await self.ear.until(lambda ear: ear.sounding_for > 1, PROMPT)
                await self._wait(self.random.uniform(0.5, 2.0))
            else:
                await self.ear.until(lambda ear: ear.sounding_for > 0, PROMPT)
                await self.ear.silence(self.random.uniform(*pause), PROMPT)
            self.call.stream.send_digits(key)
            await self._wait(0.7)

    async def _somebody_answers(self, patience: float) -> bool:
        """False: patience is at its end, and nobody came."""
        music = await self.ear.until(lambda ear: ear.music or ear.quiet_for > NOBODY_YET, min(PROMPT, patience))
        if not music or not self.ear.music:
            return music
        return await self.ear.silence(THERE, patience)

    async def _talk(self, longest: float) -> None:
        manner, end = self.wish.manner, self.ear.clock() + longest
        if not manner.speaks:
            await self._wait(longest)
            return
        await self._say(lines.GREETINGS)
        for _ in range(self.random.randint(*manner.lines)):
            await self._turn()
            if self.ear.clock() > end:
                break
            await self._say(lines.ANGER if manner.angry else lines.MATTERS)
        await self._turn()
        await self._say(lines.FAREWELLS)
        await self._wait(self.random.uniform(0.5, 4.0))

    async def _turn(self) -> None:
        """Let the other one speak to the end; who says nothing for long is spoken to again. Music is waited out."""
        await self.ear.until(lambda ear: ear.sounding_for > 0.2, self.random.uniform(ANSWER / 2, ANSWER))
        await self.ear.silence(TURN, 10 * ANSWER)
        await self._wait(self.random.uniform(0.1, 0.9))

    async def _say(self, texts: Texts) -> None:
        """Speak one of these lines, to its end. What can't be spoken is left out."""
        language = self.wish.person.language
        codec = "alaw" if self.call.stream.codec == PayloadType.PCMA else "mulaw"
        try:
            sound = await self.voices.say(self.random.choice(texts[language]), language, self.voice, codec)
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("a line could not be spoken: %s", error)
            return
        self.call.stream.write(sound)
        await self._wait(len(sound) / FRAME * TICK)

    async def _wait(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
