"""Ids of traces and spans, made from what they are about: the same after a restart, and on every machine. Pure.

A hash and not the id itself: W3C trace ids are 16 bytes, ids of spans 8, and zero is none.
"""

from hashlib import blake2b
from urllib.parse import unquote

from asterisk import names

CALL = "call"  # the name of a call's root


def trace_of(call: str) -> int:
    return int.from_bytes(blake2b(call.encode(), digest_size=16, person=b"cordboard call").digest()) or 1


def span_of(call: str, name: str, number: int = 0) -> int:
    """number: of the entry that began it; the root has 0, so that it can be named before anybody saw it."""
    about = f"{call}\n{name}\n{number}"
    return int.from_bytes(blake2b(about.encode(), digest_size=8, person=b"cordboard span").digest()) or 1


def call_in(path: str) -> tuple[str, str]:
    """Of a request to Asterisk: the call that it is about, "" for none, and the path with ids left out."""
    kind, _, rest = path.lstrip("/").partition("/")
    id, _, what = rest.partition("/")
    shown = "/".join(part for part in (kind, "{id}" if id else "", what.partition("/")[0]) if part)
    return _call_of(kind, unquote(id)), shown


def _call_of(kind: str, id: str) -> str:
    if kind == "bridges":
        return names.call_of_mix(id) or names.call_of_con(id)
    if kind == "playbacks":
        return names.call_and_playback(id)[0]
    return id if kind == "channels" and not names.agent_of_leg(id) else ""
