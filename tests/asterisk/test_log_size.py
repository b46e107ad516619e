"""The log of a real Asterisk: it is turned while strangers are denied, without losing one of them, and stays small."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from asterisk.log_size import FILE, LONGEST, console, keep_small, turn, turned
from server.asides import tidy
from tests.server.test_supervisor import CTI, environment, until
from tests.support.free import free_port
from tests.support.house import borrow
from tests.support.pbx import Pbx, running
from tests.support.sip import packet

pytestmark = pytest.mark.asterisk
STRANGER = "127.0.0.2"
DAY = 86_400
MEMBER = re.compile(r"stranger(\d+)z")


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pbx]:
    """An Asterisk whose socket has a longer path than the kernel takes."""
    with running(tmp_path_factory.mktemp("log") / ("deep" * 20) / "data") as pbx:
        assert len(str(home_of(pbx) / "run")) > 107
        yield pbx


def home_of(pbx: Pbx) -> Path:
    return pbx.house.data / "asterisk"


def written(pbx: Pbx) -> list[int]:
    """The strangers that stand in the log, in what was turned too."""
    files = [*turned(home_of(pbx)), home_of(pbx) / "log" / FILE]
    return [int(found) for file in files for found in MEMBER.findall(file.read_text("utf-8", errors="replace"))]


class Strangers:
    """Requests that are denied, one after the other, each with a number of its own."""

    def __init__(self, pbx: Pbx) -> None:
        host, port = pbx.sip.rsplit(":", 1)
        self.there, self.count = (host, int(port)), 0

    def knock(self, times: int) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
            phone.bind((STRANGER, 0))
            phone.settimeout(5)
            here = f"{STRANGER}:{phone.getsockname()[1]}"
            for _ in range(times):
                self.count += 1
                phone.sendto(packet("OPTIONS", self.target, "0700", f"stranger{self.count}z", here), self.there)
                phone.recv(65536)

    @property
    def target(self) -> str:
        return f"{self.there[0]}:{self.there[1]}"


def until_written(pbx: Pbx, wanted: set[int]) -> None:
    end = time.monotonic() + 20
    while not wanted <= set(written(pbx)):
        assert time.monotonic() < end, f"lost: {sorted(wanted - set(written(pbx)))[:20]}"
        time.sleep(0.1)


def test_no_line_is_lost_while_the_log_is_turned(deep: Pbx) -> None:
    strangers = Strangers(deep)
    for _ in range(20):
        strangers.knock(25)
        assert turn(home_of(deep))
        strangers.knock(25)
    until_written(deep, set(range(1, 1001)))
    assert len(turned(home_of(deep))) >= 20
    assert turned(home_of(deep))[0].name == f"{FILE}.0"


async def test_a_long_log_is_turned_and_of_the_turned_only_so_much_stays(deep: Pbx) -> None:
    home, strangers = home_of(deep), Strangers(deep)
    longest, most = 20_000, 60_000
    for _ in range(12):
        strangers.knock(100)
        await keep_small(home, longest, most)
    kept = [each.stat().st_size for each in turned(home)]
    assert len(kept) > 1
    assert sum(kept) <= most
    assert (home / "log" / FILE).stat().st_size <= longest
    until_written(deep, {strangers.count})  # the newest stay; Asterisk writes them when it comes to it
    assert not list((home / "log").glob("queue_log*")), "that of a queue of Asterisk's own would be turned with it"


async def test_a_short_log_stays_as_it_is(deep: Pbx) -> None:
    before = turned(home_of(deep))
    await keep_small(home_of(deep))
    assert turned(home_of(deep)) == before


def test_each_night_it_is_turned_and_goes_when_its_days_are_over(deep: Pbx) -> None:
    home = home_of(deep)
    Strangers(deep).knock(1)
    until_written(deep, {1})
    now, before = time.time(), len(turned(home))
    assert tidy(deep.house.data, 30, now) == 0
    assert len(turned(home)) == before + 1
    assert "stranger" not in (home / "log" / FILE).read_text("utf-8")
    assert tidy(deep.house.data, 30, now + 31 * DAY) >= before + 1
    assert [each.name for each in turned(home)] == []
    assert "uptime" in console(home / "run", "core show uptime"), "and it lives"


def test_where_no_asterisk_runs_the_log_stays(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / FILE).write_text("x")
    assert not turn(tmp_path)
    with running(tmp_path / "data") as pbx:
        home = home_of(pbx)
    assert not turn(home), "its socket is left, and nobody listens"
    assert (home / "log" / FILE).exists()


def test_beside_a_node_cti_looks_after_its_log(tmp_path: Path) -> None:
    ports = {name: f"127.0.0.1:{free_port()}" for name in ("ARI", "AMI", "SIP")}
    borrow(tmp_path)
    told = environment(tmp_path, **ports, ARI_PASSWORD="a", AMI_PASSWORD="b")
    with subprocess.Popen([*CTI, "run", "--only", "asterisk"], env=told, stdout=subprocess.DEVNULL) as process:
        try:
            log = tmp_path / "asterisk" / "log" / FILE
            until(lambda: log.exists() and (tmp_path / "asterisk" / "run" / "asterisk.ctl").exists())
            os.truncate(log, LONGEST + 1)
            until(lambda: turned(tmp_path / "asterisk"))
            until(lambda: log.exists() and log.stat().st_size < LONGEST)
        finally:
            process.terminate()
            process.wait(30)
