"""Plays the runs of a scenario and its variants in processes of their own, and adds up what came of them.

Rule: the same seed gives the same report, however many processes there are. The runs of all variants meet the same days
(the same callers with the same talks and the same patience), so that a difference between two of them is the variant's.
No process outlives the one that asked for it, however that ends.
"""

import logging
import os
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context

from routing.simulation.results import FIGURES, Estimate, Run, Tally, estimate, figures, occupancy, spread
from routing.simulation.scenario import Scenario
from server.children import die_with_parent
from server.simulation.floor import Floor

Progress = Callable[[int, int], None]  # runs done, of all


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one variant: a run for each day that was played."""

    name: str
    runs: tuple[Run, ...]

    def of_queue(self, queue: str) -> dict[str, Estimate]:
        return figures([run.queues.get(queue) or Tally() for run in self.runs])

    @property
    def of_all(self) -> dict[str, Estimate]:
        return figures([run.whole for run in self.runs]) | {
            "occupancy": occupancy(self.runs),
            "spread": spread(self.runs),
        }

    def by_slot(self, figure: str) -> dict[int, Estimate]:
        """By half hour since midnight."""
        slots = sorted({slot for run in self.runs for slot in run.slots})
        tell = FIGURES[figure]
        return {slot: estimate([tell(run.slots.get(slot) or Tally()) for run in self.runs]) for slot in slots}


@dataclass(frozen=True, slots=True)
class Report:
    """outcomes: the scenario as it is first, then its variants."""

    scenario: Scenario
    outcomes: tuple[Outcome, ...] = field(default=())

    @property
    def queues(self) -> list[str]:
        return [load.queue for load in self.scenario.loads]

    def difference(self, outcome: Outcome, figure: str) -> Estimate:
        """To the scenario as it is, day by day."""
        tell = FIGURES[figure]
        pairs = zip(outcome.runs, self.outcomes[0].runs, strict=True)
        return estimate([tell(one.whole) - tell(base.whole) for one, base in pairs])


def _nobody_watches(done: int, of: int) -> None:
    """No progress is shown."""


class Stopped(Exception):
    """Somebody ended the simulation before it was done."""


def play(
    scenario: Scenario,
    workers: int = 1,
    progress: Progress = _nobody_watches,
    stopped: Callable[[], bool] = lambda: False,
    gives_way: int = 0,
) -> Report:
    """Blocks until all is played. workers: processes at once; gives_way: how much they do to others, up to 19.

    Raises `Stopped` soon after `stopped` says so.
    """
    variants = scenario.all()
    wanted = [(name, number) for name in variants for number in range(scenario.runs)]
    done: dict[tuple[str, int], Run] = {}
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (gives_way, os.getpid())) as pool:
        running = {pool.submit(day, variants[name], number): (name, number) for name, number in wanted}
        for run in _finished(running, stopped, pool):
            done[running[run]] = run.result()
            progress(len(done), len(wanted))
    return Report(scenario, tuple(Outcome(name, _of(done, name, scenario.runs)) for name in variants))


def _begin(gives_way: int, parent: int) -> None:
    """In the new process. Whoever waits for the days may be killed; then nobody wants them any more."""
    os.nice(gives_way)
    die_with_parent(parent)()


def day(scenario: Scenario, number: int) -> Run:
    """One day of it; the same number is the same day."""
    logging.disable(logging.INFO)  # who clicks too late is told of thousands of times
    return Floor(scenario, partial(_draws, scenario.seed, number)).play()


def _draws(seed: int, number: int, of: str) -> Callable[[], float]:
    return random.Random(f"{seed} {number} {of}").random


def _finished(
    running: dict[Future[Run], tuple[str, int]], stopped: Callable[[], bool], pool: ProcessPoolExecutor
) -> Iterator[Future[Run]]:
    for run in as_completed(running):
        if stopped():
            pool.shutdown(wait=False, cancel_futures=True)
            raise Stopped
        yield run


def _of(done: dict[tuple[str, int], Run], name: str, runs: int) -> tuple[Run, ...]:
    return tuple(done[name, number] for number in range(runs))


def as_data(report: Report) -> dict[str, object]:
    """What can be written as JSON. Shares are from 0 to 1, times are seconds; `off`: half the 95 % interval."""
    return {
        "scenario": report.scenario.name,
        "runs": report.scenario.runs,
        "seed": report.scenario.seed,
        "outcomes": [_outcome(report, outcome) for outcome in report.outcomes],
    }


def _outcome(report: Report, outcome: Outcome) -> dict[str, object]:
    told: dict[str, object] = {
        "name": outcome.name,
        "all": _estimates(outcome.of_all),
        "queues": {queue: _estimates(outcome.of_queue(queue)) for queue in report.queues},
        "half hours": {
            figure: {_clock(slot): _estimate(one) for slot, one in outcome.by_slot(figure).items()}
            for figure in ("offered", "service level", "asa", "abandoned")
        },
    }
    if outcome is not report.outcomes[0]:
        told["difference"] = {figure: _estimate(report.difference(outcome, figure)) for figure in FIGURES}
    return told


def _estimates(estimates: dict[str, Estimate]) -> dict[str, dict[str, float | None]]:
    return {name: _estimate(each) for name, each in estimates.items()}


def _estimate(one: Estimate) -> dict[str, float | None]:
    """JSON knows no infinity."""
    return {"mean": round(one.mean, 4), "off": None if one.off == float("inf") else round(one.off, 4)}


def _clock(slot: int) -> str:
    return f"{slot // 2:02}:{slot % 2 * 30:02}"


def total(runs: Sequence[Run]) -> int:
    """Calls that were played and counted."""
    return sum(run.whole.offered for run in runs)
