"""Headers, timelines, counting and keys: bytes in, bytes out."""

import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.gateway.rtp import (
    CLOCK_RATE,
    HEADER,
    MARKER,
    SAMPLES,
    DigitReader,
    Reception,
    Timeline,
    is_rtcp,
    is_rtp,
    payload_span,
)

VOICE = bytes(range(160))


def packet(first: int, *, csrcs: int = 0, extension: bytes | None = None, padding: int = 0) -> bytes:
    body = HEADER.pack(first | csrcs, 0, 1, 2, 3) + bytes(4 * csrcs)
    if extension is not None:
        body += struct.pack("!HH", 0xBEDE, len(extension) // 4) + extension
    return body + VOICE + (bytes(padding - 1) + bytes([padding]) if padding else b"")


def voice_of(data: bytes) -> bytes | None:
    start, end = payload_span(memoryview(data), len(data))
    return data[start:end] if end else None


def test_the_payload_of_a_plain_packet_follows_its_header() -> None:
    assert voice_of(packet(0x80)) == VOICE


def test_the_payload_follows_sources_and_header_extensions() -> None:
    assert voice_of(packet(0x90, csrcs=2, extension=b"\x10\xffabcdef")) == VOICE


def test_padding_is_no_payload() -> None:
    assert voice_of(packet(0xA0, padding=8)) == VOICE


@pytest.mark.parametrize("data", [HEADER.pack(0x80, 0, 1, 2, 3), HEADER.pack(0x90, 0, 1, 2, 3) + b"\xbe\xde\xff\xff"])
def test_a_packet_without_payload_or_shorter_than_it_says_has_none(data: bytes) -> None:
    assert voice_of(data) is None


@given(st.binary(min_size=12, max_size=200))
def test_no_bytes_make_a_span_outside_the_packet(data: bytes) -> None:
    start, end = payload_span(memoryview(data), len(data))
    assert (start, end) == (0, 0) or 12 <= start < end <= len(data)


def test_packets_are_told_apart_by_their_first_bytes() -> None:
    assert [is_rtp(first) for first in (0, 22, 127, 128, 191, 192)] == [False, False, False, True, True, False]
    assert [is_rtcp(second) for second in (0, 128, 191, 200, 201, 223, 224)] == [False] * 3 + [True] * 3 + [False]


class Stream:
    """A source as a page makes it, 50 packets a second, through a timeline."""

    def __init__(self, timeline: Timeline, ssrc: int, sequence: int, timestamp: int) -> None:
        self.timeline, self.ssrc, self.sequence, self.timestamp = timeline, ssrc, sequence, timestamp

    def send(self, now: float, count: int = 1) -> list[tuple[int, int, int]]:
        placed = []
        for step in range(count):
            placed.append(self.timeline.place(self.ssrc, self.sequence, self.timestamp, now + step * 0.02))
            self.sequence, self.timestamp = (self.sequence + 1) & 0xFFFF, (self.timestamp + SAMPLES) & 0xFFFFFFFF
        return placed


def test_another_page_goes_on_where_the_last_one_stopped() -> None:
    timeline = Timeline(7, 100, 1000, now=0.0)
    before = Stream(timeline, 1, 5000, 90_000).send(0.02, count=3)[-1]
    after = Stream(timeline, 2, 60_000, 7).send(1.06)[0]
    assert after == ((before[0] + 1) & 0xFFFF, before[1] + CLOCK_RATE, MARKER)


def test_sequence_and_timestamp_wrap() -> None:
    placed = Stream(Timeline(7, 65_534, 0xFFFFFFFF - SAMPLES, now=0.0), 1, 65_535, 0xFFFFFFF0).send(0.02, count=4)
    assert [sequence for sequence, _, _ in placed] == [65_535, 0, 1, 2]
    steps = [(later[1] - earlier[1]) & 0xFFFFFFFF for earlier, later in pairwise(placed)]
    assert steps == [SAMPLES] * 3


def test_a_packet_lost_on_the_way_stays_a_gap() -> None:
    stream = Stream(Timeline(7, 0, 0, now=0.0), 1, 10, 0)
    first = stream.send(0.02)[0]
    stream.sequence, stream.timestamp = stream.sequence + 1, stream.timestamp + SAMPLES
    then = stream.send(0.06)[0]
    assert (then[0] - first[0], then[1] - first[1]) == (2, 2 * SAMPLES)


def test_packets_that_overtook_each_other_keep_their_places() -> None:
    timeline = Timeline(7, 0, 0, now=0.0)
    order = [timeline.place(1, sequence, sequence * SAMPLES, 0.02 * sequence)[0] for sequence in (10, 12, 11, 13)]
    assert [sequence - order[0] for sequence in order] == [0, 2, 1, 3]


def test_a_microphone_that_was_off_comes_back_at_its_time() -> None:
    stream = Stream(Timeline(7, 0, 0, now=0.0), 1, 10, 0)
    last = stream.send(0.0, count=2)[-1]
    back = stream.send(10.02)[0]  # the page's clock stood still meanwhile
    assert back == (last[0] + 1, last[1] + 10 * CLOCK_RATE, MARKER)


def test_a_source_that_jumps_wildly_is_taken_as_a_new_one() -> None:
    stream = Stream(Timeline(7, 0, 0, now=0.0), 1, 10, 0)
    last = stream.send(0.0, count=2)[-1]
    stream.sequence, stream.timestamp = 30_000, 0x70000000
    after = stream.send(0.04)[0]
    assert (after[0] - last[0], after[1] - last[1], after[2]) == (1, SAMPLES, MARKER)


def test_what_is_missing_is_counted_and_duplicates_are_not_negative() -> None:
    reception = Reception()
    for sequence in (65_533, 65_534, 1, 2, 2):
        reception.note(1, sequence, sequence * SAMPLES, sequence * 0.02)
    assert (reception.received, reception.lost) == (5, 1)


def test_counts_go_on_over_a_change_of_source() -> None:
    reception = Reception()
    for source, sequence in ((1, 10), (1, 12), (2, 500), (2, 501)):
        reception.note(source, sequence, 0, 0.0)
    assert (reception.received, reception.lost) == (4, 1)


def test_an_even_stream_has_no_jitter_and_an_uneven_one_has() -> None:
    even, uneven = Reception(), Reception()
    for number in range(100):
        even.note(1, number, number * SAMPLES, number * 0.02)
        uneven.note(1, number, number * SAMPLES, number * 0.02 + 0.01 * (number % 2))
    assert even.jitter_ms < 0.01
    assert 9 < uneven.jitter_ms < 11


def test_a_key_is_told_once_however_often_it_is_repeated() -> None:
    reader = DigitReader()
    told = [reader.read(1, 800, memoryview(bytes([11, 0x80 | 10, 0, 160]))) for _ in range(5)]
    assert told == ["#", None, None, None, None]


def test_the_same_key_again_is_another_press() -> None:
    reader = DigitReader()
    assert [reader.read(1, at, memoryview(b"\x05\x0a\x00\xa0")) for at in (0, 1600)] == ["5", "5"]


def test_what_is_no_key_is_passed_over() -> None:
    reader = DigitReader()
    assert reader.read(1, 0, memoryview(b"\x10\x0a\x00\xa0")) is None  # flash
    assert reader.read(1, 9, memoryview(b"\x01")) is None
