"""Which Python runs the house: the one that was called, or the system's own if that one is clearly faster.

A Python that was compiled without profile-guided optimisation, as version managers do unless they are told, takes half
to two thirds as much time again for everything that the server, the gateway and the tests do. Neither its version
nor, on each distribution, its build flags tell it, so both run the same piece of work.
"""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

OLDEST = (3, 11)
SYSTEM = Path("/usr/bin/python3")
CLEARLY = 0.85  # times the processor time of the one that was called; nearer than that is noise
TRIES = 5
ANSWERS_WITHIN = 30.0  # s
# Calls, attributes, dictionaries, texts: what a server does all day. The best of some tries, for others run beside it.
WORK = f"""
import sys, time
from importlib.util import find_spec
class Step:
    def __init__(self, n): self.n = n
    def after(self, more): return self.n + more
def work():
    known = {{}}
    for n in range(50_000):
        step = Step(n)
        known[f"{{n % 1000}}"] = step.after(n)
def took():
    began = time.process_time()
    work()
    return time.process_time() - began
print(*sys.version_info[:2], min(took() for _ in range({TRIES})), int(find_spec("ensurepip") is not None))
"""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """seconds: of a processor, for the same piece of work; complete: it can make environments without a package."""

    path: str
    version: tuple[int, int]
    seconds: float
    complete: bool


def tried(path: str) -> Interpreter | None:
    """None for what does not run."""
    try:
        done = subprocess.run(
            [path, "-I", "-c", WORK], capture_output=True, text=True, check=True, timeout=ANSWERS_WITHIN
        )
        major, minor, seconds, complete = done.stdout.split()
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return Interpreter(path, (int(major), int(minor)), float(seconds), complete == "1")


def faster(called: Interpreter, others: Iterable[Interpreter]) -> Interpreter | None:
    """The fastest that is clearly faster than the one that was called, and not too old."""
    fit = [one for one in others if one.version >= OLDEST and one.seconds < CLEARLY * called.seconds]
    return min(fit, key=lambda one: one.seconds, default=None)


def compared() -> tuple[Interpreter, Interpreter | None]:
    """This Python, and the system's if that is clearly faster."""
    called = tried(sys.executable)
    if called is None:
        raise OSError(f"{sys.executable} does not run programs")
    system = tried(str(SYSTEM)) if SYSTEM.exists() and not SYSTEM.samefile(sys.executable) else None
    return called, faster(called, [system] if system else [])
