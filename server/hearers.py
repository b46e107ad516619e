"""Several who hear the same."""

from collections.abc import Callable
from typing import TypeVar

Heard = TypeVar("Heard")


def each(*hearers: Callable[[Heard], None]) -> Callable[[Heard], None]:
    """One who tells all of them, in order."""

    def hear(what: Heard) -> None:
        for hearer in hearers:
            hearer(what)

    return hear
