"""`make check`: all checks, as many at a time as there are cores, the longest first. `python3 -m scripts.side_by_side`.

Nothing is printed while they run, so that no two of them talk at once: each says what it has to say when it ends.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
BIN = ".venv/bin"
IN_WEB = (sys.executable, "scripts/setup.py", "--npm", "run")
CHECKS: tuple[tuple[str, ...], ...] = (
    (f"{BIN}/mypy",),
    (*IN_WEB, "test"),
    (*IN_WEB, "types"),
    (*IN_WEB, "lint"),
    (f"{BIN}/ruff", "format", "--check", "."),
    (f"{BIN}/ruff", "check", "."),
    (f"{BIN}/lint-imports",),
    (f"{BIN}/python", "-m", "scripts.gen_types", "--check"),
    (f"{BIN}/python", "-m", "scripts.diagrams", "--check"),
)


@dataclass(frozen=True, slots=True)
class Done:
    command: tuple[str, ...]
    said: str
    seconds: float
    well: bool

    def told(self) -> str:
        """One line when all is well: then nobody reads more."""
        words = " ".join(self.command).removeprefix(f"{sys.executable} scripts/setup.py --")
        head = f"{'ok' if self.well else 'FAILED'}  {words}  ({self.seconds:.0f} s)"
        return head if self.well else f"{head}\n{self.said}"


def run(command: tuple[str, ...]) -> Done:
    began = monotonic()
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, text=True, errors="replace"
    )
    return Done(command, done.stdout, monotonic() - began, done.returncode == 0)


def main() -> int:
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        running = [pool.submit(run, command) for command in CHECKS]
        all_well = True
        for each in as_completed(running):
            print(each.result().told(), flush=True)
            all_well &= each.result().well
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main())
