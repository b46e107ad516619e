"""Figures of the last minutes, kept as they come: the whole since the start says nothing about now."""

from collections import deque
from collections.abc import Callable
from time import monotonic

LATELY = 300.0  # s
MOST = 4000  # values; a busy house makes more, and the newest count


class Recently:
    """clock: seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._values: deque[tuple[float, float]] = deque(maxlen=MOST)

    def take(self, value: float) -> None:
        self._values.append((self._clock(), value))

    def values(self) -> list[float]:
        oldest = self._clock() - LATELY
        while self._values and self._values[0][0] < oldest:
            self._values.popleft()
        return [value for _, value in self._values]

    def p95(self) -> float | None:
        """The value that 95 of 100 do not exceed; None when there was nothing."""
        found = sorted(self.values())
        return found[min(len(found) - 1, int(len(found) * 0.95))] if found else None

    def total(self) -> float:
        return sum(self.values())

    def mean(self) -> float | None:
        found = self.values()
        return sum(found) / len(found) if found else None
