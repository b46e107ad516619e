"""RTP as bytes: read a header, put a payload on another timeline, count what is missing. Pure. RFC 3550, RFC 4733."""

import struct

HEADER = struct.Struct("!BBHII")
HEADER_SIZE = HEADER.size
VERSION = 0x80
PADDING, EXTENSION, CSRC_COUNT = 0x20, 0x10, 0x0F
MARKER = 0x80
PCMU = 0
CLOCK_RATE = 8000
SAMPLES = 160  # 20 ms, the packet time of G.711 in use everywhere

# RFC 3550 A.1: a jump of the sequence number beyond this is another stream, not loss.
MAX_DROPOUT, MAX_MISORDER = 3000, 100
# A pause in which a source may have stopped its clock (a muted track): go on by our own.
PAUSE = 0.25
# A source whose clock is this far from ours was put on another timeline without saying so.
MAX_DRIFT = CLOCK_RATE

_EVENTS = "0123456789*#ABCD"
_LENGTH = struct.Struct("!H")


def is_rtp(first: int) -> bool:
    """By the first byte: RTP and RTCP are 128 to 191, STUN, DTLS and TURN are below (RFC 7983)."""
    return 128 <= first <= 191


def is_rtcp(second: int) -> bool:
    """By the second byte, when RTP and RTCP share a port (RFC 5761)."""
    return 192 <= second <= 223


def payload_span(packet: memoryview, length: int) -> tuple[int, int]:
    """Where the payload of the `length` bytes begins and ends: past CSRCs and extension, before padding.

    (0, 0) when the packet is shorter than it says, or has no payload.
    """
    first = packet[0]
    if first == VERSION and length > HEADER_SIZE:  # nearly all packets: nothing but header and payload
        return HEADER_SIZE, length
    start, end = HEADER_SIZE + 4 * (first & CSRC_COUNT), length
    if first & EXTENSION:
        if start + 4 > end:
            return 0, 0
        start += 4 + 4 * _LENGTH.unpack_from(packet, start + 2)[0]
    if first & PADDING:
        end -= packet[length - 1]
    return (start, end) if start < end else (0, 0)


class Timeline:
    """One outgoing stream that goes on whoever feeds it: another page, another call, a pause.

    The receiver sees one SSRC whose sequence numbers keep the gaps and the order of the source,
    and whose timestamps follow the source's clock, or ours where the source changed or paused.
    """

    def __init__(self, ssrc: int, sequence: int, timestamp: int, now: float) -> None:
        self.ssrc, self.sequence, self.timestamp = ssrc, sequence & 0xFFFF, timestamp & 0xFFFFFFFF
        self._at = now
        self._source = -1
        self._shift_sequence = self._shift_timestamp = 0

    def place(self, source: int, sequence: int, timestamp: int, now: float) -> tuple[int, int, int]:
        """Sequence number, timestamp and marker bit (0 or MARKER) for a packet of a source (its SSRC).

        The marker tells the receiver's jitter buffer that it may start anew here.
        """
        placed = (sequence + self._shift_sequence) & 0xFFFF
        at = (timestamp + self._shift_timestamp) & 0xFFFFFFFF
        if (  # nearly all packets: the next one, in time. Nothing else needs to be looked at, and this runs for each
            placed == (self.sequence + 1) & 0xFFFF
            and at == (self.timestamp + SAMPLES) & 0xFFFFFFFF
            and source == self._source
            and now - self._at <= PAUSE
        ):
            self.sequence, self.timestamp, self._at = placed, at, now
            return placed, at, 0
        return self._place_another(source, sequence, timestamp, now)

    def _place_another(self, source: int, sequence: int, timestamp: int, now: float) -> tuple[int, int, int]:
        marker = 0
        if source != self._source or self._jumped(sequence):
            self._source = source
            self._shift_sequence = self.sequence + 1 - sequence
            marker = self._follow_own_clock(timestamp, now)
        elif now - self._at > PAUSE or self._drifted(timestamp, now):
            marker = self._follow_own_clock(timestamp, now)
        placed = (sequence + self._shift_sequence) & 0xFFFF
        at = (timestamp + self._shift_timestamp) & 0xFFFFFFFF
        if (placed - self.sequence) & 0xFFFF < 0x8000:
            self.sequence, self.timestamp, self._at = placed, at, now
        return placed, at, marker

    def _follow_own_clock(self, timestamp: int, now: float) -> int:
        self._shift_timestamp = self._expected(now) - timestamp
        return MARKER

    def _expected(self, now: float) -> int:
        return self.timestamp + max(SAMPLES, int((now - self._at) * CLOCK_RATE))

    def _jumped(self, sequence: int) -> bool:
        ahead = (sequence + self._shift_sequence - self.sequence) & 0xFFFF
        return MAX_DROPOUT < ahead < 0x10000 - MAX_MISORDER

    def _drifted(self, timestamp: int, now: float) -> bool:
        off = (timestamp + self._shift_timestamp - self._expected(now)) & 0xFFFFFFFF
        return MAX_DRIFT < off < 0x100000000 - MAX_DRIFT


class Reception:
    """What arrived of an incoming stream and what did not (RFC 3550 A.3, A.8). Sums go on over a change of source."""

    def __init__(self) -> None:
        self.received = 0
        self.source = -1
        self.highest = 0  # extended: wraps counted in the upper bits
        self.jitter = 0.0  # in units of the clock rate
        self._lost_before = 0
        self._base = self._of_source = 0
        self._transit = 0.0

    @property
    def lost(self) -> int:
        """Packets that were sent and have not arrived; never negative (duplicates)."""
        return self._lost_before + self._lost_of_source()

    @property
    def jitter_ms(self) -> float:
        return self.jitter * 1000 / CLOCK_RATE

    def note(self, source: int, sequence: int, timestamp: int, now: float) -> None:
        self.received += 1
        ahead = (sequence - self.highest) & 0xFFFF
        if source != self.source or MAX_DROPOUT < ahead < 0x10000 - MAX_MISORDER:
            self._begin(source, sequence, timestamp, now)
        elif ahead < 0x8000:
            self.highest += ahead
        self._of_source += 1
        transit = now * CLOCK_RATE - timestamp
        change = abs(transit - self._transit)
        self._transit = transit
        if change < CLOCK_RATE:  # a pause or a wrap of the timestamp is no jitter
            self.jitter += (change - self.jitter) / 16

    def _begin(self, source: int, sequence: int, timestamp: int, now: float) -> None:
        self._lost_before += self._lost_of_source()
        self.source, self.highest, self._base, self._of_source = source, sequence, sequence, 0
        self._transit = now * CLOCK_RATE - timestamp

    def _lost_of_source(self) -> int:
        if not self._of_source:
            return 0
        return max(0, self.highest - self._base + 1 - self._of_source)


class DigitReader:
    """Keys pressed, out of telephone-event packets (RFC 4733). Each event is told once, at its first packet seen."""

    def __init__(self) -> None:
        self._last: tuple[int, int] | None = None

    def read(self, source: int, timestamp: int, payload: memoryview) -> str | None:
        """The key, or None when it was told already or is no key (flash, fax tones)."""
        if len(payload) < 4 or self._last == (source, timestamp):
            return None
        self._last = (source, timestamp)
        event = payload[0]
        return _EVENTS[event] if event < len(_EVENTS) else None
