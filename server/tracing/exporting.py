"""Spans to a collector, by OTLP over HTTP. The only place that knows OpenTelemetry.

What has to be sent waits in a queue of bounded length and goes in a thread of its own: a slow or dead collector costs
spans, and never a call.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from time import time_ns

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Event, ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, SpanKind, TraceFlags
from opentelemetry.trace.status import Status, StatusCode

from journal import Entry
from server.tracing.ids import CALL, call_in, span_of, trace_of
from server.tracing.stages import Moment, Span, Stages
from server.version import VERSION

SCOPE = InstrumentationScope("cordboard", VERSION)
SEND_EVERY, MOST_WAITING, MOST_AT_ONCE, PATIENCE = 1000, 8192, 512, 5  # ms, spans, spans, s
Attributes = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class _Done:
    name: str
    trace: int
    id: int
    parent: int
    began: int  # ns
    ended: int


class Tracing:
    """url: of the collector, without /v1/traces."""

    def __init__(self, url: str) -> None:
        exporter = OTLPSpanExporter(endpoint=f"{url.rstrip('/')}/v1/traces", timeout=PATIENCE)
        self._sending = BatchSpanProcessor(
            exporter,
            max_queue_size=MOST_WAITING,
            schedule_delay_millis=SEND_EVERY,
            max_export_batch_size=MOST_AT_ONCE,
        )
        self._resource = Resource.create({"service.name": "cordboard", "service.version": VERSION})
        self._stages, self._counted = Stages(), 0
        logging.getLogger("opentelemetry").setLevel(logging.ERROR)

    def learn(self, living: Sequence[Entry]) -> None:
        """What calls that go on have been through, after a restart: what is open goes on, what is over was sent."""
        for entry in living:
            for _ in self._stages.take(entry):
                pass

    def told(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            for span in self._stages.take(entry):
                self._send_stage(span)

    def requested(self, method: str, path: str, seconds: float, status: int) -> None:
        """Of Asterisk, for a call that goes on."""
        call, shown = call_in(path)
        if call in self._stages.calls:
            told: Attributes = {"http.request.method": method, "http.response.status_code": status}
            self._send_request(f"ARI {method} {shown}", call, seconds, SpanKind.CLIENT, told, 0 < status < 500)

    def served(self, method: str, path: str, status: int, seconds: float, request: str, call: str = "") -> None:
        """By our own web server. request: its id, which is the id of its trace where it is about no call."""
        told: Attributes = {"http.request.method": method, "http.route": path, "http.response.status_code": status}
        told["http.request.id"] = request
        known = call if call in self._stages.calls else ""
        trace = 0 if known else _as_trace(request)
        self._send_request(f"{method} {path}", known, seconds, SpanKind.SERVER, told, status < 500, trace)

    def close(self) -> None:
        """What waits is sent, for at most a few seconds."""
        self._sending.shutdown()  # type: ignore[no-untyped-call]  # the SDK tells no types here

    # -----------------------------------------------------------------------------------------------------------------

    def _send_stage(self, span: Span) -> None:
        done = _Done(span.name, trace_of(span.call), span.id, span.parent, _ns(span.began), _ns(span.ended))
        self._send(done, SpanKind.INTERNAL, dict(span.attributes), span.well, span.moments)

    def _send_request(
        self, name: str, call: str, seconds: float, kind: SpanKind, told: Attributes, well: bool, trace: int = 0
    ) -> None:
        """Below the root of its call; alone in the trace `trace` where there is no call."""
        self._counted += 1
        now = time_ns()
        id = span_of(call, name, now + self._counted)
        parent = span_of(call, CALL) if call else 0
        self._send(
            _Done(name, trace or trace_of(call), id, parent, now - int(seconds * 1e9), now), kind, told, well, ()
        )

    def _send(self, done: _Done, kind: SpanKind, told: Attributes, well: bool, moments: Sequence[Moment]) -> None:
        self._sending.on_end(
            ReadableSpan(
                done.name,
                context=_context(done.trace, done.id),
                parent=_context(done.trace, done.parent) if done.parent else None,
                resource=self._resource,
                attributes=told,
                events=[Event(each.name, {"step": each.step} if each.step else {}, _ns(each.at)) for each in moments],
                kind=kind,
                status=Status(StatusCode.UNSET if well else StatusCode.ERROR),
                start_time=done.began,
                end_time=done.ended,
                instrumentation_scope=SCOPE,
            )
        )


def _context(trace: int, id: int) -> SpanContext:
    return SpanContext(trace, id, is_remote=False, trace_flags=TraceFlags(TraceFlags.SAMPLED))


def _as_trace(request: str) -> int:
    try:
        return int(request, 16) if len(request) == 32 else trace_of(request)
    except ValueError:
        return trace_of(request)


def _ns(at: float) -> int:
    return int(at * 1e9)
