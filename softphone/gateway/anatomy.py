"""The one place that reaches into aiortc, aioice, pylibsrtp and asyncio: which private parts are used, and for what.

They are pinned to exact versions in pyproject.toml; `check` tests each part at start, so that another version is
refused with a clear sentence instead of failing in a call.
"""

import asyncio
import os
import socket
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any, Never

from aioice import ice
from aiortc import MediaStreamTrack, RTCConfiguration, RTCDtlsTransport, RTCPeerConnection
from aiortc.codecs import CODECS, HEADER_EXTENSIONS
from aiortc.mediastreams import MediaStreamError
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from aiortc.rtcrtptransceiver import RTCRtpTransceiver
from pylibsrtp import Policy, Session
from pylibsrtp._binding import lib

from softphone.gateway.srtp import Address, Keys

PINNED = {"aiortc": "1.16.0", "aioice": "0.13.0", "pylibsrtp": "1.0.0"}
TELEPHONE_EVENT = 101


class WrongParts(Exception):
    """The installed libraries are built differently from the ones this gateway knows."""


class Silence(MediaStreamTrack):
    """Only makes the description say that we send; our packets come from the switch."""

    kind = "audio"

    async def recv(self) -> Never:
        await asyncio.Event().wait()
        raise MediaStreamError


def speak_only_g711() -> None:
    """Offer and answer PCMU and keys (RFC 4733), nothing else, without header extensions. For the whole process."""
    CODECS["audio"][:] = [
        RTCRtpCodecParameters("audio/PCMU", 8000, 1, 0),
        RTCRtpCodecParameters("audio/telephone-event", 8000, 1, TELEPHONE_EVENT),
    ]
    HEADER_EXTENSIONS["audio"][:] = []


def new_connection() -> RTCPeerConnection:
    """Without STUN servers: aiortc's default asks one on the internet."""
    return RTCPeerConnection(RTCConfiguration(iceServers=[]))


def first_transceiver(connection: RTCPeerConnection) -> RTCRtpTransceiver:
    return connection.getTransceivers()[0]


def without_codecs(transceiver: RTCRtpTransceiver) -> None:
    """No decoder thread, no encoder, no RTP and RTCP tasks: instance attributes shadow the methods."""

    async def nothing(parameters: object) -> None:
        pass

    vars(transceiver.receiver)["receive"] = nothing
    vars(transceiver.sender)["send"] = nothing


def dtls_of(transceiver: RTCRtpTransceiver) -> RTCDtlsTransport:
    return transceiver.receiver.transport


def ssrc_of(transceiver: RTCRtpTransceiver) -> int:
    """The SSRC that our description promised to send with."""
    return transceiver.sender._ssrc


def key_payload_types(transceiver: RTCRtpTransceiver) -> frozenset[int]:
    """Payload types that carry keys, as negotiated."""
    named = (codec for codec in transceiver._codecs if codec.name.lower() == "telephone-event")
    return frozenset(codec.payloadType for codec in named if codec.payloadType is not None)


def keys_of(dtls: RTCDtlsTransport) -> Keys:
    """The SRTP sessions of a connected DTLS transport."""
    outgoing, incoming = dtls._tx_srtp, dtls._rx_srtp
    return Keys(outgoing._srtp[0], incoming._srtp[0], owner=(outgoing, incoming))


def protocols_of(dtls: RTCDtlsTransport) -> Iterator[ice.StunProtocol]:
    """Every local socket that ICE opened for this connection."""
    return iter(dtls.transport._connection._protocols)


def chosen_pair(dtls: RTCDtlsTransport) -> tuple[ice.StunProtocol, Address] | None:
    """Where ICE says that packets go now: our socket and the page's address. None when there is no way."""
    pair = dtls.transport._connection._nominated.get(1)
    return (pair.protocol, pair.remote_addr) if pair else None


def gave_up(dtls: RTCDtlsTransport) -> bool:
    """Whether ICE ended it: the page no longer consents to our packets (RFC 7675)."""
    return dtls.transport._connection._closing


def take_socket(protocol: ice.StunProtocol) -> socket.socket:
    """The protocol's socket under a descriptor of our own. The event loop stops reading it, but still writes to it."""
    theirs = protocol.transport.get_extra_info("socket")
    loop: Any = asyncio.get_running_loop()
    loop._remove_reader(theirs.fileno())  # the public remove_reader refuses descriptors of transports
    ours = socket.socket(fileno=os.dup(theirs.fileno()))
    ours.setblocking(False)
    return ours


def knock(dtls: RTCDtlsTransport) -> None:
    """Ask the page for a sign of life now, once, as ICE does every 5 s. Its answer comes in like any packet."""
    connection = dtls.transport._connection
    pair = connection._nominated.get(1)
    if pair is None or connection.remote_password is None or pair.protocol.transport.is_closing():
        return
    request = connection.build_request(pair, nominate=False)
    request.add_message_integrity(connection.remote_password.encode())
    pair.protocol.send_stun(request, pair.remote_addr)


def divert_voice(transceiver: RTCRtpTransceiver, take: Callable[[bytes], None]) -> None:
    """Give decrypted RTP packets to `take`. For phones of our own, where the pump is not worth its while."""

    async def diverted(data: bytes, arrival_time_ms: int) -> None:
        take(data)

    vars(dtls_of(transceiver))["_handle_rtp_data"] = diverted


async def send_voice(transceiver: RTCRtpTransceiver, packet: bytes) -> None:
    """Encrypt and send an RTP packet. Raises ConnectionError when the transport is down."""
    await dtls_of(transceiver)._send_rtp(packet)


def cut(transceiver: RTCRtpTransceiver) -> None:
    """Close the sockets under aiortc: nothing goes out any more, not even a good-bye."""
    for protocol in protocols_of(dtls_of(transceiver)):
        protocol.transport.abort()


def check() -> None:
    """Raises `WrongParts`. Needs a running event loop; opens no socket."""
    missing = [name for name, fits in _parts() if not fits]
    if missing:
        raise WrongParts(f"cannot use {', '.join(missing)}. {_remedy()}")


def _remedy() -> str:
    wanted = " ".join(f"{name}=={number}" for name, number in PINNED.items())
    found = " ".join(f"{name}=={version(name)}" for name in PINNED)
    return f"The softphone gateway needs exactly {wanted}; installed are {found}"


def _parts() -> Iterator[tuple[str, bool]]:
    connection = new_connection()
    sender = connection.addTrack(Silence())
    transceiver = first_transceiver(connection)
    dtls = dtls_of(transceiver)
    yield "RTCRtpSender._ssrc", isinstance(getattr(sender, "_ssrc", None), int)
    yield "RTCRtpTransceiver._codecs", hasattr(transceiver, "_codecs")
    yield "RTCDtlsTransport._tx_srtp and _rx_srtp", hasattr(dtls, "_tx_srtp") and hasattr(dtls, "_rx_srtp")
    yield (
        "RTCDtlsTransport._send_rtp and _handle_rtp_data",
        hasattr(dtls, "_send_rtp") and hasattr(dtls, "_handle_rtp_data"),
    )
    yield from _ice_parts(getattr(dtls.transport, "_connection", None))
    yield "pylibsrtp.Session._srtp", _session_opens()
    yield "the event loop's _remove_reader", hasattr(asyncio.get_running_loop(), "_remove_reader")


def _ice_parts(connection: object) -> Iterator[tuple[str, bool]]:
    yield "RTCIceTransport._connection", isinstance(connection, ice.Connection)
    yield "Connection._nominated", isinstance(getattr(connection, "_nominated", None), dict)
    yield "Connection._protocols", isinstance(getattr(connection, "_protocols", None), list)
    yield "Connection._closing", getattr(connection, "_closing", None) is False
    for name in ("build_request", "get_component_candidates", "remote_password"):
        yield f"Connection.{name}", hasattr(connection, name)
    yield "aioice.ice.get_host_addresses", callable(getattr(ice, "get_host_addresses", None))
    yield "StunProtocol.send_stun", callable(getattr(ice.StunProtocol, "send_stun", None))
    yield "StunProtocol.datagram_received", callable(getattr(ice.StunProtocol, "datagram_received", None))
    yield "CandidatePair.remote_addr", isinstance(getattr(ice.CandidatePair, "remote_addr", None), property)


def _session_opens() -> bool:
    session = Session(Policy(key=bytes(30), ssrc_type=Policy.SSRC_ANY_OUTBOUND))
    functions = ("srtp_protect", "srtp_unprotect", "srtp_protect_rtcp", "srtp_unprotect_rtcp")
    return hasattr(session, "_srtp") and all(hasattr(lib, name) for name in functions)
