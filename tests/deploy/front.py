"""Kamailio as shipped, before nodes of the test's own, on the loopback; and callers by SIPp who call through it."""

import logging
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from server.children import die_with_parent
from tests.support.free import free_port

logger = logging.getLogger(__name__)
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
KAMAILIO, KAMCMD, SIPP = (shutil.which(name, path=PATH) or "" for name in ("kamailio", "kamcmd", "sipp"))
HERE, SHIPPED = Path(__file__).parent, Path(__file__).parents[2] / "deploy" / "kamailio"
DONE = re.compile(r"Successful call\s*\|\s*\d+\s*\|\s*(\d+)")
NODE = re.compile(r"URI: sip:(\S+)\s+FLAGS: (\w)")
READY_WITHIN = 20.0  # s


def command(folder: Path, listen: str, *more: str, nodes: Path | None = None, trunks: Path | None = None) -> list[str]:
    """Kamailio in the foreground, all that it writes in `folder`."""
    told = [f"LISTEN=udp:{listen}", f'NODES="{nodes or SHIPPED / "dispatcher.list"}"', "LOOK_EVERY=1"]
    told += [f'TRUNKS="{trunks or SHIPPED / "trunks.list"}"', f'RPC="unixs:{folder}/ctl"']
    defined = [word for each in told for word in ("-A", each)]
    return [KAMAILIO, "-f", str(SHIPPED / "kamailio.cfg"), *defined, "-Y", str(folder), "-m", "32", *more, "-DD", "-E"]


@dataclass(frozen=True, slots=True)
class Front:
    """A running Kamailio. listen: host:port where callers reach it."""

    folder: Path
    listen: str

    @property
    def log(self) -> str:
        return (self.folder / "kamailio.log").read_text(errors="replace")

    def states(self) -> dict[str, str]:
        """host:port of a node → A active, I not called, as Kamailio tells it. Nothing before it is up."""
        asked = [KAMCMD, "-s", f"unixs:{self.folder}/ctl", "dispatcher.list"]
        return dict(NODE.findall(subprocess.run(asked, capture_output=True, text=True, check=False).stdout))

    def until(self, node: str, state: str) -> None:
        end = monotonic() + READY_WITHIN
        while self.states().get(node) != state:
            assert monotonic() < end, f"{node} is not {state}: {self.states()}\n{self.log[-2000:]}"
            sleep(0.1)

    def call(self, count: int, sender: str = "127.0.0.1", rate: int = 10, patience: int = 15) -> int:
        """So many calls, `rate` a second. How many of them were served to their end."""
        words = ["-sf", str(HERE / "caller.xml"), self.listen, "-s", "0700000001", "-m", str(count), "-r", str(rate)]
        words += ["-d", "200", "-i", sender, "-p", str(free_port()), "-mp", str(free_port()), "-nostdin"]
        words += ["-recv_timeout", f"{patience}s", "-timeout", f"{patience + 20}s"]
        told = self.folder / "caller.txt"
        words += ["-trace_err", "-error_file", str(told), "-trace_msg", "-message_file", str(self.folder / "calls.txt")]
        done = subprocess.run([SIPP, *words], capture_output=True, text=True, check=False, cwd=self.folder)
        served = int(DONE.findall(done.stdout)[-1])
        if served < count and told.exists():
            errors = told.read_text(errors="replace")[-3000:]
            logger.warning("%d of %d served:\n%s\n%s", served, count, errors, self.log[-2000:])
        return served


@contextmanager
def kamailio(folder: Path, nodes: Iterable[str], *more: str, listen: str = "") -> Iterator[Front]:
    """nodes: host:port of each, all as often. 127.0.0.1 is a trunk; more: further words for its command line."""
    listen = listen or f"127.0.0.1:{free_port()}"
    told, trunks = folder / "dispatcher.list", folder / "trunks.list"
    told.write_text("".join(f"1 sip:{node} 0 0 weight=50\n" for node in nodes), encoding="utf-8")
    trunks.write_text("1 127.0.0.1 32 0\n", encoding="utf-8")
    with (
        (folder / "kamailio.log").open("w") as log,
        started(command(folder, listen, *more, nodes=told, trunks=trunks), log.fileno()),
    ):
        front = Front(folder, listen)
        for node in nodes:
            front.until(node, "A")
        yield front


@contextmanager
def sipp_node(folder: Path, port: int, scenario: str, *more: str) -> Iterator[subprocess.Popen[bytes]]:
    """One that SIPp plays at 127.0.0.1: it says that it lives, and takes calls as `scenario` says."""
    words = [
        "-sf",
        str(HERE / scenario),
        "-i",
        "127.0.0.1",
        "-p",
        str(port),
        "-mp",
        str(free_port()),
        "-aa",
        "-nostdin",
    ]
    with (folder / "node.log").open("w") as log, started([SIPP, *words, *more], log.fileno()) as process:
        yield process


@contextmanager
def started(words: list[str], log: int) -> Iterator[subprocess.Popen[bytes]]:
    running = subprocess.Popen(
        words, stdout=log, stderr=log, start_new_session=True, preexec_fn=die_with_parent(os.getpid())
    )
    try:
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
