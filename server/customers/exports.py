"""Customers as rows of a file, a page at a time (CUS-05). Side by side, as they are told on a card."""

import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from storage.customers import CustomerRecords
from storage.customers.cards import Summary
from storage.customers.finding import Wanted
from ticketing.customers.fields import PHONE, STANDARD, Field
from ticketing.customers.words import customer_number

PAGE = 500  # customers that are read at once


def head(fields: Sequence[Field]) -> list[str]:
    return ["customer", *(each.label for each in fields), "service", "since", "last contact"]


async def columns(records: CustomerRecords, services: frozenset[str]) -> list[Field]:
    """The fields that all customers have, and those of these services."""
    own: dict[str, Field] = {each.key: each for each in STANDARD}
    for service in sorted(services):
        own |= {each.key: each for each in (await records.settings.keeping(service)).fields}
    return list(own.values())


async def pages(records: CustomerRecords, wanted: Wanted, fields: Sequence[Field]) -> AsyncIterator[list[list[str]]]:
    while found := await records.finding.find(wanted, PAGE):
        page = await records.cards.summaries(found)
        yield [_row(each, fields) for each in page]
        if len(found) < PAGE or not page:
            return
        wanted = replace(wanted, before=(page[-1].seen_at, page[-1].id))


def _row(customer: Summary, fields: Sequence[Field]) -> list[str]:
    cells = [_values(customer, each.key) for each in fields]
    times = [time.strftime("%Y-%m-%d %H:%M", time.localtime(at)) for at in (customer.made_at, customer.seen_at)]
    return [customer_number(customer.id), *cells, customer.service, *times]


def _values(customer: Summary, key: str) -> str:
    """Side by side."""
    if key == PHONE:
        return "; ".join(each.digits for each in customer.numbers)
    return "; ".join(each.value for each in customer.values if each.field == key)
