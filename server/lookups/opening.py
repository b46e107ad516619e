"""The lookups of the house, with what they need of it."""

import time

from config.secrets import Secrets
from config.settings import Settings
from server.core import Core
from server.lookups.asking import Lookups
from server.lookups.calling import MISSING, Answer
from server.lookups.customer import Customers
from server.lookups.seal import Seal
from storage.callbacks import Callbacks
from storage.connections import Connections
from storage.database import Database
from storage.tickets import Tickets


async def open_lookups(settings: Settings, secrets: Secrets, database: Database, core: Core) -> Lookups:
    """Answers go to the core's engine."""
    desk, incidents = core.desk, core.incidents
    customers = Customers(Tickets(database), Callbacks(database))

    async def about(call: str) -> Answer:
        known = desk.calls.get(call)
        if known is None:
            return Answer(MISSING)
        restricted = incidents.restriction(known.service, known.caller, time.time()) is not None
        return await customers.ask(known.caller, known.name, known.service, restricted)

    def service_of(call: str) -> str:
        return desk.calls[call].service if call in desk.calls else ""

    records, seal = Connections(database), Seal(secrets.seal)
    lookups = Lookups(records, seal, settings.lookup_hosts, about, service_of, time.time)
    lookups.tell = core.engine.tell
    await lookups.load()
    return lookups
