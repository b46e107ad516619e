"""What is asked for later.

Policies write here while they react to facts. The same facts write the same lines, so after a restart
the replay of the log fills the agenda again and no timer is lost: one that fell due meanwhile is due now.
"""

import heapq
from dataclasses import dataclass

from journal.words import Command


@dataclass(frozen=True, slots=True)
class Due:
    """A command whose time has come, and the number of the entry that put it on the agenda."""

    at: float
    command: Command
    cause: int | None


class Agenda:
    def __init__(self) -> None:
        self._lines: dict[str, tuple[int, Due]] = {}
        self._heap: list[tuple[float, int, str]] = []
        self._count = 0
        self.cause: int | None = None  # the entry that is being reacted to; set by the engine

    def set(self, key: str, at: float, command: Command) -> None:
        """Ask for `command` at the time `at` (epoch seconds); replaces the line of the same key."""
        self._count += 1
        self._lines[key] = self._count, Due(at, command, self.cause)
        heapq.heappush(self._heap, (at, self._count, key))

    def cancel(self, key: str) -> None:
        self._lines.pop(key, None)

    def next(self) -> float | None:
        """When something is due next, in epoch seconds."""
        while self._heap and not self._is_current(self._heap[0]):
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def due(self, now: float) -> Due | None:
        """Take the earliest line whose time has come off the agenda."""
        at = self.next()
        if at is None or at > now:
            return None
        _, _, key = heapq.heappop(self._heap)
        return self._lines.pop(key)[1]

    def lines(self) -> dict[str, Due]:
        """All that is asked for, by key."""
        return {key: due for key, (_, due) in self._lines.items()}

    def _is_current(self, item: tuple[float, int, str]) -> bool:
        _, count, key = item
        return key in self._lines and self._lines[key][0] == count
