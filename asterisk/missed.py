"""Calls that ended while nobody here answered for them. Pure.

The dialplan notes in astdb, under `cti_miss`, whoever it holds: `EPOCH~caller~dialled~kind`. A note whose call is
neither alive nor known is a missed call. So is a call of which only the witness knows.
"""

from collections.abc import Collection, Iterable

from asterisk import identity
from asterisk.cel import Seen
from cti import facts

FAMILY = "cti_miss"
KINDS = frozenset({"held", "callback", "voicemail", "emergency-queue", "giveup"})


def of_note(call: str, note: str) -> facts.Missed | None:
    """None for a note that nobody can read."""
    parts = note.split("~")
    if len(parts) != 4 or not parts[0].isdigit() or parts[3] not in KINDS:
        return None
    at, caller, dialled, kind = parts
    return facts.Missed(call, identity.number(caller), identity.dialled(dialled), kind, float(at))


def of_notes(notes: dict[str, str], alive: Collection[str]) -> list[facts.Missed]:
    found = (of_note(call, note) for call, note in notes.items() if call not in alive)
    return [missed for missed in found if missed]


def of_witness(calls: Iterable[Seen], alive: Collection[str]) -> list[facts.Missed]:
    """Callers whom Asterisk had and who never reached us; whether one did, the journal knows."""
    return [
        facts.Missed(seen.call, seen.caller, seen.dialled, "held", seen.began_at)
        for seen in calls
        if seen.call not in alive
    ]
