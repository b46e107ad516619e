"""Child processes: each is started, watched, started again when it ends, and never outlives us.

The kernel kills a child when its parent is gone (PR_SET_PDEATHSIG), so even a killed supervisor leaves nothing behind.
A child gets what it must know by its environment, because command lines can be read by everybody.
"""

import asyncio
import ctypes
import logging
import os
import resource
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import BinaryIO

logger = logging.getLogger(__name__)

PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15  # linux/prctl.h
LIBC = ctypes.CDLL(None, use_errno=True)
ASK_EVERY = 0.05  # s between two questions whether a child is ready
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 5.0  # s before a child is started again
LIVED_WELL = 10.0  # s after which an end is not held against a child
SPARE_AFTER = 10.0  # s of life of a child before one waits beside it: at a start the processor is needed for calls
GO = b"go\n"
WAITS = "cti-spare"  # how one is called that waits
TOLD = 12  # lines of a log
LOG_LIMIT = 5_000_000  # bytes; a longer log is put aside when its child starts


class StartFailed(Exception):
    """A child did not become ready. The text ends with the last lines of its log."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Child:
    """What to run. ready: true when it does its work; patience: s until then; jailed: the real one is its child.

    spare: the command of one that waits beside it, and goes to work when `GO` comes on its standard input.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    ready: Callable[[], Awaitable[bool]]
    patience: float = 60.0
    grace: float = 5.0
    jailed: bool = False
    spare: tuple[str, ...] = ()


class Keeper:
    """Keeps one child running until `stop`."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.starts = 0
        self._process: asyncio.subprocess.Process | None = None
        self._ending = False
        self._task: asyncio.Task[None] | None = None
        self._spare: asyncio.subprocess.Process | None = None
        self._newer: asyncio.subprocess.Process | None = None
        self._preparing: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.returncode is None else None

    @property
    def waiting(self) -> int | None:
        """The process that would take over."""
        return self._spare.pid if self._spare and self._spare.returncode is None else None

    async def start(self) -> float:
        """Start it and wait until it is ready. Seconds taken. Raises `StartFailed`."""
        began = monotonic()
        await self._spawn()
        while not await self.child.ready():
            if self.pid is None:
                raise StartFailed(f"{self.child.name} ended at its start:\n{last_lines(self.child.log)}")
            if monotonic() - began > self.child.patience:
                raise StartFailed(f"{self.child.name} is not ready in time:\n{last_lines(self.child.log)}")
            await asyncio.sleep(ASK_EVERY)
        self._task = asyncio.create_task(self._keep(), name=f"keep {self.child.name}")
        self._prepare()
        return monotonic() - began

    async def replace(self, newer: Child, command: tuple[str, ...]) -> float:
        """Start `command`, which takes the child's work over while that goes on; later starts are those of `newer`.

        Seconds taken. Raises `StartFailed`: then the one that worked still does.
        """
        began, old = monotonic(), self._process
        self._newer = coming = await self._run(command, asyncio.subprocess.DEVNULL)
        ends = [asyncio.ensure_future(one.wait()) for one in (coming, *([old] if old else []))]
        await asyncio.wait(ends, timeout=newer.patience, return_when=asyncio.FIRST_COMPLETED)
        for end in ends:
            end.cancel()
        if coming.returncode is not None or (old and old.returncode is None):
            self._newer = None
            _signal(-coming.pid, signal.SIGKILL)
            raise StartFailed(f"the newer {newer.name} did not take over:\n{last_lines(newer.log)}")
        self.child = newer
        while not await newer.ready():
            if monotonic() - began > newer.patience:
                raise StartFailed(f"{newer.name} is not ready in time:\n{last_lines(newer.log)}")
            await asyncio.sleep(ASK_EVERY)
        return monotonic() - began

    async def restart(self) -> None:
        """End it, and wait until it works again as its child says now. Raises `StartFailed`."""
        old, began = self._process, monotonic()
        if old is not None and old.returncode is None:
            _signal(old.pid, signal.SIGTERM)
        while self._process is old or not await self.child.ready():
            if monotonic() - began > self.child.patience:
                raise StartFailed(f"{self.child.name} is not ready in time:\n{last_lines(self.child.log)}")
            await asyncio.sleep(ASK_EVERY)

    async def stop(self) -> None:
        """Ask it to end, wait its grace, then end it; with it goes every process of its group."""
        self._ending = True
        self._put_away()
        if self._newer is not None:
            _signal(-self._newer.pid, signal.SIGKILL)
        process = self._process
        if process is not None:
            if process.returncode is None:
                _signal(inside(process.pid) if self.child.jailed else process.pid, signal.SIGTERM)
                try:
                    await asyncio.wait_for(process.wait(), self.child.grace)
                except TimeoutError:
                    logger.warning("%s did not end in %.0f s and is killed", self.child.name, self.child.grace)
            _signal(-process.pid, signal.SIGKILL)
            await process.wait()
        if self._task is not None:
            self._task.cancel()

    async def _keep(self) -> None:
        pause = FIRST_PAUSE
        while not self._ending:
            assert self._process is not None
            since = monotonic()
            code = await self._process.wait()
            if self._ending:
                return
            if self._taken_over():
                continue
            pause = FIRST_PAUSE if monotonic() - since > LIVED_WELL else min(pause * 2, LONGEST_PAUSE)
            logger.warning("%s ended (%s) and is started again in %.2f s", self.child.name, code, pause)
            _signal(-self._process.pid, signal.SIGKILL)
            await asyncio.sleep(pause)
            await self._spawn()
            self._prepare()

    def _taken_over(self) -> bool:
        """The newer one is the child from now on; who waits beside it must be as new."""
        newer, self._newer = self._newer, None
        if newer is None or newer.returncode is not None:
            return False
        self._process = newer
        self._put_away()
        self._spare = None
        self._prepare()
        return True

    async def _spawn(self) -> None:
        if self._ending:
            return
        self.starts += 1
        self._process = self._called_in() or await self._run(self.child.command, asyncio.subprocess.DEVNULL)

    # --- the one that waits ------------------------------------------------------------------------------------------

    def _called_in(self) -> asyncio.subprocess.Process | None:
        """The one that waits, sent to work; None when there is none."""
        spare, self._spare = self._spare, None
        if spare is None or spare.returncode is not None or spare.stdin is None:
            return None
        spare.stdin.write(GO)
        spare.stdin.close()
        return spare

    def _prepare(self) -> None:
        if self._preparing is not None:
            self._preparing.cancel()
        if self.child.spare and not self._ending:
            self._preparing = asyncio.create_task(self._have_spare(), name=f"spare {self.child.name}")

    async def _have_spare(self) -> None:
        """One that ends while it waits is replaced, after a while."""
        while not self._ending:
            await asyncio.sleep(SPARE_AFTER)
            if self._spare is None or self._spare.returncode is not None:
                self._spare = await self._run(self.child.spare, asyncio.subprocess.PIPE)

    def _put_away(self) -> None:
        if self._preparing is not None:
            self._preparing.cancel()
        if self._spare is not None and self._spare.returncode is None:
            _signal(-self._spare.pid, signal.SIGKILL)

    async def _run(self, command: tuple[str, ...], stdin: int) -> asyncio.subprocess.Process:
        with open_log(self.child.log) as log:
            return await asyncio.create_subprocess_exec(
                *command,
                env=dict(self.child.environment),
                stdin=stdin,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the supervisor; it ends its children in order
                preexec_fn=die_with_parent(os.getpid()),
            )


def open_log(file: Path) -> BinaryIO:
    """For appending. A log that has grown too long is put aside first; one earlier log is kept."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > LOG_LIMIT:
        file.replace(file.with_suffix(".log.1"))
    return file.open("ab")


def last_lines(file: Path) -> str:
    """What a part said last, for whoever is told that it ended."""
    try:
        return "\n".join(file.read_text(encoding="utf-8", errors="replace").splitlines()[-TOLD:])
    except OSError:
        return f"({file} cannot be read)"


def inside(pid: int) -> int:
    """The one process that a jail runs; the jail itself when it has none yet."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return int(children[0]) if children else pid


def call_ourselves(name: str) -> None:
    """What `ps` and `/proc/PID/comm` show of this process, 15 letters at most; the command line stays."""
    LIBC.prctl(PR_SET_NAME, name.encode())


def _signal(pid: int, number: signal.Signals) -> None:
    """To one process, or to a group when negative. That it is gone already is fine."""
    try:
        if pid < 0:
            os.killpg(-pid, number)
        else:
            os.kill(pid, number)
    except ProcessLookupError:
        pass


def die_with_parent(parent: int) -> Callable[[], None]:
    def prepare() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died between fork and prctl
            os._exit(1)
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    return prepare
