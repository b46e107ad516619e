"""A real Asterisk of the tests' own: provisioned and jailed as in production, on free ports, gone after the session."""

import json
import os
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from asterisk.sounds import music
from config import secrets, settings
from config.secrets import ARI_USER
from server import ports, private
from server.children import Child, die_with_parent, open_log

ASTERISK = "/usr/sbin/asterisk"
STARTS_WITHIN = 30.0  # s


@dataclass(frozen=True, slots=True)
class Pbx:
    """A running Asterisk. house: settings with all ports, secrets, data folder."""

    house: private.House
    command: tuple[str, ...]
    process: subprocess.Popen[bytes]

    @property
    def sip(self) -> str:
        """host:port for SIPp."""
        return str(self.house.settings.sip)

    @property
    def ari_url(self) -> str:
        return self.house.settings.ari_url

    @property
    def ari_password(self) -> str:
        return self.house.secrets.ari_password

    def ari(self, method: str, path: str, query: Mapping[str, str] | None = None) -> object:
        """One request to ARI, for tests that need no client. Raises urllib's HTTPError."""
        url = f"{self.ari_url}/ari{path}?{urllib.parse.urlencode(query or {})}"
        login = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        login.add_password(None, self.ari_url, ARI_USER, self.ari_password)
        opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(login))
        with opener.open(urllib.request.Request(url, method=method), timeout=5) as answer:
            content = answer.read()
        return json.loads(content) if content else None

    def set_global(self, name: str, value: object) -> None:
        """A global variable of the dialplan, such as CTI_MAXTRY or CTI_HB."""
        self.ari("POST", "/asterisk/variable", {"variable": name, "value": str(value)})

    def cli(self, words: str) -> str:
        """What Asterisk's own console answers."""
        jail = self.command[: self.command.index(ASTERISK)]
        return subprocess.run([*jail, ASTERISK, "-rx", words], capture_output=True, text=True, check=False).stdout

    def missed(self) -> dict[str, list[str]]:
        """Call → [caller, dialled, kind] of the notes that the dialplan left."""
        lines = [line.partition(":") for line in self.cli("database show cti_miss").splitlines() if "~" in line]
        return {key.strip().rsplit("/", 1)[1]: value.strip().split("~")[1:] for key, _, value in lines}


@contextmanager
def running(data: Path, environ: Mapping[str, str] | None = None) -> Iterator[Pbx]:
    """Start one in this data folder; end it at the end. environ: more settings, as `CORDBOARD_…`."""
    told = {"CORDBOARD_DATA": str(data), "CORDBOARD_HTTP": "127.0.0.1:0", "CORDBOARD_SIP": "127.0.0.1:0"}
    told |= {"CORDBOARD_RTP_PORTS": free_range()}
    chosen = ports.choose(settings.load({**told, **(environ or {})}))
    house = private.House(chosen, secrets.load({}, data))
    music.ensure(data / "asterisk" / "moh")
    child = private.asterisk_child(house, None)
    process = _started(child)
    try:
        pbx = Pbx(house, child.command, process)
        _wait_until_booted(pbx)
        yield pbx
    finally:
        process.kill()
        process.wait()


def free_range(size: int = 400) -> str:
    """A block of UDP ports in which nothing is bound now."""
    for first in range(33000 + os.getpid() % 20 * 1000, 60000, 1000):
        if all(_is_free(port) for port in range(first, first + size, 40)):
            return f"{first}-{first + size - 1}"
    raise OSError("no free block of UDP ports")


@pytest.fixture(scope="session")
def asterisk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pbx]:
    """One Asterisk for the whole session. Whoever changes a global variable of it sets it back."""
    with running(tmp_path_factory.mktemp("pbx")) as pbx:
        yield pbx


def _started(child: Child) -> subprocess.Popen[bytes]:
    with open_log(child.log) as log:
        return subprocess.Popen(
            list(child.command), env=child.environment, stdout=log, stderr=log, preexec_fn=die_with_parent(os.getpid())
        )


def _wait_until_booted(pbx: Pbx) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and pbx.process.poll() is None:
        try:
            pbx.ari("GET", "/asterisk/ping")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"Asterisk did not start: {pbx.house.log('asterisk').read_text(errors='replace')[-2000:]}")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
