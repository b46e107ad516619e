"""What `cti doctor` looks at: programs, ports, whether the house runs and answers, and what is left over in Asterisk.

Each look is a small function that gives findings; none of them changes anything.
"""

import json
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from asterisk import launch, root
from config.settings import Settings
from server import interpreter, ports, private
from server.interpreter import Interpreter
from server.remedies import remedy
from storage.database import Unreachable, open
from storage.journal import SqlLog

WITHIN = aiohttp.ClientTimeout(total=3)
OF_A_CALL = re.compile(r"mix-(.+)")
OURS_FOR_LONG = ("leg-",)  # an agent's line: open for a shift, with or without a call


@dataclass(frozen=True, slots=True)
class Finding:
    """remedy: what to do about it; "" when all is well. urgent: calls suffer, or will; else it is advice.

    code: of the table by which the pages say it in their language, with values; the text is English."""

    about: str
    text: str
    remedy: str = ""
    urgent: bool = True
    code: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def python(faster: tuple[Interpreter, float] | None) -> Finding:
    """faster: another one, and how many times as long this one takes."""
    version = platform.python_version()
    if faster is None:
        return Finding("python", version, code="version", values={"version": version})
    other, times = faster
    values = {"version": version, "times": f"{times:.1f}", "other": other.path}
    text = f"{version} takes {times:.1f} times as long as {other.path} for plain work"
    remedy = "remove .venv and run scripts/setup.py: it takes that one"
    return Finding("python", text, remedy, urgent=False, code="slow", values=values)


def programs() -> Iterator[Finding]:
    yield python(interpreter.faster())
    try:
        found = root.find()
        launch.check()
        where = "installed" if found.root == Path("/") else str(found.root)
        yield Finding("asterisk", where, code="found", values={"where": where})
    except root.NoAsterisk as error:
        yield Finding("asterisk", str(error), "see above", code="missing")
    try:
        where = private.redis_binary()
        yield Finding("redis", where, code="found", values={"where": where})
    except private.NoRedis as error:
        yield Finding("redis", str(error), "see above", code="missing")
    yield _program("espeak-ng", "prompts cannot be spoken", "--version")
    yield _program("ffmpeg", "mp3 and ogg cannot be read", "-version")


def _program(name: str, without: str, ask: str) -> Finding:
    if shutil.which(name) is None:
        return Finding(name, f"is missing: {without}", f"apt-get install {name}", code="missing")
    told = subprocess.run([name, ask], capture_output=True, text=True, check=False).stdout
    version = told.partition("\n")[0][:60]
    return Finding(name, version, code="version", values={"version": version})


def free_ports(known: Settings) -> Iterator[Finding]:
    """While the house does not run: could it have its ports?"""
    try:
        ports.refuse_taken(known)
        yield Finding("ports", "all free")
    except ports.PortTaken as error:
        yield Finding("ports", str(error), "see above")


def where_it_runs(data: Path) -> Mapping[str, str]:
    """What the running house wrote about itself; empty when none runs."""
    try:
        told = json.loads((data / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    pid = int(told["pid"])
    return {key: str(value) for key, value in told.items()} if Path(f"/proc/{pid}").exists() else {}


def who_starts(data: Path) -> str:
    """The process that holds the data folder, though it has not written yet where it runs; "" when none does."""
    lock = data / "lock"
    try:
        pid = lock.read_text(encoding="utf-8").strip()
        held = any(each.readlink() == lock.resolve() for each in Path(f"/proc/{int(pid)}/fd").iterdir())
    except (OSError, ValueError):
        return ""
    return pid if held else ""


async def health(http: str) -> list[Finding]:
    """What the server says of its parts."""
    try:
        async with aiohttp.ClientSession(timeout=WITHIN) as session, session.get(f"http://{http}/api/health") as answer:
            remedy = "" if answer.status == 200 else "look into the log of the part that is down, under data/log"
            return [Finding("server", (await answer.text())[:400], remedy)]
    except (aiohttp.ClientError, TimeoutError) as error:
        return [Finding("server", f"does not answer: {type(error).__name__}", "look into data/log/server.log")]


async def parts(http: str) -> list[Finding]:
    """Those that do not work, as the server tells them."""
    try:
        async with aiohttp.ClientSession(timeout=WITHIN) as session, session.get(f"http://{http}/api/health") as answer:
            told = dict((await answer.json())["parts"])
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError):
        return []  # that it does not answer is told already
    return [
        Finding(part, str(told[part]), remedy(part, str(told[part]))) for part in sorted(told) if told[part] != "ok"
    ]


async def left_over(known: Settings, *places: tuple[str, tuple[str, str]]) -> list[Finding]:
    """Channels, bridges and calls that do not belong together. Asked twice would be surer: a call may just begin.

    places: address and login of each ARI.
    """
    try:
        channels = [id for ari, login in places for id in await _ids(f"{ari}/ari/channels", login)]
        bridges = [id for ari, login in places for id in await _ids(f"{ari}/ari/bridges", login)]
        calls = await _open_calls(known)
    except (aiohttp.ClientError, TimeoutError, Unreachable) as error:
        return [Finding("orphans", f"cannot be looked for: {error}", "is Asterisk running?", code="unasked")]
    none = Finding("orphans", f"none among {len(channels)} channels", code="none", values=_count(len(channels)))
    return orphans(calls, channels, bridges) or [none]


def orphans(calls: Iterable[str], channels: Iterable[str], bridges: Iterable[str]) -> list[Finding]:
    """calls: ids of those that are not over; a call's id is the id of its caller's channel."""
    known, there = set(calls), set(channels)
    strays = sorted(each for each in there - known if not each.startswith(OURS_FOR_LONG))
    of_calls = [found for each in bridges if (found := OF_A_CALL.fullmatch(each))]
    empty = sorted(found[0] for found in of_calls if found[1] not in known)
    findings = [_orphan("channel", each, "belongs to no call", "the audit hangs it up") for each in strays]
    findings += [_orphan("bridge", each, "belongs to no call", "the audit removes it") for each in empty]
    clears = "the audit clears it; else restart the server"
    return findings + [_orphan("call", each, "has no channel", clears) for each in sorted(known - there)]


def _orphan(kind: str, id: str, text: str, remedy: str) -> Finding:
    return Finding("orphans", f"{kind} {id} {text}", remedy, code=kind, values={"id": id})


def _count(count: int) -> dict[str, str]:
    return {"count": str(count)}


async def _ids(url: str, login: tuple[str, str]) -> list[str]:
    query = {"api_key": ":".join(login)}
    session = aiohttp.ClientSession(timeout=WITHIN, raise_for_status=True)
    async with session, session.get(url, params=query) as answer:
        return [str(each["id"]) for each in await answer.json()]


async def _open_calls(known: Settings) -> set[str]:
    database = await open(known.database_url)
    try:
        subjects = {entry.fact.subject for entry in await SqlLog(database).living()}
    finally:
        await database.close()
    return {subject.removeprefix("call:") for subject in subjects if subject.startswith("call:")}
