"""The figures and pictures of `bench.gateway`, without a gateway: they are what targets are judged by."""

import xml.etree.ElementTree as ET

import pytest

from bench.gateway.figures import Slice, jitter, quantile, row, way
from bench.gateway.native import with_candidate
from bench.gateway.plots import plots
from bench.plot import Plot, svg

SDP = "v=0\r\nm=audio 4000 UDP/TLS/RTP/SAVPF 0\r\n"


def a_slice(cost: float) -> Slice:
    heard = way([([(1, 1_000_000), (2, 3_000_000)], 1, 2)])
    return Slice({"asterisk": cost}, heard, heard, 1.0)


def test_what_was_sent_while_it_counted_and_did_not_come_is_lost() -> None:
    found = way([([(4, 9), (5, 2_000_000), (7, 4_000_000), (9, 9)], 5, 8)])
    assert (found.sent, found.lost, found.delays) == (4, 2, [2.0, 4.0])


def test_a_steady_delay_is_no_jitter() -> None:
    assert jitter([5.0] * 100) == 0
    assert jitter([0.0, 1.6]) == pytest.approx(0.1)


def test_a_quantile_of_few_values_is_one_of_them() -> None:
    assert quantile([3, 1, 2], 0.99) == 3
    assert quantile([3, 1, 2], 0.5) == 2


def test_ratios_are_taken_between_slices_that_followed_each_other() -> None:
    own, native = [a_slice(12), a_slice(24), a_slice(6)], [a_slice(10), a_slice(20), a_slice(10)]
    assert row("gateway", 40, own, native).ratio == pytest.approx(1.2)


def test_asterisk_on_loopback_is_given_an_address_to_be_reached_at() -> None:
    assert "a=candidate:1 1 udp 2130706431 127.0.0.1 4000 typ host\r\n" in with_candidate(SDP)
    named = SDP + "a=candidate:9 1 udp 1 192.0.2.1 4000 typ host\r\n"
    assert with_candidate(named) == named


def test_pictures_are_well_formed_and_name_every_system() -> None:
    rows = [
        {"system": name, "calls": calls, "cost": cost, "to_caller": [0.2, 1.0], "to_agent": [0.1, 2.0]}
        for calls in (40, 120)
        for name, cost in (("gateway", 6.5), ("native", 6.0))
    ]
    for picture in plots(rows).values():
        words = "".join(ET.fromstring(picture).itertext())
        assert "gateway" in words
        assert "native" in words


@pytest.mark.parametrize("highest", [0.04, 0.3, 7.0, 80.0, 4321.0])
def test_the_highest_value_stays_inside_the_picture(highest: float) -> None:
    picture = ET.fromstring(svg(Plot("a", "ms", "calls", [1, 2], {"one": [highest, None]})))
    assert all(0 < float(dot.attrib["cy"]) < 320 for dot in picture.iter() if dot.tag.endswith("circle"))
