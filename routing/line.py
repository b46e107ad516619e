"""Lines of people or calls, from which the first can be taken and anyone can leave.

Joining and leaving cost O(log n): who left stays in the heap until it comes to the top or the heap is tidied.
"""

import heapq
import zlib
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from typing import Protocol

Rank = tuple[float, ...]  # lower is served first
Suits = Callable[[str], bool]
TIDY_AT = 64


class Standing(Protocol):
    """What a line of agents does. for_whom: the call they are asked for."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[str]: ...
    def __contains__(self, id: str) -> bool: ...
    def join(self, id: str, rank: Rank) -> None: ...
    def leave(self, id: str) -> None: ...
    def first(self, suits: Suits | None = None, for_whom: str = "") -> tuple[Rank, str] | None: ...
    def next(self, most: int) -> list[str]: ...


class Line:
    """In the order of ranks, then of names."""

    def __init__(self) -> None:
        self._ranks: dict[str, Rank] = {}
        self._heap: list[tuple[Rank, str]] = []

    def __len__(self) -> int:
        return len(self._ranks)

    def __iter__(self) -> Iterator[str]:
        """Everybody in the line, the first one first."""
        return iter(sorted(self._ranks, key=lambda id: (self._ranks[id], id)))

    def __contains__(self, id: str) -> bool:
        return id in self._ranks

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

    def first(self, suits: Suits | None = None, for_whom: str = "") -> tuple[Rank, str] | None:
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

    def next(self, most: int) -> list[str]:
        """The first ones, in order; costs O(most log most), whatever the length."""
        heap, found = self._heap, list[str]()
        ahead = [(heap[0], 0)] if heap else []
        while ahead and len(found) < most:
            (rank, id), at = heapq.heappop(ahead)
            if self._ranks.get(id) == rank and id not in found:
                found.append(id)
            for below in (2 * at + 1, 2 * at + 2):
                if below < len(heap):
                    heapq.heappush(ahead, (heap[below], below))
        return found


class Lots:
    """Drawn by lot: the same for the same call among the same people, so that a replay agrees."""

    def __init__(self) -> None:
        self._ranks: dict[str, Rank] = {}
        self._sorted: list[str] = []

    def __len__(self) -> int:
        return len(self._sorted)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sorted)

    def __contains__(self, id: str) -> bool:
        return id in self._ranks

    def join(self, id: str, rank: Rank) -> None:
        if id not in self._ranks:
            insort(self._sorted, id)
        self._ranks[id] = rank

    def leave(self, id: str) -> None:
        if self._ranks.pop(id, None) is not None:
            del self._sorted[bisect_left(self._sorted, id)]

    def first(self, suits: Suits | None = None, for_whom: str = "") -> tuple[Rank, str] | None:
        """From the one that the lot falls on, the first who suits."""
        begin = zlib.crc32(for_whom.encode()) % (len(self._sorted) or 1)
        for number in range(len(self._sorted)):
            id = self._sorted[(begin + number) % len(self._sorted)]
            if suits is None or suits(id):
                return self._ranks[id], id
        return None

    def next(self, most: int) -> list[str]:
        return self._sorted[:most]
