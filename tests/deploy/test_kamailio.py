"""Kamailio before two real Asterisk: who is called, what happens when a node dies, and who is not heard.

The nodes have no server, so a call is answered by the dialplan, which holds it and notes it: the notes are counted.
"""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from asterisk.capacity import callers
from tests.deploy.front import KAMAILIO, SIPP, Front, command, kamailio, sipp_node
from tests.support.free import free_port
from tests.support.house import borrow
from tests.support.pbx import Pbx, running

pytestmark = [
    pytest.mark.asterisk,
    pytest.mark.skipif(not (KAMAILIO and SIPP), reason="kamailio or sipp is missing: python3 scripts/setup.py --tests"),
]
# Where the dialplan hangs up at once, because no server lives.
HUNG_UP = {"context": "inbound", "extension": "cordboard-canary", "priority": "1"}


@dataclass(frozen=True, slots=True)
class Pair:
    front: Front
    nodes: tuple[Pbx, Pbx]
    provider: int  # its port

    def taken(self) -> list[int]:
        """How many calls each node has answered so far."""
        return [len(node.missed()) for node in self.nodes]


@contextmanager
def pair(folder: Path) -> Iterator[Pair]:
    listen, provider = f"127.0.0.1:{free_port()}", free_port()
    with ExitStack() as stack:
        for name in ("one", "two"):
            borrow(folder / name)
        one, two = (stack.enter_context(running(folder / each, {"CORDBOARD_TRUNK": listen})) for each in ("one", "two"))
        told = ["-A", f'CARRIER="sip:127.0.0.1:{provider}"']
        front = stack.enter_context(kamailio(folder, [one.sip, two.sip], *told, listen=listen))
        yield Pair(front, (one, two), provider)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with pair(tmp_path_factory.mktemp("kamailio")) as found:
        yield found


def kill(node: Pbx) -> None:
    node.process.kill()
    node.process.wait()


def test_the_shipped_configuration_is_well_formed(tmp_path: Path) -> None:
    looked = [*command(tmp_path, "127.0.0.1:5060", "-c", "-A", 'CARRIER="sip:127.0.0.1:5062"')]
    done = subprocess.run(looked, capture_output=True, text=True, check=False, timeout=30)
    assert "config file ok" in done.stderr + done.stdout


def test_calls_go_to_both_nodes_and_what_comes_later_goes_to_the_same(both: Pair) -> None:
    before = both.taken()
    assert both.front.call(20) == 20
    taken = [after - was for after, was in zip(both.taken(), before, strict=True)]
    assert sum(taken) == 20
    assert min(taken) >= 4


def test_strangers_get_no_call_and_a_flood_of_theirs_is_not_heard_while_trunks_are(both: Pair) -> None:
    before = sum(both.taken())
    assert both.front.call(100, sender="127.0.0.2", rate=100, patience=1) == 0
    assert "too many requests from 127.0.0.2" in both.front.log
    assert both.front.call(5) == 5
    assert sum(both.taken()) - before == 5


def test_a_call_that_a_hanging_node_does_not_answer_goes_to_the_other(both: Pair, tmp_path: Path) -> None:
    hanging = free_port()
    nodes = [f"127.0.0.1:{hanging}", both.nodes[0].sip]
    with sipp_node(tmp_path, hanging, "says_nothing_more.xml"), kamailio(tmp_path, nodes) as front:
        assert front.call(12) == 12
        assert f"sip:127.0.0.1:{hanging} does not take a call" in front.log


def test_a_node_whose_lines_are_busy_is_passed_over_and_counts_as_well(both: Pair) -> None:
    one, two = both.nodes
    before, warned = both.taken(), both.front.log.count("does not take a call")
    try:
        one.set_global("CTI_LIMIT", 0)
        assert both.front.call(10) == 10
        assert both.taken() == [before[0], before[1] + 10]
        two.set_global("CTI_LIMIT", 0)
        assert both.front.call(10, patience=5) == 0
    finally:
        for node in both.nodes:
            node.set_global("CTI_LIMIT", callers())
    assert both.front.call(10) == 10
    assert sum(both.taken()) == sum(before) + 20
    assert both.taken()[0] > before[0]
    assert both.front.log.count("does not take a call") == warned


def test_a_node_calls_out_through_it_to_the_provider(both: Pair, tmp_path: Path) -> None:
    with sipp_node(tmp_path, both.provider, "provider.xml", "-m", "1") as provider:
        both.nodes[0].ari("POST", "/channels", {"endpoint": "PJSIP/0312345678@trunk", **HUNG_UP})
        assert provider.wait(20) == 0, (tmp_path / "node.log").read_text(errors="replace")[-3000:]


@pytest.mark.slow
def test_a_node_that_was_killed_is_not_called_until_it_is_back(tmp_path: Path) -> None:
    with pair(tmp_path) as both:
        one, two = both.nodes
        kill(one)
        assert both.front.call(10) == 10
        both.front.until(one.sip, "I")
        asked = both.front.log.count("does not take a call")
        assert both.front.call(10) == 10
        assert both.front.log.count("does not take a call") == asked
        assert len(two.missed()) == 20
        with running(tmp_path / "one", {"CORDBOARD_SIP": one.sip}) as back:
            both.front.until(one.sip, "A")
            assert both.front.call(10) == 10
            assert back.missed()


@pytest.mark.slow
def test_without_any_node_callers_are_told_so(tmp_path: Path) -> None:
    with pair(tmp_path) as both:
        for node in both.nodes:
            kill(node)
        assert both.front.call(1) == 0
        for node in both.nodes:
            both.front.until(node.sip, "I")
        assert both.front.call(1, patience=2) == 0
