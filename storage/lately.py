"""What was read from the database in the last seconds, for what each request needs: who asks, and what they may."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

LASTS = 5.0  # s; what another process changes counts after that
MOST = 10_000  # things; more than that are not in use

Value = TypeVar("Value")


class Lately(Generic[Value]):
    """By name. Whoever changes something says so here, before and after: what was read before that is not kept."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, Value]] = {}
        self.changes = 0

    def find(self, name: str) -> Value | None:
        found = self._known.get(name)
        return found[1] if found and 0 <= self._clock() - found[0] < LASTS else None

    def keep(self, name: str, value: Value, changes: int) -> None:
        """changes: how many there were when it began to be read."""
        if changes != self.changes:
            return
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[name] = self._clock(), value

    def forget(self, fits: Callable[[str, Value], bool] = lambda name, value: True) -> None:
        self.changes += 1
        for name in [name for name, (_, value) in self._known.items() if fits(name, value)]:
            del self._known[name]
