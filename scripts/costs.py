"""What the tests cost: seconds of a processor, of the worker and of all that it has started, by file and by test.

On a busy machine the time that passes says little; processor time stays nearly the same. A house that many tests share
is counted for whichever test runs meanwhile. As a plugin of pytest (`-p scripts.costs`) each worker adds lines to
`build/test-times/`; as a program (`python -m scripts.costs`) it sums them up. `make test-times` does both.
"""

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "build" / "test-times"
LISTED = 40  # files and tests
TICKS = os.sysconf("SC_CLK_TCK")
MARK = "CTI_TIMED_BY"  # in the environment of what a worker starts: some of it leaves the family
SHORT = 0.01  # s; what took less is counted with what comes next
INIT = 1


class Meter:
    """Seconds of a processor since the last look."""

    def __init__(self) -> None:
        os.environ[MARK] = self._mine = f"{os.getpid()}"
        self._orphans: dict[int, float] = {}
        self._of_the_dead = 0.0
        self._before = self._whole()

    def spent(self) -> float:
        now = self._whole()
        before, self._before = self._before, now
        return max(0.0, now - before)  # who is not waited for takes along what it has spent

    def skip(self) -> None:
        """What this look itself took is nobody's."""
        self._before = self._whole()

    def _whole(self) -> float:
        """A process that has ended is in the sum of the one that waited for it; of orphans nobody keeps it."""
        known = _processes()
        family = {os.getpid()} | {pid for pid, (parent, _) in known.items() if parent == INIT and self._is_ours(pid)}
        orphans = {pid: known[pid][1] for pid in family - {os.getpid()}}
        self._of_the_dead += sum(spent for pid, spent in self._orphans.items() if pid not in known)
        self._orphans = orphans
        while more := {pid for pid, (parent, _) in known.items() if parent in family} - family:
            family |= more
        return self._of_the_dead + sum(known[pid][1] for pid in family)

    def _is_ours(self, pid: int) -> bool:
        return _started_by(pid) == self._mine


@cache
def _started_by(pid: int) -> str:
    try:
        words = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return ""
    return next((word.partition("=")[2] for word in words if word.startswith(f"{MARK}=")), "")


def _processes() -> dict[int, tuple[int, float]]:
    """Of each its parent and its seconds, with those of the children that it has waited for."""
    found: dict[int, tuple[int, float]] = {}
    for name in filter(str.isdecimal, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        found[int(name)] = int(fields[1]), sum(map(int, fields[11:15])) / TICKS
    return found


class Costs:
    """The plugin, of a process that runs tests."""

    def __init__(self, worker: str) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        self._file = (FOLDER / f"{worker}-{os.getpid()}.jsonl").open("a")
        self._meter = Meter()

    def pytest_collection_finish(self) -> None:
        self._note("(collecting)", "setup")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.duration >= SHORT or report.when == "teardown":
            self._note(report.nodeid, report.when)

    def pytest_sessionfinish(self) -> None:
        self._note("(ending)", "teardown")
        self._file.close()

    def _note(self, test: str, phase: str) -> None:
        print(json.dumps([test, phase, round(self._meter.spent(), 3)]), file=self._file, flush=True)
        self._meter.skip()


def pytest_configure(config: pytest.Config) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker or not config.getoption("numprocesses", None):
        config.pluginmanager.register(Costs(worker or "alone"))


def told() -> list[tuple[str, str, float]]:
    lines = (line for file in sorted(FOLDER.glob("*.jsonl")) for line in file.read_text().splitlines())
    return [(test, phase, spent) for test, phase, spent in map(json.loads, lines)]


def main() -> None:
    files: Counter[str] = Counter()
    phases: Counter[tuple[str, str]] = Counter()
    tests: Counter[str] = Counter()
    for test, phase, spent in told():
        file = test.partition("::")[0]
        files[file] += spent
        phases[file, phase] += spent
        tests[test] += spent
    print(f"{sum(files.values()):.0f} s of a processor\n\n    all  setup   call  after")
    for file, whole in files.most_common(LISTED):
        print(f"{whole:7.1f}", *(f"{phases[file, each]:6.1f}" for each in ("setup", "call", "teardown")), file)
    print()
    for test, spent in tests.most_common(LISTED):
        print(f"{spent:7.1f} {test}")


if __name__ == "__main__":
    main()
