"""The command that runs a private Asterisk in bubblewrap: the root read-only and shared, everything else its own.

It stays in the host's network. Without the host name 127.0.0.1 every RTP session would ask DNS for its own name and
SIP would stall for seconds.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from asterisk.provision import MUSIC, SOUNDS
from asterisk.root import Installation, NoAsterisk

TOP = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
BWRAP = "bwrap"
UNPRIVILEGED = (
    "Start as root, or allow user namespaces: sysctl kernel.unprivileged_userns_clone=1, "
    "on Ubuntu sysctl kernel.apparmor_restrict_unprivileged_userns=0"
)


def command(installed: Installation, data: Path) -> list[str]:
    """bubblewrap with Asterisk in the foreground. data: absolute; its folders are made by `asterisk.provision`."""
    home = data / "asterisk"
    own = {"etc": "/etc/asterisk", "run": "/run/asterisk", "log": "/var/log/asterisk", "lib": "/var/lib/asterisk"}
    own |= {"spool": "/var/spool/asterisk", "moh": MUSIC}
    binds = [part for name, inside in own.items() for part in ("--bind", str(home / name), inside)]
    return [
        *(BWRAP, "--die-with-parent", "--unshare-uts", "--hostname", "127.0.0.1"),
        *_system(installed.root),
        *("--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"),
        *binds,
        *("--bind", str(data / "sounds"), SOUNDS),
        *("--chdir", "/", "/usr/sbin/asterisk", "-f", "-g", "-C", "/etc/asterisk/asterisk.conf"),
    ]


def version(installed: Installation) -> str:
    """What the program says about itself, such as `22.10.1`; "?" when it does not run."""
    asked = [BWRAP, *_system(installed.root), "/usr/sbin/asterisk", "-V"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+(?:\.\d+)+", told)
    return found[0] if found else "?"


def check() -> None:
    """Can a jail be made at all? Raises `NoAsterisk` with the remedy."""
    if shutil.which(BWRAP) is None:
        raise NoAsterisk("bubblewrap is missing. Install it: apt-get install bubblewrap")
    tried = subprocess.run(
        [BWRAP, "--ro-bind", "/", "/", "--unshare-uts", "true"], capture_output=True, text=True, check=False
    )
    if tried.returncode != 0:
        remedy = "" if os.geteuid() == 0 else f". {UNPRIVILEGED}"
        raise NoAsterisk(f"bubblewrap cannot make a jail here: {tried.stderr.strip()}{remedy}")


def _system(root: Path) -> list[str]:
    """The parts of the root that are only read. /var and /run are made fresh, so nothing in the root is touched."""
    parts = ["--ro-bind", str(root / "usr"), "/usr", "--ro-bind", str(root / "etc"), "/etc"]
    for name in TOP:
        part = root / name
        if part.is_symlink():
            parts += ["--symlink", os.readlink(part), f"/{name}"]
        elif part.is_dir():
            parts += ["--ro-bind", str(part), f"/{name}"]
    return parts
