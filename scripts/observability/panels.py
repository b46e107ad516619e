"""What the dashboards show: rows of panels, each a sentence and queries over the table of metrics. Pure.

`python -m scripts.dashboards` writes deploy/observability from it; a test looks that every query names what exists.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Panel:
    """unit: as Grafana names it; queries: legend → PromQL; kind: timeseries, stat or gauge; width: of 24."""

    title: str
    unit: str
    queries: tuple[tuple[str, str], ...]
    kind: str = "timeseries"
    width: int = 8
    about: str = ""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """file: without .json, also its uid."""

    file: str
    title: str
    rows: tuple[tuple[str, tuple[Panel, ...]], ...]


def _p(title: str, unit: str, *queries: str, kind: str = "timeseries", width: int = 8, about: str = "") -> Panel:
    """queries: `legend: PromQL`."""
    parts = [each.partition(": ") for each in queries]
    return Panel(title, unit, tuple((legend, query) for legend, _, query in parts), kind, width, about)


def _high(name: str, share: float = 0.95, by: str = "") -> str:
    """Below which this share of what a histogram saw lies."""
    return f"histogram_quantile({share}, sum by (le{', ' + by if by else ''}) (rate({name}_bucket[$__rate_interval])))"


CENTRE = Dashboard(
    "cordboard-centre",
    "Cordboard: the centre",
    (
        (
            "Callers",
            (
                _p("Waiting now", "short", "callers: sum(cordboard_queue_waiting)", kind="stat", width=4),
                _p("Oldest wait", "s", "seconds: max(cordboard_queue_oldest_wait_seconds)", kind="stat", width=4),
                _p("Calls now", "short", "calls: sum(cordboard_calls)", kind="stat", width=4),
                _p(
                    "Service level today",
                    "percentunit",
                    "{{queue}}: cordboard_queue_service_level_ratio",
                    kind="gauge",
                    width=12,
                    about="Of those who were answered or gave up after the first seconds: answered in time",
                ),
                _p("Waiting", "short", "{{queue}}: cordboard_queue_waiting"),
                _p("Oldest wait", "s", "{{queue}}: cordboard_queue_oldest_wait_seconds"),
                _p("Calls by state", "short", "{{state}}: cordboard_calls"),
            ),
        ),
        (
            "What becomes of calls",
            (
                _p(
                    "Calls an hour",
                    "short",
                    "came in: sum(rate(cordboard_calls_arrived_total[15m])) * 3600",
                    "all lines busy: sum(rate(cordboard_calls_refused_total[15m])) * 3600",
                ),
                _p(
                    "Outcomes an hour",
                    "short",
                    "{{direction}} {{outcome}}: sum by (direction, outcome) "
                    "(rate(cordboard_calls_ended_total[15m])) * 3600",
                ),
                _p(
                    "Answered and given up, an hour",
                    "short",
                    "answered {{queue}}: rate(cordboard_queue_answered_total[15m]) * 3600",
                    "gave up {{queue}}: rate(cordboard_queue_abandoned_total[15m]) * 3600",
                ),
                _p(
                    "Service level of the last half hour",
                    "percentunit",
                    "{{queue}}: increase(cordboard_queue_answered_in_time_total[30m]) / "
                    "(increase(cordboard_queue_answered_total[30m]) + "
                    "increase(cordboard_queue_abandoned_total[30m]))",
                ),
                _p(
                    "Average speed of answer",
                    "s",
                    "{{queue}}: increase(cordboard_queue_wait_seconds_total[30m]) / "
                    "increase(cordboard_queue_answered_total[30m])",
                ),
                _p(
                    "Callers who joined, an hour", "short", "{{queue}}: rate(cordboard_queue_offered_total[15m]) * 3600"
                ),
            ),
        ),
        (
            "People",
            (
                _p("Agents by state", "short", "{{state}}: cordboard_agents", width=12),
                _p("Members of queues", "short", "{{queue}} {{state}}: cordboard_queue_agents", width=12),
            ),
        ),
    ),
)

ENGINE_ROOM = Dashboard(
    "cordboard-engine-room",
    "Cordboard: the engine room",
    (
        (
            "Parts",
            (
                _p("Parts that work", "short", "{{part}}: cordboard_part_up", kind="stat", width=12),
                _p("Version", "short", "{{version}}: cordboard_build_info", kind="stat", width=4),
                _p("Desks connected", "short", "desks: cordboard_desks_connected", kind="stat", width=4),
                _p("Prompts missing", "short", "prompts: cordboard_prompts_missing", kind="stat", width=4),
            ),
        ),
        (
            "Engine",
            (
                _p(
                    "From decision to order",
                    "s",
                    f"p95: {_high('cordboard_engine_lag_seconds')}",
                    f"p99: {_high('cordboard_engine_lag_seconds', 0.99)}",
                ),
                _p("Length of a turn", "s", f"p99: {_high('cordboard_engine_turn_seconds', 0.99)}"),
                _p("One commit of the journal", "s", f"p95: {_high('cordboard_journal_commit_seconds')}"),
                _p(
                    "Lateness of the loops",
                    "s",
                    f"server p99: {_high('cordboard_loop_lateness_seconds', 0.99)}",
                    f"gateway p99: {_high('cordboard_gateway_loop_lateness_seconds', 0.99)}",
                ),
                _p(
                    "Entries a second",
                    "short",
                    "entries: deriv(cordboard_journal_entry_number[5m])",
                    "journal failing: cordboard_journal_failing",
                ),
                _p(
                    "Requests to the API",
                    "s",
                    f"{{{{area}}}} p95: {_high('cordboard_http_request_seconds', by='area')}",
                ),
                _p(
                    "Failed requests to the API, a second",
                    "reqps",
                    '{{area}}: sum by (area) (rate(cordboard_http_request_seconds_count{status="5xx"}[5m]))',
                ),
            ),
        ),
        (
            "Asterisk",
            (
                _p(
                    "Requests to Asterisk",
                    "s",
                    f"{{{{resource}}}} p95: {_high('cordboard_ari_request_seconds', by='resource')}",
                ),
                _p(
                    "Failed requests, a second",
                    "reqps",
                    "{{resource}} {{reason}}: rate(cordboard_ari_failures_total[5m])",
                    "AMI: rate(cordboard_ami_failures_total[5m])",
                ),
                _p("Manager interface", "s", f"p95: {_high('cordboard_ami_action_seconds')}"),
                _p(
                    "Events a second",
                    "short",
                    "events: rate(cordboard_ari_events_total[5m])",
                    "unknown: rate(cordboard_ari_events_unknown_total[5m])",
                    "malformed: rate(cordboard_ari_events_malformed_total[5m])",
                ),
                _p(
                    "Put right",
                    "short",
                    "by the audit: increase(cordboard_audit_mended_total[1h])",
                    "facts not taken: increase(cordboard_facts_impossible_total[1h])",
                    "connected anew: increase(cordboard_ari_connects_total[1h])",
                ),
                _p("Security events, an hour", "short", "{{kind}}: increase(cordboard_security_events_total[1h])"),
            ),
        ),
        (
            "Sound",
            (
                _p("Jitter of talks", "s", f"{{{{side}}}} p95: {_high('cordboard_talk_jitter_seconds', by='side')}"),
                _p(
                    "Round trip of talks",
                    "s",
                    f"{{{{side}}}} p95: {_high('cordboard_talk_round_trip_seconds', by='side')}",
                ),
                _p(
                    "Loss of talks",
                    "percentunit",
                    f"{{{{side}}}} p95: {_high('cordboard_talk_loss_ratio', by='side')}",
                ),
                _p(
                    "Packets at the gateway, a second",
                    "pps",
                    "from {{leg}}: rate(cordboard_gateway_packets_received_total[1m])",
                    "to {{leg}}: rate(cordboard_gateway_packets_sent_total[1m])",
                ),
                _p(
                    "Loss at the gateway",
                    "percentunit",
                    "{{leg}}: rate(cordboard_gateway_packets_lost_total[5m]) / "
                    "(rate(cordboard_gateway_packets_received_total[5m]) + "
                    "rate(cordboard_gateway_packets_lost_total[5m]))",
                ),
                _p(
                    "Jitter at the gateway",
                    "s",
                    f"{{{{leg}}}} p95: {_high('cordboard_gateway_jitter_seconds', by='leg')}",
                ),
                _p("Phones", "short", "phones: cordboard_gateway_phones", "lines: cordboard_gateway_lines"),
            ),
        ),
        (
            "What is kept",
            (
                _p("Size", "bytes", "{{place}}: cordboard_storage_bytes"),
                _p("Room left", "bytes", "data folder: cordboard_storage_free_bytes"),
                _p(
                    "Age of the backup",
                    "s",
                    "seconds: time() - (cordboard_backup_timestamp_seconds > 0)",
                    kind="stat",
                    width=4,
                ),
                _p("Webhook events given up", "short", "events: cordboard_webhooks_given_up", kind="stat", width=4),
                _p("Attacks by SIP, a minute", "short", "{{kind}}: 60 * rate(cordboard_sip_denied_total[5m])"),
                _p("Addresses blocked", "short", "addresses: cordboard_sip_blocked", kind="stat", width=4),
                _p("Removed by retention, a day", "short", "{{what}}: increase(cordboard_retention_removed_total[1d])"),
                _p(
                    "Last retention",
                    "s",
                    "{{target}} seconds ago: time() - (cordboard_retention_timestamp_seconds > 0)",
                    kind="stat",
                    width=4,
                ),
            ),
        ),
        (
            "Canary",
            (
                _p("Canary", "short", "{{target}} well: cordboard_canary_up", kind="stat", width=4),
                _p("Last call", "s", "seconds ago: time() - cordboard_canary_timestamp_seconds", kind="stat", width=4),
                _p("Answer time", "s", "{{target}} seconds: cordboard_canary_answer_seconds"),
                _p("Echo", "percentunit", "{{target}} of the tone: cordboard_canary_echo_ratio"),
                _p("Calls an hour", "short", "{{target}} {{result}}: increase(cordboard_canary_calls_total[1h])"),
            ),
        ),
    ),
)

DASHBOARDS = (CENTRE, ENGINE_ROOM)
