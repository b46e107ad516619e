"""Promised calls in a queue, whatever happens in any order: never two lines for one promise, never before who waited
longer, never more than agents who are free, never when it is closed or forbidden, never too often or too soon; and
every promise is kept, or left to people, in the end.

A state machine of hypothesis plays callers, agents, customers, calendars, rules and restarts on a whole centre in
virtual time; the judge (`tests.support.promises`) stands outside. Which faults it finds is in decision 0034.
"""

import contextlib
from collections.abc import Callable
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cti import commands, facts, orders
from cti.call import Call
from cti.dial_rules import DialRules, Pattern
from cti.facts import AgentState
from cti.queueing import Announcing, CallingBack, Choice, Limits, To
from cti.refused import Refused
from cti.table import CallState
from ivr.calendar import Calendar
from tests.support.centre import Centre
from tests.support.contacts import each_has_one_ticket
from tests.support.plan import plan
from tests.support.present import present
from tests.support.promises import ATTEMPTS, SPACING, SPANS, Model, Wish
from ticketing.commands import CloseCallback
from ticketing.facts import CallbackTried

AGENTS = ("agent1", "agent2", "agent3")
ENDS = ("answers", "busy", "silent", "refused")
KEPT = ("calls", "agents", "callbacks", "calling back", "places", "lines", "said no", "ringing")
agents = st.sampled_from(AGENTS)
some = st.integers(0, 20)


class Promises(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.centre = Centre(plan(AGENTS, ring_seconds=15.0))
        self.centre.plan.queues["general"] = replace(
            self.centre.plan.queues["general"],
            announcing=Announcing(digits={"1": Choice(To.CALLBACK)}),
            calling_back=CallingBack(True, ATTEMPTS, SPACING),
            limits=Limits("office"),
        )
        self.model = Model()
        self.callers, self.told, self.seen = 0, 0, 0  # orders and entries that were looked at
        self.numbers: dict[str, str] = {}  # of the calls of customers
        self._calendar()
        self.centre.after_turn = self.look

    # --- what people do --------------------------------------------------------------------------------------------

    @initialize(promised=st.integers(0, 3), waiting=st.integers(0, 2), working=st.integers(0, 3))
    def begins(self, promised: int, waiting: int, working: int) -> None:
        for _ in range(promised):
            self.somebody_calls(1)
            self.a_caller_chooses_to_be_called(0, says_it=False)
        self.somebody_calls(waiting)
        for agent in AGENTS[:working]:
            self.works(agent)

    @rule(times=st.integers(1, 3))
    def somebody_calls(self, times: int) -> None:
        for _ in range(times):
            self.callers += 1
            self._calls_and_waits(f"010{self.callers:08}")

    @rule(index=some)
    def a_promised_customer_calls_again(self, index: int) -> None:
        busy = {*self._on_the_line(), *self.model.lines.values()}
        if numbers := [number for number in self.model.wishes if number not in busy]:
            self._calls_and_waits(numbers[index % len(numbers)])

    @rule(index=some, says_it=st.booleans())
    def a_caller_chooses_to_be_called(self, index: int, says_it: bool) -> None:
        callers = [call for call in self._calls() if call.state is CallState.QUEUED and call.id in self.model.waits]
        if callers:
            call = callers[index % len(callers)]
            wish, promised = Wish(call.caller, self.model.waits[call.id]), call.caller in self._promised()
            self.centre.press(call.id, "11" if says_it else "1")
            if not promised:
                self.model.wishes[call.caller] = wish
            if not says_it:  # else the caller listens to the end
                self.centre.hang_up(call.id)

    @rule(index=some)
    def a_caller_gives_up(self, index: int) -> None:
        if lines := [id for id in self.model.waits if id in self.centre.brain.desk.calls]:
            self.centre.hang_up(lines[index % len(lines)])

    @rule(agent=agents)
    def works(self, agent: str) -> None:
        with contextlib.suppress(Refused):
            if not self.centre.brain.desk.agent(agent).phone:
                self._comes_back(agent)
            if self.centre.state(agent) is AgentState.OFF:
                self.centre.choose(agent, AgentState.IDLE)
            self.centre.choose(agent, AgentState.READY)

    @rule(agent=agents, yes=st.booleans(), end=st.sampled_from(ENDS))
    def answers_the_offer(self, agent: str, yes: bool, end: str) -> None:
        """Who is not offered anything tries to say yes to what somebody else has."""
        call = self.centre.brain.desk.call_of(agent) or next((one for one in self._calls() if one.promised), None)
        if call is None:
            return
        self.centre.switch.customers[call.caller] = end
        self.model.refused |= set() if yes else {(call.caller, agent)}
        self.model.yes = (agent, call.caller) if yes and call.promised and call.rings_at(agent) else ("", "")
        kind = commands.Confirm if yes else commands.Cancel
        self._try(lambda: self.centre.ask(kind(call.id, agent)))
        self.model.yes = ("", "")

    def _comes_back(self, agent: str) -> None:
        """Who has said yes without a phone still means it."""
        call, awaited = self.centre.brain.desk.call_of(agent), self.centre.brain.desk.agent(agent).awaited
        self.model.yes = (agent, call.caller) if call and call.promised and call.id == awaited else ("", "")
        self.centre.tell(facts.PhoneAttached(agent))
        self.model.yes = ("", "")

    @rule(agent=agents)
    def the_phone_is_back(self, agent: str) -> None:
        if not self.centre.brain.desk.agent(agent).phone:
            self._comes_back(agent)

    @rule(agent=agents)
    def hangs_up(self, agent: str) -> None:
        if call := self.centre.brain.desk.call_of(agent):
            self._try(lambda: self.centre.ask(commands.HangUp(call.id, agent)))

    @rule(agent=agents)
    def loses_the_phone(self, agent: str) -> None:
        self.centre.tell(facts.PhoneDetached(agent))

    @rule(seconds=st.sampled_from((0.5, 2, 10, 20, 60, 130, 600)))
    def time_passes(self, seconds: float) -> None:
        self.centre.advance(seconds)

    @rule(index=some, agent=agents)
    def somebody_calls_by_hand(self, index: int, agent: str) -> None:
        kept = [each for each in self.centre.brain.book.promises.items() if each[1].caller in self.model.wishes]
        if kept:
            callback, promise = kept[index % len(kept)]
            if promise.caller not in self._on_the_line():
                self.model.hand = promise.caller
                dial = commands.Dial(agent, f"out-hand-{self.entries}", promise.caller, callback=callback)
                self._try(lambda: self.centre.ask(dial))
                self.model.hand = ""

    @rule(index=some)
    def somebody_closes_it(self, index: int) -> None:
        if kept := list(self.centre.brain.book.promises.items()):
            callback, promise = kept[index % len(kept)]
            self._over(promise.caller)
            self.centre.ask(CloseCallback(callback))

    @rule()
    def the_queue_is_shut_or_opened_by_hand(self) -> None:
        self.model.shut = not self.model.shut
        self._calendar()

    @rule(index=st.integers(1, 20))
    def a_number_is_forbidden(self, index: int) -> None:
        self.model.forbidden.add(f"010{index:08}")
        self.centre.plan.dial_rules["support"] = DialRules(deny=tuple(map(Pattern, sorted(self.model.forbidden))))

    @rule()
    def the_server_is_killed(self) -> None:
        before = present(self.centre.brain)
        self.centre.restart_with_what_lives()
        self._calendar()
        after = present(self.centre.brain)
        assert {key: after[key] for key in KEPT} == {key: before[key] for key in KEPT}

    def teardown(self) -> None:
        """When everybody works and nobody else calls, each promise is kept or left to people."""
        self.model.shut = False
        self._calendar()
        for call in self._calls():
            if not call.promised:
                self.centre.hang_up(call.id)
        for _ in range(200):
            self.attempts_are_counted()
            if not self._promised():
                return each_has_one_ticket([entry.fact for entry in self.centre.entries], self.centre.plan)
            for agent in AGENTS:
                self.works(agent)
                self.answers_the_offer(agent, True, "busy")
            self.centre.advance(150)
        raise AssertionError(f"forgotten: {self._promised()}")

    # --- what they are made of -------------------------------------------------------------------------------------

    @property
    def entries(self) -> int:
        return self.centre.brain.engine.number

    def _calls(self) -> list[Call]:
        return list(self.centre.brain.desk.calls.values())

    def _on_the_line(self) -> set[str]:
        """Numbers of customers who have called us and have not hung up."""
        return {call.caller for call in self._calls() if call.id in self.numbers}

    def _promised(self) -> set[str]:
        return {call.caller for call in self._calls() if call.promised}

    def _over(self, number: str) -> None:
        if wish := self.model.wishes.get(number):
            wish.over = True

    def _calls_and_waits(self, number: str) -> None:
        """Who is promised a call has the place of the promise."""
        id, held = f"c{self.entries}", number in self._promised()
        self.model.waits[id] = self.model.wishes[number].since if held else self.centre.now
        self.numbers[id] = number
        self.centre.waits(id, caller=number)
        if self.centre.brain.desk.calls[id].state is CallState.IN_ROUTE:  # the queue is closed
            del self.model.waits[id]
        self.centre.advance(1)

    def _calendar(self) -> None:
        days = (() if self.model.shut else SPANS,) * 7
        self.centre.brain.library.calendars["office"] = Calendar("office", "Office", days=days)

    def _try(self, act: Callable[[], None]) -> None:
        with contextlib.suppress(Refused):
            act()

    # --- what must be so, whenever something has happened -----------------------------------------------------------

    def look(self) -> None:
        """After each turn of the engine."""
        for entry in self.centre.entries[self.seen :]:
            match entry.fact:
                case facts.Offered(call=call, agent=agent):
                    self._nobody_waited_longer(call, agent)
                case facts.Requeued(call=call):
                    self.model.waits.pop(call, None)  # waits for the agent with whom they talked
                case facts.Cleared(call=call) if call in self.numbers:
                    self.model.hung_up(self.numbers[call], self.centre.now)
                case facts.Established(call=call) if call in self.model.waits or call in self.model.lines:
                    self._over(next(one.caller for one in self._calls() if one.id == call))
        self.seen = self.entries
        self._lines()

    def _lines(self) -> None:
        switch, now = self.centre.switch, self.centre.now
        for channel in [channel for channel in self.model.lines if channel not in switch.out]:
            self.model.ended(channel, now)
        for order in switch.told[self.told :]:
            if isinstance(order, orders.CallOut):
                others = [out.order for out in switch.out.values() if out.order is not order]
                busy = order.agent in {each.agent for each in others} | {line.agent for line in switch.lines.values()}
                self.model.dialled(order, now, busy, order.number in self._on_the_line())
        self.told = len(switch.told)

    def _nobody_waited_longer(self, offered: str, agent: str) -> None:
        since = self._since(self.centre.brain.desk.calls.get(offered))
        for other in self._calls():
            if since and other.state is CallState.QUEUED and (other.caller, agent) not in self.model.refused:
                assert not 0 < self._since(other) < since, f"{other.id} has waited longer than {offered}"

    def _since(self, call: Call | None) -> float:
        """Since when it waits and may be offered, as far as somebody outside can tell; 0.0 for not."""
        if call is None or (call.promised and not self.model.may_wait(call.caller, self.centre.now)):
            return 0.0
        return self.model.wishes[call.caller].since if call.promised else self.model.waits.get(call.id, 0.0)

    @invariant()
    def there_is_one_promise_for_a_number(self) -> None:
        numbers = [call.caller for call in self._calls() if call.promised]
        assert len(numbers) == len(set(numbers))

    @invariant()
    def no_promise_is_lost(self) -> None:
        """What is not kept, closed or being talked about is written down for people, if not in the queue."""
        written = {promise.caller for promise in self.centre.brain.book.promises.values()}
        assert {number for number, wish in self.model.wishes.items() if not wish.over} <= written
        assert self._promised() <= written

    @invariant()
    def attempts_are_counted(self) -> None:
        assert len(self.centre.kept(CallbackTried)) == self.model.attempts


Promises.TestCase.settings = settings(
    max_examples=30, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)


TestPromises = pytest.mark.spec("CB-01", "CB-07")(Promises.TestCase)
