"""What befalls a running house: one of its processes is killed, frozen or asked to end. And what is left afterwards."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from config import secrets
from config.settings import load
from server import doctor as look
from server.children import inside
from server.doctor import Finding
from tests.support.house import House
from tests.support.until import until

PARTS = {"server": "server.main", "gateway": "softphone.gateway", "redis": "redis-server", "asterisk": "bwrap"}
BACK_WITHIN = 60.0  # s


def children(house: House) -> Iterator[tuple[int, str]]:
    """The supervisor's children: process id, command line."""
    pid = house.process.pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split():
        with suppress(OSError):  # it has just ended
            words = Path(f"/proc/{child}/cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
            yield int(child), words


def called(pid: int) -> str:
    """What the process calls itself; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def part(house: House, name: str) -> int:
    """The process of this part, 0 while there is none. Of Asterisk the one in the jail."""
    pid = next((pid for pid, words in children(house) if PARTS[name] in words or called(pid) == f"cti-{name}"), 0)
    return inside(pid) if pid and name == "asterisk" else pid


def kill(house: House, name: str, number: signal.Signals = signal.SIGKILL) -> None:
    os.kill(part(house, name), number)


async def killed(house: House, name: str, number: signal.Signals = signal.SIGKILL) -> None:
    """Kill the part and wait until another process does its work and the house is healthy."""
    before = part(house, name)
    os.kill(before, number)
    await until(lambda: part(house, name) not in (0, before))
    await healthy(house)


@asynccontextmanager
async def frozen(house: House, name: str) -> AsyncIterator[None]:
    """The part is there, and does nothing."""
    pid = part(house, name)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@asynccontextmanager
async def away(house: House) -> AsyncIterator[None]:
    """There is no server: whenever it is started again it is killed, until the block ends."""

    async def keep_away() -> None:
        while True:
            if pid := part(house, "server"):
                os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.02)

    keeping = asyncio.create_task(keep_away())
    try:
        yield
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
    await healthy(house)


async def healthy(house: House) -> None:
    """Wait until all parts say that they are well."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(BACK_WITHIN):
        while True:
            try:
                async with session.get(f"{house.url}/api/health") as answer:
                    if set((await answer.json())["parts"].values()) == {"ok"}:
                        return
            except aiohttp.ClientError:  # the server is not there
                pass
            await asyncio.sleep(0.1)


async def figures(house: House) -> dict[str, float]:
    """What `GET /metrics` says: name with labels → value."""
    async with aiohttp.ClientSession() as session, session.get(f"{house.url}/metrics") as answer:
        lines = [line for line in (await answer.text()).splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


async def nothing_is_left(house: House, calm: bool = True) -> None:
    """No call, no stray channel or bridge, nothing that was not taken, no error in any log. Raises AssertionError.

    calm: nothing has happened that may stand in a log.
    """
    for _ in range(40):
        left = {name: value for name, value in (await figures(house)).items() if "cordboard_calls{" in name and value}
        wrong = [] if left else [each for each in await findings(house) if each.remedy]
        if not left and not wrong:
            break
        await asyncio.sleep(0.25)
    assert not left
    assert wrong == []
    assert not calm or trouble(house) == ""


async def findings(house: House, database: str = "") -> list[Finding]:
    """What `cti doctor` finds in a running house, without a process of its own: that takes seconds to begin."""
    known = load(
        {"CORDBOARD_DATA": str(house.data), "CORDBOARD_HTTP": house.places["http"]}
        | ({"CORDBOARD_DATABASE": database} if database else {})
    )
    told = look.where_it_runs(house.data)
    login = secrets.ari_login(known, secrets.load({}, house.data))
    return [*await look.health(told["http"]), *await look.left_over(known, (f"http://{told['ari']}", login))]


async def doctor(house: House) -> subprocess.CompletedProcess[str]:
    told = {**os.environ, "CORDBOARD_DATA": str(house.data), "CORDBOARD_HTTP": house.places["http"]}
    command = [sys.executable, "-m", "server.cli", "doctor"]
    return await asyncio.to_thread(
        subprocess.run, command, env=told, capture_output=True, text=True, check=False, timeout=30
    )


def trouble(house: House) -> str:
    """What the first error in a log says."""
    before, _, after = logs(house).partition("Traceback")
    return f"{before[-500:]}Traceback{after[:2000]}" if after else ""


def logs(house: House) -> str:
    """Everything that our own processes have written."""
    files = [house.data / "house.log", *sorted((house.data / "log").glob("*.log"))]
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)
