"""Customers on SQL: the journal makes them, people add to them, merge and erase them."""

from collections.abc import Callable

from storage.customers.cards import Cards
from storage.customers.changing import Changing
from storage.customers.erasing import Erasing
from storage.customers.filing import Filing
from storage.customers.finding import Finding
from storage.customers.settings import CustomerSettings
from storage.database import Database


class CustomerRecords:
    """All that is kept of customers, by what is done with it."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        """clock: epoch seconds."""
        self.cards, self.finding = Cards(database), Finding(database)
        self.changing, self.settings = Changing(database, clock), CustomerSettings(database)
        self.erasing, self.filing = Erasing(database), Filing(database)
