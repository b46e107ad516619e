"""One page of an agent: its peer connection, from offer to end. The same page reloaded is another Page."""

import asyncio
import logging
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from aioice import ice
from aiortc import InvalidStateError, RTCDtlsTransport, RTCSessionDescription
from aiortc.exceptions import InternalError, OperationError
from aiortc.rtcrtptransceiver import RTCRtpTransceiver
from aiortc.sdp import candidate_from_sdp

from softphone.gateway import anatomy
from softphone.gateway.media import Media
from softphone.gateway.offer import UnusableOffer, is_usable_candidate, readable
from softphone.gateway.pump import Pump
from softphone.gateway.srtp import Address

logger = logging.getLogger(__name__)

# What aiortc and cryptography raise on descriptions that they cannot read.
_UNREADABLE = (
    ValueError,
    AssertionError,
    LookupError,
    AttributeError,
    TypeError,
    InvalidStateError,
    OperationError,
    InternalError,
)


@dataclass(frozen=True, slots=True)
class PageEvents:
    """up: voice can flow; down(reason): it no longer can, for good (`closed`, `consent`, `failed`); digit: a key."""

    up: Callable[["Page"], None]
    down: Callable[["Page", str], None]
    digit: Callable[["Page", str], None]


class Page:
    patience = 20.0  # s from the offer to media

    def __init__(self, agent: str, id: str, pump: Pump, events: PageEvents) -> None:
        self.agent, self.id = agent, id
        self.media: Media | None = None
        self.began = time.monotonic()
        self._pump, self._events = pump, events
        self._connection = anatomy.new_connection()
        self._connection.addTrack(anatomy.Silence())
        self._ways: dict[ice.StunProtocol, socket.socket] = {}
        self._dtls: RTCDtlsTransport | None = None
        self._over = False

    async def answer(self, sdp: str) -> str:
        """Our description for the page's. Raises `UnusableOffer`, and OSError when no port is free."""
        offer = RTCSessionDescription(readable(sdp), "offer")
        try:
            await self._connection.setRemoteDescription(offer)
            transceiver = anatomy.first_transceiver(self._connection)
            anatomy.without_codecs(transceiver)
            self._follow(transceiver)
            await self._connection.setLocalDescription(await self._connection.createAnswer())
        except _UNREADABLE as error:
            raise UnusableOffer(f"the offer cannot be read: {error}") from error
        return self._connection.localDescription.sdp

    async def candidate(self, text: str, mid: str | None, index: int | None) -> None:
        """One more address of the page (trickle ICE). Raises `UnusableOffer`."""
        text = text.removeprefix("a=").removeprefix("candidate:")
        if self._over or not is_usable_candidate(f"candidate:{text}"):
            return
        try:
            candidate = candidate_from_sdp(text)
            candidate.sdpMid, candidate.sdpMLineIndex = mid, index
            await self._connection.addIceCandidate(candidate)
        except _UNREADABLE as error:
            raise UnusableOffer(f"the candidate cannot be read: {error}") from error

    async def close(self) -> None:
        """Ends quietly: `down` is not told."""
        self._end()
        await self._connection.close()

    def knock(self) -> None:
        if self._dtls is not None:
            anatomy.knock(self._dtls)

    # --- what aiortc tells -----------------------------------------------------------------------------------------

    def _follow(self, transceiver: RTCRtpTransceiver) -> None:
        dtls = self._dtls = anatomy.dtls_of(transceiver)

        def moved() -> None:
            if dtls.state == "connected":
                self._start(transceiver)
            elif dtls.state in ("closed", "failed"):
                self._lost("consent" if anatomy.gave_up(dtls) else dtls.state)

        dtls.on("statechange", moved)

    def _start(self, transceiver: RTCRtpTransceiver) -> None:
        dtls = anatomy.dtls_of(transceiver)
        pair = anatomy.chosen_pair(dtls)
        if self._over or pair is None:
            return
        keys, ssrc = anatomy.keys_of(dtls), anatomy.ssrc_of(transceiver)
        media = self.media = Media(keys, ssrc, anatomy.key_payload_types(transceiver), self)
        self._ways = {protocol: anatomy.take_socket(protocol) for protocol in anatomy.protocols_of(dtls)}
        ways = list(self._ways.values())
        self._pump.call(lambda: media.open(self._pump, ways))
        self._aim(media, *pair)
        self._events.up(self)

    def _aim(self, media: Media, protocol: ice.StunProtocol, address: Address) -> None:
        way = self._ways[protocol]
        self._pump.call(lambda: media.aim(way, address))

    def _lost(self, reason: str) -> None:
        if not self._over:
            self._end()
            self._events.down(self, reason)

    def _end(self) -> None:
        self._over = True
        media = self.media
        if media is not None:
            self._pump.call(lambda: media.close(self._pump))

    # --- what the media tells (media.Owner) ------------------------------------------------------------------------

    def datagram(self, way: socket.socket, packet: bytes, source: Address) -> None:
        """STUN or DTLS: aiortc's business. ICE may choose another way after it."""
        if self._over or self._dtls is None or self.media is None:
            return
        before = anatomy.chosen_pair(self._dtls)
        protocol = next(each for each, its in self._ways.items() if its is way)
        protocol.datagram_received(packet, source)
        after = anatomy.chosen_pair(self._dtls)
        if after is not None and after != before:
            self._aim(self.media, *after)

    def digit(self, digit: str) -> None:
        if not self._over:
            self._events.digit(self, digit)


class Closing(Protocol):
    async def close(self) -> None: ...


async def close_soon(page: Closing) -> None:
    """For pages nobody waits for: whatever fails in closing is logged."""
    try:
        await asyncio.wait_for(page.close(), 10)
    except (TimeoutError, OSError, ConnectionError):
        logger.exception("a page could not be closed")
