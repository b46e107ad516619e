"""RTCP as bytes: what the page's sender report says, and our report of what we got. Pure. RFC 3550 §6.4."""

import struct

from softphone.gateway.rtp import Reception

SENDER_REPORT, RECEIVER_REPORT = 200, 201
_SENDER = struct.Struct("!BBHIII")
_REPORT = struct.Struct("!BBHIIIIIII")


class ReportBlock:
    """Answers sender reports, so that the page can see its round trip time and its loss on the way to us."""

    def __init__(self) -> None:
        self._middle = 0
        self._at = 0.0
        self._expected_before = self._lost_before = 0

    def note(self, packet: memoryview, length: int, now: float) -> None:
        """Remember the middle 32 bits of the NTP time of a sender report; anything else is passed over."""
        if length < _SENDER.size or packet[1] != SENDER_REPORT:
            return
        _, _, _, _, seconds, fraction = _SENDER.unpack_from(packet)
        self._middle, self._at = (seconds & 0xFFFF) << 16 | fraction >> 16, now

    def write(self, ssrc: int, reception: Reception, now: float) -> bytes:
        """A receiver report of `reception` with `ssrc` as its sender."""
        lost, expected = reception.lost, reception.received + reception.lost
        fraction = self._fraction(expected, lost)
        delay = int((now - self._at) * 65536) & 0xFFFFFFFF if self._middle else 0
        lost_and_fraction = fraction << 24 | min(lost, 0x7FFFFF)
        return _REPORT.pack(
            0x81,
            RECEIVER_REPORT,
            _REPORT.size // 4 - 1,
            ssrc,
            reception.source & 0xFFFFFFFF,
            lost_and_fraction,
            reception.highest & 0xFFFFFFFF,
            int(reception.jitter),
            self._middle,
            delay,
        )

    def _fraction(self, expected: int, lost: int) -> int:
        """Share of packets lost since the last report, in 256ths."""
        new, missing = expected - self._expected_before, lost - self._lost_before
        self._expected_before, self._lost_before = expected, lost
        return min(255, max(0, missing) * 256 // new) if new > 0 else 0
