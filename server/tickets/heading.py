"""What stands in the head of a ticket and in its fields: changed together, and told in its history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cti.plan import Person
from cti.refused import Refused
from server.house import House
from server.tickets.doing import of_theirs, read
from server.tickets.knowing import checked_for_customer, tell_customer
from storage.tickets import Change, Filed, Head, Ticket
from ticketing.categories import Category, CategoryTree, path
from ticketing.fields import TicketField, Value, accepted, in_words
from ticketing.life import TicketStep, Wish
from ticketing.masking import numbers


@dataclass(frozen=True, slots=True)
class Heading:
    """What is to stand there; None and fields that are not named stay as they are. values: by the number of a field."""

    receipt: int | None = None
    processing: int | None = None
    priority: str | None = None
    values: Mapping[int, object] = field(default_factory=dict)


async def write_head(house: House, person: Person, id: int, wanted: Heading) -> Ticket:
    """The ticket afterwards. Raises `Refused` and `Gone`."""
    found = await of_theirs(house, person, id)
    head, changes = await _head(house, found, wanted)
    fields = await house.records.setup.fields({found.service}) if wanted.values else []
    values = await _values(house, found, fields, wanted, changes)
    told = await checked_for_customer(house, found, fields, _readable(values))
    if changes:
        wish = Wish(TicketStep.CHANGE, person.id)
        await house.records.tickets.step(id, wish, house.clock(), head=head, changes=changes, values=values)
        await tell_customer(house, person, found, told)
    return await read(house, id)


def _readable(values: Mapping[int, Value]) -> dict[int, Value]:
    """Without those that have masked words in them: these are not for the customer's record."""
    return {id: value for id, value in values.items() if not (isinstance(value, str) and numbers(value))}


async def _head(house: House, found: Filed, wanted: Heading) -> tuple[Head, list[Change]]:
    known = await house.records.setup.categories({found.service})
    head: dict[str, str | int] = {}
    changes: list[Change] = []
    for tree in CategoryTree:
        new, old = getattr(wanted, tree), getattr(found, tree)
        if new is None or new == old:
            continue
        _check_category(known, tree, new)
        head[tree.value] = new
        changes.append({"what": tree.value, "before": path(known, old), "after": path(known, new)})
    if wanted.priority and wanted.priority != found.priority:
        head["priority"] = wanted.priority
        changes.append({"what": "priority", "before": found.priority, "after": wanted.priority})
    return head, changes


def _check_category(known: Mapping[int, Category], tree: CategoryTree, id: int) -> None:
    if id and (id not in known or known[id].tree != tree):
        raise Refused("there is no such category in this service", "category_unknown")


async def _values(
    house: House, found: Filed, asked: Iterable[TicketField], wanted: Heading, changes: list[Change]
) -> dict[int, Value]:
    """What is written into fields; what changes with it is added to the changes."""
    if not wanted.values:
        return {}
    fields = {each.id: each for each in asked}
    if not wanted.values.keys() <= fields.keys():
        raise Refused("the fields have changed meanwhile; load them again", "fields_changed")
    filled = {fields[id]: accepted(fields[id], value) for id, value in wanted.values.items()}
    kept = await house.records.masking.values_hidden(found.id, filled)
    before = await house.records.setup.values(found.id)
    new = {id: value for id, value in kept.items() if value != before.get(id)}
    for id, value in new.items():
        was = in_words(before.get(id))
        changes.append({"what": f"field:{fields[id].name}", "before": was, "after": in_words(value)})
    return new
