"""How well simulated days agree with Erlang's formulas: a grid of teams and loads, and how many cells agree.

    python -m bench.erlang [--calls 5000] [--runs 10]

Of 95 % intervals about one in twenty should miss; many more mean that engine or simulation is wrong. Each cell has days
of its own; the figures of one cell hang together, so the least share that chance allows is taken from the number of
cells (binomial, 99 %), as if each were one trial; with fewer the bench fails.

Cells: waiting, average wait and service level by Erlang C; giving up and waiting by Erlang A with a patience of a
minute.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from routing.simulation.results import Estimate, Run, figures
from routing.simulation.scenario import ENDLESS, Kind, Length, Load, Rate, Scenario, Shift, Team
from routing.simulation.theory import erlang_a, erlang_c, least_hits, service_level
from server.simulation.play import day

HANDLING, PATIENCE, WITHIN = 180.0, 60.0, 20.0  # s
TEAMS = (1, 2, 5, 10, 25, 50)
LOADS_C = (0.5, 0.7, 0.85)
LOADS_A = (0.7, 0.95, 1.2)


@dataclass(frozen=True, slots=True)
class Cell:
    """load: of the agents' time; patience: seconds, 0 for callers who wait for ever."""

    agents: int
    load: float
    patience: float

    @property
    def rate(self) -> float:
        """Calls a second."""
        return self.load * self.agents / HANDLING

    def scenario(self, calls: int, runs: int, seed: int) -> Scenario:
        """seed: another one for each cell, else all of them would miss on the same side by the same draws."""
        ends = calls / self.rate
        patience = Length(Kind.EXPONENTIAL, self.patience) if self.patience else ENDLESS
        load = Load("q", (Rate(0, ends, self.rate * 3600),), talk=Length(Kind.EXPONENTIAL, HANDLING), patience=patience)
        team = Team("all", self.agents, frozenset({"q"}), (Shift(0, 2 * ends),))
        return Scenario("even", (load,), (team,), 0, ends, warm_up=ends / 10, runs=runs, seed=seed)

    def expected(self) -> dict[str, float]:
        if self.patience:
            told = erlang_a(self.agents, self.rate, HANDLING, self.patience)
            return {"abandoned": told.abandons, "waited": told.waits}
        told = erlang_c(self.agents, self.rate, HANDLING)
        level = service_level(self.agents, self.rate, HANDLING, WITHIN)
        return {"waited": told.waits, "asa": told.asa, "service level": level}


@dataclass(frozen=True, slots=True)
class Compared:
    cell: Cell
    figure: str
    expected: float
    found: Estimate

    @property
    def tells(self) -> bool:
        """False where all runs agree to the last digit: then nothing of the kind happened in any of them."""
        return self.found.off > 0

    def __str__(self) -> str:
        model = "A" if self.cell.patience else "C"
        off = abs(self.found.mean - self.expected) / self.found.off if self.found.off else 0.0
        verdict = "yes" if off <= 1 else f"{off:.1f} times off"
        return (
            f"| {model} | {self.cell.agents} | {self.cell.load:.2f} | {self.figure} | {self.expected:.4f} "
            f"| {self.found.mean:.4f} ± {self.found.off:.4f} | {verdict if self.tells else 'too rare to tell'} |"
        )


def grid() -> Iterator[Cell]:
    for agents in TEAMS:
        yield from (Cell(agents, load, 0.0) for load in LOADS_C)
        yield from (Cell(agents, load, PATIENCE) for load in LOADS_A)


def compared(cell: Cell, runs: list[Run]) -> Iterator[Compared]:
    told = figures([run.whole for run in runs])
    yield from (Compared(cell, figure, value, told[figure]) for figure, value in cell.expected().items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=5000, help="in a run")
    parser.add_argument("--runs", type=int, default=10, help="for a cell")
    parser.add_argument("--seed", type=int, default=1, help="of the first cell; each has its own")
    asked = parser.parse_args()
    print("| Erlang | agents | load | figure | formula | simulated | within 95 % |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    found: list[Compared] = []
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for seed, cell in enumerate(grid(), asked.seed):
            scenario = cell.scenario(asked.calls, asked.runs, seed)
            runs = list(pool.map(day, [scenario] * asked.runs, range(asked.runs)))
            for each in compared(cell, runs):
                print(each, flush=True)
                found.append(each)
    telling = [each for each in found if each.tells]
    inside = sum(each.found.holds(each.expected) for each in telling)
    cells = len({each.cell for each in telling})
    least = least_hits(cells, 0.95, 0.99) / cells
    share = inside / len(telling)
    expected = 0.95 * len(telling)
    print(f"\n{inside} of {len(telling)} lie within the interval ({share:.1%}); {expected:.1f} are expected to.")
    print(f"By chance it is less than {least:.1%} in one of a hundred such grids ({cells} cells).")
    if share < least:
        sys.exit("Too many miss: engine or simulation is wrong.")


if __name__ == "__main__":
    main()
