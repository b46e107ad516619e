"""Promised calls in a queue, whatever happens in any order (never two calls for one promise, never
before who waited longer, never more than agents who are free, never when it is closed or forbidden, never too often).

A state machine of hypothesis plays callers, agents, customers, calendars and restarts on a whole centre.
"""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cti import commands, facts
from cti.dial_rules import DialRules, Pattern
from cti.facts import AgentState
from cti.queueing import Announcing, CallingBack, Choice, Limits, To
from cti.refused import Refused
from cti.table import CallState
from ivr.calendar import Calendar
from journal import Entry
from tests.support.centre import Centre
from tests.support.plan import plan
from tests.support.present import present
from ticketing.commands import CloseCallback, TryCallback

AGENTS = ("agent1", "agent2", "agent3")
ATTEMPTS, SPACING = 2, 120.0
WAITING = (CallState.QUEUED, CallState.OFFERED)
ENDS = ("answers", "busy", "silent", "refused")
OPEN, SHUT = ((0, 1440),), ()
agents = st.sampled_from(AGENTS)


class Promises(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.centre = Centre(plan(AGENTS, ring_seconds=15.0))
        queue = self.centre.plan.queues["general"]
        self.centre.plan.queues["general"] = replace(
            queue,
            announcing=Announcing(digits={"1": Choice(To.CALLBACK)}),
            calling_back=CallingBack(True, ATTEMPTS, SPACING),
            limits=Limits("office"),
        )
        self.open = True
        self._calendar()
        self.forbidden: set[str] = set()
        self.callers = 0
        self.seen = 0
        self.centre.after_turn = self.look

    # --- the world -------------------------------------------------------------------------------------------------

    @rule(times=st.integers(1, 3))
    def somebody_waits(self, times: int) -> None:
        for _ in range(times):
            self.callers += 1
            self.centre.waits(f"c{self.callers}", caller=f"010{self.callers:08}")
            self.centre.advance(1)

    @rule(index=st.integers(0, 20))
    def a_caller_chooses_to_be_called(self, index: int) -> None:
        waiting = [call.id for call in self.centre.brain.desk.calls.values() if call.state is CallState.QUEUED]
        lines = [id for id in waiting if not id.startswith("callback-")]
        if lines:
            self.centre.press(lines[index % len(lines)], "1")
            self.centre.advance(5)

    @rule(agent=agents)
    def works(self, agent: str) -> None:
        with contextlib.suppress(Refused):
            if not self.centre.brain.desk.agent(agent).phone:
                self.centre.tell(facts.PhoneAttached(agent))
            if self.centre.state(agent) is AgentState.OFF:
                self.centre.choose(agent, AgentState.IDLE)
            self.centre.choose(agent, AgentState.READY)

    @rule(agent=agents, yes=st.booleans(), end=st.sampled_from(ENDS))
    def answers_the_offer(self, agent: str, yes: bool, end: str) -> None:
        call = self.centre.brain.desk.call_of(agent)
        if call is None:
            return
        self.centre.switch.customers[call.caller] = "no answer" if end == "silent" else end
        kind = commands.Confirm if yes else commands.Cancel
        self._try(lambda: self.centre.ask(kind(call.id, agent)))

    @rule(agent=agents)
    def hangs_up(self, agent: str) -> None:
        if call := self.centre.brain.desk.call_of(agent):
            self._try(lambda: self.centre.ask(commands.HangUp(call.id, agent)))

    @rule(agent=agents)
    def loses_the_phone(self, agent: str) -> None:
        self.centre.tell(facts.PhoneDetached(agent))

    @rule(seconds=st.sampled_from((0.5, 2, 10, 20, 130)))
    def time_passes(self, seconds: float) -> None:
        self.centre.advance(seconds)

    @rule(index=st.integers(0, 20), agent=agents)
    def somebody_calls_by_hand(self, index: int, agent: str) -> None:
        if kept := list(self.centre.brain.book.promises.items()):
            callback, promise = kept[index % len(kept)]
            self._try(lambda: self.centre.ask(TryCallback(callback, agent)))
            dial = commands.Dial(
                agent, f"out-hand-{self.centre.brain.engine.number}", promise.caller, callback=callback
            )
            self._try(lambda: self.centre.ask(dial))

    @rule(index=st.integers(0, 20))
    def somebody_closes_it(self, index: int) -> None:
        if kept := list(self.centre.brain.book.promises):
            self.centre.ask(CloseCallback(kept[index % len(kept)]))

    @rule()
    def the_queue_opens_or_closes(self) -> None:
        self.open = not self.open
        self._calendar()

    @rule(index=st.integers(1, 20))
    def a_number_is_forbidden(self, index: int) -> None:
        self.forbidden.add(f"010{index:08}")
        self.centre.plan.dial_rules["support"] = DialRules(deny=tuple(Pattern(each) for each in sorted(self.forbidden)))

    @rule()
    def the_server_restarts(self) -> None:
        before = present(self.centre.brain)
        self.centre.restart()
        self._calendar()
        assert present(self.centre.brain) | {"library": 0} == before | {"library": 0}

    def _calendar(self) -> None:
        days = (OPEN if self.open else SHUT,) * 7
        self.centre.brain.library.calendars["office"] = Calendar("office", "Office", days=days)

    def _try(self, act: Callable[[], None]) -> None:
        with contextlib.suppress(Refused):
            act()

    # --- what must be so, whenever something has happened -----------------------------------------------------------

    def look(self) -> None:
        for entry in self.centre.entries[self.seen :]:
            match entry.fact:
                case facts.CallbackTaken():
                    self._taken(entry, entry.fact)
                case facts.Offered(call=call):
                    self._longest(call)
        self.seen = len(self.centre.entries)

    def _taken(self, entry: Entry, fact: facts.CallbackTaken) -> None:
        """It is open, it is allowed, the agent had confirmed this offer, and it is not too soon or too often."""
        mine = [each for each in self.centre.entries if getattr(each.fact, "call", "") == fact.call]
        taken = [each.at for each in mine if isinstance(each.fact, facts.CallbackTaken) and each.number <= entry.number]
        number = next(each.fact.number for each in mine if isinstance(each.fact, facts.CallbackQueued))
        assert self.open, "nobody is called while it is closed"
        assert number not in self.forbidden, "nobody is called who must not be"
        assert len(taken) <= ATTEMPTS, "not more often than promised"
        assert all(later - sooner >= SPACING for sooner, later in pairwise(taken)), "spaced"

    def _longest(self, call: str) -> None:
        """Nobody who could be served waits longer without an offer, but for agents who said no."""
        known = self.centre.brain.desk.calls
        offered = known.get(call)
        if offered is None or self.centre.brain.routing.board.pauses(call):
            return
        board = self.centre.brain.routing.board
        before = [known[id] for id in board.waiting_in(offered.queue) if id in known and not board.pauses(id)]
        assert all(other.queued_at >= offered.queued_at for other in before if other.state is CallState.QUEUED)

    @invariant()
    def there_is_one_line_for_each_promise(self) -> None:
        lines = [call.callback for call in self.centre.brain.desk.calls.values() if call.outbound and call.callback]
        assert len(lines) == len(set(lines))

    @invariant()
    def each_line_has_an_agent_of_its_own(self) -> None:
        dialled = [call for call in self.centre.brain.desk.calls.values() if call.outbound]
        free_hands = [call.agent for call in dialled if call.state in (CallState.DIALLING, CallState.RINGING)]
        assert len(free_hands) == len(set(free_hands))
        assert all(self.centre.state(agent) is AgentState.DIALLING for agent in free_hands)

    @invariant()
    def no_promise_is_lost(self) -> None:
        """What is in the queue is open in the book."""
        queued = {call.callback for call in self.centre.brain.desk.calls.values() if call.promised}
        assert queued <= self.centre.brain.book.promises.keys()

    @invariant()
    def what_waits_is_on_the_board(self) -> None:
        brain = self.centre.brain
        waiting = set(brain.routing.board.waiting_in("general")) | brain.routing.board.proposed().keys()
        known = brain.desk.calls.values()
        assert {call.id for call in known if call.promised and call.state is CallState.QUEUED} <= waiting
        assert not {call.id for call in known if call.state is CallState.PROMISED} & waiting


Promises.TestCase.settings = settings(
    max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)


TestPromises = pytest.mark.spec("CB-01", "CB-07")(Promises.TestCase)
