"""Everything that callers hear from the house: prompts, digits, music. Rule: they are ready before the first call."""

from collections.abc import Mapping, Sequence

from asterisk.sounds import library, music
from asterisk.sounds.level import SoundError
from asterisk.sounds.library import Gap, Progress, Prompts, Sounds, SoundSettings, UnknownPrompt
from asterisk.sounds.live import LiveSounds, NoReading, Recorded
from asterisk.sounds.speech import Speech, SpeechError, engine

__all__ = [
    "Gap",
    "LiveSounds",
    "NoReading",
    "SoundError",
    "SoundSettings",
    "Sounds",
    "Speech",
    "SpeechError",
    "UnknownPrompt",
    "engine",
    "ensure",
]


def _unseen(done: int, total: int, name: str) -> None:
    """Nobody watches."""


def ensure(
    settings: SoundSettings,
    prompts: Prompts,
    used: Mapping[str, Sequence[str]] | None = None,
    progress: Progress = _unseen,
    recorded: Recorded | None = None,
) -> Sounds:
    """Make every sound that isn't there yet and tell what there is. Blocks: seconds the first time, else milliseconds.

    prompts: name → language → text. used: prompt → places that play it, for the complaint. progress: done, total, name.
    recorded: (prompt, language) → file that stands in for the text.
    Raises UnknownPrompt (a place plays what doesn't exist), SpeechError, SoundError.
    """
    sounds = library.stock(settings, prompts, used or {}, progress, engine(settings.engine), recorded)
    music.ensure(settings.data / "asterisk" / "moh")
    return sounds
