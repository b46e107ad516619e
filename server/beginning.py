"""What the centre begins with, from its database."""

import socket
import time
from dataclasses import replace

from config.demo import demo_centre
from config.settings import Settings
from cti.incidents import Incidents
from cti.plan import Plan
from storage import callbacks, conduct, tickets
from storage.baton import Baton
from storage.database import Database
from storage.lease import Lease
from storage.migrate import migrate_open
from storage.plan import load_plan
from storage.seed import seed
from ticketing.acquainted import MOST, Acquaintances
from ticketing.book import REMEMBERED, Book


async def open_plan(settings: Settings, database: Database) -> Plan:
    await migrate_open(database)
    if settings.demo:
        demo = demo_centre(settings.http)
        await seed(database, demo.plan, demo.password)
    plan = await load_plan(database)
    shown = settings.trunk_number or (next(iter(plan.numbers), "") if settings.demo else "")
    return replace(
        plan,
        country=settings.country,
        default_caller_id=shown,
        recording_pause_limit=float(settings.recording_pause),
        dial_seconds=float(settings.dial_seconds),
        phone_limit=float(settings.phone_limit),
        nodes=tuple(each.partition("=")[0] for each in settings.nodes),
    )


async def stood_by(settings: Settings, database: Database, baton: Baton) -> Lease | None:
    """Waits until no other server serves. None where none can be: the database is in the data folder, which is locked.

    Raises `Served` for a server that is not to wait, and finds another one.
    """
    if not settings.standby and not settings.database:
        return None
    lease = Lease(database, baton, f"{socket.gethostname()}:{settings.data.absolute()}")
    await (lease.wait() if settings.standby else lease.outlast())
    return lease


async def open_book(database: Database) -> Book:
    """With what outlives a restart: the numbers that were given, and the promises that are open."""
    kept, had = callbacks.Callbacks(database), tickets.Tickets(database)
    contacts = await had.contacts(REMEMBERED)
    return Book(await had.next_number(), await kept.next_number(), await kept.promises(), contacts)


async def open_acquaintances(database: Database) -> Acquaintances:
    return Acquaintances(await tickets.Tickets(database).acquaintances(MOST))


async def open_incidents(plan: Plan, database: Database) -> Incidents:
    """With the restrictions that hold and the terminations that may count."""
    kept, now = conduct.Records(database), time.time()
    return Incidents(plan, *await kept.next_numbers(), await kept.active(now), await kept.ended(now))
