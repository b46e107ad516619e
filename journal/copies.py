"""A record with some fields changed: what `dataclasses.replace` does, at a third of its cost or less.

Each fact changes several records, so this is among what a call does most. Which fields a class has is looked up once.
A record without slots is copied as a whole, which costs the same however many fields it has; so those that change most
(a call, a place in a route, an agent, a draft) have none.
"""

from collections.abc import Callable
from dataclasses import fields
from dataclasses import replace as _replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

Read = Callable[[Any], tuple[Any, ...]]
_shapes: dict[type, tuple[Read, dict[str, int]] | None] = {}
_whole: dict[type, frozenset[str]] = {}  # names of the fields of the kinds that are copied as a whole

if TYPE_CHECKING:
    from dataclasses import replace as replace  # so that mypy looks at the names and types of the changes
else:

    def replace(record: object, /, **changes: object) -> object:
        """Raises TypeError for a field that there is not."""
        kind = type(record)
        if (known := _whole.get(kind)) is not None:
            return _copied(record, kind, known, changes)
        try:
            shape = _shapes[kind]
        except KeyError:
            shape = _shapes[kind] = _shape(kind)
            if shape is not None and _is_plain(kind):
                _whole[kind] = frozenset(shape[1])
        if shape is None:
            return _replace(record, **changes)
        read, places = shape
        values = [*read(record)]
        try:
            for name, value in changes.items():
                values[places[name]] = value
        except KeyError as unknown:
            raise TypeError(f"{kind.__name__} has no field {unknown}") from None
        return kind(*values)


def _shape(kind: type) -> tuple[Read, dict[str, int]] | None:
    """How to read all fields at once, and where each is. None for what cannot be made from its fields in order."""
    known = fields(kind)
    if len(known) < 2 or not all(each.init and not each.kw_only for each in known):
        return None
    names = [each.name for each in known]
    return attrgetter(*names), {name: place for place, name in enumerate(names)}


def _is_plain(kind: type) -> bool:
    """All that an instance has is in its dictionary, and nothing is reckoned when it is made."""
    names = [name for each in kind.__mro__ for name in vars(each)]
    kept = any(isinstance(value, cached_property) for each in kind.__mro__ for value in vars(each).values())
    return not kept and "__slots__" not in names and "__post_init__" not in names


def _copied(record: object, kind: type, known: frozenset[str], changes: dict[str, object]) -> object:
    if not changes.keys() <= known:
        raise TypeError(f"{kind.__name__} has no field {', '.join(sorted(changes.keys() - known))}")
    new: object = object.__new__(kind)
    object.__setattr__(new, "__dict__", {**record.__dict__, **changes})
    return new
