"""What a page may offer, before anything is opened for it."""

from collections.abc import Callable

import pytest

from softphone.gateway.offer import LONGEST, UnusableOffer, is_usable_candidate, readable

OFFER = """v=0
o=- 1 2 IN IP4 127.0.0.1
s=-
t=0 0
m=audio 9 UDP/TLS/RTP/SAVPF 111 0 110
a=mid:0
a=rtcp-mux
a=ice-ufrag:abcd
a=ice-pwd:0123456789012345678901
a=fingerprint:sha-256 AA
a=candidate:1 1 udp 2122260223 192.0.2.2 50000 typ host
a=candidate:2 1 udp 2122260223 f81d4fae.local 50001 typ host
a=candidate:3 1 tcp 1518280447 192.0.2.2 9 typ host tcptype active
a=end-of-candidates
"""


def test_candidates_that_only_cost_time_are_left_out() -> None:
    lines = readable(OFFER).split("\r\n")
    assert [line for line in lines if line.startswith("a=candidate")] == [
        "a=candidate:1 1 udp 2122260223 192.0.2.2 50000 typ host"
    ]
    assert "a=end-of-candidates" not in lines


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda sdp: "", "v=0"),
        (lambda sdp: sdp.replace("m=audio", "m=video"), "exactly one audio"),
        (lambda sdp: sdp + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\n", "2 streams"),
        (lambda sdp: sdp.replace(" 111 0 110", " 111 110"), "G.711"),
        (lambda sdp: sdp.replace("a=ice-pwd", "a=x"), "a=ice-pwd"),
        (lambda sdp: sdp.replace("a=fingerprint", "a=x"), "a=fingerprint"),
        (lambda sdp: sdp + "a=x\n" * LONGEST, "longer"),
    ],
)
def test_an_offer_that_cannot_work_is_refused_with_the_reason(change: Callable[[str], str], why: str) -> None:
    with pytest.raises(UnusableOffer, match=why):
        readable(change(OFFER))


def test_candidates_are_told_apart() -> None:
    assert is_usable_candidate("candidate:1 1 UDP 2122260223 192.0.2.2 50000 typ host")
    assert not is_usable_candidate("candidate:1 1 udp 2122260223 x.local 50000 typ host")
    assert not is_usable_candidate("")
