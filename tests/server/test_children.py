"""Child processes for real: they come back when they die, and never outlive their parent."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from server.children import LOG_LIMIT, Child, Keeper, StartFailed, open_log
from server.readiness import at_once

SLEEPS = "import time; print('awake', flush=True); time.sleep(100)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(100)"
PARENT = """
import asyncio, sys
from pathlib import Path
from server.children import Child, Keeper
from server.readiness import at_once
async def main():
    child = Child("c", (sys.executable, "-c", "import time; time.sleep(100)"), {}, Path(sys.argv[1]), at_once)
    keeper = Keeper(child)
    await keeper.start()
    print(keeper.pid, flush=True)
    await asyncio.sleep(100)
asyncio.run(main())
"""


def child(folder: Path, program: str = SLEEPS, grace: float = 5.0) -> Child:
    return Child("c", (sys.executable, "-c", program), dict(os.environ), folder / "log/c.log", at_once, grace=grace)


@pytest.fixture
async def keeper(tmp_path: Path) -> AsyncIterator[Keeper]:
    keeper = Keeper(child(tmp_path))
    yield keeper
    await keeper.stop()


async def until(so: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not so():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.02)


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def test_a_child_that_is_killed_is_started_again(keeper: Keeper) -> None:
    await keeper.start()
    first = keeper.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await until(lambda: keeper.pid not in (None, first))
    assert keeper.starts == 2


async def test_a_child_that_was_stopped_stays_away(keeper: Keeper) -> None:
    await keeper.start()
    pid = keeper.pid
    await keeper.stop()
    assert pid is not None
    assert not lives(pid)
    assert keeper.starts == 1


async def test_a_child_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    keeper = Keeper(child(tmp_path, DEAF, grace=0.2))
    await keeper.start()
    pid = keeper.pid
    await keeper.stop()
    assert pid is not None
    assert not lives(pid)


async def test_a_child_that_ends_at_its_start_says_why(tmp_path: Path) -> None:
    async def never() -> bool:
        return False

    broken = Child("c", (sys.executable, "-c", "exit('no luck')"), {}, tmp_path / "c.log", never)
    with pytest.raises(StartFailed, match=r"c ended at its start:\nno luck"):
        await Keeper(broken).start()


def test_a_killed_parent_takes_its_children_along(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path / "c.log")], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert lives(pid)
        parent.kill()
    asyncio.run(until(lambda: not lives(pid)))


def test_a_log_that_is_too_long_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "c.log"
    log.write_bytes(b"x" * (LOG_LIMIT + 1))
    open_log(log).close()
    assert log.stat().st_size == 0
    assert (tmp_path / "c.log.1").exists()
