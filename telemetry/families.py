"""Every metric that there is, in one table: name, kind, meaning, labels. Dashboards, alerts and docs are made from it.

Names as Prometheus asks for: base units (seconds, bytes, ratio), `_total` for what only grows. Labels have few values
and never name a person: no agent, no number, no call.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["gauge", "counter", "histogram"]
FAST = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)  # s, of what takes milliseconds
SOUND = (0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1.0)  # s, of what people hear


@dataclass(frozen=True, slots=True)
class Family:
    """buckets: upper ends, of a histogram."""

    name: str
    kind: Kind
    about: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()

    @property
    def series(self) -> tuple[str, ...]:
        """The names that a query may ask for."""
        ends = ("_bucket", "_sum", "_count") if self.kind == "histogram" else ("",)
        return tuple(self.name + end for end in ends)


def _gauge(name: str, about: str, *labels: str) -> Family:
    return Family(f"cordboard_{name}", "gauge", about, labels)


def _counter(name: str, about: str, *labels: str) -> Family:
    return Family(f"cordboard_{name}_total", "counter", about, labels)


def _timed(name: str, about: str, *labels: str, buckets: tuple[float, ...] = FAST) -> Family:
    return Family(f"cordboard_{name}_seconds", "histogram", about, labels, buckets)


SERVER = (
    _gauge("build_info", "1; the label tells the version that runs", "version"),
    _gauge(
        "part_up", "1 while the part works: asterisk, ami, sip, database, redis, gateway, and each of several", "part"
    ),
    # calls
    _gauge("calls", "Calls there are now, by state", "state"),
    _counter(
        "calls_ended", "Calls that are over, by direction (in, out) and what became of them", "direction", "outcome"
    ),
    _counter("calls_arrived", "Calls that came in"),
    _counter("calls_refused", "Calls that found all lines busy, see setting call_limit"),
    # queues
    _gauge("queue_waiting", "Callers that wait", "queue"),
    _gauge("queue_oldest_wait_seconds", "How long the first of them waits; 0 when nobody does", "queue"),
    _gauge("queue_service_level_ratio", "Of today's callers, those answered in time; absent before the first", "queue"),
    _gauge("queue_agents", "Members of the queue that are ready, and that are on duty", "queue", "state"),
    _counter("queue_offered", "Callers who joined, today", "queue"),
    _counter("queue_answered", "Callers who were answered, today", "queue"),
    _counter("queue_answered_in_time", "Of these, within the time of the service level", "queue"),
    _counter("queue_abandoned", "Callers who gave up, today", "queue"),
    _counter("queue_wait_seconds", "Seconds that answered callers waited, today", "queue"),
    # people
    _gauge("agents", "Agents by state", "state"),
    _gauge("desks_connected", "Pages that follow live"),
    # engine
    _timed("engine_lag", "From the end of a turn until it is written and its orders are given"),
    _timed("engine_turn", "What one fact or wish makes the engine compute"),
    _timed("loop_lateness", "How late the server's event loop wakes up", buckets=SOUND),
    _gauge("journal_entry_number", "Number of the newest entry of the journal"),
    _gauge("journal_failing", "1 while the journal cannot be written"),
    _timed("journal_commit", "One transaction of the journal"),
    # Asterisk
    _timed("ari_request", "A request to Asterisk, by what it is about", "resource"),
    _counter("ari_failures", "Requests that failed: `unreachable`, or the class of the status", "resource", "reason"),
    _counter("ari_connects", "How often the stream of events was connected"),
    _counter("ari_events", "Events that came"),
    _counter("ari_events_unknown", "Events of a kind that we do not know"),
    _counter("ari_events_malformed", "Events that have not the shape that they should have"),
    _timed("ami_action", "An action at the manager interface"),
    _counter("ami_failures", "Actions that were refused or got no answer"),
    _counter("audit_mended", "What the audit of calls against channels had to put right"),
    _counter("facts_impossible", "Facts that were not taken, because things crossed on the way"),
    _counter("security_events", "What Asterisk's security log tells, by kind", "kind"),
    _counter("sip_denied", "Tries to come in by SIP that were denied, by kind; over restarts", "kind"),
    _gauge("sip_blocked", "Addresses that are blocked now"),
    # talks, as measured on both sides
    _timed("talk_round_trip", "Round trip of the sound, by looks at talks", "side", buckets=SOUND),
    _timed("talk_jitter", "Jitter of the sound, by looks at talks", "side", buckets=SOUND),
    Family(
        "cordboard_talk_loss_ratio",
        "histogram",
        "Packets lost between two looks, of the worse direction",
        ("side",),
        (0.0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0),
    ),
    # web
    _timed("http_request", "A request to the API, by its area and class of status", "area", "status"),
    _gauge("webhooks_given_up", "Events that a webhook never took, waiting for somebody to look (dead letters)"),
    # what is kept
    _gauge("storage_bytes", "Size of what is kept, by place", "place"),
    _gauge("storage_free_bytes", "Room left on the disk of the data folder"),
    _gauge("backup_timestamp_seconds", "When the last backup was finished; 0: never"),
    _gauge("prompts_missing", "Prompts whose words cannot be spoken in a language; callers hear another one"),
    _counter("retention_removed", "What the daily retention removed, by what it is", "what"),
    _gauge("retention_timestamp_seconds", "When the retention went through to its end; 0: never"),
    # the canary
    _gauge(
        "canary_up",
        "1 when the last synthetic call was answered in time and heard both ways; absent while off",
        "target",
    ),
    _gauge("canary_timestamp_seconds", "When it was made", "target"),
    _gauge("canary_answer_seconds", "How long it took to be answered", "target"),
    _gauge("canary_echo_ratio", "How much of the tone that was sent came back, by its strength: 0 to 1", "target"),
    _counter(
        "canary_calls", "Synthetic calls, by result and target, which is empty for the only one", "result", "target"
    ),
)

GATEWAY = (
    _gauge("gateway_lines", "Agents' lines to Asterisk that are open"),
    _gauge("gateway_phones", "Phones whose sound flows: pages, and extensions at another PBX"),
    _counter("gateway_packets_received", "Packets that came, by the way that they came", "leg"),
    _counter("gateway_packets_sent", "Packets that went", "leg"),
    _counter("gateway_packets_lost", "Packets that should have come and did not", "leg"),
    _timed("gateway_jitter", "Jitter of each leg, sampled every 5 s", "leg", buckets=SOUND),
    _timed("gateway_loop_lateness", "How late the gateway's event loop wakes up", buckets=SOUND),
)

FAMILIES: dict[str, Family] = {each.name: each for each in (*SERVER, *GATEWAY)}


def series(families: Iterable[Family] = FAMILIES.values()) -> frozenset[str]:
    """Every name that a query may ask for."""
    return frozenset(name for each in families for name in each.series)
