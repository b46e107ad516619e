"""Figures of queues as they are now, for routes that decide by them."""

from collections.abc import Callable, Iterator

from routing.policy import Policy


def figures(policy: Policy, clock: Callable[[], float]) -> Callable[[str, str], float]:
    """(figure, queue) → its value; 0.0 where unknown. `waiting`, `ready` and `agents` (those who are logged in) are
    counts; `longest wait` and `estimated wait` (of who comes now) are seconds.
    """

    def figure(name: str, queue: str) -> float:
        waiting, ready = policy.board.counts(queue)
        match name:
            case "waiting":
                return float(waiting)
            case "ready":
                return float(ready)
            case "agents":
                return float(policy.expected.agents(queue))
            case "estimated wait":
                return 0.0 if ready > waiting else policy.expected.wait(queue, waiting)
        first = min((policy.places[id].since for id in policy.board.waiting_in(queue)), default=clock())
        return clock() - first

    return figure


def position(policy: Policy) -> Callable[[str], tuple[int, float]]:
    """(call) → its place in its queue, from 1, 0 where it does not wait; seconds until its turn."""

    def of(call: str) -> tuple[int, float]:
        place = policy.places.get(call)
        line = policy.board.waiting_in(place.queue) if place else []
        if place is None or call not in line:
            return 0, 0.0
        ahead = line.index(call)
        return ahead + 1, policy.expected.wait(place.queue, ahead)

    return of


def rest(policy: Policy) -> Callable[[str], Iterator[tuple[str, float]]]:
    """(queue) → who waits there without an offer, from the last one on, and seconds until the turn of each."""

    def of(queue: str) -> Iterator[tuple[str, float]]:
        line = policy.board.waiting_in(queue)
        for ahead in reversed(range(len(line))):
            yield line[ahead], policy.expected.wait(queue, ahead)

    return of
