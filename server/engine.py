"""One fact at a time: write it down, let everybody react, do what they ask.

A fact is taken in at once; reactions to it come in the order of the log. All decisions are made here, one after
another, without waiting for anything; all waiting happens at the edges. So the same facts always give the same
decisions, and a policy that is a step behind can only be refused.

What one `tell` or `ask` made happen is a turn: its entries are written in one transaction, then its orders are
obeyed and its facts told. The engine hands the turn over and goes on; `server.run` does the writing.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol

from cti.refused import Refused
from journal import Agenda, Command, Entry, Fact, Order
from telemetry.lines import about

logger = logging.getLogger(__name__)


class Model(Protocol):
    """A room's present: what is so now, and what may be asked of it."""

    def takes(self, command: Command) -> bool: ...

    def decide(self, command: Command) -> tuple[list[Fact], list[Order]]: ...

    def evolve(self, fact: Fact, at: float) -> list[Fact]: ...

    def knows(self, fact: Fact) -> bool: ...


class Policy(Protocol):
    """One that reads few kinds of facts names them, or their bases, in `reads`; it is not asked about others."""

    def react(self, fact: Fact, now: float) -> list[Command]: ...


@dataclass(slots=True)
class Turn:
    """at: when it was handed over, monotonic seconds."""

    entries: list[Entry] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    at: float = 0.0


class Engine:
    def __init__(
        self,
        models: list[Model],
        policies: list[Policy],
        agenda: Agenda,
        clock: Callable[[], float],
        hand_over: Callable[[Turn], None],
    ) -> None:
        self._models, self._policies, self.agenda = models, policies, agenda
        self._clock, self._hand_over = clock, hand_over
        self._readers: dict[type[Fact], list[Policy]] = {}
        self._number = 0
        self._unread: deque[Entry] = deque()
        self._turn: Turn | None = None
        self.watch: Callable[[float], None] = _nobody  # seconds of each turn, for metrics

    @property
    def number(self) -> int:
        """The number of the newest entry."""
        return self._number

    def replay(self, entries: Iterable[Entry], last_number: int) -> None:
        """Rebuild the present from the log. What follows from a fact stands in the log too, so nothing is asked."""
        for entry in entries:
            if not all(model.knows(entry.fact) for model in self._models):
                continue
            for model in self._models:
                model.evolve(entry.fact, entry.at)
            self.agenda.cause = entry.number
            for policy in self._readers_of(entry.fact):
                policy.react(entry.fact, entry.at)
        self._number = last_number

    def tell(self, fact: Fact, cause: int | None = None) -> bool:
        """A fact from an edge. False when it is about something that is over: then nothing happened."""
        if not all(model.knows(fact) for model in self._models):
            return False
        with _Turning(self):
            self._write(fact, cause)
        return True

    def ask(self, command: Command, cause: int | None = None) -> None:
        """A command from a person or a policy. Raises `Refused`."""
        with _Turning(self) as turn:
            happened, orders = self._model_of(command).decide(command)
            for fact in happened:
                self._write(fact, cause)
            turn.orders += orders

    def tick(self) -> None:
        """Ask for everything on the agenda whose time has come."""
        while due := self.agenda.due(self._clock()):
            self._try(due.command, due.cause)

    def _model_of(self, command: Command) -> Model:
        for model in self._models:
            if model.takes(command):
                return model
        raise Refused(f"nobody knows how to {type(command).__name__}")

    def _write(self, fact: Fact, cause: int | None) -> None:
        assert self._turn is not None
        now = self._clock()
        follows = [then for model in self._models for then in model.evolve(fact, now)]  # an impossible fact raises here
        self._number += 1
        entry = Entry(self._number, now, cause, fact)
        self._turn.entries.append(entry)
        self._unread.append(entry)
        for consequence in follows:
            self._write(consequence, entry.number)

    def _read(self) -> None:
        while self._unread:
            self._react(self._unread.popleft())

    def _react(self, entry: Entry) -> None:
        for policy in self._readers_of(entry.fact):
            self.agenda.cause = entry.number
            for command in policy.react(entry.fact, entry.at):
                self._try(command, entry.number)

    def _readers_of(self, fact: Fact) -> list[Policy]:
        """In their order."""
        kind = type(fact)
        if (known := self._readers.get(kind)) is None:
            known = [each for each in self._policies if issubclass(kind, getattr(each, "reads", Fact))]
            self._readers[kind] = known
        return known

    def _try(self, command: Command, cause: int | None) -> None:
        try:
            self.ask(command, cause)
        except Refused as refusal:
            logger.info("refused: %s", refusal, extra={"entry": cause, **about(command)})


class _Turning:
    """The outermost `tell` or `ask` opens the turn, reads it to its end and hands it over."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._outermost = engine._turn is None
        self._began = perf_counter()

    def __enter__(self) -> Turn:
        if self._engine._turn is None:
            self._engine._turn = Turn()
        return self._engine._turn

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if not self._outermost:
            return
        engine, turn = self._engine, self._engine._turn
        try:
            engine._read()
        finally:
            engine._turn = None
            if turn is not None and (turn.entries or turn.orders):
                engine._hand_over(turn)
            engine.watch(perf_counter() - self._began)


def _nobody(_: float) -> None:
    """Nobody measures."""
