"""A line of people or calls in an order, from which the first can be taken and anyone can leave.

Joining and leaving cost O(log n): who left stays in the heap until it comes to the top or the heap is tidied.
"""

import heapq
from collections.abc import Callable, Iterator

Rank = tuple[float, ...]  # lower is served first
TIDY_AT = 64


class Line:
    def __init__(self) -> None:
        self._ranks: dict[str, Rank] = {}
        self._heap: list[tuple[Rank, str]] = []

    def __len__(self) -> int:
        return len(self._ranks)

    def __iter__(self) -> Iterator[str]:
        """Everybody in the line, the first one first."""
        return iter(sorted(self._ranks, key=lambda id: (self._ranks[id], id)))

    def join(self, id: str, rank: Rank) -> None:
        if self._ranks.get(id) == rank:
            return
        self._ranks[id] = rank
        heapq.heappush(self._heap, (rank, id))
        if len(self._heap) > 2 * len(self._ranks) + TIDY_AT:
            self._heap = [(rank, id) for id, rank in self._ranks.items()]
            heapq.heapify(self._heap)

    def leave(self, id: str) -> None:
        self._ranks.pop(id, None)

    def first(self, suits: Callable[[str], bool] | None = None) -> tuple[Rank, str] | None:
        """The first who suits, with the rank; everybody stays in the line."""
        passed: list[tuple[Rank, str]] = []
        found = None
        while self._heap and found is None:
            item = self._heap[0]
            if self._ranks.get(item[1]) != item[0]:
                heapq.heappop(self._heap)
            elif suits is None or suits(item[1]):
                found = item
            else:
                passed.append(heapq.heappop(self._heap))
        for item in passed:
            heapq.heappush(self._heap, item)
        return found
