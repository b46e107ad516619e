"""The append-only log, and the one that lives in memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from journal.words import Fact


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact with its place.

    number: 1, 2, 3 … without gaps; at: seconds since the epoch (UTC);
    cause: number of the entry that led to it, None where an edge or a person began it.
    """

    number: int
    at: float
    cause: int | None
    fact: Fact


class Log(Protocol):
    """Where entries are kept. Appending is all or nothing: one turn, one transaction."""

    async def append(self, entries: Sequence[Entry]) -> None: ...

    async def last_number(self) -> int: ...

    async def living(self) -> list[Entry]:
        """The entries from which the present is rebuilt, by number: all of each subject that is not over,
        and the newest of each subject that is never over (an agent's state, an agent's phone)."""
        ...

    async def since(self, number: int, limit: int) -> list[Entry]:
        """The entries after `number`, oldest first, `limit` at most."""
        ...

    async def of(self, subject: str) -> list[Entry]: ...


class MemoryLog:
    """A log for stories and tests; keeps everything, so the present is rebuilt from all of it."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: list[Entry] = list(entries)

    async def append(self, entries: Sequence[Entry]) -> None:
        self.keep(entries)

    def keep(self, entries: Sequence[Entry]) -> None:
        self._entries.extend(entries)

    async def last_number(self) -> int:
        return self._entries[-1].number if self._entries else 0

    async def living(self) -> list[Entry]:
        return list(self._entries)

    async def since(self, number: int, limit: int) -> list[Entry]:
        return [entry for entry in self._entries if entry.number > number][:limit]

    async def of(self, subject: str) -> list[Entry]:
        return [entry for entry in self._entries if entry.fact.subject == subject]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)
