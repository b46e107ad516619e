"""Which Asterisk: an installed one that is new enough, else a private root filesystem from Debian testing.

Standard library only: `scripts/setup.py` uses it before anything is installed. The private root is built under another
name and renamed when it is whole, so a root that exists is complete.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

OLDEST = 22
SUITE = "forky"
PACKAGES = "asterisk,asterisk-modules,asterisk-config,asterisk-core-sounds-en,base-files"
ENGLISH = "usr/share/asterisk/sounds/en"
ROOT = Path(__file__).parent.parent / "build" / "asterisk-root"
CODENAME_OF = re.compile(r"^VERSION_CODENAME=\"?(\w+)", re.MULTILINE)


class NoAsterisk(Exception):
    """There is no Asterisk to run. The text says what was looked for and the remedy."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Installation:
    """Where Asterisk's own files stand: `/` for an installed one, else the private root."""

    root: Path

    @property
    def modules(self) -> str:
        """The folder of modules as seen inside the root."""
        found = sorted(self.root.glob("usr/lib/*/asterisk/modules")) or sorted(
            self.root.glob("usr/lib/asterisk/modules")
        )
        if not found:
            raise NoAsterisk(f"{self.root} has no modules of Asterisk. Remove it and run: make run")
        return "/" + str(found[0].relative_to(self.root))


def find(private: Path = ROOT) -> Installation:
    """The Asterisk that is run. Raises `NoAsterisk`."""
    if installed_version() >= OLDEST:
        return Installation(Path("/"))
    if (private / "usr" / "sbin" / "asterisk").exists():
        return Installation(private)
    raise NoAsterisk(
        f"no Asterisk {OLDEST} or newer is installed and {private} does not exist. Run: python3 scripts/setup.py"
    )


def installed_version() -> int:
    """The main version of the installed Asterisk, 0 when there is none."""
    binary = shutil.which("asterisk", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if binary is None:
        return 0
    told = subprocess.run([binary, "-V"], capture_output=True, text=True, check=False).stdout
    return main_version(told.removeprefix("Asterisk "))


def offered_version() -> int:
    """The main version that the host's own package sources offer, 0 when none."""
    told = subprocess.run(["apt-cache", "policy", "asterisk"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"Candidate: (\S+)", told)
    return main_version(found[1]) if found else 0


def main_version(text: str) -> int:
    """`1:22.10.1~dfsg-2` → 22; 0 where no version can be read."""
    found = re.match(r"(?:\d+:)?(?:GIT-|certified[-/])?(\d+)", text.strip())
    return int(found[1]) if found else 0


# --- the host's package sources ------------------------------------------------------------------------------------


def read_sources(folder: Path = Path("/etc/apt")) -> list[tuple[str, str]]:
    """(address, suite) of every binary package source of the host, in both of apt's formats."""
    lists = [folder / "sources.list", *sorted(folder.glob("sources.list.d/*.list"))]
    found = [pair for file in lists if file.exists() for pair in one_line_sources(file.read_text("utf-8", "replace"))]
    for file in sorted(folder.glob("sources.list.d/*.sources")):
        found += deb822_sources(file.read_text("utf-8", "replace"))
    return found


def one_line_sources(text: str) -> list[tuple[str, str]]:
    pattern = re.compile(r"^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)", re.MULTILINE)
    return [(address, suite) for address, suite in pattern.findall(text)]


def deb822_sources(text: str) -> list[tuple[str, str]]:
    found = []
    for paragraph in re.split(r"\n\s*\n", re.sub(r"^#.*\n?", "", text, flags=re.MULTILINE)):
        fields = {
            name.lower(): value.split()
            for name, value in re.findall(r"^(\S+):((?:.*)(?:\n[ \t].*)*)", paragraph, re.MULTILINE)
        }
        if "deb" in fields.get("types", []) and fields.get("enabled") != ["no"]:
            found += [(address, suite) for address in fields.get("uris", []) for suite in fields.get("suites", [])]
    return found


def debian_mirror(sources: Iterable[tuple[str, str]], os_release: str) -> str:
    """The host's own mirror of Debian. Raises `NoAsterisk` on a host that has none, such as Ubuntu."""
    codename = CODENAME_OF.search(os_release)
    suites = {codename[1] if codename else "", SUITE, "stable", "testing", "sid", "unstable"} - {""}
    if "\nID=debian" in "\n" + os_release:
        for address, suite in sources:
            if suite in suites:
                return address
    raise NoAsterisk(
        f"this machine has no mirror of Debian set up and its own package of Asterisk is older than {OLDEST}. "
        f"Install Asterisk {OLDEST} or newer yourself, or set CORDBOARD_ASTERISK to one that runs"
    )


# --- the private root ----------------------------------------------------------------------------------------------


def build(private: Path, say: Callable[[str], None]) -> None:
    """Make the private root, about 270 MB. Raises `NoAsterisk` with the last lines of what went wrong."""
    mirror = debian_mirror(read_sources(), Path("/etc/os-release").read_text("utf-8"))
    new = private.with_name(f"{private.name}.new")
    for options in ([], ['--aptopt=Acquire::Check-Valid-Until "false"']):
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        done = _extract(new, mirror, options)
        if done.returncode == 0:
            (new / ENGLISH).symlink_to("en_US_f_Allison")  # what the package's own script would have done
            new.rename(private)
            return
        if "Valid-Until" not in done.stderr and "invalid since" not in done.stderr:
            break
        say("the package mirror lags behind: its expired index is accepted")
    raise NoAsterisk("mmdebstrap could not make the root of Asterisk:\n" + "\n".join(done.stderr.splitlines()[-8:]))


def _extract(new: Path, mirror: str, options: list[str]) -> subprocess.CompletedProcess[str]:
    """Unpack Asterisk and what it depends on. Nothing is run in it, so any user can do it and owns the files."""
    no_extras = '--aptopt=APT::Install-Recommends "false"'
    command = ["mmdebstrap", "--mode=chrootless", "--variant=extract", no_extras, *proxies(), *options]
    return _run([*command, f"--include={PACKAGES}", SUITE, str(new), f"deb {mirror} {SUITE} main"])


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def proxies() -> list[str]:
    """What the host's apt was told about its way to the mirrors; mmdebstrap would not know it."""
    told = _run(["apt-config", "dump"]).stdout
    lines = re.findall(r"^(Acquire::(?:https?::(?:Proxy|Verify|CaInfo)|Retries)\S* \".+\");$", told, re.MULTILINE)
    return [f"--aptopt={line}" for line in lines]
