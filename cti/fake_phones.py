"""Phones without wires: desk phones and outside numbers as the switch without telephones has them.

Part of `cti.fake`. What people do at a phone is `lift`, `key` and `put_down`; what comes of it is told later.
"""

from collections.abc import Callable
from typing import Protocol

from cti import facts, orders
from journal import Fact

ANSWERS_AFTER = 0.01  # s, of a phone that is asked to answer by itself


class Report(Protocol):
    def __call__(self, seconds: float, report: Callable[[], list[Fact]]) -> None: ...


class Handsets:
    """open: agents whose line is open; parted(agent): is called when a line is gone; manual: agents whose phone does
    not answer by itself."""

    def __init__(self, open: set[str], report: Report, parted: Callable[[str], None]) -> None:
        self._open, self._report, self._parted = open, report, parted
        self.ringing: set[str] = set()
        self.asked: set[str] = set()  # agents at whose phone a key is asked for
        self.manual: set[str] = set()

    def obey(self, order: orders.AgentOrder) -> None:
        match order:
            case orders.RingPhone(agent=agent, auto=auto):
                self.ringing.add(agent)
                if auto and agent not in self.manual:
                    self._report(ANSWERS_AFTER, lambda: self._lifted(agent))
            case orders.AskAtPhone(agent=agent):
                self.asked.add(agent)
            case orders.ReleasePhone(agent=agent):
                self._gone(agent)

    def lift(self, agent: str) -> None:
        """The agent lifts the handset of a phone that rings."""
        self._report(0.0, lambda: self._lifted(agent))

    def key(self, agent: str) -> None:
        """The agent presses the key that was asked for."""
        self._report(0.0, lambda: [facts.LineOpened(agent)] if agent in self.asked else [])

    def put_down(self, agent: str, cause: str = "normal") -> None:
        """The agent refuses (`rejected`, `busy`) or hangs up (`normal`), or the phone does not answer any more."""
        there = agent in self.ringing or agent in self._open
        self._gone(agent)
        self._report(0.0, lambda: [facts.LineClosed(agent, cause)] if there else [])

    def _lifted(self, agent: str) -> list[Fact]:
        if agent not in self.ringing:
            return []
        self.ringing.discard(agent)
        self._open.add(agent)
        return [facts.LineAnswered(agent)]

    def _gone(self, agent: str) -> None:
        for kept in (self.ringing, self.asked, self._open):
            kept.discard(agent)
        self._parted(agent)
