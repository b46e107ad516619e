"""What it costs the journal to say why: bytes of the reasons of offers, of waits and of rings, for each call.

    python -m bench.whys [--days 3]

Days are simulated (`server.simulation`), with the facts and reasons of the running house; bytes are those of the body
of an entry as it is stored. A row of the database has its number, time, cause, kind and subject beside it (some 60 to
100 bytes); facts that exist only to say why have rows of their own, counted in the last column.
"""

import argparse
import logging
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from bench.report import table
from bench.waits import DAYS
from config.scenarios import load_scenario
from cti import facts
from journal import Fact
from routing.simulation.chance import Draw
from routing.simulation.scenario import Kind, Length, Load, Rate, Scenario, Shift, Team
from server.simulation.floor import Floor
from storage.vocabulary import encode

HOUR = 3600.0
EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "rules.yaml"


@dataclass
class Weighing(Floor):
    """bytes: by what they are for; rows: of facts that say why and nothing else."""

    scenario: Scenario
    draws: Callable[[str], Draw]
    bytes: Counter[str] = field(default_factory=Counter)
    rows: int = 0

    def __post_init__(self) -> None:
        Floor.__init__(self, self.scenario, self.draws)

    def _see(self, fact: Fact) -> None:
        whole = _weight(fact)
        self.bytes["all"] += whole
        match fact:
            case facts.Arrived():
                self.bytes["calls"] += 1
            case facts.Offered():
                self.bytes["offers"] += whole - _weight(replace(fact, because=None))
                self.bytes["sentences"] += whole - _weight(replace(fact, why=""))
            case facts.NotMatched():
                self.bytes["waits"] += whole
                self.rows += 1
            case facts.RingWidened():
                self.bytes["rings"] += whole
                self.rows += 1
        super()._see(fact)


def _weight(fact: Fact) -> int:
    _, body = encode(fact)
    return len(body)


def quiet() -> Scenario:
    """Ten agents and so few calls that hardly anybody waits."""
    calls = Load("one", (Rate(0, 8 * HOUR, 60),), talk=Length(Kind.EXPONENTIAL, 180.0))
    return Scenario("", (calls,), (Team("team", 10, frozenset({"one"}), (Shift(0, 9 * HOUR),)),), 0, 8 * HOUR)


def _draws(number: int, of: str) -> Draw:
    return random.Random(f"whys {number} {of}").random


def row(name: str, scenario: Scenario, days: int) -> list[object]:
    found: Counter[str] = Counter()
    rows = 0
    for number in range(days):
        day = Weighing(scenario, partial(_draws, number))
        day.play()
        found += day.bytes
        rows += day.rows
    calls = found["calls"]
    each = [f"{found[what] / calls:.0f}" for what in ("all", "offers", "sentences", "waits", "rings")]
    why = sum(found[what] for what in ("offers", "sentences", "waits", "rings"))
    return [name, calls, *each, f"{why / found['all']:.0%}", f"{rows / calls:.2f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=3)
    days = parser.parse_args().days
    logging.disable(logging.INFO)
    scenarios = {
        "10 agents, hardly anybody waits": quiet(),
        "10 agents, load 0.95": DAYS["load 0.95"],
        "10 agents, load 1.2, patience of 5 min": DAYS["load 1.2, patience of 5 min"],
        "docs/examples/rules.yaml: rings, skills, limits": load_scenario(EXAMPLE.read_text("utf-8")),
    }
    heads = ("bytes a call", "calls", "all", "offers", "sentences", "waits", "rings", "share", "rows more a call")
    print(table(heads, [row(name, scenario, days) for name, scenario in scenarios.items()]))


if __name__ == "__main__":
    main()
