"""Counts of the journal that are added to the database now and then.

Rule: what is taken out and the number of the newest entry in it are written together, so that each entry is counted
once; what cannot be written now is written with the next.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger(__name__)
EVERY = 30.0  # s between two additions to the database
AT_ONCE = 5_000  # entries that are read at once when the server comes back
Taken = TypeVar("Taken")


class Keeping(ABC, Generic[Taken]):
    """what: the counts, as the log names them."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._newest = self._kept = 0  # entries: counted, and counted in the database
        self._writing = asyncio.Lock()  # else something could be in neither part, or in both

    @abstractmethod
    def _take(self) -> Taken:
        """What was counted since the last time."""

    @abstractmethod
    async def _add(self, taken: Taken, newest: int) -> None:
        """To the database, with the number of the newest entry in it."""

    @abstractmethod
    def _give_back(self, taken: Taken) -> None:
        """It is counted with what comes next."""

    async def run(self) -> None:
        """Until cancelled; what was counted by then is kept."""
        try:
            while True:
                await asyncio.sleep(EVERY)
                await self.keep()
        finally:
            await asyncio.shield(self.keep())

    async def keep(self) -> None:
        async with self._writing:
            if self._newest == self._kept:
                return
            taken, newest = self._take(), self._newest
            try:
                await self._add(taken, newest)
            except SQLAlchemyError as error:
                self._give_back(taken)
                logger.warning("%s are not kept for now: %s", self._what, type(error).__name__)
            else:
                self._kept = newest
