"""Simulations that supervisors ask for: one at a time for the whole house, in a process of their own that gives way.

Rule: a page cannot take the machine. A second question is refused while one is being answered; what one may ask is
limited before it begins; the process runs with low priority and ends when nobody waits for the answer any more.
"""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event
from typing import Any

from cti.refused import Refused
from routing.simulation.scenario import Scenario
from server.simulation.play import Stopped, as_data, play

logger = logging.getLogger(__name__)
GIVES_WAY = 10  # the calls of the house come first
KEPT = 20  # answers that are kept in memory


class State(StrEnum):
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass
class Simulation:
    """by: who asked; done, of: days."""

    id: int
    by: str
    queue: str
    of: int
    done: int = 0
    state: State = State.RUNNING
    report: Mapping[str, Any] = field(default_factory=dict)
    stop: Event = field(default_factory=Event)


class Simulations:
    def __init__(self) -> None:
        self._all: dict[int, Simulation] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._last = 0

    def get(self, id: int, by: str) -> Simulation | None:
        found = self._all.get(id)
        return found if found and found.by == by else None

    def begin(self, scenario: Scenario, queue: str, by: str) -> Simulation:
        """Raises `Refused` while another one runs, also one that is being stopped."""
        if self._tasks:
            raise Refused("another simulation is running; wait until it is done", "simulation_runs")
        self._last += 1
        one = self._all[self._last] = Simulation(self._last, by, queue, scenario.runs * len(scenario.all()))
        self._all = dict(list(self._all.items())[-KEPT:])
        task = asyncio.create_task(self._play(one, scenario))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return one

    def close(self) -> None:
        """The house ends."""
        for one in self._all.values():
            one.stop.set()

    async def settled(self) -> None:
        """Until nothing runs."""
        await asyncio.gather(*self._tasks)

    async def _play(self, one: Simulation, scenario: Scenario) -> None:
        def watch(done: int, of: int) -> None:
            one.done = done

        try:
            report = await asyncio.to_thread(play, scenario, 1, watch, one.stop.is_set, GIVES_WAY)
            one.report, one.state = as_data(report), State.DONE
        except Stopped:
            one.state = State.STOPPED
        except (BrokenProcessPool, OSError) as error:
            one.state = State.FAILED
            logger.warning("a simulation could not be played: %s", type(error).__name__)
