"""A centre in memory whose server dies: at any entry of its log, for any time, or only cut off from its switch.

What dies is what would die: everything that decides. The log, the switch and the people live on. People do what people
do: who pressed a button or a key and was not heard presses again. The server that comes back reads what lives of its
log, looks at the switch and mends what differs, by the very rules with which it looks at Asterisk.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from asterisk import never, reconcile, translate
from asterisk.again import said_again
from asterisk.reconcile import Believed, Finding, Seen
from cti import facts, orders
from cti.facts import OutEnd
from cti.incidents import Incidents
from cti.plan import Plan
from cti.table import CallState
from ivr.flow import Flow
from journal import Command, Fact
from server.engine import Turn
from tests.support.centre import SHIPPED, Brain, Centre, few_acquaintances, living
from tests.support.seen import look
from ticketing.acquainted import Acquaintances
from ticketing.book import Book

WITNESSED = {OutEnd.REFUSED.value: "rejected"}  # how Asterisk calls what we call otherwise


MOMENT = 0.1  # s until a page is back and somebody presses something


class Kill(Enum):
    BEFORE = auto()  # the turn was decided and is not on disk
    BETWEEN = auto()  # it is on disk, and the switch has heard of none of its orders
    AFTER = auto()  # the switch has heard of them, nothing more


@dataclass(frozen=True, slots=True)
class Death:
    """What happens when the turn with this entry is handed over. away: s without a server."""

    number: int
    how: Kill
    away: float = 0.0


@dataclass
class Lost:
    """What nobody heard of while the server was dead or dying."""

    told: list[Fact] = field(default_factory=list)
    causes: dict[str, str] = field(default_factory=dict)  # by call, for the witness
    messages: dict[str, float] = field(default_factory=dict)  # by message, seconds

    def add(self, fact: Fact) -> None:
        self.told.append(fact)
        match fact:
            case facts.Cleared(call=call, cause=cause):
                self.causes[call] = WITNESSED.get(cause, cause)
            case facts.MessageEnded(recording=message, seconds=seconds):
                self.messages[message] = seconds


class MortalCentre(Centre):
    """deaths: those to come, by number. impossible: facts that could not be, which the server only counts."""

    def __init__(self, plan: Plan | None = None, flows: tuple[Flow, ...] = SHIPPED) -> None:
        self.deaths: list[Death] = []
        self.lost = Lost()
        self.attached: set[str] = set()
        self.numbers: dict[str, tuple[str, str]] = {}
        self.impossible = 0
        self.mangle: Callable[[list[Fact]], list[Fact]] = list  # what becomes of what the switch tells
        self.died = 0
        self._dying: Death | None = None
        self._generation = 0
        super().__init__(plan, flows)

    # --- dying -----------------------------------------------------------------------------------------------------

    def _brain(
        self, book: Book | None = None, known: Acquaintances | None = None, kept: Incidents | None = None
    ) -> Brain:
        """A brain that was followed by another is not heard any more."""
        self._generation += 1
        mine = self._generation

        def hand_over(turn: Turn) -> None:
            if mine == self._generation:
                self._take(turn)

        records = book or Book(), known or few_acquaintances(), kept
        return Brain(self.plan, lambda: self.now, hand_over, self.flows, *records)

    def _take(self, turn: Turn) -> None:
        if self._dying is not None:
            return
        death = self._death_of(turn)
        if death is None:
            self._hand_over(turn)
            return
        self._dying = death
        if death.how is not Kill.BEFORE:
            self.log.keep(turn.entries)
        if death.how is Kill.AFTER:
            for order in turn.orders:
                self.switch.obey(order)

    def _death_of(self, turn: Turn) -> Death | None:
        numbers = {entry.number for entry in turn.entries}
        found = next((death for death in self.deaths if death.number in numbers), None)
        if found is not None:
            self.deaths.remove(found)
        return found

    def die(self, away: float) -> None:
        """Right now, between two turns."""
        self._dying = Death(0, Kill.AFTER, away)
        self._revive()

    def _revive(self) -> None:
        """If the server has died: a time without one, then another that knows only the log."""
        if (death := self._dying) is None:
            return
        self.died += 1
        self._nobody_listens(death.away)
        self._dying = None
        self.restart_with_what_lives()
        self._back_at = self.now + MOMENT
        self._connect()
        self._back_at = 0.0

    def _nobody_listens(self, seconds: float) -> None:
        """The switch goes on by itself; nobody hears it."""
        until = self.now + seconds
        while (at := self.switch.next()) is not None and at <= until and seconds:
            self.now = max(self.now, at)
            for fact in self.switch.due(self.now):
                self.lost.add(fact)
        self.now = until

    def restart_with_what_lives(self) -> None:
        """What outlives calls comes from tables, which are written with the entries: so from the log."""
        book, incidents, known = Book(), Incidents(self.plan), few_acquaintances()
        for entry in self.log:
            book.evolve(entry.fact, entry.at)
            incidents.evolve(entry.fact, entry.at)
            known.react(entry.fact, entry.at)
        book = Book(book.next_ticket, book.next_callback, dict(book.promises))
        numbers = incidents.next_incident, incidents.next_restriction
        ended = incidents._ended.values()
        kept = Incidents(self.plan, *numbers, incidents.restrictions.values(), ended)
        self.brain = self._brain(book, known, kept)
        entries = list(self.log)
        self.brain.engine.replay(living(entries), entries[-1].number if entries else 0)

    # --- coming back -----------------------------------------------------------------------------------------------

    def cut(self, seconds: float) -> None:
        """Server and switch lose each other. Timers go on; what the switch tells is not heard, orders get lost."""
        until = self.now + seconds
        self._deaf = True
        while self.now < until:
            self._nobody_listens(min(1.0, until - self.now))
            self.brain.engine.tick()
        self._deaf = False
        self._connect()
        self.settle()

    _deaf = False

    def _hand_over(self, turn: Turn) -> None:
        if not self._deaf:
            super()._hand_over(turn)
            return
        self.log.keep(turn.entries)

    def _connect(self) -> None:
        """As `asterisk.centre` does after each connect: look, mend, say again what recordings and lines should be."""
        seen, findings = self._compare()
        for finding in findings:
            self._mend(finding, seen)
        self._bring_back(seen)
        for agent in self._believed().lines:
            self.switch.obey(orders.OpenLine(agent))
        for order in said_again(self._believed().calls.values(), self.brain.desk.agents):
            self.switch.obey(order)
        self._see_to_phones()

    def audit(self) -> None:
        """A look in between; what is wrong in two looks is mended."""
        seen, findings = self._compare()
        for finding in findings:
            if finding.key in self._wrong_before:
                self._mend(finding, seen)
        self._wrong_before = frozenset(finding.key for finding in findings)
        self.settle()

    _wrong_before: frozenset[str] = frozenset()
    _back_at = 0.0  # while a new server looks for the first time: when it began

    def _believed(self) -> Believed:
        return Believed.of(self.brain.desk.calls, self.brain.desk.agents.values())

    def _compare(self) -> tuple[Seen, list[Finding]]:
        calls = self.brain.desk.calls.values()
        recorded = {line.said.order.recording for line in self.switch.lines.values() if line.said}
        over = [call.message.id for call in calls if call.message.running and call.message.id not in recorded]
        seen = look(self.switch, self.numbers, {id: self.lost.messages.get(id) for id in over})
        believed = self._believed()
        causes = self.lost.causes
        gone = {entry.fact.call for entry in self.log if isinstance(entry.fact, facts.Cleared)}
        seen = replace(seen, never=self._never_called())
        return seen, reconcile.compare(believed, believed, seen, lambda id: causes.get(id, ""), gone.__contains__)

    def _never_called(self) -> frozenset[str]:
        """As the witness knows it: these are not there, and never were."""
        ordered = (order for order in self.switch.told if isinstance(order, orders.CallOut))
        begun = {order.line or order.call for order in ordered}
        return frozenset(never.wanted(self.brain.desk.calls.values(), self._back_at)) - begun

    def _mend(self, finding: Finding, seen: Seen) -> None:
        if (found := finding.arrived) is not None:
            self._hear(translate.arrived(found.channel, list(found.args)))
        for fact in finding.facts:
            self._hear(fact)
        for order in finding.orders:
            self.switch.obey(order)
        if finding.remove_talk and (line := self.switch.lines.get(finding.remove_talk)):
            line.agent, line.joined = "", ()

    def _bring_back(self, seen: Seen) -> None:
        """The dialplan takes callers in a route out of everything and hands them over again."""
        for id, call in list(self.brain.desk.calls.items()):
            found = seen.channels.get(id)
            if call.state is CallState.IN_ROUTE and not call.message.running and found and found.is_caller:
                self.switch.lines[id].prompts.clear()
                self.switch.lines[id].queue = ""
                self._hear(facts.Returned(id))

    def _see_to_phones(self) -> None:
        """As `server.phones` does when the gateway has told everything."""
        for agent in list(self.brain.desk.agents.values()):
            if agent.phone and agent.id not in self.attached:
                self._hear(facts.PhoneDetached(agent.id, "restart"))
        for id in sorted(self.attached):
            if not self.brain.desk.agent(id).phone:
                self._hear(facts.PhoneAttached(id))

    def _hear(self, fact: Fact) -> None:
        """What cannot be, because two things crossed on the way, is counted."""
        try:
            self.brain.engine.tell(fact)
        except ValueError:
            self.impossible += 1

    # --- what people and the switch say ------------------------------------------------------------------------------

    def settle(self) -> None:
        self._revive()
        while (at := self.next()) is not None and at <= self.now:
            for fact in self.mangle(self.switch.due(self.now)):
                before = len(self.entries)
                if self._dying is None:
                    self._hear(fact)
                if self._dying is not None and len(self.entries) == before:
                    self.lost.add(fact)
            if self._dying is None:
                self.brain.engine.tick()
            self._revive()

    def later(self, seconds: float, fact: Fact) -> None:
        """The switch tells this once more, so much later."""
        self.switch._report(seconds, lambda: [fact])

    def tell(self, fact: Fact) -> None:
        match fact:
            case facts.PhoneAttached(agent=agent):
                self.attached.add(agent)
            case facts.PhoneDetached(agent=agent):
                self.attached.discard(agent)
        self._hear(fact)
        self.settle()

    def ask(self, command: Command) -> None:
        """Who gets no answer looks at the page when it is back, and presses again what did not happen."""
        before, deaths = len(self.entries), self.died
        self.brain.engine.ask(command)
        unheard = self._dying is not None and len(self.entries) == before
        self.settle()
        if unheard:
            self.ask(command)
        elif self.died != deaths:
            self.advance(MOMENT)

    def call(self, call: str = "A", caller: str = "01012345678", dialled: str = "0700000001") -> None:
        self.numbers[call] = caller, dialled
        super().call(call, caller, dialled)

    def press(self, call: str, digits: str) -> None:
        for digit in digits:
            self.lost.told.clear()
            super().press(call, digit)
            said = facts.DigitPressed(call, digit)
            ended = any(isinstance(fact, facts.MessageEnded) for fact in self.lost.told)
            if said in self.lost.told and not ended:
                self.lost.told.clear()
                with contextlib.suppress(KeyError):
                    super().press(call, digit)
