"""The webhooks of the house, with what they need of it; and the mail that tells admins that one is out of use."""

import time
from collections.abc import Callable

from config.settings import Settings
from cti.plan import Plan
from server.lookups.seal import Seal
from server.rights import is_org_admin
from server.staff.letters import written
from server.staff.post import Post
from server.webhooks.delivering import Deliveries
from server.webhooks.letters import STOPPED
from server.webhooks.sending import Sender
from storage.journal import SqlLog
from storage.people import People
from storage.webhooks import Webhook, Webhooks


def open_deliveries(
    settings: Settings,
    records: Webhooks,
    log: SqlLog,
    plan: Plan,
    seal: Seal,
    post: Post,
    people: People,
    clock: Callable[[], float] = time.time,
) -> Deliveries:
    async def notice(known: Webhook) -> None:
        """To the org admins who have an address."""
        for account in await people.all():
            if account.email and account.active and is_org_admin(account.person):
                language = account.person.language or settings.language
                letter = written(STOPPED, language, name=known.name, address=settings.public_address)
                await post.write(account.email, *letter)

    return Deliveries(records, log, plan, seal, Sender(settings.lookup_hosts), notice, clock)
