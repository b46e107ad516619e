"""Figures of queues as they are now, for routes that decide by them."""

from collections.abc import Callable

from routing.policy import Policy


def figures(policy: Policy, clock: Callable[[], float]) -> Callable[[str, str], float]:
    """(figure, queue) → its value: `waiting` and `ready` are counts, `longest wait` is seconds; 0.0 where unknown."""

    def figure(name: str, queue: str) -> float:
        waiting, ready = policy.board.counts(queue)
        match name:
            case "waiting":
                return float(waiting)
            case "ready":
                return float(ready)
        first = min((policy.places[id].since for id in policy.board.waiting_in(queue)), default=clock())
        return clock() - first

    return figure
