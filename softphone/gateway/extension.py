"""One agent's extension at another PBX, called once and lifted once: the line then stays for the shift.

pyVoIP does the signalling only; the RTP socket belongs to the pump. To `softphone.gateway.phones` this is a page. What
is told by `kept` is enough to go on with the same call after the gateway was killed.
"""

import asyncio
import logging
import socket
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

import pyVoIP.VoIP  # noqa: F401 pyVoIP.SIP and pyVoIP.RTP import each other unless this one is first
from pyVoIP.RTP import PayloadType, TransmitType
from pyVoIP.SIP import SIPMessage

from softphone.gateway.line import bind
from softphone.gateway.plain import PlainMedia
from softphone.gateway.pump import Pump
from softphone.gateway.srtp import Address
from softphone.registered import Account, Registered
from softphone.sip import Dialog, Identity, way_to

logger = logging.getLogger(__name__)

EVENTS = 101
OFFER = {int(PayloadType.PCMU): PayloadType.PCMU, EVENTS: PayloadType.EVENT}
WHY = {
    401: "credentials",
    403: "credentials",
    407: "credentials",
    404: "unknown",
    408: "unreachable",
    480: "unanswered",
    487: "unanswered",
    486: "busy",
    600: "busy",
    488: "codec",
    503: "unreachable",
}
GOOD_BYE = 1.0  # s for the answers to our last requests


@dataclass(frozen=True, slots=True)
class Kept:
    """A call that is up. sip, rtp: our ports; peer: where its sound goes; keys: its type of telephone events."""

    page: str
    account: Account
    dialog: Dialog
    sip: int
    rtp: int
    peer: Address
    keys: int


@dataclass(frozen=True, slots=True)
class ExtensionEvents:
    """As `softphone.gateway.page.PageEvents`; reasons of down: the values of WHY, `refused`, `closed` (hung up)."""

    up: Callable[["Extension"], None]
    down: Callable[["Extension", str], None]
    digit: Callable[["Extension", str], None]


class Extension:
    """progress: the last answer to our call before the final one (SIP code)."""

    patience = 45.0  # s from the call to the lifted handset

    def __init__(self, agent: str, account: Account, pump: Pump, events: ExtensionEvents, ports: range) -> None:
        self.agent, self.account = agent, account
        self.id = f"pbx-{uuid.uuid4().hex[:12]}"
        self.media: PlainMedia | None = None
        self.began = time.monotonic()
        self.progress = 0
        self.lines: dict[str, Extension] = {}
        self._pump, self._events, self._ports = pump, events, ports
        self._dialog: Dialog | None = None
        self._socket: socket.socket | None = None
        self._peer: Address = ("", 0)
        self._keys, self._call_id, self._over, self._closing = EVENTS, "", False, False
        self._host = way_to(account.server)
        self._sip = Registered(account, self._host, 0, self, self._registered)

    async def call(self) -> None:
        """Register, then call. Raises `NoPort`, OSError."""
        self._socket = bind(self._host, self._ports)
        await self._sip.open()
        self._sip.enrol()

    async def resume(self, kept: Kept) -> None:
        """Go on with a call of before. Raises `NoPort`, OSError where a port is taken."""
        self.id, self._dialog, self._peer, self._keys = kept.page, kept.dialog, kept.peer, kept.keys
        self._socket = bind(self._host, self._ports, kept.rtp)
        self._sip.myPort = kept.sip
        await self._sip.open()
        self._know(kept.dialog.call_id)
        self._sip.enrol()
        self._listen()

    def kept(self) -> Kept | None:
        if self._dialog is None or self._socket is None or self.media is None:
            return None
        port = self._socket.getsockname()[1]
        return Kept(self.id, self.account, self._dialog, self._sip.myPort, port, self._peer, self._keys)

    def knock(self) -> None:
        """A phone that is silent is away: nobody else could answer for it."""

    async def close(self) -> None:
        """Hang up, take the registration back. `down` is not told."""
        if self._closing:
            return
        self._closing = True
        if not self._sip.NSD:  # it was never opened
            self._end()
            return
        if self._dialog is not None and not self._over:
            self._sip.end(self._dialog)
        elif self._call_id and not self._over:
            self._sip.cancel(self._call_id)
        self._end()
        self._sip.enrol(expires=0)
        until = time.monotonic() + GOOD_BYE
        while self._sip.sendings and time.monotonic() < until:  # noqa: ASYNC110  # answers are datagrams
            await asyncio.sleep(0.05)
        self._sip.close()

    # --- what the signalling tells ---------------------------------------------------------------------------------

    def _registered(self, code: int) -> None:
        if self._over or self._dialog is not None:
            return
        if code != 200:
            self._lost(code)
            return
        assert self._socket is not None
        self._know(self._sip.gen_call_id())
        port = self._socket.getsockname()[1]
        who = Identity(self.account.user)
        self._sip.start_invite(self._call_id, self.account.extension, who, port, OFFER)

    def connected(self, answer: SIPMessage, dialog: Dialog) -> None:
        self._dialog = dialog
        if not self._learn(answer):
            self._sip.end(dialog)
            self._lost(488)
            return
        self._listen()

    def ended(self, code: int) -> None:
        self._lost(code)

    def cancelled(self) -> None:
        """Nobody calls us here, so nobody can take a call back."""

    def invited(self, request: SIPMessage) -> None:
        """A re-INVITE moves the sound of our call; calls to us are refused."""
        call_id = request.headers["Call-ID"]
        if call_id != self._call_id or self._dialog is None or self._socket is None:
            self._sip.reply(request, "486 Busy Here")
            return
        if "m" in request.body:
            self._learn(request)
        tags = self._sip.tagLibrary
        tags[call_id] = self._dialog.local.rpartition(";tag=")[2]
        offer = {self._socket.getsockname()[1]: OFFER}
        self._sip.send(self._sip.gen_answer(request, "1", offer, TransmitType.SENDRECV))
        if self.media is not None:
            media, peer = self.media, self._peer
            self._pump.call(lambda: media.aim(peer))

    # --- inside ----------------------------------------------------------------------------------------------------

    def _know(self, call_id: str) -> None:
        self._call_id = call_id
        self.lines[call_id] = self

    def _learn(self, message: SIPMessage) -> bool:
        """Where the other side wants its sound. False: it does not speak PCMU."""
        voice = message.body["m"][0]
        if str(int(PayloadType.PCMU)) not in [str(each) for each in voice["methods"]]:
            return False
        self._peer = (message.body["c"][0]["address"], int(voice["port"]))
        return True

    def _listen(self) -> None:
        assert self._socket is not None
        media = self.media = PlainMedia(self._socket, self._peer, self._keys, self._pressed)
        self._pump.call(lambda: media.open(self._pump))
        self._events.up(self)

    def _pressed(self, digit: str) -> None:
        if not self._over:
            self._events.digit(self, digit)

    def _lost(self, code: int) -> None:
        if self._over:
            return
        was_up = self.media is not None
        self._end()
        self._events.down(self, "closed" if was_up else WHY.get(code, "refused"))

    def _end(self) -> None:
        self._over = True
        self.lines.clear()
        media, sock = self.media, self._socket
        if media is not None:
            self._pump.call(lambda: media.close(self._pump))
        elif sock is not None:
            sock.close()


def written(kept: Kept) -> dict[str, object]:
    return asdict(kept)


def read(told: dict[str, object]) -> Kept:
    """Raises LookupError, TypeError, ValueError for what `written` did not write."""
    kept = Kept(**told)  # type: ignore[arg-type]  # a wrong name or number raises here or at its first use
    account, dialog = dict(told["account"]), dict(told["dialog"])  # type: ignore[call-overload]  # raises as told
    host, port = account.pop("server")
    named = Account(server=(str(host), int(port)), **account)
    return replace(kept, account=named, dialog=Dialog(**dialog), peer=(str(kept.peer[0]), int(kept.peer[1])))
