"""SIP by pyVoIP 1.6.8, mended: for simulated callers, and for phones at another PBX.

Rule: no call may hang, whatever the other side sends or does not send.

What is mended, each shown by a test: the ACK carries the dialog's To tag (else the call dies after 32 s), Call-IDs are
unique over restarts, requests are sent again until answered, every final answer ends the call and is acknowledged,
CANCEL works in both directions, OPTIONS is answered, and nothing is kept of calls that are over.
"""

import asyncio
import logging
import re
import socket
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, cast

import pyVoIP.VoIP
from pyVoIP.RTP import PayloadType, TransmitType
from pyVoIP.SIP import SIPClient, SIPMessage, SIPMessageType

log = logging.getLogger(__name__)

pyVoIP.SIPCompatibleMethods[:] = ["INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO", "NOTIFY", "UPDATE"]
T1 = 0.5  # s; RFC 3261, 17.1.1.1
T2 = 4.0
TIMEOUT = 64 * T1
LINGER = 32.0  # s a finished call is known, for answers that come again
Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who calls. number: the From user; withheld: the number is not shown (RFC 3323)."""

    number: str
    name: str = ""
    withheld: bool = False

    def header(self, host: str) -> str:
        if self.withheld:
            return '"Anonymous" <sip:anonymous@anonymous.invalid>'
        quoted = self.name.translate({ord('"'): "'", ord("\\"): None})
        return (f'"{quoted}" ' if quoted else "") + f"<sip:{self.number}@{host}>"


@dataclass(slots=True)
class Dialog:
    """What each request within a call says. local, remote: From and To with tags; target: the request URI."""

    call_id: str
    local: str
    remote: str
    target: str
    cseq: int

    def request(self, method: str, via: str, cseq: int) -> str:
        lines = (
            f"{method} {self.target} SIP/2.0",
            f"Via: {via}",
            "Max-Forwards: 70",
            f"From: {self.local}",
            f"To: {self.remote}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {cseq} {method}",
            "Content-Length: 0",
        )
        return "\r\n".join(lines) + "\r\n\r\n"


class Sending:
    """A request that is sent again until something comes back, and given up after 32 s (RFC 3261, 17.1)."""

    def __init__(self, send: Callable[[], None], lost: Callable[[], None]) -> None:
        self.send, self.lost, self.waited, self.pause = send, lost, 0.0, T1
        self.timer = asyncio.get_running_loop().call_later(T1, self._again)
        send()

    def stop(self) -> None:
        self.timer.cancel()

    def _again(self) -> None:
        self.waited += self.pause
        if self.waited >= TIMEOUT:
            self.lost()
            return
        self.send()
        self.pause = min(2 * self.pause, T2)
        self.timer = asyncio.get_running_loop().call_later(self.pause, self._again)


class Book(Protocol):
    """Whose calls these are. lines: by Call-ID, each with `progress` (the last answer before the final one),
    `connected(answer, dialog)`, `ended(code)` and `cancelled()`; invited: an INVITE came."""

    lines: Any

    def invited(self, request: SIPMessage) -> None: ...


@dataclass(slots=True)
class Invitation:
    """An INVITE of ours until its last answer. text: as it was sent; via: its transaction; dialog: known as far as
    answers told."""

    text: str
    via: str
    dialog: Dialog
    sending: Sending
    cancelled: bool = False
    confirmed: bool = False


class Wire(asyncio.DatagramProtocol):
    """The UDP socket; hands each datagram on."""

    def __init__(self, received: Callable[[bytes, Address], None]) -> None:
        self.received = received

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self.received(data, addr)

    def error_received(self, exc: Exception) -> None:
        log.debug("SIP peer unreachable: %s", exc)


class Signalling(SIPClient):
    """One SIP user agent, without registration, on a socket of the event loop."""

    phone: Book  # type: ignore[assignment]  # it only has to be what we use of it
    transport: asyncio.DatagramTransport

    def __init__(self, server: Address, host: str, port: int, phone: Book, user: str = "caller") -> None:
        super().__init__(*server, user, "", phone=cast(Any, phone), myIP=host, myPort=port)
        self.inviting: dict[str, Invitation] = {}
        self.sendings: dict[tuple[str, str], Sending] = {}

    async def open(self) -> None:
        """Bind the socket; port 0 takes a free one. OSError if the port is taken."""
        wire = Wire(self.received)
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: wire, local_addr=(self.myIP, self.myPort)
        )
        self.myPort = transport.get_extra_info("sockname")[1]
        self.transport = transport
        self.NSD = True

    def close(self) -> None:
        self.NSD = False
        for sending in (*self.sendings.values(), *(each.sending for each in self.inviting.values())):
            sending.stop()
        self.transport.close()

    def gen_call_id(self) -> str:
        return f"{uuid.uuid4().hex}@{self.myIP}"

    def gen_tag(self) -> str:
        return uuid.uuid4().hex[:16]

    def send(self, text: str, to: Address | None = None) -> None:
        if self.NSD:
            self.transport.sendto(text.encode(), to or (self.server, self.port))

    # --- out -------------------------------------------------------------------------------------------------------

    def start_invite(
        self, call_id: str, number: str, identity: Identity, port: int, media: dict[int, PayloadType]
    ) -> SIPMessage:
        """Send an INVITE, again until an answer comes. Returns it as pyVoIP's calls want it."""
        offer: Any = {port: media}  # not what pyVoIP's annotation says, but what it reads
        text = self.gen_invite(number, "1", offer, TransmitType.SENDRECV, self._branch(), call_id)
        text = self._from(identity, number, text)
        request = SIPMessage(text.encode())
        local = f"{request.headers['From']['raw']};tag={request.headers['From']['tag']}"
        target = f"sip:{number}@{self.server}:{self.port}"
        dialog = Dialog(call_id, local, request.headers["To"]["raw"], target, int(request.headers["CSeq"]["check"]))
        sending = Sending(lambda: self.send(text), lambda: self._lost(call_id))
        self.inviting[call_id] = Invitation(text, line_of(text, "Via"), dialog, sending)
        return request

    def cancel(self, call_id: str) -> None:
        """Take the INVITE back (RFC 3261, 9.1); the 487 that follows ends the transaction."""
        invitation = self.inviting[call_id]
        invitation.cancelled = True
        self._request(invitation.dialog, "CANCEL", invitation.via, invitation.dialog.cseq)

    def end(self, dialog: Dialog) -> None:
        """BYE, in a transaction of its own."""
        dialog.cseq += 1
        self._request(dialog, "BYE", self._via(), dialog.cseq)

    def reply(self, request: SIPMessage, line: str, to: Address | None = None, tag: str = "") -> None:
        """Answer a request without a body. tag: of our side, where the request doesn't carry it yet."""
        headers = request.headers
        tag = headers["To"]["tag"] or tag or self.tagLibrary.get(headers["Call-ID"]) or self.gen_tag()
        lines = (
            f"SIP/2.0 {line}",
            self._gen_response_via_header(request).strip(),
            f"From: {headers['From']['raw']};tag={headers['From']['tag']}",
            f"To: {headers['To']['raw']};tag={tag}",
            f"Call-ID: {headers['Call-ID']}",
            f"CSeq: {headers['CSeq']['check']} {headers['CSeq']['method']}",
            f"Contact: <sip:{self.username}@{self.myIP}:{self.myPort}>",
            f"Allow: {', '.join(pyVoIP.SIPCompatibleMethods)}",
            "Content-Length: 0",
        )
        self.send("\r\n".join(lines) + "\r\n\r\n", to)

    # --- in --------------------------------------------------------------------------------------------------------

    def received(self, data: bytes, source: Address) -> None:
        """One datagram. Whatever can't be read is dropped and told in the log; the edge of this room."""
        if len(data) < 20:  # keep-alives
            return
        try:
            message = SIPMessage(data)
            if message.type == SIPMessageType.RESPONSE:
                self._answer(message)
            else:
                self._asked(message, source)
        except Exception:  # one bad datagram must not silence the others
            log.exception("SIP datagram not understood")

    def _asked(self, message: SIPMessage, source: Address) -> None:
        call = self.phone.lines.get(message.headers["Call-ID"])
        match message.method:
            case "INVITE":
                self.phone.invited(message)
            case "CANCEL":
                self.reply(message, "200 OK" if call else "481 Call/Transaction Does Not Exist", source)
                if call:
                    call.cancelled()
            case "BYE":
                self.reply(message, "200 OK" if call else "481 Call/Transaction Does Not Exist", source)
                if call:
                    call.ended(200)
            case "OPTIONS" | "INFO" | "NOTIFY" | "UPDATE":
                self.reply(message, "200 OK", source)

    def _answer(self, message: SIPMessage) -> None:
        call_id, method, code = message.headers["Call-ID"], message.headers["CSeq"]["method"], int(message.status)
        if method == "INVITE" and call_id in self.inviting:
            self._invite_answered(self.inviting[call_id], message, code)
        elif code >= 200 and (sending := self.sendings.pop((call_id, method), None)):
            sending.stop()

    def _invite_answered(self, invitation: Invitation, message: SIPMessage, code: int) -> None:
        invitation.sending.stop()
        call = self.phone.lines.get(invitation.dialog.call_id)
        if code < 200:
            if call:
                call.progress = code
            return
        self._remember(invitation, message, code)
        self._forget_later(invitation)
        if code >= 300:
            self.send(invitation.dialog.request("ACK", invitation.via, invitation.dialog.cseq))
            if call:
                call.ended(code)
            return
        self.send(invitation.dialog.request("ACK", self._via(), int(message.headers["CSeq"]["check"])))
        if call and not invitation.confirmed:
            call.connected(message, invitation.dialog)
        elif invitation.cancelled and not invitation.confirmed:  # the answer crossed our CANCEL
            self.end(invitation.dialog)
        invitation.confirmed = True

    def _remember(self, invitation: Invitation, message: SIPMessage, code: int) -> None:
        """Learn the other side's tag, and where it wants our requests."""
        tag = message.headers["To"]["tag"]
        if tag and ";tag=" not in invitation.dialog.remote:
            invitation.dialog.remote += f";tag={tag}"
        if code < 300 and (contact := re.search(r"<([^>]+)>|(\S+)", message.headers.get("Contact", ""))):
            invitation.dialog.target = contact[1] or contact[2]

    def _forget_later(self, invitation: Invitation) -> None:
        call_id = invitation.dialog.call_id
        self.tagLibrary.pop(call_id, None)
        asyncio.get_running_loop().call_later(LINGER, lambda: self.inviting.pop(call_id, None))

    def _request(self, dialog: Dialog, method: str, via: str, cseq: int) -> None:
        text, key = dialog.request(method, via, cseq), (dialog.call_id, method)
        self.sendings[key] = Sending(lambda: self.send(text), lambda: self._dropped(key))

    def _dropped(self, key: tuple[str, str]) -> None:
        """Nobody answered a BYE or CANCEL: the call is over on this side all the same."""
        self.sendings.pop(key, None)

    def _lost(self, call_id: str) -> None:
        """Nobody ever answered our INVITE: 408, as if it had been said."""
        self.inviting.pop(call_id, None)
        if call := self.phone.lines.get(call_id):
            call.ended(408)

    def _from(self, identity: Identity, number: str, text: str) -> str:
        """pyVoIP's INVITE with this caller in From, the server's port in the request URI, and rport (RFC 3581)."""
        tag = line_of(text, "From").rpartition(";tag=")[2]
        text = text.replace(line_of(text, "From"), f"{identity.header(self.myIP)};tag={tag}", 1)
        text = text.replace(f"INVITE sip:{number}@{self.server} ", f"INVITE sip:{number}@{self.server}:{self.port} ", 1)
        privacy = "Privacy: id\r\n" if identity.withheld else ""
        via = line_of(text, "Via")
        return text.replace(via, f"{via};rport", 1).replace("Max-Forwards", f"{privacy}Max-Forwards", 1)

    def _via(self) -> str:
        return f"SIP/2.0/UDP {self.myIP}:{self.myPort};branch={self._branch()};rport"

    def _branch(self) -> str:
        return f"z9hG4bK{uuid.uuid4().hex}"


def line_of(text: str, header: str) -> str:
    """The value of a header of ours."""
    start = text.index(f"\r\n{header}: ") + len(header) + 4
    return text[start : text.index("\r\n", start)]


def way_to(server: tuple[str, int]) -> str:
    """Our address on the way there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(server)
        return str(probe.getsockname()[0])
