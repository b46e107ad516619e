"""Texts that are spoken when somebody is to hear them: `text:Your order 4 8 2 is ready.` Rule: never on the event loop.

What is said once is kept under DATA/sounds/said by the hash of all that makes its sound, so the second caller does not
wait. The folder is bounded: what nobody heard for a day goes, and the longest unheard first when it is too large.
Texts of published routes that are the same for everybody are spoken ahead and stay as long as they are published.

Words may be personal (a name, an order): they stand in no log and no file's name.
"""

import asyncio
import logging
import os
import re
import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from asterisk.sounds import level, text
from asterisk.sounds.library import hash_of, uri_of
from asterisk.sounds.speech import Speech, SpeechError

logger = logging.getLogger(__name__)
TEXT = "text:"
FOLDER = "said"
LONGEST = 1000  # characters of a text; more is no prompt
UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f]|\[\[|\]\]")  # [[…]] would be phonemes to espeak-ng
SAFE = 120.0  # s after its last use in which a file is not removed: the switch may be about to open it
SWEEP_EVERY = 600.0  # s


@dataclass(frozen=True, slots=True)
class Bounds:
    """size: bytes of all files; age: seconds since a text was last heard; wait: seconds that a caller waits for one."""

    size: int = 256 << 20
    age: float = 86400.0
    wait: float = 3.0
    workers: int = 2


class Said:
    def __init__(
        self,
        folder: Path,
        prefix: str,
        speech: Speech,
        bounds: Bounds | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """folder: DATA/sounds; prefix: the same as Asterisk sees it."""
        self._folder, self._prefix, self._speech = folder / FOLDER, f"{prefix}/{FOLDER}", speech
        self._bounds, self._clock = bounds or Bounds(), clock
        self._pool = ThreadPoolExecutor(self._bounds.workers, "texts")
        self._making: dict[str, asyncio.Future[bool]] = {}
        self._kept: dict[str, frozenset[str]] = {}  # whose texts are spoken ahead → their keys
        self._swept_at = 0.0

    def media(self, words: str, language: str) -> list[str]:
        """The media URI of a text that `have` has made ready; none for one that could not be spoken."""
        key = self._key(words, language)
        return [uri_of(self._prefix, key)] if key and self._file(key).exists() else []

    async def have(self, words: str, language: str) -> bool:
        """True when the text can be played. Never raises, and never takes longer than `Bounds.wait`."""
        key = self._key(words, language)
        if not key:
            return False
        try:
            async with asyncio.timeout(self._bounds.wait):
                return await asyncio.shield(self._made(key, words, language))
        except TimeoutError:
            logger.warning("the speech engine is too slow for a text in %s: it is left out", language)
            return False

    def place(self, words: str, language: str) -> Path:
        """The file at 16 kHz of a text that `have` has made ready."""
        return self.file(self._key(words, language))

    def file(self, key: str) -> Path:
        return self._folder / f"{key}.wav16"

    async def ahead(self, whose: str, texts: Iterable[tuple[str, str]]) -> int:
        """Speak these (words, language) now, and keep them until `whose` has others. Gives how many can be heard."""
        wanted = [(words, language) for words, language in texts if self._key(words, language)]
        self._kept[whose] = frozenset(self._key(words, language) for words, language in wanted)
        made = [await self._made(self._key(words, language), words, language) for words, language in wanted]
        return sum(made)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _made(self, key: str, words: str, language: str) -> asyncio.Future[bool]:
        """Two callers who want the same text wait for one making."""
        if key not in self._making:
            job = asyncio.get_running_loop().run_in_executor(self._pool, self._make, key, words, language)
            job.add_done_callback(lambda _: self._making.pop(key, None))
            self._making[key] = job
        return self._making[key]

    def _key(self, words: str, language: str) -> str:
        """ "" for a text that cannot be spoken at all."""
        said = speakable(words, language, self._speech.reads_kanji)
        try:
            return hash_of(self._speech.stamp(language), said.encode()) if said else ""
        except (SpeechError, OSError, UnicodeEncodeError):
            return ""

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.wav"

    # --- in threads ------------------------------------------------------------------------------------------------

    def _make(self, key: str, words: str, language: str) -> bool:
        try:
            if self._file(key).exists():
                os.utime(self._file(key), (self._clock(), self._clock()))
                return True
            self._speak(key, speakable(words, language, self._speech.reads_kanji), language)
        except (SpeechError, level.SoundError, OSError, UnicodeEncodeError, ValueError) as error:
            logger.warning("a text in %s cannot be spoken and is left out: %s", language, type(error).__name__)
            return False
        return True

    def _speak(self, key: str, said: str, language: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        sound = level.trimmed(level.opened(self._speech.say(said, language)))
        level.write(level.levelled(sound, level.SPEECH_LEVEL), self._folder / key)
        now = self._clock()
        os.utime(self._file(key), (now, now))
        if now - self._swept_at > SWEEP_EVERY:
            self._swept_at = now
            self.sweep()

    def sweep(self) -> int:
        """Remove what is too old or too much; gives how many texts went."""
        kept = frozenset[str]().union(*self._kept.values())
        known = [(at, size, key) for key, at, size in _files(self._folder) if key not in kept]
        gone = too_many(known, self._clock(), self._bounds)
        for key in gone:
            for suffix in (".wav", ".wav16"):  # the .wav first: it says that both are there
                (self._folder / f"{key}{suffix}").unlink(missing_ok=True)
        return len(gone)


def too_many(known: Collection[tuple[float, int, str]], now: float, bounds: Bounds) -> list[str]:
    """The keys of those (last heard at, bytes, key) that have to go."""
    gone, size = [], sum(each for _, each, _ in known)
    for at, each, key in sorted(known):
        if now - at > SAFE and (now - at > bounds.age or size > bounds.size):
            gone.append(key)
            size -= each
    return gone


def speakable(words: str, language: str, reads_kanji: bool) -> str:
    """What the engine gets; "" when nothing is left. Kanji without a reading are left out, not spelled."""
    said = text.spoken(UNSPEAKABLE.sub(" ", words), language, reads_kanji)
    if language == "ja" and not reads_kanji:
        said = re.sub(text.KANJI, "", said)
    said = " ".join(said.split())
    return said if len(said) <= LONGEST and any(sign.isalnum() for sign in said) else ""


def _files(folder: Path) -> list[tuple[str, float, int]]:
    """(key, last heard at, bytes of both files) of each text."""
    found = []
    for file in folder.glob("*.wav"):
        try:
            told, wide = file.stat(), file.with_suffix(".wav16")
            found.append((file.stem, told.st_mtime, told.st_size + (wide.stat().st_size if wide.exists() else 0)))
        except FileNotFoundError:
            continue
    return found
