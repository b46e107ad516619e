"""A machine of Debian with systemd as its first process, in `systemd-nspawn`: no network but its own loopback.

The bare system is made once by mmdebstrap and kept under build/; what is installed upon it lies in an overlay that goes
with the test. Python packages are fetched outside, because the machine reaches nobody.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest

from asterisk import root as debian

CHECKOUT = Path(__file__).parents[2]
KEPT = CHECKOUT / "build" / "deploy"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
BARE = ("systemd", "systemd-sysv", "dbus", "procps", "curl")
NEEDS = ("systemd-nspawn", "mmdebstrap", "nsenter")
OLDER = re.compile(r" *; python_full_version < '3\.11\.\d+'")  # Debian 12 has Python 3.11.2


def missing(programs: tuple[str, ...]) -> str:
    """Why this machine cannot play another one; empty when it can."""
    if os.geteuid() != 0:
        return "needs root"
    gone = [each for each in programs if shutil.which(each) is None]
    return f"{', '.join(gone)}: not installed, run: make test-deploy" if gone else ""


def system(suite: str, packages: tuple[str, ...], into: Path) -> Path:
    """A bare Debian, made when it is not there yet. Raises CalledProcessError with what mmdebstrap said."""
    if not into.exists():
        mirror = debian.debian_mirror(debian.read_sources(), Path("/etc/os-release").read_text("utf-8"))
        new = into.with_name(f"{into.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        options = ['--aptopt=APT::Install-Recommends "false"', '--aptopt=Acquire::Check-Valid-Until "false"']
        words = ["mmdebstrap", "--variant=minbase", *options, *debian.proxies(), f"--include={','.join(packages)}"]
        run([*words, suite, str(new), f"deb {mirror} {suite} main"])
        new.rename(into)
    return into


def wheels() -> Path:
    """Every package of requirements.lock, and what builds ours."""
    there, lock = KEPT / "wheels", KEPT / "requirements.lock"
    text = OLDER.sub("", (CHECKOUT / "requirements.lock").read_text("utf-8"))
    if not (there.exists() and lock.exists() and lock.read_text("utf-8") == text):
        there.mkdir(parents=True, exist_ok=True)
        new = KEPT / "requirements.new"
        new.write_text(text, encoding="utf-8")
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(there)]
        run([*fetch, "--require-hashes", "--requirement", str(new)])
        run([*fetch, "setuptools", "wheel"])
        new.rename(lock)
    return there


def copy_checkout(into: Path) -> None:
    """As `git clone` would make it, with what is not committed yet, and the pages that are built."""
    asked = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=CHECKOUT)
    for name in filter(None, asked.stdout.split("\0")):
        if (CHECKOUT / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CHECKOUT / name, into / name)
    shutil.copytree(CHECKOUT / "web" / "dist", into / "web" / "dist")


def run(words: list[str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done


@dataclass(frozen=True, slots=True)
class Machine:
    """One that runs. first: the process that is systemd in it."""

    first: int

    def do(self, script: str, patience: float = 60.0) -> str:
        """What a script of bash told on both its outputs. Fails the test when it fails."""
        code, told = self.tried(script, patience)
        assert code == 0, f"{script}\n{told}"
        return told

    def tried(self, script: str, patience: float = 60.0) -> tuple[int, str]:
        into = ["nsenter", "--target", str(self.first), *("--mount", "--pid", "--net", "--uts", "--ipc", "--cgroup")]
        bash = ["/usr/bin/env", "-i", f"PATH={PATH}", "SYSTEMD_PAGER=", "TERM=dumb", "/bin/bash", "-euc", script]
        done = subprocess.run(
            [*into, "--", *bash],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=patience,
        )
        return done.returncode, done.stdout

    def wait_until(self, script: str, patience: float = 90.0) -> float:
        """Seconds until the script ends well."""
        began = monotonic()
        while (last := self.tried(script))[0] != 0:
            if monotonic() - began > patience:
                _, told = self.tried("journalctl --no-pager --unit 'cordboard*' | tail -40")
                pytest.fail(f"after {patience:.0f} s not yet: {script}\n{last[1]}\n{told}")
            sleep(0.1)
        return monotonic() - began

    def shown(self, unit: str, name: str) -> str:
        return self.do(f"systemctl show {unit} --property {name} --value").strip()


@contextmanager
def overlaid(bare: Path, folder: Path) -> Iterator[Path]:
    """The bare system, to write into without changing it."""
    upper, work, seen = (folder / name for name in ("upper", "work", "root"))
    for each in (upper, work, seen):
        each.mkdir(parents=True)
    run(["mount", "-t", "overlay", "overlay", "-o", f"lowerdir={bare},upperdir={upper},workdir={work}", str(seen)])
    try:
        yield seen
    finally:
        run(["umount", "--lazy", str(seen)])
        shutil.rmtree(folder, ignore_errors=True)


def spawn(root: Path, *more: str) -> list[str]:
    alone = ["--register=no", "--keep-unit", "--private-network", f"--machine=cordboard-{os.getpid()}"]
    return ["systemd-nspawn", "--quiet", f"--directory={root}", *alone, *more]


@contextmanager
def booted(root: Path, log: Path, *more: str) -> Iterator[Machine]:
    """systemd as the first process, until the end of the block. more: words for systemd-nspawn."""
    environment = {**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"}  # systemd 258 knows no other
    with log.open("wb") as out:
        outside = subprocess.Popen(
            [*spawn(root, *more), "--boot"], stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment
        )
    try:
        machine = Machine(_first(outside, log))
        machine.wait_until("systemctl is-system-running | grep -qE 'running|degraded'", patience=60)
        yield machine
    finally:
        outside.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            outside.wait(60)
        outside.kill()
        outside.wait()


def _first(outside: subprocess.Popen[bytes], log: Path) -> int:
    until = monotonic() + 30
    while outside.poll() is None and monotonic() < until:
        for child in Path(f"/proc/{outside.pid}/task/{outside.pid}/children").read_text().split():
            with suppress(FileNotFoundError):
                if Path(f"/proc/{child}/comm").read_text().strip() == "systemd":
                    return int(child)
        sleep(0.1)
    pytest.fail(f"systemd did not start: {log.read_text(errors='replace')[-3000:]}")
