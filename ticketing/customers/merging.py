"""Records that belong to one customer, as a tree: each points to the one it was merged into. Pure.

A merge moves nothing: what a record has stays its own, and whoever looks at the root sees all of it. So an undone merge
leaves no trace in the values (a silence of the specification, see `docs/decisions/`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cti.refused import Refused


@dataclass(frozen=True, slots=True)
class Record:
    """into: the record that it was merged into, 0 for none; root: the one it belongs to, itself if to no other."""

    id: int
    service: str
    root: int
    into: int = 0
    erased: bool = False


def must_merge(source: Record, target: Record) -> None:
    """Raises `Refused` where these cannot become one."""
    if source.root == target.root:
        raise Refused("these are one customer already", "customer_same")
    if source.service != target.service:
        raise Refused("these are customers of two services, which share nothing", "customer_other_service")
    if source.erased or target.erased:
        raise Refused("this customer was erased", "customer_erased")


def must_split(part: Record) -> None:
    if part.erased:
        raise Refused("this customer was erased", "customer_erased")
    if not part.into:
        raise Refused("this record is not merged into another", "customer_not_merged")


def below(part: int, into: Mapping[int, int]) -> frozenset[int]:
    """The record and all that were merged into it, however far. into: record → the one it was merged into."""
    found = {part}
    while more := {id for id, parent in into.items() if parent in found and id not in found}:
        found |= more
    return frozenset(found)
