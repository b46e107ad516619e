"""A whole house for a bench: `cti demo --callers 0`, free ports, a scratch folder, as many agents as wanted."""

import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bench.cpu import seconds_of
from config.demo import demo_centre
from config.settings import Address
from cti.plan import Person, Plan
from storage import database
from storage.migrate import migrate
from storage.seed import seed
from tests.support.house import House, running_house
from tests.support.outage import part

PARTS = ("server", "gateway", "asterisk")
QUEUE = "general"
LONGEST = 4000  # characters of the server's warnings that are shown at the end
HERE = Address("127.0.0.1", 0)


def plan(agents: int, after: float = 0.0) -> Plan:
    """The demo's, with so many agents `agent1` … in the queue of the bench and in no other. after: s after a call
    until an agent is ready again by itself, 0: never."""
    shipped = demo_centre(HERE).plan
    names = [f"agent{number + 1}" for number in range(agents)]
    people = {name: Person(name, name, frozenset({"agent"}), frozenset({"support"}), cti=True) for name in names}
    queue = replace(shipped.queues[QUEUE], members=frozenset(names), wrap_up_seconds=after)
    return replace(shipped, people=shipped.people | people, queues=shipped.queues | {QUEUE: queue})


async def prepare(data: Path, agents: int, after: float = 0.0, url: str = "") -> None:
    """Write the accounts before the house starts; it leaves alone what it finds. url: of another database."""
    url = url or f"sqlite+aiosqlite:///{data / 'cordboard.db'}"
    await migrate(url)
    opened = await database.open(url)
    try:
        await seed(opened, plan(agents, after), demo_centre(HERE).password)
    finally:
        await opened.close()


@asynccontextmanager
async def house_with(agents: int, **settings: str) -> AsyncIterator[House]:
    """settings: as for `running_house`."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        data = Path(scratch) / "data"
        await prepare(data, agents)
        async with running_house(data, LOG_LEVEL="warning", **settings) as house:
            try:
                yield house
            finally:
                print(house.log("server")[-LONGEST:], file=sys.stderr, flush=True)


def used(house: House) -> dict[str, float]:
    """Processor time in s that each part has taken until now."""
    return {name: seconds_of(part(house, name)) for name in PARTS}
