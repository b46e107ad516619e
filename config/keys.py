"""What a key of the settings is, and those by which a house is watched and kept in order."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from config import spelling

LOG_FORMS = ("human", "json")


@dataclass(frozen=True, slots=True)
class Key:
    parse: Callable[[str], object]
    shape: str
    meaning: str


def _days(what: str) -> Key:
    return Key(spelling.count(0, 36_500), "days, for example 90; 0: for ever", f"how long {what} is kept")


NUMBER = re.compile(r"\+?[0-9]{0,20}")
KEYS_PRESSED = re.compile(r"[0-9*#]{1,8}")

MACHINES: dict[str, Key] = {
    "nodes": Key(
        spelling.nodes,
        '"east=http://10.0.0.1:8088/5038,west=http://10.0.0.2:8088/5038": name=address of ARI/port of AMI, with '
        "user:password@ where ARI has another login than this house; empty: one Asterisk",
        "the Asterisks that take calls, where there are several",
    ),
    "node_limit": Key(
        spelling.count(1, 600), "seconds, for example 5", "how long a node may be away before its calls are over"
    ),
    "node": Key(
        spelling.node_name,
        "lower case letters and digits, for example east; empty: the only one",
        "the name of the Asterisk that this machine starts, as the server's nodes have it",
    ),
    "gateways": Key(
        spelling.hosts_and_ports,
        '"10.0.0.3:9100,10.0.0.4:9100"; empty: one, at `gateway`',
        "the control addresses of all softphone gateways, where there are several",
    ),
    "standby": Key(
        spelling.yes_or_no,
        "true or false",
        "whether the server waits beside one on another machine, and takes over when that one is gone",
    ),
}
OPERATIONS: dict[str, Key] = {
    "canary": Key(
        spelling.count(0, 1440),
        "minutes, for example 5; 0: none is made",
        "how often a synthetic call looks whether callers would be answered and heard",
    ),
    "canary_targets": Key(
        spelling.named_addresses,
        '"east=10.0.0.11:5060,west=10.0.0.12:5060,front=10.0.0.5:5060"; empty: `sip`',
        "the SIP addresses that the synthetic call goes to, each by itself",
    ),
    "canary_number": Key(
        spelling.matching(NUMBER, "a number"),
        "digits, a number of yours; empty: the switch's echo",
        "the number whose route the synthetic call goes through",
    ),
    "canary_keys": Key(
        spelling.matching(KEYS_PRESSED, "keys"),
        "keys of a telephone, for example 1",
        "the keys at which that route hangs up",
    ),
    "backup_keys": Key(
        spelling.public_keys,
        "public keys as `cti backup-key` tells them, with commas between them; empty: backups are not sealed",
        "the public keys that backups are sealed for",
    ),
    "keep_journal": _days("what happened in calls that are over, entry by entry,"),
    "keep_audit": _days("what people with power did, and who changed whose rights,"),
    "keep_quality": _days("how talks sounded, minute by minute,"),
    "keep_mails": _days("that a mail was sent, or given up,"),
    "keep_webhooks": _days("an event that a webhook never took"),
    "keep_triggers": _days("what triggers did to a ticket"),
    "keep_logs": _days("a log that was put aside"),
    "log_form": Key(
        spelling.one_of(*LOG_FORMS), f"one of {', '.join(LOG_FORMS)}", "log lines for people, or one JSON object a line"
    ),
    "metrics_token": Key(
        spelling.one_line,
        'a long random text, shown as "Authorization: Bearer …"; empty: only this machine may read',
        "who may read the metrics",
    ),
    "traces": Key(
        spelling.url("http", "https"),
        '"http://127.0.0.1:4318"; empty: nothing is traced',
        "the collector that takes traces of calls, by OTLP over HTTP",
    ),
}
