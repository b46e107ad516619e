"""A ticket and its customer tell each other: known values fill fields, what is written goes to the customer (CUS-08 to
CUS-10)."""

from collections.abc import Iterable, Mapping

from cti.contract import has
from cti.numbers import country_of, identity, national
from cti.plan import Person
from server.house import House
from storage.customers.changing import Telephone
from storage.customers.keeping import TICKET
from storage.tickets import Filed
from ticketing.customers.fields import PHONE, checked
from ticketing.fields import TicketField, Value, in_words


async def known_of(house: House, found: Filed) -> Mapping[str, list[str]]:
    """What is known of the customer of the ticket, by field, the oldest first; nothing for nobody."""
    root = await _customer(house, found)
    card = await house.records.customers.cards.card(root) if root else None
    if card is None or card.records[0].erased:
        return {}
    known: dict[str, list[str]] = {PHONE: [each.digits for each in card.head.numbers]}
    for each in card.head.values:
        known.setdefault(each.field, []).append(each.value)
    return known


async def checked_for_customer(
    house: House, found: Filed, fields: Iterable[TicketField], values: Mapping[int, Value]
) -> list[tuple[str, str]]:
    """What is new in the customer's fields, with its field; nothing for nobody. Raises `Refused` for what cannot stand
    there, such as half an address."""
    told = [(each.known_as, in_words(values[each.id])) for each in fields if each.known_as and values.get(each.id)]
    if not told or not await _customer(house, found):
        return []
    keeping = await house.records.customers.settings.keeping(found.service)
    known = [(keeping.field(key), text) for key, text in told]
    return [(of.key, checked(of, text)) for of, text in known if of]


async def tell_customer(house: House, person: Person, found: Filed, told: Iterable[tuple[str, str]]) -> None:
    """Beside what there is; nothing is overwritten. A number that is another customer's stays theirs."""
    root = await _customer(house, found)
    changing = house.records.customers.changing
    for key, text in told:
        if key != PHONE:
            await changing.add_value(root, key, text, person.id)
        elif number := identity(text, country := country_of(house.plan, found.service)):
            await changing.add_number(root, Telephone(number, national(number, country)), person.id)


async def _customer(house: House, found: Filed) -> int:
    if not has(house.plan.services.get(found.service), "customers"):
        return 0
    return await house.records.customers.cards.of_contact(TICKET, found.id)
