"""Receiver reports, read back with aiortc's own parser."""

import struct

from aiortc.rtp import RtcpPacket, RtcpRrPacket

from softphone.gateway.rtcp import ReportBlock
from softphone.gateway.rtp import Reception


def written(block: ReportBlock, reception: Reception, now: float) -> RtcpRrPacket:
    (packet,) = RtcpPacket.parse(block.write(9, reception, now))
    assert isinstance(packet, RtcpRrPacket)
    return packet


def heard(*sequences: int) -> Reception:
    reception = Reception()
    for sequence in sequences:
        reception.note(5, sequence, 0, 0.0)
    return reception


def test_a_report_tells_loss_since_the_last_one_and_in_all() -> None:
    block, reception = ReportBlock(), heard(1, 2, 4)
    (first,) = written(block, reception, 0.0).reports
    reception.note(5, 5, 0, 0.0)
    (second,) = written(block, reception, 5.0).reports
    assert (first.ssrc, first.packets_lost, first.fraction_lost, first.highest_sequence) == (5, 1, 64, 4)
    assert (second.packets_lost, second.fraction_lost) == (1, 0)


def test_a_report_answers_the_last_sender_report() -> None:
    block = ReportBlock()
    sender_report = struct.pack("!BBHIIIIII", 0x80, 200, 6, 5, 0x11112222, 0x33334444, 0, 0, 0)
    block.note(memoryview(sender_report), len(sender_report), now=10.0)
    (report,) = written(block, heard(1), 12.0).reports
    assert (report.lsr, report.dlsr) == (0x22223333, 2 * 65536)


def test_anything_but_a_sender_report_is_passed_over() -> None:
    block = ReportBlock()
    block.note(memoryview(b"\x80\xca\x00\x00"), 4, now=1.0)
    assert written(block, heard(1), 2.0).reports[0].lsr == 0
