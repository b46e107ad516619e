"""Kamailio before two nodes, for real, on the loopback: who is called, and what happens when a node dies.

Wants `kamailio` in the path, or its program by CORDBOARD_KAMAILIO (an unpacked package will do), and SIPp.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.sipp import free_port

KAMAILIO = os.environ.get("CORDBOARD_KAMAILIO") or shutil.which("kamailio")
SIPP = shutil.which("sipp")
FILES = Path(__file__).parents[2] / "deploy" / "kamailio"
pytestmark = pytest.mark.skipif(not (KAMAILIO and SIPP), reason="there is no kamailio or no sipp")
DONE = re.compile(r"Successful call\s*\|\s*\d+\s*\|\s*(\d+)")


def command(folder: Path, port: int, nodes: Path, *more: str) -> list[str]:
    assert KAMAILIO is not None
    modules = sorted(Path(KAMAILIO).parents[2].glob("usr/lib/*/kamailio/modules"))
    told = [f"LISTEN=udp:127.0.0.1:{port}", f'NODES="{nodes}"', f'RPC="unixs:{folder}/ctl"', "LOOK_EVERY=1"]
    defined = [word for each in told for word in ("-A", each)]
    where = ["-L", str(modules[0])] if modules else []
    return [KAMAILIO, *more, "-f", str(FILES / "kamailio.cfg"), *where, *defined, "-Y", str(folder), "-DD", "-E"]


def environment() -> dict[str, str]:
    assert KAMAILIO is not None
    libraries = sorted(Path(KAMAILIO).parents[2].glob("usr/lib/*/kamailio"))
    return dict(os.environ, LD_LIBRARY_PATH=":".join(map(str, libraries)))


@dataclass
class Node:
    port: int
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def node() -> Iterator[Node]:
    """Answers calls and says that it lives."""
    port = free_port()
    process = subprocess.Popen(
        [SIPP or "", "-sn", "uas", "-i", "127.0.0.1", "-p", str(port), "-mp", str(free_port()), "-aa", "-nostdin"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Node(port, process)
    finally:
        process.kill()
        process.wait()


@dataclass
class Front:
    port: int
    nodes: list[Node]
    log: Path

    def call(self, count: int) -> subprocess.CompletedProcess[str]:
        """So many calls, one after the other, each with its end."""
        words = ["-sn", "uac", f"127.0.0.1:{self.port}", "-i", "127.0.0.1", "-p", str(free_port()), "-m", str(count)]
        words += ["-mp", str(free_port()), "-r", "10", "-d", "10", "-nostdin", "-recv_timeout", "15000"]
        words += ["-s", "0700000001"]
        return subprocess.run([SIPP or "", *words], capture_output=True, text=True, check=False, timeout=60)

    def seen(self, count: int) -> None:
        """Wait until its log tells so many nodes that answer no more."""


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    with ExitStack() as stack:
        nodes = [stack.enter_context(node()) for _ in range(2)]
        told = tmp_path / "dispatcher.list"
        told.write_text("".join(f"1 sip:127.0.0.1:{each.port} 0 0 weight=50\n" for each in nodes))
        port, log = free_port(), tmp_path / "kamailio.log"
        with log.open("w") as out:
            running = subprocess.Popen(
                command(tmp_path, port, told), env=environment(), stdout=out, stderr=out, start_new_session=True
            )
        stack.callback(running.wait)
        stack.callback(os.killpg, running.pid, signal.SIGTERM)
        until_answered(Front(port, nodes, log))
        yield Front(port, nodes, log)


def until_answered(front: Front) -> None:
    end = time.monotonic() + 20
    while front.call(1).returncode:
        assert time.monotonic() < end, front.log.read_text()[-2000:]


def test_the_shipped_configuration_is_well_formed(tmp_path: Path) -> None:
    looked = command(tmp_path, 5060, FILES / "dispatcher.list", "-c")
    done = subprocess.run(looked, env=environment(), capture_output=True, text=True, check=False, timeout=30)
    assert "config file ok" in done.stderr + done.stdout


def test_calls_go_to_both_nodes_and_end_where_they_began(front: Front) -> None:
    done = front.call(20)
    assert (done.returncode, DONE.findall(done.stdout)[-1]) == (0, "20")


def test_when_a_node_dies_its_next_calls_go_to_the_other(front: Front) -> None:
    front.nodes[0].kill()
    done = front.call(20)
    assert (done.returncode, DONE.findall(done.stdout)[-1]) == (0, "20")


def test_without_any_node_callers_are_told_so_at_once(front: Front) -> None:
    for each in front.nodes:
        each.kill()
    assert front.call(1).returncode != 0


def test_a_flood_from_one_address_is_not_heard(front: Front) -> None:
    words = [
        "-sn",
        "uac",
        f"127.0.0.1:{front.port}",
        "-i",
        "127.0.0.2",
        "-m",
        "300",
        "-r",
        "300",
        "-d",
        "1",
        "-nostdin",
    ]
    words += ["-p", str(free_port()), "-mp", str(free_port()), "-recv_timeout", "1000", "-nr", "-timeout", "5"]
    done = subprocess.run([SIPP or "", *words], capture_output=True, text=True, check=False, timeout=60)
    assert int(DONE.findall(done.stdout)[-1]) < 100
    assert "too many requests from 127.0.0.2" in front.log.read_text()
    assert front.call(5).returncode == 0
