"""The prompts as files that Asterisk plays. Rule: a file's name is the hash of all that makes its sound.

A prompt is a name with a text per language. It becomes DATA/sounds/<hash>.wav (8 kHz) and .wav16 (16 kHz) once; a
changed text, voice or engine is another hash, so that nothing is ever stale and nothing is rendered twice.
Own recordings win: one that the house keeps (`recorded`), else DATA/recordings/<language>/<name>.wav, .mp3 or .ogg.
"""

import hashlib
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from asterisk.sounds import level, signal, text
from asterisk.sounds.speech import Speech

Prompts = Mapping[str, Mapping[str, str]]
Progress = Callable[[int, int, str], None]
RECORDED = (".wav", ".mp3", ".ogg")


class UnknownPrompt(LookupError):
    """A prompt that has neither text nor recording; the message says where it is asked for."""


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """data: the data folder; prefix: DATA/sounds as Asterisk sees it, or the http address that serves it.

    language: heard where a prompt lacks the caller's; languages: in which gaps are listed; workers: programs at once.
    """

    data: Path
    prefix: str = "/var/lib/cordboard/sounds"
    language: str = "en"
    languages: tuple[str, ...] = ("en", "ko", "ja")
    engine: str = "espeak-ng"
    workers: int = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """A prompt that can't be heard in a language, why, and the language that is heard instead. written: there are
    words, which cannot be spoken; else nobody has written any, which may well be meant so."""

    prompt: str
    language: str
    reason: str
    instead: str
    written: bool


@dataclass(frozen=True, slots=True)
class Sounds:
    """All prompts, ready to play. keys: (prompt, language) → hash; prefix: where Asterisk finds the files."""

    keys: Mapping[tuple[str, str], str]
    gaps: tuple[Gap, ...] = ()
    prefix: str = "/var/lib/cordboard/sounds"
    language: str = "en"

    def media(self, prompt: str, language: str) -> list[str]:
        """ARI media URIs that say this prompt, in order; several for `digits:…`. UnknownPrompt if there is none.

        `name@ko` is heard in that language, whatever the caller's is.
        """
        name, spoken = asked(prompt, language)
        return [uri_of(self.prefix, self.keys[part, self.heard(part, spoken)]) for part in parts(name)]

    def heard(self, prompt: str, language: str) -> str:
        """The language in which this prompt is heard by those who want `language`."""
        for choice in (language, self.language, "en"):
            if (prompt, choice) in self.keys:
                return choice
        for name, other in sorted(self.keys):
            if name == prompt:
                return other
        raise UnknownPrompt(f"there is no prompt {prompt!r}")


def asked(prompt: str, language: str) -> tuple[str, str]:
    """`name@ko` → name, ko; a plain name is asked for in the caller's language."""
    name, at, wanted = prompt.rpartition("@")
    return (name, wanted) if at else (prompt, language)


def uri_of(prefix: str, key: str) -> str:
    suffix = ".wav" if prefix.startswith(("http:", "https:")) else ""
    return f"sound:{prefix}/{key}{suffix}"


def stock(
    settings: SoundSettings,
    prompts: Prompts,
    used: Mapping[str, Sequence[str]],
    progress: Progress,
    speech: Speech,
    recorded: Mapping[tuple[str, str], Path] | None = None,
) -> Sounds:
    """Have every prompt as files; see `asterisk.sounds.ensure`. recorded: (prompt, language) → file."""
    recordings = dict(recordings_in(settings.data / "recordings")) | dict(recorded or {})
    wanted = [*sources(prompts, recordings, speech), *signals(settings.languages, recordings)]
    refuse_unknown(used, {source.prompt for source in wanted} | set(prompts))
    render(wanted, settings.data / "sounds", settings.workers, progress)
    keys = {(source.prompt, source.language): source.key for source in wanted}
    ready = Sounds(keys, (), settings.prefix, settings.language)
    return replace(ready, gaps=gaps(prompts, ready, settings.languages, speech))


@dataclass(frozen=True, slots=True)
class Source:
    """One sound to have: its key and how to get it."""

    prompt: str
    language: str
    key: str
    read: Callable[[], bytes | Path]


def sources(prompts: Prompts, recorded: Mapping[tuple[str, str], Path], speech: Speech) -> Iterator[Source]:
    """Every prompt in every language in which it can be had; recordings before texts."""
    for (name, language), path in recorded.items():
        told = path.stat()
        yield Source(name, language, _recording(path, told.st_mtime_ns, told.st_size), partial(_same, path))
    for name, texts in prompts.items():
        for language, words in texts.items():
            if (name, language) not in recorded and not _unreadable(words, language, speech):
                said = text.spoken(words, language, speech.reads_kanji)
                key = hash_of(speech.stamp(language), said.encode())
                yield Source(name, language, key, partial(speech.say, said, language))


def signals(languages: Sequence[str], recorded: Container[tuple[str, str]]) -> Iterator[Source]:
    """The sounds without words, the same in all languages; recordings before them."""
    for name, make in signal.SIGNALS.items():
        sound = make()
        for language in languages:
            if (name, language) not in recorded:
                yield Source(name, language, hash_of("signal", sound), partial(_as_it_is, sound))


def gaps(prompts: Prompts, sounds: Sounds, languages: Sequence[str], speech: Speech) -> tuple[Gap, ...]:
    """What callers of each language will not hear in their own language."""
    return tuple(
        Gap(name, language, _reason(words, speech), sounds.heard(name, language), words is not None)
        for name in dict.fromkeys(name for name, _ in sounds.keys)
        for language in languages
        if (name, language) not in sounds.keys
        for words in [prompts.get(name, {}).get(language)]
    )


def render(wanted: Sequence[Source], folder: Path, workers: int, progress: Progress) -> int:
    """Make those files that aren't there; returns how many were made. Errors of the engine come up at once."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = {source.key: source for source in wanted if not (folder / f"{source.key}.wav").exists()}
    with ThreadPoolExecutor(workers, "speech") as pool:
        running = {pool.submit(_make, source, folder): source for source in missing.values()}
        try:
            for done, future in enumerate(as_completed(running), 1):
                future.result()
                progress(done, len(running), f"{running[future].prompt} ({running[future].language})")
        finally:
            pool.shutdown(cancel_futures=True)
    return len(missing)


def refuse_unknown(used: Mapping[str, Sequence[str]], known: set[str]) -> None:
    """UnknownPrompt that names every prompt in use that doesn't exist, and where it is used."""
    played = [(part, places) for name, places in used.items() for part in parts(asked(name, "")[0])]
    unknown = [f"{part!r}, used in {', '.join(places)}" for part, places in played if part not in known]
    if unknown:
        raise UnknownPrompt(f"without a text in config/prompts or a recording: {'; '.join(unknown)}")


def parts(prompt: str) -> list[str]:
    """The prompts that are played for this one: itself, or those of its digits. ValueError: it has no such digits."""
    return text.digit_prompts(prompt) if prompt.startswith(text.DIGITS) else [prompt]


def _make(source: Source, folder: Path) -> None:
    sound = level.trimmed(level.opened(source.read()))
    level.write(level.levelled(sound, level.SPEECH_LEVEL), folder / source.key)


def recordings_in(folder: Path) -> Iterator[tuple[tuple[str, str], Path]]:
    """((prompt, language), file) of what somebody has put into the folder."""
    for suffix in reversed(RECORDED):
        for path in sorted(folder.glob(f"*/*{suffix}")):
            yield (path.stem, path.parent.name), path


@lru_cache(maxsize=4096)
def _recording(path: Path, changed_at: int, size: int) -> str:
    """Read once; after that a change of one prompt need not read all recordings."""
    return hash_of("recording", path.read_bytes())


def _as_it_is(sound: bytes) -> bytes:
    return sound


def _same(path: Path) -> Path:
    return path


def hash_of(maker: str, content: bytes) -> str:
    """The name of a file: the hash of who makes the sound, and of what."""
    return hashlib.sha256(f"{level.VERSION}\n{maker}\n".encode() + content).hexdigest()[:40]


def _unreadable(words: str, language: str, speech: Speech) -> str:
    return text.unreadable(words) if language == "ja" and not speech.reads_kanji else ""


def _reason(words: str | None, speech: Speech) -> str:
    if words is None:
        return "there is no text"
    return f"there is no reading for {text.unreadable(words)}: write it as 電話《でんわ》"
