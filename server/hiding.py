"""What of a fact is personal: numbers, names, digits, notes. For the live pages and for programs outside. Pure."""

from collections.abc import Mapping

from cti import facts as cti

PERSONAL = frozenset({"caller", "name", "digit", "number", "way", "note", "phone", "send", "values"})
WHO_LISTENS = frozenset({"by", "reason"})
ARCHIVE = frozenset(kind.__name__ for kind in cti.ArchiveFact.__subclasses__())


def hidden(kind: str, fact: Mapping[str, object]) -> dict[str, object]:
    """That it happened, but not to whom."""
    names = PERSONAL | WHO_LISTENS if kind in ARCHIVE else PERSONAL
    return {name: _empty(value) if name in names else value for name, value in fact.items()}


def _empty(value: object) -> object:
    return {} if isinstance(value, dict) else [] if isinstance(value, list) else ""
