"""Times as the outside reads them: RFC 3339 in UTC. Inside, a time is epoch seconds, and 0 means that it is not there.

The live socket and HTTP speak the same; the pages turn them back into seconds at their own edge.
"""

import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema

# fmt: off
NAMES = frozenset({
    "at", "now", "since", "longest_since", "arrived_at", "queued_at", "offered_at", "ring_until", "talk_at",
    "talking_since", "opened_at", "asked_at", "noted_at", "until", "away_since", "goes_on_at", "started_at",
    "delete_after", "next_at",
    "recovery_until", "ended_at", "last_at", "seen_at", "lifted_at", "worst_at", "requested_at", "decided_at",
    "updated_at", "made_at", "published_at", "scheduled_at", "waited_since", "begun_at", "sent_at", "used_at",
    "told_at", "failing_since", "former_until", "changed_at", "due_at", "closed_at", "assigned_at",
    "backup_at", "watched_since", "first_at", "blocked_at", "blocked_until",
})
# fmt: on
OWN_KEYS = frozenset({"skills", "before", "after", "answers"})  # by what people named, with numbers: never times
SCHEMA = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}


def rfc3339(at: float) -> str | None:
    """None for a time that is not there."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


def day_of(at: float) -> str:
    """The day of the organisation in which this moment lies, such as `2026-11-20`."""
    return _day_of_minute(int(at // 60))  # days of all time zones begin with a minute


@lru_cache(64)
def _day_of_minute(minute: int) -> str:
    return time.strftime("%F", time.localtime(minute * 60))


Time = Annotated[float, PlainSerializer(rfc3339, when_used="json"), WithJsonSchema(SCHEMA)]


def stamped(value: object) -> object:
    """Plain JSON values with every field that is a time by its name written out."""
    if isinstance(value, dict):
        return {name: _field(name, each) for name, each in value.items()}
    return [stamped(each) for each in value] if isinstance(value, list) else value


def _field(name: str, value: object) -> object:
    if name in OWN_KEYS and isinstance(value, dict):
        return value
    if name in NAMES and isinstance(value, int | float):
        return rfc3339(value)
    return stamped(value)
