"""Sums by half hour: those that are not kept yet, and those of today for the live pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from routing.figures.tally import SLOT, Tally

Of = str  # `queue:ID` or `agent:ID`


@dataclass(frozen=True, slots=True)
class Key:
    """slot: when the half hour begins, epoch seconds."""

    slot: int
    of: Of


@dataclass
class Sums:
    """day_of: epoch seconds → a day that can be compared. fresh: since the last `take`; today: of the newest day."""

    day_of: Callable[[float], str]
    fresh: dict[Key, Tally] = field(default_factory=dict)
    today: dict[Of, Tally] = field(default_factory=dict)
    day: str = ""

    def begin(self, at: float) -> None:
        """A new day begins with the first entry of it."""
        if (day := self.day_of(at)) != self.day:
            self.day, self.today = day, {}

    def tallies(self, of: Of, at: float) -> tuple[Tally, ...]:
        """Those to which something of this moment is added."""
        fresh = self.fresh.setdefault(Key(slot_of(at), of), Tally())
        return (fresh, self.today.setdefault(of, Tally())) if self.day_of(at) == self.day else (fresh,)

    def take(self) -> dict[Key, Tally]:
        """What came since the last time; it is not given again."""
        taken, self.fresh = self.fresh, {}
        return taken

    def give_back(self, taken: Mapping[Key, Tally]) -> None:
        """What could not be kept is kept with what comes next."""
        for key, tally in taken.items():
            self.fresh.setdefault(key, Tally()).add(tally)

    def put_back(self, kept: Mapping[Key, Tally]) -> None:
        """What is kept of today, after a restart."""
        for key, tally in kept.items():
            if self.day_of(key.slot) == self.day:
                self.today.setdefault(key.of, Tally()).add(tally)


def slot_of(at: float) -> int:
    return int(at // SLOT * SLOT)
