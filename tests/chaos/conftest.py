"""One house for all faults that it survives; what became of its calls is printed as a table in the end."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from bench.centre import prepare
from bench.report import place, table
from tests.support.free import free_port
from tests.support.house import House, running_house
from tests.support.outage import nothing_is_left
from tests.support.strange import Door, set_clock
from tests.support.turmoil import AGENTS, Result, Turmoil, people

HEADS = (
    *("fault", "calls", "talks dropped", "callers lost", "places lost", "longest pause in a voice, ms"),
    *("the test's own longest stall, ms", "well after s", "all agree after another s"),
)
TOLD = Path("build/chaos.md")


@pytest.fixture(scope="session")
def results() -> Iterator[list[Result]]:
    """For the table."""
    kept: list[Result] = []
    yield kept
    if kept:
        text = f"{place()}\n\n{table(HEADS, [result.row() for result in kept])}\n"
        TOLD.parent.mkdir(exist_ok=True)
        TOLD.write_text(text, encoding="utf-8")
        print(f"\n{text}")  # noqa: T201  # what `make chaos` is for


@asynccontextmanager
async def strange_house(data: Path, **settings: str) -> AsyncIterator[tuple[House, Door]]:
    """Its server goes through the door, and has a clock of its own."""
    await prepare(data, AGENTS)
    ari, way, clock = free_port(), free_port(), data / "clock"
    set_clock(clock, 0.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STRANGE_DOOR", f"127.0.0.1:{way}")
        patch.setenv("STRANGE_CLOCK", str(clock))
        told = {"ARI": f"127.0.0.1:{ari}", "LOG_LEVEL": "info"} | settings
        async with Door(ari).at(way) as door, running_house(data, "tests.support.strange", **told) as house:
            yield house, door


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def strange(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[House, Door]]:
    data = tmp_path_factory.mktemp("strange")
    async with strange_house(data) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def shift(strange: tuple[House, Door]) -> AsyncIterator[Turmoil]:
    """The people, who stay for all faults."""
    async with AsyncExitStack() as stack:
        yield await people(strange[0], stack)


@pytest_asyncio.fixture(loop_scope="package")
async def turmoil(shift: Turmoil) -> AsyncIterator[Turmoil]:
    """Calls in every state, gathered anew."""
    await shift.gather()
    yield shift
    await shift.disperse()
    assert set((await shift.tickets()).values()) <= {1}
    await nothing_is_left(shift.house, calm=False)
