"""The sounds of a house that runs: prompts change, texts come up. Rule: what plays goes on; the next playback is new.

A change makes new files under new names and then puts one table in the place of another. Old files stay, so a caller
who hears one hears it to its end.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from asterisk.sounds.level import SoundError
from asterisk.sounds.library import Gap, Prompts, Sounds, SoundSettings, asked, recordings_in, render, sources, stock
from asterisk.sounds.said import TEXT, Bounds, Said
from asterisk.sounds.speech import Speech
from asterisk.sounds.text import unreadable

Recorded = Mapping[tuple[str, str], Path]  # (prompt, language) → the file that stands in for its text


def _unseen(done: int, total: int, name: str) -> None:
    """Nobody watches."""


class NoReading(SoundError):
    """A Japanese text with kanji that the engine cannot read. kanji: those."""

    def __init__(self, kanji: str) -> None:
        super().__init__(f"there is no reading for {kanji}: write it as 電話《でんわ》")
        self.kanji = kanji


class LiveSounds:
    def __init__(self, settings: SoundSettings, speech: Speech, now: Sounds, bounds: Bounds | None = None) -> None:
        """now: as `asterisk.sounds.ensure` found them at the start."""
        self._settings, self._speech, self._now = settings, speech, now
        self._changing = asyncio.Lock()
        self.said = Said(settings.data / "sounds", settings.prefix, speech, bounds)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return self._now.gaps

    @property
    def unspoken(self) -> tuple[Gap, ...]:
        """Those whose words callers should hear and do not."""
        return tuple(gap for gap in self.gaps if gap.written)

    @property
    def now(self) -> Sounds:
        return self._now

    async def prepare(self, prompts: Sequence[str], language: str) -> None:
        """Speak the texts among these, so that `media` finds them. 3 s at the most."""
        texts = [prompt.removeprefix(TEXT) for prompt in prompts if prompt.startswith(TEXT)]
        if texts:
            await asyncio.gather(*(self.said.have(words, language) for words in texts))

    def media(self, prompt: str, language: str) -> list[str]:
        """ARI media URIs, in order; none for a text that could not be spoken. UnknownPrompt if there is no such one."""
        if prompt.startswith(TEXT):
            return self.said.media(prompt.removeprefix(TEXT), language)
        return self._now.media(prompt, language)

    async def change(self, prompts: Prompts, recorded: Recorded) -> None:
        """From now on callers hear these. Raises SpeechError or SoundError; then nothing has changed."""
        async with self._changing:
            self._now = await asyncio.to_thread(stock, self._settings, prompts, {}, _unseen, self._speech, recorded)

    async def ahead(self, route: str, texts: Iterable[tuple[str, str]]) -> int:
        """Speak what this route says to everybody, (words, language), before anybody calls."""
        return await self.said.ahead(route, texts)

    def place_of(self, prompt: str, language: str) -> Path | None:
        """The file at 16 kHz of one prompt of the library, None where it cannot be heard in this language."""
        key = self._now.keys.get(asked(prompt, language))
        return self._place(key) if key else None

    async def made(self, what: str | Path, language: str) -> Path:
        """The file at 16 kHz of a text or a recording, heard by callers or not. Raises SpeechError, SoundError."""
        known = {("", language): what} if isinstance(what, Path) else {}
        texts = {"": {language: what}} if isinstance(what, str) else {}
        source = next(sources(texts, known, self._speech), None)
        if source is None:
            raise NoReading(unreadable(str(what)))
        await asyncio.to_thread(render, [source], self._settings.data / "sounds", 1, _unseen)
        return self._place(source.key)

    async def said_now(self, words: str, language: str) -> Path | None:
        """The file at 16 kHz of a text that is not kept for long; None where it cannot be spoken."""
        return self.said.place(words, language) if await self.said.have(words, language) else None

    def files(self) -> dict[tuple[str, str], Path]:
        """(prompt, language) → what somebody has put into DATA/recordings by hand."""
        return dict(recordings_in(self._settings.data / "recordings"))

    def _place(self, key: str) -> Path:
        return self._settings.data / "sounds" / f"{key}.wav16"
