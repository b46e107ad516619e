"""Recordings that people bring: judged and decoded by a program of its own, kept as they came and as plain sound.

A file's name is the SHA-256 of what was brought: `HASH.original` as it came, `HASH.wav` mono, 16 bits.
"""

import asyncio
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path

from asterisk.sounds.brought import SoundKind
from asterisk.sounds.fitting import Fitted
from cti.refused import Refused
from server.children import die_with_parent

LIMIT = 60.0  # s of the program's work
NICE = ("nice", "-n", "15")
SENTENCES = {
    "unreadable": "this is no sound that can be read; bring one of: {kinds}",
    "long": "this is longer than {minutes} minutes; make it shorter",
    "short": "this is too short to hear anything",
    "silent": "nobody speaks in it; check the microphone and record it again",
    "clipped": "it is too loud: {percent} % of it is cut off; record it again, farther from the microphone",
}
MORE = {"unreadable": {"kinds": ", ".join(SoundKind)}}  # for the sentences


class Upload:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self, file: str) -> Path:
        """The plain sound of a recording that was taken."""
        return self._folder / f"{file}.wav"

    def forget(self, files: Iterable[str]) -> None:
        """No version of any prompt names these any more."""
        for file in files:
            for place in (self.place(file), self._folder / f"{file}.original"):
                place.unlink(missing_ok=True)

    def others(self, kept: Collection[str]) -> set[str]:
        """Hashes of what lies here and is none of these."""
        return {path.stem for path in self._folder.glob("*.*") if path.is_file()} - set(kept)

    async def take(self, content: bytes) -> tuple[Fitted, str]:
        """What it is, and its hash. Raises Refused with what is wrong with it; then nothing is kept."""
        file = hashlib.sha256(content).hexdigest()
        await asyncio.to_thread(self._folder.mkdir, 0o700, True, True)
        with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            original, plain = Path(scratch) / "original", Path(scratch) / "plain.wav"
            await asyncio.to_thread(original.write_bytes, content)
            fitted = await _fitted(original, plain)
            original.replace(self._folder / f"{file}.original")
            plain.replace(self.place(file))
        return fitted, file


async def _fitted(original: Path, plain: Path) -> Fitted:
    out = await _run(original, plain)
    try:
        told = json.loads(out)
    except ValueError:  # it ended before it could say anything
        told = {"unfit": "unreadable", "values": {}}
    if code := told.get("unfit"):
        values = told["values"] | MORE.get(code, {})
        raise Refused(SENTENCES[code].format(**values), f"prompt_{code}", **values)
    return Fitted(**told)


async def _run(original: Path, plain: Path) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(*NICE, sys.executable, "-m", "asterisk.sounds.fitting", str(original), str(plain)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        preexec_fn=die_with_parent(os.getpid()),
    )
    try:
        async with asyncio.timeout(LIMIT):
            out, _ = await process.communicate()
    except TimeoutError:
        return b""
    finally:
        if process.returncode is None:
            process.kill()
    return out
