"""Scenarios on the pure core in virtual time: an hour of calls takes milliseconds."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

import msgspec
import pytest

from config.routes import load_route
from cti import commands, facts, orders
from cti.conduct import Step
from cti.facts import AgentState
from cti.fake_line import Tape
from cti.plan import Recording
from cti.queue import settings_of
from cti.refused import Refused
from cti.settings import QueueSettings
from journal import Fact
from tests.support.centre import Centre
from tests.support.leading import NUMBER, text_of
from tests.support.plan import plan
from tests.support.scenario import DIAL_SECONDS, PHONE_LIMIT
from tests.support.stage import PATIENCE, SILENCE, CallbackWish, TicketWish
from ticketing.facts import CallbackAsked, TalkEnded, TicketFlagged, TicketOpened, TicketPassed

ACTIONS: dict[str, type[commands.AgentCallCommand]] = {
    "confirm": commands.Confirm,
    "cancel": commands.Cancel,
    "hold": commands.Hold,
    "resume": commands.Retrieve,
    "hang up": commands.HangUp,
    "swap": commands.Swap,
    "complete": commands.Complete,
    "abandon": commands.Abandon,
    "conference": commands.Conference,
    "end conference": commands.EndConference,
}

PASSING = {"agent": commands.PassToAgent, "queue": commands.PassToQueue, "route": commands.PassToRoute}
PASSING |= {"number": commands.PassToNumber}


RECORDING: dict[str, type[commands.RecordingCommand]] = {
    "on": commands.StartRecording,
    "off": commands.StopRecording,
    "pause": commands.PauseRecording,
    "resume": commands.ResumeRecording,
}
MOMENT = 0.3  # s; a sound that lasts less is not told


def _lasting(tape: Tape, now: float) -> list[str]:
    """The sounds of a tape as they are told of a real one."""
    ends = [at for at, _ in tape.agents[1:]] + [now]
    long = [sound for (at, sound), end in zip(tape.agents, ends, strict=True) if end - at >= MOMENT]
    named = ["announcement" if sound.startswith("system.") else sound or SILENCE for sound in long]
    return [sound for sound, _ in groupby(named)]


def stage_centre() -> Centre:
    """With the limits that scenarios count on."""
    return Centre(replace(plan(), dial_seconds=DIAL_SECONDS, phone_limit=PHONE_LIMIT))


class VirtualStage:
    """A `tests.support.stage.Stage`. Calls have the caller's letter as id."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.called: dict[str, str] = {}  # the call to each customer who is called back

    # --- callers ---

    async def call(self, caller: str, dialled: str, number: str) -> None:
        self.centre.call(caller, number, dialled)

    async def press(self, caller: str, digits: str) -> None:
        self.centre.press(caller, digits)

    async def hang_up(self, caller: str) -> None:
        if line := self._line_of(caller):
            self.centre.switch.hang_up_line(line)
            self.centre.settle()
        else:
            self.centre.hang_up(caller)

    async def fall_silent(self, caller: str) -> None:
        self.centre.switch.speak(caller, on=False)

    # --- agents ---

    async def call_out(self, agent: str, customer: str, kind: str) -> None:
        number = f"0105555{ord(customer):04d}"
        self.centre.switch.customers[number] = kind
        self.centre.ask(commands.Dial(agent, customer, number))

    async def type_number(self, caller: str, customer: str, kind: str) -> None:
        number = f"0105555{ord(customer):04d}"
        self.centre.switch.customers[number] = kind
        self.centre.press(caller, f"2{number}#")

    async def call_back(self, agent: str, customer: str) -> None:
        await self.act(agent, "confirm", "")
        self.called[customer] = self._call_of(agent)

    async def send_out(self, agent: str, customer: str, kind: str) -> None:
        number = f"0105555{ord(customer):04d}"
        self.centre.switch.customers[number] = kind
        self.centre.ask(commands.PassToNumber(self._call_of(agent), agent, number))

    async def choose(self, agent: str, state: str, reason: str) -> None:
        if self.centre.state(agent) is AgentState.OFF:
            self.centre.tell(facts.PhoneAttached(agent))
            self.centre.choose(agent, AgentState.IDLE)
        if state != AgentState.IDLE:
            self.centre.choose(agent, AgentState(state), reason)

    async def act(self, agent: str, action: str, reason: str) -> None:
        call = self._call_of(agent)
        if action == "dismiss":
            self.centre.ask(commands.Dismiss(call, agent, reason))
        elif action == "warn":
            self.centre.ask(commands.Warn(call, agent, Step(reason), "abuse"))
        elif action == "withdraw":
            self.centre.ask(commands.WithdrawWarning(call, agent, Step(reason)))
        else:
            self.centre.ask(ACTIONS[action](call, agent))

    async def consult(self, agent: str, target: str) -> None:
        self.centre.ask(commands.Consult(self._call_of(agent), agent, target))

    async def drop(self, agent: str, party: str) -> None:
        self.centre.ask(commands.Drop(self._call_of(agent), agent, party))

    async def hand_over(self, agent: str, to: str) -> None:
        kind, _, id = to.partition(":")
        self.centre.ask(PASSING[kind](self._call_of(agent), agent, id))

    async def record_talks(self, queue: str, mode: str, announced: bool) -> None:
        known = settings_of(self.centre.plan.queues[queue])
        wanted = replace(known, recording=Recording(mode), recording_announced=announced)
        self.centre.ask(commands.ChangeQueue(queue, "supervisor", wanted))

    async def record(self, agent: str, wish: str) -> None:
        self.centre.ask(RECORDING[wish](self._call_of(agent), agent))

    async def phone(self, agent: str, attached: bool) -> None:
        self.centre.tell(facts.PhoneAttached(agent) if attached else facts.PhoneDetached(agent, "page closed"))

    async def lead(self, route: str, customer: str, kind: str) -> None:
        number = f"0105555{ord(customer):04d}" if customer else ""
        self.centre.switch.customers[number] = kind
        flow = load_route(text_of(route, number))
        self.centre.flows = (*self.centre.flows, flow)
        self.centre.restart()
        plan = self.centre.plan
        plan.transfer_targets["support"] = {number: "outside"}
        plan.numbers[NUMBER] = replace(plan.numbers[NUMBER], route=route)

    async def set_queue(self, queue: str, settings: dict[str, object]) -> None:
        known = msgspec.to_builtins(settings_of(self.centre.plan.queues[queue]))
        changed = msgspec.convert({**known, **settings}, QueueSettings)
        self.centre.ask(commands.ChangeQueue(queue, "supervisor", changed))

    async def force(self, agent: str, state: str, after_call: bool) -> None:
        self.centre.ask(commands.ForceAgentState(agent, AgentState(state), "", "supervisor", "I say so", after_call))

    async def wait(self, seconds: float) -> None:
        self.centre.advance(seconds)

    # --- what can be seen and heard ---

    async def expect_caller_hears(self, caller: str, sound: str) -> None:
        self._until(lambda: self._hears(caller) or SILENCE, sound, f"{caller} hears")

    def _hears(self, caller: str) -> str:
        """Somebody outside to whom a caller was sent is named by the letter, too."""
        switch = self.centre.switch
        if line := self._line_of(caller):
            return next((call for call, one in switch.lines.items() if line in one.joined), "")
        heard = switch.hears(self.called.get(caller, caller))
        return chr(int(switch.out[heard].order.number[-4:])) if heard in switch.out and heard != caller else heard

    def _line_of(self, caller: str) -> str:
        out = self.centre.switch.out.items()
        found = (line for line, one in out if one.order.line and one.order.number == f"0105555{ord(caller):04d}")
        return next(found, "")

    async def expect_agent_hears(self, agent: str, sound: str) -> None:
        self._until(lambda: self._heard_by(agent) or SILENCE, sound, f"{agent} hears")

    def _heard_by(self, agent: str) -> str:
        heard = self.centre.switch.heard_by(agent)
        return next((customer for customer, call in self.called.items() if call == heard), heard)

    async def expect_agent_is(self, agent: str, state: str, patience: float) -> None:
        self._until(lambda: self.centre.state(agent).value, state, f"{agent} is", patience)

    async def expect_waits(self, caller: str, queue: str) -> None:
        self._until(lambda: self._place(caller), f"queued in {queue}", f"{caller} is")

    async def expect_rings(self, caller: str, agent: str) -> None:
        self._until(lambda: self._place(caller), f"offered to {agent}", f"{caller} is")

    async def expect_rings_at_all(self, caller: str, agents: tuple[str, ...]) -> None:
        self._until(lambda: self._ringing(caller), " and ".join(sorted(agents)), f"{caller} rings at")

    async def expect_too_late(self, agent: str, caller: str) -> None:
        with pytest.raises(Refused, match="was faster"):
            self.centre.ask(commands.Confirm(caller, agent))

    async def expect_beep(self, agent: str, caller: str) -> None:
        assert orders.Beep(caller, agent) in self.centre.switch.told

    async def expect_called(self, customer: str) -> None:
        self._until(lambda: "called" if self._line_of(customer) else "not called", "called", f"{customer} is")

    async def expect_recorded(self, caller: str) -> None:
        lines = self.centre.switch.lines
        self._until(lambda: "recorded" if lines[caller].said else "not recorded", "recorded", f"{caller} is")

    async def expect_message(self, caller: str) -> None:
        left = [fact for fact in self._kept(caller, facts.VoicemailLeft) if isinstance(fact, facts.VoicemailLeft)]
        assert [fact.seconds > 2 for fact in left] == [True], left

    async def expect_gone(self, caller: str) -> None:
        self._until(lambda: self._place(caller), "gone", f"{caller} is")
        assert caller not in self.centre.switch.lines

    async def expect_recording(self, caller: str, sounds: list[str], locked: bool) -> None:
        tapes = [tape for tape in self.centre.switch.tapes.values() if tape.call == caller]
        assert _lasting(tapes[-1], self.centre.now) == sounds
        assert bool(self._kept(caller, facts.Dismissed)) is locked

    async def expect_ticket(self, caller: str, wish: TicketWish | None) -> None:
        opened = [fact for fact in self._kept(caller, TicketOpened) if isinstance(fact, TicketOpened)]
        assert len(opened) == (0 if wish is None else 1), opened
        if wish is not None:
            ticket = opened[0]
            passed = [fact.agent for fact in self._kept(caller, TicketPassed) if isinstance(fact, TicketPassed)]
            flags = [fact.flag for fact in self._kept(caller, TicketFlagged) if isinstance(fact, TicketFlagged)]
            agent = passed[-1] if passed else ticket.agent
            ends = [fact.cause for fact in self._kept(caller, TalkEnded) if isinstance(fact, TalkEnded)]
            has = (
                ticket.kind.value,
                agent,
                ticket.service,
                ticket.queue,
                wish.flag if wish.flag in flags else "none",
                "".join(ends),
                ticket.path,
            )
            wants = (wish.kind, wish.agent, wish.service, wish.queue, wish.flag, wish.result, wish.path)
            assert all(want in ("", (), it) for want, it in zip(wants, has, strict=True)), (wants, has)

    async def expect_callback(self, caller: str, wish: CallbackWish | None) -> None:
        asked = [fact for fact in self._kept(caller, CallbackAsked) if isinstance(fact, CallbackAsked)]
        assert len(asked) == (0 if wish is None else 1), asked
        if wish is not None:
            has = (asked[0].queue, asked[0].caller, asked[0].reason.value)
            wants = (wish.queue, wish.number, wish.reason)
            assert all(want in ("", it) for want, it in zip(wants, has, strict=True)), (wants, has)

    def _ringing(self, caller: str) -> str:
        call = self.centre.brain.desk.calls.get(caller)
        return " and ".join(sorted(call.parties)) if call and call.state == "offered" else ""

    def _call_of(self, agent: str) -> str:
        call = self.centre.brain.desk.call_of(agent)
        assert call is not None, f"{agent} has no call"
        return call.id

    def _kept(self, caller: str, kind: type[Fact]) -> list[Fact]:
        call = self.called.get(caller, caller)
        return [fact for fact in self.centre.kept(kind) if getattr(fact, "call", "") == call]

    def _place(self, caller: str) -> str:
        call = self.centre.brain.desk.calls.get(caller)
        if call is None:
            return "gone"
        if call.state == "queued":
            return f"queued in {call.queue}"
        return f"{call.state} to {call.agent}" if call.state == "offered" else call.state.value

    def _until(self, look: Callable[[], str], wanted: str, what: str, patience: float = PATIENCE) -> None:
        """Let time pass from event to event until it is so."""
        end = self.centre.now + patience
        while (seen := look()) != wanted:
            at = self.centre.next() or end + 1
            assert at <= end, f"{what} {seen}, not {wanted}"
            self.centre.advance(max(0.0, at - self.centre.now))
