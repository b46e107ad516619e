"""What a published route says to everybody is spoken before anybody calls."""

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence

from asterisk.sounds import LiveSounds
from config.settings import LANGUAGES
from ivr import template
from ivr.facts import RoutePublished
from ivr.flow import ANY, Flow, Words
from ivr.library import Library
from journal import Entry

logger = logging.getLogger(__name__)


class Ahead:
    def __init__(self, library: Library, sounds: LiveSounds) -> None:
        self._library, self._sounds = library, sounds
        self._speaking: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """At the start: all that is published."""
        self._start(self._library.published)

    def told(self, entries: Sequence[Entry]) -> None:
        """These entries are on disk."""
        self._start(entry.fact.route for entry in entries if isinstance(entry.fact, RoutePublished))

    def _start(self, routes: Iterable[str]) -> None:
        for route in routes:
            task = asyncio.create_task(self._speak(route))
            self._speaking.add(task)
            task.add_done_callback(self._speaking.discard)

    async def _speak(self, route: str) -> None:
        flow = self._library.current(route)
        texts = list(dict.fromkeys(texts_of(flow))) if flow else []
        heard = await self._sounds.ahead(route, texts)
        if heard < len(texts):
            logger.warning("route %s: %d of %d texts cannot be spoken", route, len(texts) - heard, len(texts))


def texts_of(flow: Flow) -> Iterator[tuple[str, str]]:
    """(words, language) of every text without variables. Pure."""
    for step in flow.steps.values():
        for item in getattr(step, "prompts", ()):
            if isinstance(item, Words):
                yield from _same_for_all(item, flow.languages or LANGUAGES)


def _same_for_all(words: Words, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for language, text in words.texts.items():
        if not any(template.slots(text)):
            said = template.filled(text, lambda slot: "")
            yield from ((said, each) for each in (languages if language == ANY else (language,)))
