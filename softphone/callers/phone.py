"""Calls of the simulated callers, on pyVoIP's phone and call. Rule: what a call does is awaited, never polled."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Callable

from pyVoIP.RTP import PayloadType, TransmitType
from pyVoIP.SIP import SIPMessage
from pyVoIP.VoIP import CallState, InvalidStateError, VoIPCall, VoIPPhone

from softphone.callers.rtp import Clock, Stream, open_socket
from softphone.sip import Dialog, Identity, Signalling

log = logging.getLogger(__name__)

EVENT = 101
# What we may do when the other side says what it does (RFC 3264, 6.1).
REPLIES = {
    TransmitType.SENDONLY: TransmitType.RECVONLY,
    TransmitType.RECVONLY: TransmitType.SENDONLY,
    TransmitType.INACTIVE: TransmitType.INACTIVE,
}


Media = dict[int, PayloadType]


class Call(VoIPCall):
    """One call. up: answered; over: ended, with the SIP `code` of its end."""

    phone: "Phone"
    sip: Signalling

    def __init__(self, phone: "Phone", state: CallState, request: SIPMessage, media: Media | None = None) -> None:
        self.up, self.over = asyncio.Event(), asyncio.Event()
        self.code = self.progress = 0
        self.dialog: Dialog | None = None
        self.digits = ""
        self.streams: list[Stream] = []
        self.port = 0
        super().__init__(phone, state, request, 1, phone.myIP, ms=media, sendmode=TransmitType.SENDRECV)

    def __del__(self) -> None:
        """pyVoIP gives ports back here; ours are free as soon as the socket is closed."""

    @property
    def stream(self) -> Stream:
        """The call's sound; there from the answer on (of an incoming call: from the start)."""
        return self.streams[0]

    def create_rtp_clients(
        self, codecs: dict[int, PayloadType], ip: str, port: int, request: SIPMessage, baseport: int
    ) -> None:
        remote = (request.body["c"][0]["address"], baseport)
        self.streams.append(Stream(codecs, self.phone.sockets.pop(port), remote, self.pressed, self.phone.clock))
        self.RTPClients = list(self.streams)

    def pressed(self, digit: str) -> None:
        """The other side pressed a key."""
        self.digits += digit

    def connected(self, answer: SIPMessage, dialog: Dialog) -> None:
        """Our call was answered."""
        self.answered(answer)
        self.dialog = dialog
        self.up.set()

    def answer(self) -> None:
        """Take an incoming call. InvalidStateError unless it rings."""
        if self.state != CallState.RINGING:
            raise InvalidStateError("the call doesn't ring")
        request = self.request.headers
        tag = self.sip.tagLibrary[self.call_id]
        self.sip.send(self.sip.gen_answer(self.request, self.session_id, self.gen_ms(), TransmitType.SENDRECV))
        remote = f"{request['From']['raw']};tag={request['From']['tag']}"
        target = request["Contact"].strip("<>").partition(">")[0]
        self.state = CallState.ANSWERED
        self.dialog = Dialog(self.call_id, f"{request['To']['raw']};tag={tag}", remote, target, 0)
        self.up.set()

    def renegotiate(self, request: SIPMessage) -> None:
        """A re-INVITE: the same stream goes on, to where it is wanted, unless the other side doesn't listen."""
        mode = request.body.get("a", {}).get("transmit_type", TransmitType.SENDRECV)
        mine = REPLIES.get(mode, TransmitType.SENDRECV)
        self.sip.tagLibrary[self.call_id] = self._own_tag()
        self.sip.send(self.sip.gen_answer(request, self.session_id, self.gen_ms(), mine))
        self.sip.tagLibrary.pop(self.call_id)
        if "m" in request.body:
            self.stream.outIP, self.stream.outPort = request.body["c"][0]["address"], request.body["m"][0]["port"]
        self.stream.muted = mine in (TransmitType.RECVONLY, TransmitType.INACTIVE)

    def hangup(self) -> None:
        """End the call, in whatever state it is; a call that is over stays so."""
        if self.state == CallState.DIALING:
            self.sip.cancel(self.call_id)
            self.ended(487)
        elif self.state == CallState.RINGING:
            self.deny()
        elif self.state == CallState.ANSWERED and self.dialog:
            self.sip.end(self.dialog)
            self.ended(200)

    def deny(self) -> None:
        self.sip.reply(self.request, "486 Busy Here")
        self.ended(486)

    def cancelled(self) -> None:
        """The other side took its INVITE back."""
        if self.state == CallState.RINGING:
            self.sip.reply(self.request, "487 Request Terminated")
            self.ended(487)

    def ended(self, code: int) -> None:
        """Let go of everything that belongs to this call."""
        if self.state == CallState.ENDED:
            return
        self.code, self.state = code, CallState.ENDED
        for stream in self.streams:
            stream.stop()
        self.phone.forget(self)
        self.over.set()

    def _own_tag(self) -> str:
        assert self.dialog is not None
        return self.dialog.local.rpartition(";tag=")[2]


class Phone(VoIPPhone):
    """All simulated callers of a process: one SIP socket, one media clock, a UDP port per call."""

    sip: Signalling

    def __init__(
        self,
        server: tuple[str, int],
        host: str = "127.0.0.1",
        port: int = 0,
        on_incoming: Callable[[Call], None] = Call.deny,
    ) -> None:
        super().__init__(*server, "caller", "", myIP=host)
        self.clock = Clock()
        self.lines: dict[str, Call] = {}
        self.sockets: dict[int, socket.socket] = {}
        self.on_incoming = on_incoming
        self.sip = Signalling(server, host, port, self)

    async def __aenter__(self) -> "Phone":
        await self.sip.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        for call in list(self.lines.values()):
            call.hangup()
        await asyncio.sleep(0.1)  # the BYEs' answers
        self.sip.close()
        for sock in self.sockets.values():
            sock.close()
        if self.clock.running:
            with contextlib.suppress(asyncio.CancelledError):
                self.clock.running.cancel()
                await self.clock.running

    def request_port(self, blocking: bool = True) -> int:
        """A free port, as an open socket: nobody else can take it between the INVITE and the first packet."""
        sock = open_socket(self.myIP)
        port: int = sock.getsockname()[1]
        self.sockets[port] = sock
        return port

    def release_ports(self, call: VoIPCall | None = None) -> None:
        """pyVoIP's book of ports isn't kept: closing a socket frees its port."""

    def dial(self, number: str, identity: Identity, codec: PayloadType = PayloadType.PCMU) -> Call:
        """Dial. Never blocks: await `up` or `over` of the call."""
        port = self.request_port()
        media = {int(codec): codec, EVENT: PayloadType.EVENT}
        call_id = self.sip.gen_call_id()
        request = self.sip.start_invite(call_id, number, identity, port, media)
        call = self.lines[call_id] = Call(self, CallState.DIALING, request, media)
        call.port = port  # pyVoIP takes the keys of `media` for it
        return call

    def forget(self, call: Call) -> None:
        self.lines.pop(call.call_id, None)
        self.sip.tagLibrary.pop(call.call_id, None)
        if sock := self.sockets.pop(call.port, None):
            sock.close()

    def invited(self, request: SIPMessage) -> None:
        """An INVITE came: a new call, a re-INVITE, or one of either again."""
        call = self.lines.get(request.headers["Call-ID"])
        if call is not None:
            if call.state == CallState.ANSWERED:
                call.renegotiate(request)
            return
        if "m" not in request.body:
            self.sip.reply(request, "488 Not Acceptable Here")
            return
        call = Call(self, CallState.RINGING, request)
        self.lines[call.call_id] = call
        self.sip.tagLibrary[call.call_id] = self.sip.gen_tag()
        self.sip.reply(request, "180 Ringing")
        self.on_incoming(call)
