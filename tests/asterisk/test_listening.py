"""An Asterisk that answers us and nobody who calls is noticed, and takes its port as soon as it can."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from asterisk.ami import Ami
from asterisk.listening import ENOUGH, Listening, is_bound
from config.secrets import AMI_USER
from tests.support.pbx import Pbx, running
from tests.support.sip import request

HEADING = [
    *("", "Transport:  <TransportId........>  <Type>  <cos>  <tos>  <BindAddress....................>"),
    *("==========================================================================================", ""),
]
UDP = "Transport:  udp                       udp      0      0  127.0.0.1:28130"
WS = "Transport:  pages                     wss      0      0  0.0.0.0:5060"


@asynccontextmanager
async def asked(pbx: Pbx) -> AsyncIterator[Ami]:
    known = pbx.house.settings.ami
    ami = Ami(known.host, known.port, AMI_USER, pbx.house.secrets.ami_password)
    await ami.start()
    try:
        await ami.wait_until_up()
        yield ami
    finally:
        await ami.close()


async def looks(*at: Listening) -> None:
    """As many as it takes until it is said."""
    for _ in range(ENOUGH):
        assert not any(each.deaf for each in at)
        for each in at:
            await each.look()
    assert all(each.deaf for each in at)


@pytest.mark.asterisk
async def test_an_asterisk_whose_sip_port_is_held_is_deaf_and_one_of_ours_takes_it_when_it_is_free(
    tmp_path: Path,
) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as holder:
        holder.bind(("127.0.0.1", 0))
        held = f"127.0.0.1:{holder.getsockname()[1]}"
        with running(tmp_path, {"CORDBOARD_SIP": held}) as pbx:
            async with asked(pbx) as ami:
                ours, theirs = Listening(ami, own=True), Listening(ami, own=False)
                await looks(ours, theirs)
                holder.close()
                await theirs.look()
                await theirs.look()
                assert theirs.deaf
                await ours.look()  # tells it to try again
                await ours.look()
                assert not ours.deaf
                assert request(pbx.sip, "OPTIONS") == [200]


@pytest.mark.asterisk
async def test_an_asterisk_without_the_driver_of_calls_is_deaf_though_it_has_its_port(pbx: Pbx) -> None:
    async with asked(pbx) as ami:
        it = Listening(ami, own=True)
        pbx.cli("module unload chan_pjsip.so")
        try:
            await looks(it)
            assert request(pbx.sip, "OPTIONS") == [200]
        finally:
            pbx.cli("module load chan_pjsip.so")
        await it.look()
        assert not it.deaf


async def test_what_cannot_be_asked_changes_nothing() -> None:
    it = Listening(Ami("127.0.0.1", 9, "", ""), own=True)
    for _ in range(2 * ENOUGH):
        await it.look()
    assert it.deaf is None


def test_it_is_said_after_some_looks_and_taken_back_at_the_first_that_finds_it_listening() -> None:
    it = Listening(Ami("127.0.0.1", 9, "", ""), own=True)
    said = []
    for listens in [False] * (ENOUGH - 1) + [True] + [False] * ENOUGH + [True]:
        it.take(listens)
        said.append(it.deaf)
    assert said == [False] * (2 * ENOUGH - 1) + [True, False]


@pytest.mark.parametrize(
    ("printed", "bound"),
    [
        (["No objects found."], False),
        ([], False),
        (HEADING, False),
        ([*HEADING, WS], False),
        ([*HEADING, WS, UDP], True),
    ],
)
def test_it_listens_when_one_transport_has_a_port_of_its_own(printed: list[str], bound: bool) -> None:
    assert is_bound(printed) == bound
