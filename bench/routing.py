"""What routing costs: facts read a second by the policy that decides who gets whom, and what a caller who waits weighs.

    python -m bench.routing [--served 2000] [--profile]

Each row has so many callers who wait in queues, all agents busy; then one agent after the other becomes ready, gets a
caller, talks and is ready again, while a new caller comes for each who is served. Every agent is a member of three
queues; a third of the callers ask for a skill, some have priority, half of the queues let others in after a while.
Seconds are of processor time. Growth is the cost of a fact compared with the row before, beside that of log n.
"""

import argparse
import cProfile
import gc
import math
import platform
import pstats
import random
import time
import tracemalloc
from dataclasses import dataclass, field

from cti import commands, facts
from cti.facts import AgentState
from cti.plan import Plan, Queue
from cti.queueing import Choosing, Ring, Strategy
from journal import Agenda, Command, Fact
from routing.policy import Policy

QUEUES_OF_AN_AGENT = 3
WIDER = Choosing(Strategy.FEWEST_CALLS, rings=(Ring(60.0, lower=1), Ring(120.0, drop=("english",))))
START, STEP = 1_800_000_000.0, 0.01  # epoch seconds; s between two facts


@dataclass(frozen=True, slots=True)
class Size:
    waiting: int
    agents: int
    queues: int


GROWING = (Size(1_000, 100, 10), Size(10_000, 1_000, 100), Size(100_000, 10_000, 1_000))
FEW_AGENTS = Size(1_000, 5, 1)


@dataclass
class Load:
    """The facts that a centre would tell, without the rest of the centre."""

    size: Size
    now: float = START
    read: int = 0
    callers: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def __post_init__(self) -> None:
        self.plan = _plan(self.size, self.chance)
        self.policy = Policy(self.plan, Agenda())
        self.queues = sorted(self.plan.queues)
        self.agents = [f"agent{number}" for number in range(self.size.agents)]
        for agent in self.agents:
            self.tell(facts.PhoneAttached(agent))
            self.tell(facts.AgentStateChanged(agent, AgentState.BREAK))

    def tell(self, fact: Fact) -> list[Command]:
        self.now += STEP
        self.read += 1
        return self.policy.react(fact, self.now)

    def arrive(self) -> None:
        self.callers += 1
        skills = {"english": self.chance.randrange(1, 4)} if self.chance.random() < 1 / 3 else {}
        queue, priority = self.chance.choice(self.queues), int(self.chance.random() < 0.1)
        self._answer(self.tell(facts.Queued(f"c{self.callers}", queue, priority, skills)))

    def serve(self, agent: str) -> None:
        """The agent is ready, and talks with whoever comes of it."""
        self._answer(self.tell(facts.AgentStateChanged(agent, AgentState.READY)))

    def _answer(self, asked: list[Command]) -> None:
        for offer in asked:
            if isinstance(offer, commands.Offer):
                self._talk(offer)

    def _talk(self, offer: commands.Offer) -> None:
        call, agent = offer.call, offer.agent
        self.tell(facts.Offered(call, agent, offer.why, because=offer.because))
        self.tell(facts.AgentStateChanged(agent, AgentState.OFFERED))
        self.tell(facts.OfferConfirmed(call, agent))
        self.tell(facts.Established(call, agent))
        self.tell(facts.AgentStateChanged(agent, AgentState.TALKING))
        self.tell(facts.Cleared(call, "normal"))
        self.tell(facts.AgentStateChanged(agent, AgentState.AFTER_CALL))


def _plan(size: Size, chance: random.Random) -> Plan:
    members: dict[str, set[str]] = {f"queue{number}": set() for number in range(size.queues)}
    names = list(members)
    for number in range(size.agents):
        for queue in chance.sample(names, min(QUEUES_OF_AN_AGENT, len(names))):
            members[queue].add(f"agent{number}")
    queues = {
        id: Queue(id, id, "s", members=frozenset(who), choosing=WIDER if number % 2 else Choosing())
        for number, (id, who) in enumerate(members.items())
    }
    levels = {f"agent{number}": {"english": number % 5} for number in range(size.agents)}
    return Plan(queues=queues, levels=levels)


@dataclass(frozen=True, slots=True)
class Row:
    size: Size
    facts: int
    seconds: float
    bytes: float

    @property
    def each(self) -> float:
        """Microseconds of a fact."""
        return self.seconds / self.facts * 1e6

    def told(self, before: "Row | None") -> str:
        growth = f"{self.each / before.each:>7.2f} {_logs(self.size, before.size):>7.2f}" if before else " " * 15
        numbers = f"{self.size.waiting:>9,} {self.size.agents:>8,} {self.size.queues:>7,} {self.facts:>9,}"
        return f"{numbers} {self.facts / self.seconds:>10,.0f} {self.each:>8.1f} {growth} {self.bytes:>9,.0f}"


def _logs(size: Size, before: Size) -> float:
    return math.log(size.waiting) / math.log(before.waiting)


def weighed(size: Size) -> float:
    """Bytes of memory for each caller who waits, the policy's all and the text of ids included."""
    load = Load(size)
    gc.collect()
    tracemalloc.start()
    for _ in range(size.waiting):
        load.arrive()
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / size.waiting


def measured(size: Size, served: int) -> Row:
    load = Load(size)
    for _ in range(size.waiting):
        load.arrive()
    load.read, begun = 0, time.process_time()
    for turn in range(served):
        load.serve(load.agents[turn % len(load.agents)])
        load.arrive()
    seconds = time.process_time() - begun
    return Row(size, load.read, seconds, weighed(size))


def profiled(size: Size, served: int) -> None:
    with cProfile.Profile() as profile:
        measured(size, served)
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--served", type=int, default=2000)
    parser.add_argument("--profile", action="store_true", help="where the time of the row with few agents goes")
    wanted = parser.parse_args()
    if wanted.profile:
        profiled(FEW_AGENTS, wanted.served)
        return
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()} {platform.release()}")
    heads = ("waiting", "agents", "queues", "facts", "facts/s", "µs/fact", "growth", "log n", "B/waiting")
    print("{:>9} {:>8} {:>7} {:>9} {:>10} {:>8} {:>7} {:>7} {:>9}".format(*heads))
    print(measured(FEW_AGENTS, wanted.served).told(None))
    before = None
    for size in GROWING:
        row = measured(size, wanted.served)
        print(row.told(before), flush=True)
        before = row


if __name__ == "__main__":
    main()
