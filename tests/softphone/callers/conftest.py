"""A real Asterisk with a small dialplan, and the simulated callers' phone that calls it."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest

from config.secrets import ARI_USER
from softphone.callers.phone import Call, Phone
from softphone.sip import Identity
from tests.support.pbx import Pbx, running

DIALPLAN = """
[inbound]
exten => echo,1,Answer()
 same => n,Echo()
exten => busy,1,Hangup(17)
exten => ring,1,Ringing()
 same => n,Wait(30)
exten => music,1,Answer()
 same => n,MusicOnHold(${CALLERID(name)})
exten => play,1,Answer()
 same => n,Playback(${CALLERID(name)})
 same => n,Hangup()
exten => read,1,Answer()
 same => n,Read(GOT,,4,,1,5)
 same => n,Set(GLOBAL(GOT)=${GOT})
 same => n,Hangup()
exten => who,1,Set(GLOBAL(WHO)=${CALLERID(num)}/${CALLERID(name)})
 same => n,Hangup(17)
exten => wait,1,Answer()
 same => n,Wait(60)
; a small centre: menus that say something and are quiet, music, somebody who speaks and listens
exten => _070000000X,1,Answer()
 same => n,Set(GLOBAL(KEYS)=)
 same => n,Set(LEFT=12)
 same => n(menu),Read(KEY,vm-press,1,,1,4)
 same => n,Set(GLOBAL(KEYS)=${GLOBAL(KEYS)}${KEY})
 same => n,Set(LEFT=$[${LEFT}-1])
 same => n,GotoIf($["${KEY}"!="" & ${LEFT}>0]?menu)
 same => n,MusicOnHold(default,7)
 same => n,Playback(vm-goodbye)
 same => n,Record(/var/spool/asterisk/recording/talk.wav,3,20,k)
exten => short,1,Answer()
 same => n,Wait(0.2)
exten => app,1,Answer()
 same => n,Stasis(test)
exten => callback,1,Answer()
 same => n,Dial(PJSIP/trunk/${CALLERID(name)},20)
 same => n,Hangup()
"""


@pytest.fixture(scope="package")
def pbx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pbx]:
    data = tmp_path_factory.mktemp("pbx")
    with running(data) as pbx:
        etc = data / "asterisk" / "etc"
        (etc / "extensions.conf").write_text(DIALPLAN)
        pjsip = (etc / "pjsip.conf").read_text()
        (etc / "pjsip.conf").write_text(pjsip.replace("context = inbound", "context = inbound\nmoh_passthrough = yes"))
        pbx.cli("dialplan reload")
        pbx.ari("PUT", "/asterisk/modules/res_pjsip.so")
        yield pbx


def server(pbx: Pbx) -> tuple[str, int]:
    return pbx.house.settings.sip.host, pbx.house.settings.sip.port


@pytest.fixture
async def phone(pbx: Pbx) -> AsyncIterator[Phone]:
    async with Phone(server(pbx)) as phone:
        yield phone


@pytest.fixture
async def channel(pbx: Pbx, phone: Phone) -> AsyncIterator[tuple[Call, str]]:
    """A call that is in the hands of ARI, and the id of its channel."""
    login = {"Authorization": aiohttp.encode_basic_auth(ARI_USER, pbx.ari_password)}
    async with (
        aiohttp.ClientSession(headers=login) as session,
        session.ws_connect(f"{pbx.ari_url}/ari/events?app=test") as events,
    ):
        call = await connected(phone, "app")
        while (event := await events.receive_json(timeout=5))["type"] != "StasisStart":
            pass
        yield call, event["channel"]["id"]
        call.hangup()


KIM = Identity("01000000001", "Kim")


async def connected(phone: Phone, number: str, who: Identity = KIM) -> Call:
    """A call that was answered."""
    call = phone.dial(number, who)
    await asyncio.wait_for(call.up.wait(), 10)
    return call
