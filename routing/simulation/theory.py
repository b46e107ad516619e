"""What Erlang's formulas say of one queue of equals: calls by chance, exponential handling, first come first served.

Erlang C (1917): callers wait for ever. Erlang A (Palm 1957): callers give up after an exponential time. Sources: L.
Kleinrock, Queueing Systems I (1975), ch. 3; O. Garnett, A. Mandelbaum, M. Reiman, Designing a Call Center with
Impatient Customers (2002). All rates are per second.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise


@dataclass(frozen=True, slots=True)
class Expected:
    """waits: share of callers who wait; asa: mean wait in seconds; abandons: share of callers who give up."""

    waits: float
    asa: float
    abandons: float = 0.0


def erlang_b(agents: int, offered: float) -> float:
    """Share of callers who find all agents busy where nobody can wait. offered: load in Erlang."""
    blocked = 1.0
    for n in range(1, agents + 1):
        blocked = offered * blocked / (n + offered * blocked)
    return blocked


def erlang_c(agents: int, arrivals: float, handling: float) -> Expected:
    """handling: mean seconds of a call. Raises ValueError where the queue would grow for ever."""
    offered = arrivals * handling
    if offered >= agents:
        raise ValueError(f"{offered:g} Erlang are too much for {agents} agents: the queue grows for ever")
    blocked = erlang_b(agents, offered)
    waits = agents * blocked / (agents - offered * (1 - blocked))
    return Expected(waits, waits * handling / (agents - offered))


def service_level(agents: int, arrivals: float, handling: float, within: float) -> float:
    """Share of callers answered within so many seconds, by Erlang C."""
    waits = erlang_c(agents, arrivals, handling).waits
    return 1 - waits * math.exp(-(agents - arrivals * handling) * within / handling)


def erlang_a(agents: int, arrivals: float, handling: float, patience: float) -> Expected:
    """patience: mean seconds until a caller gives up. The chain of how many are in the house is summed up."""
    served, gives_up = 1 / handling, 1 / patience
    weights = _weights(agents, arrivals, served, gives_up)
    total = math.fsum(weights)
    waits = math.fsum(weights[agents:]) / total
    queue = math.fsum((n - agents) * weight for n, weight in enumerate(weights) if n > agents) / total
    abandons = gives_up * queue / arrivals
    return Expected(waits, queue / arrivals, abandons)


def _weights(agents: int, arrivals: float, served: float, gives_up: float) -> list[float]:
    """Of having n callers in the house, until more of them weigh nothing."""
    weights = [1.0]
    for n in count(1):
        leaving = min(n, agents) * served + max(0, n - agents) * gives_up
        weights.append(weights[-1] * arrivals / leaving)
        if weights[-1] > 1e200:  # only their proportions count
            weights = [weight / weights[-1] for weight in weights]
        if n > agents and leaving > arrivals and weights[-1] < 1e-15 * max(weights):
            return weights
    return weights


def prioritised(agents: int, arrivals: Sequence[float], handling: float) -> list[float]:
    """Mean seconds of waiting of each class, the first being served first, nobody being interrupted, by A. Cobham,
    Priority Assignment in Waiting Line Problems (1954). arrivals: of each class."""
    first = erlang_c(agents, sum(arrivals), handling).waits * handling / agents
    left = [1 - sum(arrivals[:n]) * handling / agents for n in range(len(arrivals) + 1)]
    return [first / (before * after) for before, after in pairwise(left)]


def least_hits(trials: int, share: float, sure: float) -> int:
    """The fewest hits that can still be chance where each of so many trials hits with this probability: with fewer, one
    errs in less than 1 - sure of the cases when one says that something is wrong. By the binomial distribution."""
    below = 0.0
    for hits in range(trials + 1):
        below += math.comb(trials, hits) * share**hits * (1 - share) ** (trials - hits)
        if below > 1 - sure:
            return hits
    return trials
