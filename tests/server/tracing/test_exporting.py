"""Spans arrive at a real collector, linked, and with nobody's data in them."""

import subprocess
import sys
from collections.abc import Sequence

from cti import facts
from journal import Entry, Fact
from server.tracing.exporting import Tracing
from server.tracing.ids import CALL, span_of, trace_of
from tests.server.tracing.receiver import Collector, collecting
from tests.server.tracing.test_stages import ARRIVED, CLEARED, TALKS

SECRETS = ("0311234567", "Kim Minji", "kim", "4711")


def entries(*story: Fact, first: int = 1) -> Sequence[Entry]:
    return [Entry(first + n, 10.0 * (first + n), None, fact) for n, fact in enumerate(story)]


def number(id: bytes) -> int:
    return int.from_bytes(id)


def test_a_call_arrives_as_one_trace_below_one_root() -> None:
    with collecting() as collector:
        tracing = Tracing(collector.url)
        tracing.told(entries(*TALKS, CLEARED))
        tracing.close()
    assert sorted(collector.names()) == [CALL, "menu", "offer", "queue", "talk"]
    assert {number(span.trace_id) for span in collector.spans} == {trace_of("1.7")}
    root = collector.named(CALL)
    assert root.parent_span_id == b""
    assert {span.parent_span_id for span in collector.spans if span.name != CALL} == {root.span_id}
    assert root.start_time_unix_nano == 10_000_000_000


def test_requests_to_asterisk_and_of_the_desk_hang_below_the_call() -> None:
    with collecting() as collector:
        tracing = Tracing(collector.url)
        tracing.told(entries(ARRIVED))
        tracing.requested("POST", "/channels/1.7/play", 0.004, 201)
        tracing.requested("GET", "/asterisk/info", 0.001, 200)
        tracing.requested("POST", "/channels/1.99/play", 0.001, 404)
        tracing.served("POST", "/api/calls/{id}/hold", 200, 0.01, "ab" * 16, "1.7")
        tracing.close()
    assert collector.names() == ["ARI POST channels/{id}/play", "POST /api/calls/{id}/hold"]
    for span in collector.spans:
        assert (number(span.trace_id), number(span.parent_span_id)) == (trace_of("1.7"), span_of("1.7", CALL))


def test_a_request_about_no_call_is_the_trace_that_its_id_names() -> None:
    with collecting() as collector:
        tracing = Tracing(collector.url)
        tracing.served("GET", "/api/tickets", 500, 0.01, "ab" * 16)
        tracing.close()
    [span] = collector.spans
    assert span.trace_id.hex() == "ab" * 16
    assert span.status.code == span.status.STATUS_CODE_ERROR


def test_a_restart_goes_on_in_the_same_trace_and_tells_nothing_twice() -> None:
    with collecting() as collector:
        for read, new in (([], entries(*TALKS)), (entries(*TALKS), entries(CLEARED, first=7))):
            tracing = Tracing(collector.url)
            tracing.learn(read)
            tracing.told(new)
            tracing.close()
    assert sorted(collector.names()) == [CALL, "menu", "offer", "queue", "talk"]
    assert len({span.trace_id for span in collector.spans}) == 1


def test_no_number_no_name_no_key_and_no_agent_leaves_the_house() -> None:
    personal = [facts.Arrived("1.7", "0311234567", "0700", name="Kim Minji"), facts.DigitPressed("1.7", "4711")]
    with collecting() as collector:
        tracing = Tracing(collector.url)
        tracing.told(entries(*personal, *TALKS[1:], CLEARED))
        tracing.close()
    assert len(collector.spans) == 5
    assert not [secret for secret in SECRETS for body in collector.bodies if secret.encode() in body]


def test_a_collector_that_is_away_costs_spans_and_nothing_else() -> None:
    with collecting() as gone:
        url = gone.url
    tracing = Tracing(url)
    tracing.told(entries(*TALKS, CLEARED))
    tracing.close()
    assert Collector().spans == []


def test_without_a_collector_nothing_of_it_is_even_read_in() -> None:
    code = (
        "import sys, server.observing; print(sorted(name for name in sys.modules if 'opentelemetry.exporter' in name))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "[]"
