"""What the journal of a running house says is so now: read from its database, without asking its server."""

from config.settings import load
from cti.plan import Plan
from journal import Fact
from storage.database import open
from storage.journal import SqlLog
from storage.plan import load_plan
from tests.support.centre import Brain
from tests.support.house import House

Calls = dict[str, tuple[object, object]]  # by id: state, agent


async def believed(house: House, url: str = "") -> Calls:
    """url: of the database, where it is not the one in the data folder."""
    database = await open(url or load({"CORDBOARD_DATA": str(house.data)}).database_url)
    try:
        log = SqlLog(database)
        entries, last = await log.living(), await log.last_number()
        brain = Brain(await load_plan(database), lambda: entries[-1].at if entries else 0.0, lambda turn: None)
    finally:
        await database.close()
    brain.engine.replay(entries, last)
    return {id: (call.state.value, call.agent) for id, call in brain.desk.calls.items()}


async def whole_story(house: House, url: str = "") -> tuple[list[Fact], Plan]:
    """Everything that stands in the journal, and the plan that there is now. url: as above."""
    database = await open(url or load({"CORDBOARD_DATA": str(house.data)}).database_url)
    try:
        entries = await SqlLog(database).since(0, 1_000_000)
        return [entry.fact for entry in entries], await load_plan(database)
    finally:
        await database.close()
