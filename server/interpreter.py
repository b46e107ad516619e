"""Which Python runs the house: the one that was called, or the system's own if that one is clearly faster.

One that was compiled without profile-guided optimisation, as version managers do unless they are told, took 1.6 times
as long for plain Python, and a call cost the server a sixth more. Neither its version nor, on each distribution, its
build flags tell it, so both run the same piece of work.
"""

import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OLDEST = (3, 11)
SYSTEM = Path("/usr/bin/python3")
CLEARLY = 0.85  # times the processor time of the one that was called; nearer than that is noise
TRIES, ROUNDS = 5, 5
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


def is_faster(one: Interpreter, called: Interpreter) -> bool:
    """Clearly, and it is not too old."""
    return one.version >= OLDEST and one.seconds < CLEARLY * called.seconds


@cache
def faster() -> tuple[Interpreter, float] | None:
    """The system's Python, and how many times as long this one takes; None where it is not clearly faster."""
    if not SYSTEM.exists() or SYSTEM.samefile(sys.executable):
        return None
    called, system = in_turns(sys.executable, str(SYSTEM))
    if called is None or system is None or not is_faster(system, called):
        return None
    return system, called.seconds / system.seconds


def in_turns(*paths: str) -> list[Interpreter | None]:
    """The best of each: a core that others use meanwhile, or that runs slower for a moment, is slower for all."""
    rounds = [[tried(path) for path in paths] for _ in range(ROUNDS)]
    return [min(filter(None, each), key=lambda one: one.seconds, default=None) for each in zip(*rounds, strict=True)]
