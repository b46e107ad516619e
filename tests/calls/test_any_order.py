"""Whatever happens in any order: nobody is in two calls, nobody is forgotten, places are kept, replay agrees."""

import contextlib
import random
from collections import Counter
from dataclasses import replace

import pytest

from config.routes import load_route
from cti import commands, facts
from cti.consult import TOGETHER, ConsultState
from cti.facts import AgentState
from cti.fake_line import Line
from cti.plan import Number, Plan, Recording, Skill
from cti.recorder import is_hushed
from cti.recording import RUNNING, RecordingState
from cti.refused import Refused
from cti.table import CallState
from tests.support.centre import SHIPPED, Centre
from tests.support.contacts import each_has_one_ticket
from tests.support.plan import SALES, SUPPORT, plan
from tests.support.present import present
from ticketing.facts import CallbackAsked, TalkEnded

AGENTS = ("agent1", "agent2", "agent3", "agent4")
WITH_AGENT = (CallState.OFFERED, CallState.CONNECTING, CallState.TALKING, CallState.HELD)
CHOICES = (AgentState.OFF, AgentState.IDLE, AgentState.READY, AgentState.READY, AgentState.BREAK, AgentState.WORK)
WISHES = (
    commands.Confirm,
    commands.Confirm,
    commands.Confirm,
    commands.Cancel,
    commands.Hold,
    commands.Retrieve,
    commands.HangUp,
    commands.Swap,
    commands.Swap,
    commands.Conference,
    commands.Conference,
    commands.Complete,
    commands.Abandon,
    commands.StartRecording,
    commands.StopRecording,
    commands.PauseRecording,
    commands.ResumeRecording,
)
FAILURES = ("Connect", "Consult", "StartPrompt", "PickUp", "Announce", "StartMusic", "StartRecording", "HushRecording")


def record(plan: Plan) -> None:
    """Talks of most queues are recorded, each in another way."""
    ways = {"general": (Recording.ALWAYS, True), "payments": (Recording.ON_DEMAND, True)}
    ways["account"] = (Recording.ALWAYS, False)
    for id, (mode, announced) in ways.items():
        plan.queues[id] = replace(plan.queues[id], recording=mode, recording_announced=announced)


class Story:
    """Seeded chance acts; every act may come at any time and may be refused."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.centre = Centre(plan(AGENTS, ring_seconds=15.0))
        record(self.centre.plan)
        self.callers = 0

    def go_on(self) -> None:
        acts = [self.arrive, self.press, self.serve, self.choose, self.wish, self.phone, self.pass_time, self.world]
        acts.append(self.hand_over)
        act = self.chance.choices(acts, weights=[3, 5, 8, 2, 16, 2, 5, 1, 8])[0]
        with contextlib.suppress(Refused):
            act()

    def arrive(self) -> None:
        self.callers += 1
        dialled = self.chance.choice((SUPPORT, SUPPORT, SUPPORT, SALES, "0799999999"))
        self.centre.call(f"c{self.callers:03}", self.chance.choice(("", "0101", "0102", "+82103")), dialled)

    def press(self) -> None:
        if call := self.some_call():
            self.centre.press(call, self.chance.choice("00112233*#9"))

    def choose(self) -> None:
        self.centre.choose(self.chance.choice(AGENTS), self.chance.choice(CHOICES))

    def serve(self) -> None:
        """What an agent does who wants to work."""
        agent = self.chance.choice(AGENTS)
        if not self.centre.brain.desk.agent(agent).phone:
            self.centre.tell(facts.PhoneAttached(agent))
        if self.centre.state(agent) is AgentState.OFF:
            self.centre.choose(agent, AgentState.IDLE)
        self.centre.choose(agent, AgentState.READY)

    def wish(self) -> None:
        agent = self.chance.choice(AGENTS)
        if call := self.centre.brain.desk.call_of(agent):
            if self.chance.random() < 0.1:
                self.centre.ask(commands.Dismiss(call.id, agent, "abuse"))
            elif self.chance.random() < 0.1:
                self.centre.ask(commands.Drop(call.id, agent, self.chance.choice(AGENTS)))
            else:
                self.centre.ask(self.chance.choice(WISHES)(call.id, agent))

    def hand_over(self) -> None:
        """Who talks asks somebody or passes the call on; mostly to somebody who is there."""
        states = {agent: self.centre.state(agent) for agent in AGENTS}
        talking = [agent for agent in AGENTS if states[agent] is AgentState.TALKING]
        ready = [agent for agent in AGENTS if states[agent] is AgentState.READY]
        target = self.chance.choice(ready or AGENTS)
        agent = self.chance.choice(talking or AGENTS)
        if call := self.centre.brain.desk.call_of(agent):
            wishes: list[commands.TransferCommand] = [commands.Consult(call.id, agent, target)] * 3
            wishes.append(commands.PassToAgent(call.id, agent, target))
            wishes.append(commands.PassToRoute(call.id, agent, "support"))
            wishes.append(commands.PassToQueue(call.id, agent, self.chance.choice(list(self.centre.plan.queues))))
            self.centre.ask(self.chance.choice(wishes))

    def phone(self) -> None:
        agent = self.chance.choice(AGENTS)
        away = self.centre.brain.desk.agent(agent).phone and self.chance.random() < 0.4
        self.centre.tell(facts.PhoneDetached(agent) if away else facts.PhoneAttached(agent))

    def pass_time(self) -> None:
        self.centre.advance(self.chance.choice((0.02, 0.1, 1, 1, 3, 3, 10, 40)))

    def world(self) -> None:
        """The world outside: callers give up, calls come back from the dialplan, orders fail, the server restarts."""
        match self.chance.randrange(5):
            case 0 | 1 if call := self.some_call():
                self.centre.hang_up(call)
            case 2 if call := self.some_call():
                self.centre.tell(facts.Returned(call))
            case 3:
                order = self.chance.choice(FAILURES)
                self.centre.switch.failing.symmetric_difference_update({order})
            case _:
                self.centre.restart()

    def some_call(self) -> str:
        calls = list(self.centre.brain.desk.calls)
        return self.chance.choice(calls) if calls else ""


class Transfers(Story):
    """Everybody works, and everything is asked about and handed over."""

    def go_on(self) -> None:
        acts = [self.arrive, self.press, self.serve, self.wish, self.hand_over, self.pass_time, self.phone, self.world]
        act = self.chance.choices(acts, weights=[2, 0, 16, 20, 14, 8, 1, 1])[0]
        with contextlib.suppress(Refused):
            act()

    def arrive(self) -> None:
        self.callers += 1
        self.centre.call(f"c{self.callers:03}")
        self.centre.press(f"c{self.callers:03}", "0")

    def wish(self) -> None:
        asking = [call for call in self.centre.brain.desk.calls.values() if call.consult.target]
        if asking and self.chance.random() < 0.7:
            call = self.chance.choice(asking)
            self.centre.ask(self.chance.choice(WISHES)(call.id, self.chance.choice(call.parties)))
        else:
            super().wish()

    def pass_time(self) -> None:
        self.centre.advance(self.chance.choice((0.02, 0.1, 0.5, 1, 3, 16)))


DOORS, OUTSIDE = "0700000009", "0212345678"
DOOR_ROUTE = """
route: doors
start: choose
steps:
  choose:
    menu: menu
    keys:
      {0: {to: plain}, 1: {to: message}, 2: {to: asked}, 3: {to: kim}, 4: {to: lee}, 5: {to: outside}, 6: {to: promise}}
    no input: plain
    wrong input: plain
  plain: {queue: general, overflow: [{after: 30, to: asked}]}
  asked: {queue: payments, skills: {english: 2}, overflow: [{nobody there: yes, to: message}, {after: 20, to: lee}]}
  kim: {agent: agent1, queue: general, wait: 10}
  lee: {agent: agent2, queue: general, wait: 10, otherwise: message}
  message: {voicemail: payments, prompts: say, then: bye, no input: bye, most: 20, silence: 4}
  outside: {transfer: "0212345678", wait: 10, otherwise: plain}
  promise: {callback: payments, then: bye, otherwise: kim}
  bye: {goodbye: bye}
"""


class Doors(Story):
    """Messages, skills, single agents, overflow, numbers outside, surveys."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        known = plan(AGENTS, ring_seconds=15.0)
        known.numbers[DOORS] = Number(DOORS, "support", "doors")
        known.transfer_targets["support"] = {OUTSIDE: "Office"}
        known.queues["general"] = replace(known.queues["general"], survey="sales")
        known.skills["english"] = Skill("english", "English", "support")
        self.centre = Centre(known, [*SHIPPED, load_route(DOOR_ROUTE)])

    def arrive(self) -> None:
        self.callers += 1
        call = f"c{self.callers:03}"
        self.centre.switch.customers[OUTSIDE] = self.chance.choice(("answers", "busy", "silent"))
        self.centre.call(call, self.chance.choice(("", "0101", "0102")), DOORS)
        if call in self.centre.switch.lines:  # it is over already where nobody can pick up
            self.centre.switch.speak(call, on=self.chance.random() < 0.7)
            self.centre.press(call, self.chance.choice("0123456"))

    def world(self) -> None:
        """As everywhere; and the dialplan tells, at times again, of whom it had while nobody answered."""
        if self.chance.random() < 0.3:
            kind = self.chance.choice(("held", "callback", "voicemail", "emergency-queue", "giveup"))
            call = self.chance.choice((f"m{self.callers:03}", f"c{self.callers:03}"))
            self.centre.tell(facts.Missed(call, self.chance.choice(("", "0101")), DOORS, kind, self.centre.now))
        else:
            super().world()

    def choose(self) -> None:
        if self.chance.random() < 0.3:
            levels = {"english": self.chance.randrange(1, 4)} if self.chance.random() < 0.7 else {}
            self.centre.ask(commands.ChangeSkills(self.chance.choice(AGENTS), "supervisor", levels))
        else:
            super().choose()


def nobody_is_in_two_calls(centre: Centre) -> None:
    desk = centre.brain.desk
    held = [call for call in desk.calls.values() if call.state in WITH_AGENT]
    parties = [(agent, call.id) for call in desk.calls.values() for agent in call.parties]
    assert max(Counter(agent for agent, _ in parties).values(), default=0) <= 1
    for agent, id in parties:
        found = desk.call_of(agent)
        assert found is not None
        assert found.id == id
    assert {call.agent for call in held} <= {agent for agent, _ in parties}
    busy = {agent.id for agent in desk.agents.values() if agent.state in (AgentState.OFFERED, AgentState.TALKING)}
    assert busy == {agent for agent, _ in parties}
    for agent in AGENTS:
        assert len([call for call, line in centre.switch.lines.items() if agent in _heard_on(line)]) <= 1


def _heard_on(line: Line) -> set[str]:
    return {line.agent, *line.joined, *line.consult}


def nobody_is_forgotten(centre: Centre) -> None:
    """Every caller has something that will happen: a time-out, an end, or a place in a line."""
    brain = centre.brain
    lines = brain.agenda.lines()
    for call in brain.desk.calls.values():
        if call.consult.state in (ConsultState.ASKED, ConsultState.CONNECTING):
            assert f"consult:{call.id}" in lines
        parties = call.parties[1:] if call.consult.state in TOGETHER else call.consult.guests
        assert all(f"phone:{party}" in lines for party in parties if not brain.desk.agent(party).phone)
        match call.state:
            case CallState.ARRIVED:
                assert f"route:{call.id}" in lines
            case CallState.IN_ROUTE if call.recording.announcing:
                assert f"told:{call.id}" in lines
            case CallState.IN_ROUTE:
                assert isinstance(lines[f"route:{call.id}"].command, commands.TimeOutInput)
            case CallState.QUEUED:
                assert call.id in brain.routing.board.waiting_in(call.queue)
            case CallState.OFFERED:
                assert all(f"ring:{call.id}:{agent}" in lines for agent in call.parties)
            case CallState.CONNECTING:
                assert f"connect:{call.id}" in lines
            case CallState.DISMISSED:
                assert f"end:{call.id}" in lines
            case CallState.TALKING | CallState.HELD if not brain.desk.agent(call.agent).phone:
                assert f"phone:{call.agent}" in lines


def nobody_waits_while_somebody_suitable_is_ready(centre: Centre) -> None:
    board = centre.brain.routing.board
    assert board.proposed() == {}
    for queue in centre.plan.queues:
        for call in board.waiting_in(queue):
            ready = set(board.ready_for(centre.brain.routing.places[call]))
            assert ready <= set(board.pauses(call)), (call, ready)


def recordings_hear_what_they_should(centre: Centre) -> None:
    """Every one that is believed in runs, has silence when it should, and a pause has an end."""
    lines = centre.brain.agenda.lines()
    for call in centre.brain.desk.calls.values():
        if call.recording.state not in RUNNING:
            assert not [tape for tape in centre.switch.tapes.values() if tape.call == call.id and tape.running]
            continue
        if call.recording.state is RecordingState.PAUSED:
            assert f"pause:{call.id}" in lines
        tape = centre.switch.tapes.get(call.recording.id)
        assert tape is not None
        assert (tape.running, tape.hushed) == (True, is_hushed(call))


def places_are_kept(centre: Centre) -> None:
    desk, board = centre.brain.desk, centre.brain.routing.board
    for queue in centre.plan.queues:
        since = [desk.calls[call].queued_at for call in board.waiting_in(queue)]
        assert since == sorted(since)


def a_no_is_respected(centre: Centre) -> None:
    """Nobody is offered a call again within the pause after having said no to it."""
    said_no: dict[tuple[str, str], float] = {}
    for entry in centre.entries:
        match entry.fact:
            case facts.OfferCancelled(call=call, agent=agent):
                said_no[call, agent] = entry.at
            case facts.Offered(call=call, agent=agent) if (call, agent) in said_no:
                assert entry.at >= said_no[call, agent] + centre.plan.offer_pause


def everybody_leaves_what_they_should(centre: Centre) -> None:
    each_has_one_ticket([entry.fact for entry in centre.entries], centre.plan)
    talked = {fact.call for fact in centre.kept(facts.Established) if isinstance(fact, facts.Established)}
    queued = {fact.call for fact in centre.kept(facts.Queued) if isinstance(fact, facts.Queued)}
    over = {fact.call for fact in centre.kept(facts.Cleared) if isinstance(fact, facts.Cleared)}
    ended = [fact.call for fact in centre.kept(TalkEnded) if isinstance(fact, TalkEnded)]
    assert sorted(ended) == sorted(talked & over)
    open_ones = [(p.queue, p.caller) for p in centre.brain.book.promises.values() if p.caller]
    assert len(open_ones) == len(set(open_ones))
    assert {fact.call for fact in centre.kept(CallbackAsked) if isinstance(fact, CallbackAsked)} <= queued | over | set(
        centre.brain.desk.calls
    )


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("kind", [Story, Transfers])
def test_in_any_order(kind: type[Story], seed: int) -> None:
    story = kind(seed)
    centre = story.centre
    for _ in range(250):
        story.go_on()
        nobody_is_in_two_calls(centre)
        nobody_is_forgotten(centre)
        nobody_waits_while_somebody_suitable_is_ready(centre)
        places_are_kept(centre)
        recordings_hear_what_they_should(centre)
    a_no_is_respected(centre)
    everybody_leaves_what_they_should(centre)
    before = present(centre.brain)
    centre.restart()
    assert present(centre.brain) == before


@pytest.mark.parametrize("seed", range(100, 125))
def test_messages_overflow_and_numbers_outside_in_any_order(seed: int) -> None:
    story = Doors(seed)
    centre = story.centre
    for _ in range(200):
        story.go_on()
        nobody_is_in_two_calls(centre)
        nobody_is_forgotten(centre)
        nobody_waits_while_somebody_suitable_is_ready(centre)
    before = present(centre.brain)
    centre.restart()
    assert present(centre.brain) == before
    centre.switch.failing.clear()
    for call in list(centre.switch.lines):
        centre.hang_up(call)
    centre.advance(600)
    brain = centre.brain
    assert (brain.desk.calls, brain.ivr.visitors, brain.ivr.leaving.waiters) == ({}, {}, {})
    assert (brain.routing.places, brain.routing.waiting_for.calls, brain.book.open) == ({}, {}, {})
    assert not [key for key in brain.agenda.lines() if not key.startswith("phone:")]
    each_has_one_ticket([entry.fact for entry in centre.entries], centre.plan)


@pytest.mark.parametrize("seed", range(40, 50))
def test_in_the_end_everybody_is_gone(seed: int) -> None:
    story = Story(seed)
    for _ in range(150):
        story.go_on()
    centre = story.centre
    centre.switch.failing.clear()
    for call in list(centre.switch.lines):
        centre.hang_up(call)
    centre.advance(600)
    brain = centre.brain
    assert (brain.desk.calls, brain.ivr.visitors, brain.routing.places, brain.ticketing.drafts) == ({}, {}, {}, {})
    assert brain.book.open == {}
    assert not [key for key in brain.agenda.lines() if not key.startswith("phone:")]
