"""The records beside the journal: who keeps them, and which of them are written in the journal's own transaction."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from cti.plan import Plan
from storage import callbacks, conduct, queues, recordings, routes, skills, tickets
from storage.attachments import Attachments
from storage.callbacks import Callbacks
from storage.completing import Completing
from storage.credentials import Credentials
from storage.customers import CustomerRecords
from storage.customers.keeping import keeper
from storage.database import Database
from storage.doings import Doings
from storage.hindsight import Hindsight
from storage.identity import Identity
from storage.intruders import Intruders
from storage.journal import Keeper
from storage.masking import Masking
from storage.organisation import Organisation
from storage.outbound import Outbound
from storage.sign_on import SignOns
from storage.skills import Abilities
from storage.templates import Templates
from storage.ticket_figures import TicketFigures
from storage.ticket_setup import TicketSetup
from storage.tickets import Tickets
from storage.triggers import Triggers
from storage.vault import Vault
from storage.webhooks import Webhooks

# What facts change in the records, in the order in which it is written.
KEEPERS = (
    tickets.keep,
    tickets.keep_answer,
    callbacks.keep,
    queues.keep,
    skills.keep,
    recordings.keep,
    conduct.keep,
    routes.keep,
)


def keepers(plan: Plan) -> tuple[Keeper, ...]:
    """All of them; numbers are read as the plan says, see `cti.numbers`."""
    return (*KEEPERS, keeper(plan))


@dataclass(frozen=True)
class Records:
    organisation: Organisation
    identity: Identity
    credentials: Credentials
    hindsight: Hindsight
    tickets: Tickets
    setup: TicketSetup
    completing: Completing
    callbacks: Callbacks
    outbound: Outbound
    abilities: Abilities
    conduct: conduct.Records
    customers: CustomerRecords
    webhooks: Webhooks
    sign_on: SignOns
    masking: Masking
    doings: Doings
    ticket_figures: TicketFigures
    recordings: recordings.Recordings
    triggers: Triggers
    templates: Templates
    attachments: Attachments
    intruders: Intruders


def open_records(database: Database, vault: Vault, clock: Callable[[], float] = time.time) -> Records:
    """clock: epoch seconds."""
    return Records(
        organisation=Organisation(database),
        identity=Identity(database),
        credentials=Credentials(database),
        hindsight=Hindsight(database),
        tickets=Tickets(database),
        setup=TicketSetup(database),
        completing=Completing(database),
        callbacks=Callbacks(database),
        outbound=Outbound(database),
        abilities=Abilities(database),
        conduct=conduct.Records(database),
        customers=CustomerRecords(database, clock),
        webhooks=Webhooks(database),
        sign_on=SignOns(database),
        masking=Masking(database, vault),
        doings=Doings(database),
        ticket_figures=TicketFigures(database),
        recordings=recordings.Recordings(database),
        triggers=Triggers(database),
        templates=Templates(database),
        attachments=Attachments(database),
        intruders=Intruders(database),
    )
