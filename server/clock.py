"""What time it is for calls. Rings, waits and grace last as long as they should, whatever is done to the clock.

Nobody should be sent away, or overtaken in a queue, because somebody sets the clock of the machine. So seconds are
counted by the clock that only ever goes on, sleep included, and the time of day is followed slowly: one that was set
by an hour is reached after twenty. A start takes the time of day at once, unless there are calls: see `not_before`.
"""

import time
from collections.abc import Callable

FOLLOWS = 0.05  # s that are caught up in each second


def since_boot() -> float:
    """s, the time that the machine has slept included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Steady:
    """Epoch seconds that never go back and never jump. wall: epoch seconds; steady: seconds from anywhere."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = since_boot) -> None:
        self._wall, self._steady = wall, steady
        self._told, self._at = wall(), steady()

    def __call__(self) -> float:
        at = self._steady()
        passed, self._at = at - self._at, at
        self._told += passed
        most = FOLLOWS * passed
        self._told += max(-most, min(most, self._wall() - self._told))
        return self._told

    def not_before(self, at: float) -> None:
        """The journal knows of this moment, and calls have their places from it."""
        self._told = max(self._told, at)


def midnight() -> float:
    """When this day of the machine began, in epoch seconds."""
    return time.mktime((*time.localtime()[:3], 0, 0, 0, 0, 0, -1))
