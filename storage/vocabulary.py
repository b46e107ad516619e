"""Facts as rows and rows as facts: `{kind: name of the class, body: its fields as JSON}`.

Rule: every fact that a room declares can be kept and read again; what a newer version wrote is never half-read.
"""

from types import ModuleType

import msgspec

import cti.facts
import ivr.facts
import ticketing.facts
from journal import Fact

ROOMS: tuple[ModuleType, ...] = (cti.facts, ticketing.facts, ivr.facts)


class UnknownKind(LookupError):
    """The journal holds a fact that this version does not know; a newer version wrote it."""


def declared() -> dict[str, type[Fact]]:
    """Every fact that can happen, by the name of its class, in the order of the source; not their common bases."""
    kinds = [kind for room in ROOMS for kind in vars(room).values() if _is_fact_of(kind, room)]
    bases = {base for kind in kinds for base in kind.__mro__[1:]}
    return {kind.__name__: kind for kind in kinds if kind not in bases}


def _is_fact_of(value: object, room: ModuleType) -> bool:
    return isinstance(value, type) and issubclass(value, Fact) and value.__module__.startswith(room.__name__)


KINDS = declared()
_encoder = msgspec.json.Encoder()
_decoders = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}


def encode(fact: Fact) -> tuple[str, str]:
    """The kind and the body of a fact."""
    return type(fact).__name__, _encoder.encode(fact).decode()


def decode(kind: str, body: str) -> Fact:
    """Raises `UnknownKind`, and `ValueError` for a body that does not fit its kind."""
    decoder = _decoders.get(kind)
    if decoder is None:
        raise UnknownKind(
            f"the journal holds facts of the kind {kind}, which this version does not know; run a newer one"
        )
    return decoder.decode(body)


def fields(fact: Fact) -> dict[str, object]:
    """The fields of a fact as plain JSON values, as pages read them."""
    values: dict[str, object] = msgspec.to_builtins(fact)
    return values
