"""What an Asterisk on another machine has recorded, fetched from it by ARI: its files cannot be read from here.

elsewhere = Elsewhere(places)
found = await elsewhere.fetch("talk-1", Path("incoming/talk-1.raw"))
await elsewhere.remove("talk-1")
told = await witnessed(places, "east-1795926493.0")
"""

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

import aiohttp

from asterisk.provision import WITNESS
from server.settling import settled

logger = logging.getLogger(__name__)
Place = tuple[str, tuple[str, str]]  # address without the /ari path; user and password
WITHIN = aiohttp.ClientTimeout(sock_connect=5.0, sock_read=20.0)
SILENT_FOR = 20.0  # s in which one that did not answer is not asked again, so that nothing of the others waits for it
PIECE = 1 << 16  # bytes
BEGAN = re.compile(r"(\d{9,11})\.\d+$")  # epoch seconds in the id of a call
RECORDS_OF_A_CALL = 4


class Found(StrEnum):
    HERE = "here"
    NOWHERE = "nowhere"
    UNKNOWN = "unknown"  # one of them does not answer, and the others do not have it


class Elsewhere:
    """places: the ARI of each Asterisk. None: nothing is anywhere but here."""

    def __init__(self, places: Sequence[Place] = (), clock: Callable[[], float] = time.monotonic) -> None:
        """clock: steady seconds."""
        self._places, self._clock = places, clock
        self._silent: dict[Place, float] = {}  # when each last did not answer

    def __bool__(self) -> bool:
        return bool(self._places)

    async def fetch(self, name: str, to: Path) -> Found:
        """Copy it from whoever has it, as soon as it is not written any more. name: without its suffix."""
        answers = [await self._fetch(place, name, to) for place in self._places]
        return _of_all(answers)

    async def remove(self, name: str) -> bool:
        """Nobody has it any more; False when somebody did not answer."""
        return all([await self._remove(place, name) for place in self._places])

    async def held(self) -> set[str]:
        """The names of all recordings, without suffix, of those that answer."""
        names = set[str]()
        for place in self._places:
            if self._is_silent(place):
                continue
            try:
                names.update(await _stored(place))
            except (aiohttp.ClientError, TimeoutError) as error:
                self._mute(place, "recordings cannot be asked for", error)
        return names

    async def _fetch(self, place: Place, name: str, to: Path) -> Found:
        if self._is_silent(place):
            return Found.UNKNOWN
        try:
            if not await settled(lambda: self._size(place, name)):
                return Found.NOWHERE
            await self._copy(place, name, to)
        except (aiohttp.ClientError, TimeoutError) as error:
            self._mute(place, "a recording cannot be asked for", error)
            return Found.UNKNOWN
        return Found.HERE

    async def _size(self, place: Place, name: str) -> int | None:
        """Bytes, None where it is not."""
        async with _asked(place, "GET", f"{_path(name)}/file") as answer:
            return None if answer.status == 404 else answer.content_length or 0

    async def _copy(self, place: Place, name: str, to: Path) -> None:
        """Whole or not at all."""
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = to.with_suffix(".part")
        async with _asked(place, "GET", f"{_path(name)}/file") as answer:
            with part.open("wb") as file:
                async for piece in answer.content.iter_chunked(PIECE):
                    await asyncio.to_thread(file.write, piece)
        part.replace(to)

    def _mute(self, place: Place, what: str, error: Exception) -> None:
        logger.info("%s at %s: %s", what, place[0], type(error).__name__)
        self._silent[place] = self._clock()

    def _is_silent(self, place: Place) -> bool:
        return self._clock() - self._silent.get(place, -SILENT_FOR) < SILENT_FOR

    async def _remove(self, place: Place, name: str) -> bool:
        if self._is_silent(place):
            return False
        try:
            async with _asked(place, "DELETE", _path(name)):
                return True
        except (aiohttp.ClientError, TimeoutError) as error:
            self._mute(place, "a recording cannot be removed", error)
            return False


@dataclass(slots=True)
class Told:
    """lines: of JSON; silent: the addresses of those that do not answer; bare: of those that keep no record at all."""

    lines: list[str] = field(default_factory=list[str])
    silent: list[str] = field(default_factory=list[str])
    bare: list[str] = field(default_factory=list[str])


async def witnessed(places: Sequence[Place], call: str) -> Told:
    """What each Asterisk has written of a call (CEL). The whole file of that day comes over the network, for Asterisk
    does not search in it."""
    told = Told()
    for place in places:
        try:
            if not await _read_into(told.lines, place, call):
                told.bare.append(place[0])
        except (aiohttp.ClientError, TimeoutError):
            told.silent.append(place[0])
    return told


async def _read_into(lines: list[str], place: Place, call: str) -> bool:
    """False where there is no record."""
    records = await _records(place)
    found = len(records) > 1  # those that were put aside are there
    for name in _of_its_time(records, call):
        async with _asked(place, "GET", f"{_path(name)}/file") as answer:
            if answer.status != 404:
                found = True
                lines += [line async for line in _lines(answer.content) if call in line]
    return found


async def _records(place: Place) -> list[str]:
    """Those that were put aside (`server.asides`), the oldest first, and last the one that is being written."""
    return [*sorted(name for name in await _stored(place) if name.startswith(f"{WITNESS}-")), WITNESS]


async def _stored(place: Place) -> list[str]:
    async with _asked(place, "GET") as answer:
        return [] if answer.status == 404 else [str(each["name"]) for each in await answer.json()]


def _of_its_time(names: Sequence[str], call: str) -> list[str]:
    """Of the records those that may have a call of that id, in which it says when it began: it stands in the first that
    was put aside afterwards, or in the one after that where it went on. A day more, for a node's day may be another."""
    began = BEGAN.search(call)
    if began is None:
        return list(names)
    first = f"{WITNESS}-{(datetime.fromtimestamp(int(began[1]), UTC) - timedelta(days=1)).date()}"
    return [name for name in names if name == WITNESS or name >= first][:RECORDS_OF_A_CALL]


async def _lines(content: aiohttp.StreamReader) -> AsyncIterator[str]:
    """The last one may be half of one, where a call begins at this moment."""
    rest = b""
    async for piece in content.iter_chunked(PIECE):
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace")  # callers choose some bytes


@asynccontextmanager
async def _asked(place: Place, method: str, path: str = "") -> AsyncIterator[aiohttp.ClientResponse]:
    """404 is an answer; other failures raise aiohttp.ClientError."""
    url, (user, password) = place
    login = {"Authorization": aiohttp.encode_basic_auth(user, password)}
    session = aiohttp.ClientSession(headers=login, timeout=WITHIN)
    async with session, session.request(method, f"{url}/ari/recordings/stored{path and '/'}{path}") as answer:
        if answer.status != 404:
            answer.raise_for_status()
        yield answer


def _path(name: str) -> str:
    return quote(name, safe="")


def _of_all(answers: Sequence[Found]) -> Found:
    if Found.HERE in answers:
        return Found.HERE
    return Found.UNKNOWN if Found.UNKNOWN in answers else Found.NOWHERE
