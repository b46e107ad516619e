"""The shelf of routes at the start of the server, with those that are shipped."""

from collections.abc import Callable

from config.prompts import Texts
from config.routes import shipped_texts, zone_of
from cti.plan import Plan
from ivr.library import Library
from server.routes.judging import Judge
from server.routes.shelf import Shelf
from storage.database import Database
from storage.routes import Routes
from storage.seed_routes import Shipped, seed_routes


async def open_shelf(database: Database, plan: Plan, clock: Callable[[], float], prompts: Callable[[], Texts]) -> Shelf:
    """Its library is still empty: `put_back` and `begin` fill it. prompts: what routes may play, as it is now."""
    judge = Judge(plan, prompts)
    shelf = Shelf(Routes(database), Library(judge=judge.judge, zone=zone_of, plan=plan), judge, clock)
    judge.library = shelf.library
    await seed_routes(shelf.records, _shipped(plan), clock())
    shelf.services.update({route.name: route.service for route in await shelf.records.all()})
    return shelf


def _shipped(plan: Plan) -> list[Shipped]:
    """Those that a number leads to."""
    services = {number.route: number.service for number in plan.numbers.values()}
    return [Shipped(name, services[name], *texts) for name, texts in shipped_texts().items() if name in services]
