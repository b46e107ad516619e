"""What simulated people say, as G.711. Rule: a line is spoken by espeak-ng once and then comes from a file."""

import asyncio
import hashlib
import subprocess
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

KEPT = 64  # lines in memory, about 3 MB
BASES = {"en": "en-us", "ko": "ko", "ja": "ja"}
VARIANTS = ("m1", "m3", "f1", "f4")


@dataclass(frozen=True, slots=True)
class Voice:
    """variant: one of VARIANTS; pitch: 0 to 99; speed: words per minute; loudness: 0 to 200 of espeak-ng."""

    variant: str = "m1"
    pitch: int = 50
    speed: int = 165
    loudness: int = 70

    def command(self, language: str) -> list[str]:
        name = f"{BASES[language]}+{self.variant}"
        told = {"-v": name, "-p": self.pitch, "-s": self.speed, "-a": self.loudness}
        return ["espeak-ng", *(str(part) for pair in told.items() for part in pair), "--stdin", "--stdout"]


class Voices:
    """Lines as µ-law or A-law, kept in a folder and, the last ones, in memory. One is made at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.recent: OrderedDict[Path, bytes] = OrderedDict()
        self.turn = asyncio.Lock()

    async def say(self, text: str, language: str, voice: Voice, codec: str = "mulaw") -> bytes:
        """codec: `mulaw` or `alaw`. Raises OSError or subprocess.SubprocessError if it can't be spoken."""
        name = hashlib.sha256(f"{voice.command(language)}{text}".encode()).hexdigest()[:32]
        path = self.folder / f"{name}.{codec}"
        if path not in self.recent:
            async with self.turn:
                self.recent[path] = await asyncio.to_thread(_spoken, path, text, voice.command(language), codec)
        self.recent.move_to_end(path)
        while len(self.recent) > KEPT:
            self.recent.popitem(last=False)
        return self.recent[path]


def _spoken(path: Path, text: str, command: list[str], codec: str) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        wav = subprocess.run(command, input=text.encode(), capture_output=True, timeout=30, check=True).stdout
        words = ["ffmpeg", "-v", "error", "-nostdin", "-threads", "1", "-i", "pipe:0", "-ar", "8000", "-f", codec, "-"]
        part = path.with_suffix(".part")
        part.write_bytes(subprocess.run(words, input=wav, capture_output=True, timeout=30, check=True).stdout)
        part.replace(path)
    return path.read_bytes()
