"""Receipt types and processing types: two trees of each service, up to five levels (TKT-31). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cti.refused import Refused

LEVELS = 5
JOINED = " > "


class CategoryTree(StrEnum):
    RECEIPT = "receipt"  # what came in; customers choose it too
    PROCESSING = "processing"  # how it was dealt with


@dataclass(frozen=True, slots=True)
class Category:
    """parent: 0 at the top; position: among its siblings; active: shown in the help centre too (TKT-32)."""

    id: int
    service: str
    tree: CategoryTree
    parent: int
    name: str
    position: int = 0
    active: bool = True


def up(known: Mapping[int, Category], id: int) -> list[Category]:
    """The way to a category, from the top."""
    way: list[Category] = []
    while (each := known.get(id)) and len(way) < LEVELS:
        way.insert(0, each)
        id = each.parent
    return way


def path(known: Mapping[int, Category], id: int) -> str:
    """As people read it: "Payments > Card"."""
    return JOINED.join(each.name for each in up(known, id))


def below(known: Iterable[Category], id: int) -> frozenset[int]:
    """This one, and all under it."""
    children: dict[int, list[int]] = {}
    for each in known:
        children.setdefault(each.parent, []).append(each.id)
    found, ahead = {id}, [id]
    while ahead:
        ahead = [child for each in ahead for child in children.get(each, []) if child not in found]
        found.update(ahead)
    return frozenset(found)


def check_place(known: Mapping[int, Category], wanted: Category) -> None:
    """May it stand there? Raises `Refused`."""
    over = known.get(wanted.parent)
    if wanted.parent and (over is None or (over.service, over.tree) != (wanted.service, wanted.tree)):
        raise Refused("there is no such place in this tree", "category_no_place")
    under = below(known.values(), wanted.id) if wanted.id else frozenset()
    if wanted.parent in under:
        raise Refused("a category cannot stand under itself", "category_loop")
    tall = max((len(up(known, id)) for id in under), default=0) - len(up(known, wanted.id)) + 1 if wanted.id else 1
    if len(up(known, wanted.parent)) + tall > LEVELS:
        raise Refused(f"a tree has {LEVELS} levels at most", "category_too_deep", most=str(LEVELS))
    before = known.get(wanted.id)
    stays = (
        before is not None and _beside(before, wanted) and before.name == wanted.name
    )  # made when twins were allowed
    if not stays and any(_twins(each, wanted) for each in known.values()):
        raise Refused("there is one of that name at this place", "category_taken", name=wanted.name)


def _beside(one: Category, other: Category) -> bool:
    return (one.service, one.tree, one.parent) == (other.service, other.tree, other.parent)


def _twins(one: Category, other: Category) -> bool:
    """Nobody could tell one from the other."""
    return _beside(one, other) and one.id != other.id and one.name.casefold() == other.name.casefold()


def in_order(known: Iterable[Category]) -> list[Category]:
    """As a tree is read: each with what is under it, siblings by their places."""
    children: dict[int, list[Category]] = {}
    for each in sorted(known, key=lambda one: (one.tree, one.position, one.id)):
        children.setdefault(each.parent, []).append(each)
    found: list[Category] = []

    def walk(parent: int, level: int) -> None:
        for each in children.get(parent, []) if level < LEVELS else []:
            found.append(each)
            walk(each.id, level + 1)

    walk(0, 0)
    return found
