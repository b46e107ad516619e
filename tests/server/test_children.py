"""Child processes for real: they come back when they die, and never outlive their parent."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server import children
from server.children import GO, LOG_LIMIT, Child, Keeper, StartFailed, open_log
from server.readiness import at_once
from tests.support.until import until

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


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


WAITS = f"""
import sys, time
if sys.stdin.buffer.readline() == {GO!r}:
    print('took over', flush=True)
    time.sleep(100)
"""


@pytest.fixture
async def relieved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Keeper]:
    """A keeper with one that waits."""
    monkeypatch.setattr(children, "SPARE_AFTER", 0.01)
    keeper = Keeper(replace(child(tmp_path), spare=(sys.executable, "-c", WAITS)))
    await keeper.start()
    await until(lambda: keeper.waiting is not None)
    yield keeper
    await keeper.stop()


async def test_the_one_that_waits_takes_over_and_another_one_waits(relieved: Keeper) -> None:
    first, second = relieved.pid, relieved.waiting
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await until(lambda: relieved.pid == second)
    await until(lambda: "took over" in relieved.child.log.read_text())
    await until(lambda: relieved.waiting not in (None, second))


async def test_when_the_one_that_waits_is_gone_too_one_is_started(
    relieved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "SPARE_AFTER", 100.0)
    await asyncio.sleep(0.1)  # longer than the pause that it is in, so that nobody else waits soon
    first, second = relieved.pid, relieved.waiting
    assert first is not None
    assert second is not None
    os.kill(second, signal.SIGKILL)
    os.kill(first, signal.SIGKILL)
    await until(lambda: relieved.pid not in (None, first, second))
    assert "took over" not in relieved.child.log.read_text()


async def test_the_one_that_waits_is_put_away_with_its_child(relieved: Keeper) -> None:
    waiting = relieved.waiting
    assert waiting is not None
    await relieved.stop()
    await until(lambda: not lives(waiting))


def test_a_server_that_waits_ends_when_nobody_needs_it(tmp_path: Path) -> None:
    told = {"PATH": os.environ["PATH"], "CORDBOARD_DATA": str(tmp_path / "data")}
    ended = subprocess.run([sys.executable, "-m", "server.spare"], env=told, stdin=subprocess.DEVNULL, check=False)
    assert ended.returncode == 0
    assert not (tmp_path / "data").exists(), "it touched what belongs to the one that works"


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
