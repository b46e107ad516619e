"""All the calls and agents of now, and the one place that says yes or no."""

from collections.abc import Iterable

from cti import agent as agents
from cti import call as calls
from cti import (
    commands,
    dialling,
    facts,
    forced,
    forward,
    late,
    message,
    mute,
    nodes,
    offers,
    overflow,
    phones,
    promised,
    recorder,
    recording,
    skills,
    survey,
    transfer,
    voicemail,
    waiting,
    warn,
    wrapup,
)
from cti import queue as queues
from cti.duty import Duty
from cti.facts import AgentState, NoRoom
from cti.plan import Plan
from cti.preferring import Acquainted, knows_nobody, prepared
from cti.refused import Refused
from cti.table import POSSIBLE, CallState
from journal import Command, Fact, Order
from journal.copies import replace

OF_THE_HOUSE = commands.QUEUE_COMMANDS | commands.ChangeSkills | commands.ArchiveCommand
BEGINNINGS = (facts.Arrived, facts.Dialled, facts.CallbackQueued)  # facts with which a call begins


class Desk:
    def __init__(
        self, plan: Plan, acquainted: Acquainted = knows_nobody, hours: promised.Hours = promised.always
    ) -> None:
        """acquainted: which agent a caller knows; hours: of queues, for promised calls."""
        self.plan, self._acquainted, self._hours = plan, acquainted, hours
        self.calls: dict[str, calls.Call] = {}
        self.agents: dict[str, agents.Agent] = {}
        self.duty = Duty()
        self.no_room = NoRoom.NONE  # why nothing can be recorded now
        self._with: dict[str, str] = {}  # the call of each agent who has one
        self.lost: set[str] = set()  # nodes that do not answer
        self._promised: dict[tuple[str, str], str] = {}  # the promised call of each queue and number

    def agent(self, id: str) -> agents.Agent:
        return self.agents.get(id) or agents.Agent(id)

    def call_of(self, agent: str) -> calls.Call | None:
        """The call that rings at this agent, is held or talked in, or about which this agent is asked."""
        return self.calls.get(self._with.get(agent, ""))

    def promises(self) -> list[calls.Call]:
        """The promised calls of all queues, those that rest too."""
        return [self.calls[id] for id in self._promised.values()]

    def takes(self, command: Command) -> bool:
        return isinstance(command, commands.CallCommand | commands.AgentCommand | OF_THE_HOUSE)

    def decide(self, command: Command) -> tuple[list[Fact], list[Order]]:
        """What happens at once, and what the switch is told. Raises `Refused`."""
        match command:
            case commands.AgentCommand():
                return self._decide_about(command)
            case _ if isinstance(command, OF_THE_HOUSE):
                return self._of_the_house(command), []
            case commands.Offer(agent=agent):
                self._must_be_free(agent)
                command = self._as_the_queue_offers(command)
            case commands.Consult(agent=agent, target=target) | commands.PassToAgent(agent=agent, target=target):
                self._must_be_free(target)
            case commands.PassToQueue(queue=queue) if queue not in self.plan.queues:
                raise Refused(f"there is no queue {queue}; choose another one", "no_queue", queue=queue)
            case commands.PassToNumber():
                command = forward.ruled(command, self.calls.get(command.call), self.plan)
            case commands.PassToRoute(route=route) if route not in self.plan.routes:
                raise Refused(f"there is no route {route}", "no_route", route=route)
            case commands.Confirm(agent=agent) if not phones.can_speak(self.agent(agent)):
                return self._once_the_phone_is_back(command), []
            case commands.Confirm() | commands.Clear() | commands.PromiseCommand() if self._is_promise(command):
                return self._of_promise(command)
            case _:
                pass
        return self._about_a_call(command)

    def _about_a_call(self, command: Command) -> tuple[list[Fact], list[Order]]:
        if isinstance(command, commands.CallCommand) and command.call in self.calls:
            call = self.calls[command.call]
            happened, ordered = self._of_call(call, command)
            rung, possible = phones.through_open_lines(call, ordered, self.agent)
            if phones.is_awaited(call, self.agent(call.agent)) and not rung:
                return phones.never_called(call, happened, possible)
            return [*happened, *rung], possible
        raise Refused("this call is over", "over")

    def _once_the_phone_is_back(self, command: commands.Confirm) -> list[Fact]:
        """Refused now for whatever it would be refused for then."""
        if self._is_promise(command):
            self._of_promise(command)
        else:
            self._about_a_call(command)
        waits = self.agent(command.agent).awaited == command.call
        return [] if waits else [facts.PhoneAwaited(command.call, command.agent)]

    def _of_the_house(self, command: Command) -> list[Fact]:
        match command:
            case _ if isinstance(command, commands.QUEUE_COMMANDS):
                return queues.decide(command, self.plan, {call.queue for call in self.calls.values()})
            case commands.ChangeSkills():
                return skills.decide(command, self.plan)
            case commands.ArchiveCommand():
                return recorder.archive(command)
        raise Refused(f"{type(command).__name__} is nothing that can be asked of the house")

    def _of_call(self, call: calls.Call, command: commands.CallCommand) -> tuple[list[Fact], list[Order]]:
        match command:
            case commands.Enqueue() if recorder.must_announce(call, command, self.plan):
                return recorder.announce(call, command)
            case commands.Enqueue():
                command = promised.taken_over(command, self._held_for(call, command.queue))
                command = prepared(command, call, self.plan, self.agent, self._acquainted)
            case commands.RecordingCommand() | commands.RecordingRule():
                return recorder.decide(call, command, self.plan, self.no_room)
            case commands.SendOut():
                return forward.send_out(call, command, self.plan)
            case commands.HangUp() if route := survey.route_of(call, command, self.plan):
                return survey.decide(call, command, route)
            case commands.Overflow():
                return overflow.decide(call, command, self.plan)
            case commands.MessageCommand():
                return recorder.take_message(call, command, self.plan, self.no_room)
            case commands.WaitingCommand():
                return waiting.decide(call, command)
            case commands.Warn() | commands.WithdrawWarning() | commands.EndWarning():
                return warn.decide(call, command, self.plan.conduct_of(call.service))
        return transfer.decide(call, command)

    def _decide_about(self, command: commands.AgentCommand) -> tuple[list[Fact], list[Order]]:
        known = self.agent(command.agent)
        match command:
            case commands.SetAgentState():
                return agents.decide(known, command, self.plan)
            case commands.ForceAgentState():
                return forced.decide(known, command, self.plan)
            case commands.DropPendingState():
                return forced.drop(known), []
            case commands.EndWrapUp():
                return wrapup.decide(known), []
            case commands.CloseLine():
                return [], forced.closing(known)
            case commands.Dial():
                return self._dial(known, command)
            case commands.ChoosePhone(agent=agent):
                wish = phones.judged(command, self.plan, dialling.service_of(agent, "", self.plan))
                holder = phones.holder_of(self.agents.values(), wish.kind, wish.phone, but=agent)
                return phones.choose(known, wish, holder, self.plan)
            case commands.Mute(agent=agent) | commands.OpenMouth(agent=agent):
                return mute.decide(known, command, self.call_of(agent))
        return phones.decide(known, command, self.call_of(command.agent), self._language_of(command.agent))

    def evolve(self, fact: Fact, at: float) -> list[Fact]:
        """Take the fact in; give what follows from it for agents."""
        match fact:
            case facts.Arrived(call=call, caller=caller, dialled=dialled, name=name, node=node):
                self.calls[call] = calls.Call(call, caller, dialled, name, at, node=node)
            case facts.CallbackQueued(call=call):
                waits = self.calls[call] = promised.call_of(fact, at)
                self._promised[self._place_of(fact.queue, waits)] = call
            case facts.Dialled(call=call, agent=agent):
                after_it = self.calls[call] = dialling.call_of(fact, at)
                self._with[agent] = call
                return self._follows(agent, fact, after_it, at)
            case facts.AgentFact(agent=agent) | facts.PhoneFact(agent=agent) | facts.Muted(agent=agent):
                self._keep(agents.evolve(self.agent(agent), fact, at))
            case facts.RecordingEnded(call=call):
                self._end_recording(call, fact, at)
            case facts.MessageEnded():
                return self._end_message(fact, at)
            case facts.PhoneChosen(agent=agent) | facts.LineFact(agent=agent):
                return phones.follow(self._keep(phones.evolve(self.agent(agent), fact)), fact)
            case facts.CallFact():
                return self._evolve_call(fact, at)
            case _:
                return self._evolve_house(fact)
        return []

    def _keep(self, agent: agents.Agent) -> agents.Agent:
        before = self.agents.get(agent.id)
        self.agents[agent.id] = agent
        if before is None or before.state is not agent.state:
            self.duty.becomes(agent.id, agent.state)
        return agent

    def _evolve_house(self, fact: Fact) -> list[Fact]:
        match fact:
            case _ if isinstance(fact, queues.FACTS):
                queues.evolve(self.plan, fact)
            case facts.SkillsChanged():
                skills.evolve(self.plan, fact)
            case facts.RecordingRoomChanged(why_not=why_not):
                self.no_room = why_not
            case facts.NodeLost(node=node):
                self.lost.add(node)
                return nodes.ended_with(node, self.calls, self.agents)
            case facts.NodeFound(node=node):
                self.lost.discard(node)
        return []

    def knows(self, fact: Fact) -> bool:
        """False for what an edge reports about a call that we have not or no longer, and for what comes too late."""
        if isinstance(fact, facts.LineFact):
            return phones.knows(self.agent(fact.agent), fact)
        if isinstance(fact, facts.MessageEnded):
            call = self.calls.get(fact.call)
            return call is not None and call.message.running and call.message.id == fact.recording
        if not isinstance(fact, facts.CallFact):
            return True
        call = self.calls.get(fact.call)
        if call is None or isinstance(fact, BEGINNINGS):
            return isinstance(fact, BEGINNINGS) and call is None
        return not late.comes_late(call, fact)

    def possible(self, call: calls.Call) -> Iterable[type[Command]]:
        """What may be asked of this call now; the desk's buttons come from here."""
        return (kind for kind in POSSIBLE if self._may(call, kind))

    def _may(self, call: calls.Call, kind: type[Command]) -> bool:
        if issubclass(kind, commands.RecordingCommand):
            return recorder.possible(call, kind, self.plan, self.no_room)
        return calls.possible(call, kind)

    def _dial(self, agent: agents.Agent, command: commands.Dial) -> tuple[list[Fact], list[Order]]:
        """A phone that is not lifted yet rings first."""
        if command.call in self.calls:
            raise Refused("this call is there already", "over")
        promised.must_not_be_dialled(command.callback, self.calls)
        node = nodes.chosen(self.plan.nodes, self.lost, self.calls.values()) if self.plan.nodes else ""
        dialled, order = dialling.decide(agent, command, self.plan, node)
        call = dialling.call_of(dialled, 0.0)
        rung, possible = phones.through_open_lines(call, [order], self.agent)
        return [dialled, *rung], possible

    def _is_promise(self, command: commands.CallCommand) -> bool:
        call = self.calls.get(command.call)
        return isinstance(command, commands.PromiseCommand) or (call is not None and call.promised)

    def _of_promise(self, command: commands.CallCommand) -> tuple[list[Fact], list[Order]]:
        call = self.calls.get(command.call)
        match command:
            case commands.PromiseCommand():
                return promised.decide(call, command, self.plan, self._promised, self._hours)
            case commands.Confirm() if call:
                return self._call_back(call, command)
            case commands.Clear(cause=cause, by=by) if call:
                return [facts.Cleared(call.id, cause, by)], []
        raise Refused("this promise does not wait any more", "over")

    def _call_back(self, call: calls.Call, command: commands.Confirm) -> tuple[list[Fact], list[Order]]:
        """The customer is called by whoever confirms, and by nobody else."""
        offers.must_be_first(call, command)
        happened, dial = promised.confirmed(call, command.agent, self.plan, self._hours)
        if dial is None:
            return happened, []
        free = replace(self.agent(command.agent), state=AgentState.READY, reason="", phone=True)
        dialled, ordered = self._dial(free, dial)
        return [*happened, *dialled], ordered

    def _held_for(self, call: calls.Call, queue: str) -> calls.Call | None:
        """The promised call to this caller, if one waits there. Reading numbers costs time, promises are few."""
        return self.calls.get(self._promised.get(self._place_of(queue, call), "")) if self._promised else None

    def _place_of(self, queue: str, call: calls.Call) -> tuple[str, str]:
        return promised.place_of(queue, call.caller, call.service, self.plan)

    def _as_the_queue_offers(self, offer: commands.Offer) -> commands.Offer:
        call = self.calls.get(offer.call)
        queue = self.plan.queues.get(call.queue) if call else None
        if call is None or queue is None:
            return offer
        auto = queue.auto_answer and not call.promised  # who calls a customer reads first whom
        return replace(offer, seconds=queue.ring_seconds, together=queue.ring_all, auto=auto)

    def _language_of(self, agent: str) -> str:
        person = self.plan.people.get(agent)
        return person.language if person and person.language else "en"

    def _must_be_free(self, id: str) -> None:
        """For calls and for whatever else is offered to agents: there is one question for all channels (TEL-37)."""
        agent = self.agent(id)
        if agents.may_be_offered(agent):
            return
        if agent.state is not AgentState.READY:
            raise Refused(f"{id} is {agent.state}", "not_ready", agent=id, agent_state=agent.state)
        raise Refused(f"{id} has no phone at the moment", "no_phone", agent=id)

    def _evolve_call(self, fact: facts.CallFact, at: float) -> list[Fact]:
        if isinstance(fact, facts.PhoneAwaited):
            self._keep(agents.evolve(self.agent(fact.agent), fact, at))
        before = self.calls[fact.call]
        after = self.calls[fact.call] = calls.evolve(before, fact, at)
        if after.state is CallState.CLEARED:
            del self.calls[fact.call]
            self._forget_promise(after)
        parties = dict.fromkeys((*before.parties, *after.parties))
        for agent in parties:
            self._note_party(agent, after)
        follows = [then for agent in parties for then in self._follows(agent, fact, after, at)]
        if after.state is CallState.CLEARED and after.recording.state in recording.RUNNING:
            follows.append(facts.RecordingEnded(after.id, after.recording.id, facts.RecordingEnd.OVER))
        return [*follows, *voicemail.cut_off(before, fact, at)]

    def _forget_promise(self, call: calls.Call) -> None:
        if call.promised:
            self._promised = {place: id for place, id in self._promised.items() if id != call.id}

    def _end_message(self, fact: facts.MessageEnded, at: float) -> list[Fact]:
        """Of a call that is over, what follows is told already."""
        call = self.calls.get(fact.call)
        if call is None:
            return []
        self.calls[call.id] = replace(call, message=message.evolve(call.message, fact, at))
        return voicemail.left(call, fact)

    def _end_recording(self, id: str, fact: Fact, at: float) -> None:
        if call := self.calls.get(id):
            self.calls[id] = replace(call, recording=recording.evolve(call.recording, fact, at))

    def _follows(self, agent: str, fact: Fact, call: calls.Call, at: float) -> list[Fact]:
        """What the fact makes of the agent, by the rules of the queue, or as somebody has set it."""
        known = self.agent(agent)
        follows = agents.follow(known, fact)
        if isinstance(fact, facts.Cleared) and known.state is AgentState.DIALLING:
            follows = [dialling.as_before(known, call)]
        changes = [wrapup.limited(changed, call, self.plan, at) for changed in follows]
        return [then for changed in changes for then in forced.applied(known, changed)]

    def _note_party(self, agent: str, call: calls.Call) -> None:
        if agent in call.parties and call.id in self.calls:
            self._with[agent] = call.id
        else:
            self._with.pop(agent, None)
