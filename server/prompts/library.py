"""The prompts of the house: the shipped texts, and over them what people have written and recorded.

Rule: a text or recording is tried before it is kept. What cannot be spoken or heard is refused and changes nothing;
what is kept is heard from the next playback on, and calls that play the old one hear it to its end.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from asterisk.sounds import LiveSounds, NoReading, SoundError, SpeechError, UnknownPrompt
from asterisk.sounds.fitting import Fitted
from config.prompts import NAME, Texts
from cti.refused import Refused
from server.prompts.upload import Upload
from storage.prompts import NO_RECORDING, SHIPPED, Choice, Kept, Prompt, PromptRecords, PromptVersion

MOST_CHARACTERS = 1000
VARIABLE = re.compile(r"[{}]")
Source = Literal["recording", "file", "text", "none"]


@dataclass(frozen=True, slots=True)
class Heard:
    """What is heard of a prompt in one language. text: the words, heard or not; source: `recording`, `file` (put into
    the data folder by hand), `text` or `none`; words, recording: the versions in use, 0 for shipped and for none."""

    text: str
    source: Source
    words: int = SHIPPED
    recording: int = NO_RECORDING


class PromptLibrary:
    def __init__(
        self, records: PromptRecords, sounds: LiveSounds, folder: Path, shipped: Texts, clock: Callable[[], float]
    ) -> None:
        """folder: where recordings are kept; shipped: the texts that came with the program; clock: epoch seconds."""
        self._records, self.sounds, self._shipped, self._clock = records, sounds, shipped, clock
        self._upload = Upload(folder)
        self._changing = asyncio.Lock()
        self._kept = Kept({}, {}, {})
        self._files: Mapping[tuple[str, str], Path] = {}

    async def load(self) -> None:
        """From the database; what it says is heard from now on. Raises SpeechError, SoundError."""
        self._kept = await self._records.read()
        await self._hear()

    # --- what there is ---------------------------------------------------------------------------------------------

    @property
    def names(self) -> list[str]:
        return sorted({*self._shipped, *self._kept.added, *(name for name, _ in self._kept.choices)})

    @property
    def texts(self) -> Texts:
        """Name → language → words, as they are now."""
        texts: Texts = {name: dict(self._shipped.get(name, {})) for name in self.names}
        for name, language in self._kept.choices:
            if words := self._kept.chosen(name, language)[0]:
                texts[name][language] = words.text
        return texts

    def playable(self) -> Texts:
        """For those who judge routes: a language that is only recorded counts too."""
        known = self.texts
        for name, language in self._recorded():
            known[name].setdefault(language, "")
        return known

    def languages(self) -> dict[str, frozenset[str]]:
        """Name → languages in which it can be heard; for the checker of routes."""
        known: dict[str, set[str]] = {name: set() for name in self.names}
        for name, language in self.sounds.now.keys:
            known.setdefault(name, set()).add(language)
        return {name: frozenset(languages) for name, languages in known.items()}

    def is_shipped(self, name: str) -> bool:
        return name in self._shipped

    def added(self, name: str) -> Prompt | None:
        return self._kept.added.get(name)

    def heard(self, name: str, language: str) -> Heard:
        words, recording = self._kept.chosen(name, language)
        text = words.text if words else self._shipped.get(name, {}).get(language, "")
        versions = (words.version if words else SHIPPED, recording.version if recording else NO_RECORDING)
        if recording and self._upload.place(recording.file).exists():
            return Heard(text, "recording", *versions)
        if (name, language) in self._files:
            return Heard(text, "file", *versions)
        return Heard(text, "text" if self.sounds.place_of(name, language) else "none", *versions)

    def instead(self, name: str, language: str) -> str:
        """The language that is heard where there is none in this one; "" for silence."""
        try:
            return self.sounds.now.heard(name, language)
        except UnknownPrompt:
            return ""

    def versions(self, name: str) -> list[PromptVersion]:
        """The newest first; the shipped words are not among them."""
        mine = (each for (prompt, _), those in self._kept.versions.items() if prompt == name for each in those)
        return sorted(mine, key=lambda each: -each.at)

    async def sound(self, name: str, language: str, version: int | None = None) -> Path | None:
        """A file at 16 kHz: what is heard, or what one version sounds like. Raises SpeechError, SoundError."""
        if version is None:
            return self.sounds.place_of(name, language)
        if version == SHIPPED:
            text = self._shipped.get(name, {}).get(language, "")
            return await self.sounds.made(text, language) if text else None
        found = self._version(name, language, version)
        return await self._made(found) if found else None

    # --- changes ---------------------------------------------------------------------------------------------------

    async def add(self, name: str, service: str, note: str, by: str) -> None:
        if not NAME.fullmatch(name) or name.startswith("system."):
            raise Refused(
                f"{name} is no name for a prompt: use a-z, 0-9, and . or - between them; system. is ours", "prompt_name"
            )
        async with self._changing:
            if name in self.names:
                raise Refused(f"there is a prompt {name} already", "prompt_exists", prompt=name)
            await self._records.add(Prompt(name, service, note, by, self._clock()))
            self._kept = await self._records.read()

    async def remove(self, name: str) -> None:
        async with self._changing:
            before = self._recordings()
            await self._records.remove(name)
            await self.load()
            await asyncio.to_thread(self._upload.forget, before - self._recordings())

    async def tidy(self) -> None:
        """Files that no version names go, such as those of a refused recording. Only before anybody records."""
        async with self._changing:
            await asyncio.to_thread(self._upload.forget, self._upload.others(self._recordings()))

    async def write(self, name: str, language: str, text: str, by: str) -> None:
        """Other words from now on. A recording stays in their place until it is put aside."""
        words = " ".join(text.split())
        if VARIABLE.search(words):
            raise Refused(
                "a prompt of the library is the same for everybody: write {name} in the route, as a text of its step",
                "prompt_variables",
            )
        if not words or len(words) > MOST_CHARACTERS:
            raise Refused(f"write 1 to {MOST_CHARACTERS} characters", "prompt_length", most=str(MOST_CHARACTERS))
        async with self._changing:
            await self._try(words, language)
            new = PromptVersion(name, language, 0, "text", words, by, self._clock())
            await self._records.keep(new, self._choice(name, language))
            await self.load()

    async def record(self, name: str, language: str, content: bytes, by: str) -> Fitted:
        """This recording from now on. Raises Refused with what is wrong with it."""
        fitted, file = await self._upload.take(content)
        async with self._changing:
            await self._try(self._upload.place(file), language)
            said = self.heard(name, language).text
            new = PromptVersion(
                name, language, 0, "recording", said, by, self._clock(), file, fitted.type, fitted.seconds
            )
            await self._records.keep(new, self._choice(name, language))
            await self.load()
        return fitted

    async def use(self, name: str, language: str, version: int) -> None:
        """Take back: this version from now on. SHIPPED, or words: they are spoken, and no recording stands for them."""
        async with self._changing:
            found = self._version(name, language, version)
            if found is None and (version != SHIPPED or not self._shipped.get(name, {}).get(language)):
                raise Refused("there is no such version of this prompt", "prompt_version")
            if found is not None:
                await self._made(found)
            choice = Choice(version, NO_RECORDING)
            if found is not None and found.kind == "recording":
                choice = replace(self._choice(name, language), recording=version)
            await self._records.choose(name, language, choice)
            await self.load()

    # ----------------------------------------------------------------------------------------------------------------

    async def _hear(self) -> None:
        self._files = await asyncio.to_thread(self.sounds.files)
        try:
            await self.sounds.change(self.texts, self._recorded())
        except (SpeechError, SoundError, OSError) as error:  # a file that somebody has put there by hand
            raise Refused(f"it is kept, but not heard yet: {error}", "prompt_not_heard", why=str(error)) from error

    def _recorded(self) -> dict[tuple[str, str], Path]:
        """What is recorded and heard; a file that is gone leaves the words."""
        chosen = {key: self._kept.chosen(*key)[1] for key in self._kept.choices}
        places = {key: self._upload.place(each.file) for key, each in chosen.items() if each}
        return {key: place for key, place in places.items() if place.exists()}

    def _recordings(self) -> set[str]:
        """Of all versions: the same sound may be in several prompts."""
        return {each.file for those in self._kept.versions.values() for each in those if each.file}

    def _choice(self, name: str, language: str) -> Choice:
        return self._kept.choices.get((name, language), Choice())

    def _version(self, name: str, language: str, version: int) -> PromptVersion | None:
        mine = self._kept.versions.get((name, language), ())
        return next((each for each in mine if each.version == version), None)

    async def _made(self, version: PromptVersion) -> Path:
        what = version.text if version.kind == "text" else self._upload.place(version.file)
        return await self._try(what, version.language)

    async def _try(self, what: str | Path, language: str) -> Path:
        try:
            return await self.sounds.made(what, language)
        except NoReading as error:
            raise Refused(str(error), "prompt_reading", kanji=error.kanji) from error
        except (SpeechError, SoundError, OSError) as error:
            raise Refused("this could not be made into a sound; nothing was changed", "prompt_unspeakable") from error
