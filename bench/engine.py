"""How many decisions the pure engine makes a second: facts written, all policies included, with the log in memory.

    python -m bench.engine [--calls 4000] [--waiting 1000]

A call goes from Arrived through greeting, menus, queue, offer, talk, hold and hang-up to its ticket. In the row
`waiting` so many callers wait all the time for a few agents; `replay` rebuilds the present from the log. Seconds are
of processor time: the engine never waits, and so other work on the machine counts less.
"""

import argparse
import logging
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass

from cti import commands, facts
from cti.facts import AgentState, PhoneKind
from cti.plan import DeskPhone
from journal import Command, Entry, Fact
from server.engine import Turn
from tests.support.centre import SHIPPED, START, Brain
from tests.support.plan import SUPPORT, plan

STEP = 0.01  # s of virtual time between two things that happen
READY = AgentState.READY


class Load:
    """The facts that a switch would tell, and the agents' clicks, as fast as the engine takes them. desk_phones: each
    agent works at one, else in a browser."""

    def __init__(self, agents: int, *, desk_phones: bool = False) -> None:
        self.now = START
        self.log: list[Entry] = []
        self.agents = tuple(f"agent{number}" for number in range(agents))
        self.plan = plan(self.agents, ring_seconds=1e6)
        self.brain = Brain(self.plan, lambda: self.now, self._keep, SHIPPED)
        self._callers = 0
        for agent in self.agents:
            if desk_phones:
                self.plan.phones[f"desk-{agent}"] = DeskPhone(f"desk-{agent}", agent)
                self._ask(commands.ChoosePhone(agent, PhoneKind.SIP, f"desk-{agent}"))
            self._tell(facts.PhoneAttached(agent))
            self._ask(commands.SetAgentState(agent, AgentState.IDLE))
            self._ask(commands.SetAgentState(agent, READY))

    def arrive(self) -> str:
        """A caller walks through the menus into a queue. Gives the call."""
        self._callers += 1
        call = f"1700000000.{self._callers}"
        self._tell(facts.Arrived(call, f"010{self._callers:08}", SUPPORT, "", "trunk"))
        self._tell(facts.Answered(call))
        self._tell(facts.PromptEnded(call, "welcome.2"))
        self._tell(facts.DigitPressed(call, "1"))
        self._tell(facts.PromptEnded(call, "choose.3", played=False))
        self._tell(facts.DigitPressed(call, "1"))
        return call

    def serve(self) -> None:
        """One agent with an offer talks, holds, resumes, ends and is ready again."""
        agent = next(agent for agent in self.agents if self.brain.desk.agent(agent).state is AgentState.OFFERED)
        call = self.brain.desk.call_of(agent)
        assert call is not None
        self._ask(commands.Confirm(call.id, agent))
        self._tell(facts.Established(call.id, agent))
        self._ask(commands.Hold(call.id, agent))
        self._ask(commands.Retrieve(call.id, agent))
        self._tell(facts.Cleared(call.id, "normal"))
        self._ask(commands.SetAgentState(agent, READY))

    def _keep(self, turn: Turn) -> None:
        self.log.extend(turn.entries)

    def _tell(self, fact: Fact) -> None:
        self.now += STEP
        self.brain.engine.tell(fact)
        self.brain.engine.tick()

    def _ask(self, command: Command) -> None:
        self.now += STEP
        self.brain.engine.ask(command)


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    facts: int
    calls: int
    seconds: float

    def __str__(self) -> str:
        per_fact = self.seconds / self.facts * 1e6
        rates = f"{self.facts / self.seconds:>10,.0f} {self.calls / self.seconds:>9,.0f}"
        return f"{self.name:<34} {self.facts:>8,} {self.calls:>7,} {self.seconds:>8.2f} {rates} {per_fact:>8.1f}"


def measured(name: str, load: Load, calls: int, work: Callable[[], None]) -> Row:
    before, start = len(load.log), time.process_time()
    work()
    return Row(name, len(load.log) - before, calls, time.process_time() - start)


def flowing(load: Load, calls: int) -> None:
    for _ in range(calls):
        load.arrive()
        load.serve()


def replayed(load: Load) -> Row:
    again = Brain(load.brain.plan, lambda: load.now, lambda turn: None, SHIPPED)
    start = time.process_time()
    again.engine.replay(load.log, len(load.log))
    return Row("replay of the log of the first row", len(load.log), 0, time.process_time() - start)


def rows(calls: int, waiting: int) -> list[Row]:
    easy, busy = Load(50), Load(5)
    for _ in range(waiting):
        busy.arrive()
    return [
        measured("50 agents, nobody waits", easy, calls, lambda: flowing(easy, calls)),
        measured(f"5 agents, {waiting:,} wait all the time", busy, calls, lambda: flowing(busy, calls)),
        replayed(easy),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=4000)
    parser.add_argument("--waiting", type=int, default=1000)
    wanted = parser.parse_args()
    logging.disable(logging.INFO)
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()} {platform.release()}")
    heads = ("facts", "calls", "s", "facts/s", "calls/s", "µs/fact")
    print(f"{'':<34} {heads[0]:>8} {heads[1]:>7} {heads[2]:>8} {heads[3]:>10} {heads[4]:>9} {heads[5]:>8}")
    for row in rows(wanted.calls, wanted.waiting):
        print(row)


if __name__ == "__main__":
    main()
