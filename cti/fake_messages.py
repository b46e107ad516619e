"""What callers of the switch without telephones say into a route."""

from collections.abc import Callable

from cti import facts, orders
from cti.facts import MessageEnd
from cti.fake_line import Line, Said
from journal import Fact

Report = Callable[[float, Callable[[], list[Fact]]], None]


class Messages:
    def __init__(self, lines: dict[str, Line], report: Report, clock: Callable[[], float]) -> None:
        """lines: of the switch; report: in how many seconds is told what; clock: epoch seconds."""
        self._lines, self._report, self._clock = lines, report, clock

    def obey(self, order: orders.RecordMessage | orders.EndMessage) -> None:
        match order:
            case orders.RecordMessage(call=call):
                self._begin(self._lines[call], order)
            case orders.EndMessage(call=call):
                self._report(0.0, lambda: self.over(call))

    def pressed(self, call: str, digit: str) -> list[Fact]:
        said = self._lines[call].said
        return self.over(call) if said and said.order.end == digit else []

    def over(self, call: str) -> list[Fact]:
        """What is told when nothing more is recorded; nothing where nothing was."""
        line = self._lines.get(call)
        if line is None or line.said is None:
            return []
        said, line.said = line.said, None
        seconds = self._clock() - said.begun if line.speaks else 0.0
        return [facts.MessageEnded(call, said.order.recording, seconds, MessageEnd.OVER)]

    def _begin(self, line: Line, order: orders.RecordMessage) -> None:
        """As long as it may be, or until silence has lasted long enough."""
        said = line.said = Said(order, self._clock())
        over = order.most if line.speaks else min(order.silence, order.most)
        self._report(over, lambda: self.over(order.call) if line.said is said else [])
