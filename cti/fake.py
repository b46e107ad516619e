"""A switch without telephones: it does what it is told on virtual time, and reports what happened as Asterisk does.

It lives beside its port (`cti.orders.Switch`). Answers come later, never from within `obey`; prompts play one after
another; what is ordered for a call that is gone is ignored; an agent's line is open from login to logout.
"""

import heapq
from collections.abc import Callable, Iterator

from cti import facts, orders
from cti.facts import OutEnd
from cti.fake_line import Line, Out, Tape, agents_on, in_talk
from cti.fake_messages import Messages
from cti.fake_phones import Handsets
from cti.offers import beep_at
from journal import Fact, Order

RING_SECONDS = 1.5  # until those answer who answer
PROMPT_SECONDS = 2.0  # length of every prompt
CONNECT_SECONDS = 0.01
BEEP_SECONDS = 0.25

RINGING = "ringing"  # what an agent hears who waits for an answer
REFUSING = {end.value: end for end in OutEnd}
Report = Callable[[], list[Fact]]


class FakeSwitch:
    """failing: names of orders that are answered with `OrderFailed`; deaf: names of those that are never answered."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._events: list[tuple[float, int, Report]] = []
        self._count = 0
        self.lines: dict[str, Line] = {}
        self.open: set[str] = set()
        self.beeping: set[str] = set()  # agents who hear a beep
        self.messages = Messages(self.lines, self._report, clock)
        self.phones = Handsets(self.open, self._report, self._parted)
        self.muted: set[str] = set()  # agents whom nobody hears
        self.told: list[Order] = []
        self.failing: set[str] = set()
        self.deaf: set[str] = set()
        self.tapes: dict[str, Tape] = {}  # by the id of the recording
        self.customers: dict[str, str] = {}  # number -> `answers` (as all others), `early`, `silent`, or a `OutEnd`
        self.out: dict[str, Out] = {}  # by channel
        self.answers: dict[str, tuple[facts.Found, dict[str, str]]] = {}  # of lookups, by what is asked

    # --- the port ------------------------------------------------------------------------------------------------

    def obey(self, order: Order) -> None:
        self.told.append(order)
        name = type(order).__name__
        if name in self.deaf:
            return
        match order:
            case orders.AgentOrder():
                self._line_of_agent(order)
            case orders.CallOut() if order.line in ("", order.call) or order.call in self.lines:
                self._call_out(order, name in self.failing)
            case orders.LookUp(call=call) if call in self.lines and name not in self.failing:
                self._look_up(order)
            case orders.CallOrder(call=call) if line := self.lines.get(call):
                if name in self.failing:
                    failed = facts.OrderFailed(call, name, getattr(order, "agent", ""), 500, "told to fail")
                    self._report(0.0, lambda: [failed])
                else:
                    self._do(line, order)
        self._note_tapes()

    # --- time ----------------------------------------------------------------------------------------------------

    def next(self) -> float | None:
        """When something will be reported next, in epoch seconds."""
        return self._events[0][0] if self._events else None

    def due(self, now: float) -> list[Fact]:
        """What is to be reported now; [] does not mean that nothing is left for now."""
        if not self._events or self._events[0][0] > now:
            return []
        told = heapq.heappop(self._events)[2]()
        self._note_tapes()
        return told

    def _report(self, seconds: float, report: Report) -> None:
        self._count += 1
        heapq.heappush(self._events, (self._clock() + seconds, self._count, report))

    # --- the world outside -----------------------------------------------------------------------------------------

    def arrive(self, call: str, caller: str, dialled: str, node: str = "") -> None:
        self.lines[call] = Line()
        self._report(0.0, lambda: [facts.Arrived(call, caller, dialled, node=node)])

    def press(self, call: str, digit: str) -> None:
        self._report(0.0, lambda: self._pressed(call, digit))

    def _pressed(self, call: str, digit: str) -> list[Fact]:
        if call not in self.lines:
            return []
        return [facts.DigitPressed(call, digit), *self.messages.pressed(call, digit)]

    def speak(self, call: str, *, on: bool) -> None:
        """The caller's voice, for messages; a prompt that plays is not disturbed by it."""
        self.lines[call].speaks = on

    def hang_up(self, call: str, cause: str = "normal") -> None:
        """The caller, or the network, ends the call."""
        self._report(0.0, lambda: self._end(call, cause))

    def hang_up_line(self, line: str) -> None:
        """Who was called out ends the call."""
        self._report(0.0, lambda: self._line_over(line, OutEnd.NORMAL, "far end"))

    def _parted(self, agent: str) -> None:
        for line in self.lines.values():
            line.agent = "" if line.agent == agent else line.agent
            line.joined = tuple(one for one in line.joined if one != agent)

    def hears(self, call: str) -> str:
        """What the caller hears: `music`, an agent or `one+other`, the first prompt that plays, or "" for silence."""
        line = self.lines.get(call) or Line()
        if line.prompts:
            return line.prompts[0][1][0]
        if line.held or line.comfort or line.queue:
            return "music"
        if line.rings:
            return RINGING
        return "+".join(agents_on(line))

    def heard_by(self, agent: str) -> str:
        """The call, the other agent or `call+agent` that this agent's line hears; "" for silence, `beep`."""
        if agent in self.beeping:
            return "beep"
        for call, line in self.lines.items():
            if line.prompts and agent == line.agent:
                return ""  # as in a talk at Asterisk: the caller hears it, nobody hears the caller
            if agent in (there := agents_on(line)) and not line.held:
                return "+".join((call, *(other for other in there if other != agent)))
        sounds = (out.sound for out in self.out.values() if out.order.agent == agent and not out.answered)
        return next(self._asked_with(agent), "") or next(sounds, "")

    def _asked_with(self, agent: str) -> Iterator[str]:
        """A line is in one place only: an agent who is back with the caller is not in the consultation."""
        for line in self.lines.values():
            first, target = line.consult
            if agent in line.consult and (line.held or line.out or line.agent != first):
                yield target if agent == first else first

    # --- calling out ---------------------------------------------------------------------------------------------

    def _call_out(self, order: orders.CallOut, fails: bool) -> None:
        channel = order.line or order.call
        self.out[channel] = Out(order)
        if not order.line:
            self.lines[order.call] = Line(wanted=order.agent)
        if fails or (order.agent and order.agent not in self.open):
            self._report(0.0, lambda: self._not_called(order, channel))
            return
        kind = self.customers.get(order.number, "answers")
        if end := REFUSING.get(kind):
            self._report(CONNECT_SECONDS, lambda: self._line_over(channel, end, "far end"))
            return
        self._report(CONNECT_SECONDS, lambda: self._sounds(channel, early=kind == "early"))
        if kind == "silent":
            self._report(order.seconds, lambda: self._line_over(channel, OutEnd.NO_ANSWER, "far end"))
        else:
            self._report(RING_SECONDS, lambda: self._line_up(channel))

    def _not_called(self, order: orders.CallOut, channel: str) -> list[Fact]:
        failed = facts.OrderFailed(order.call, "CallOut", order.agent, 500, "nobody can be called")
        return [failed, *self._line_over(channel, OutEnd.FAILED, "far end")] if channel in self.out else []

    def _sounds(self, channel: str, *, early: bool) -> list[Fact]:
        out = self.out.get(channel)
        if out is None:
            return []
        out.sound = channel if early else RINGING
        kind = facts.OutMedia if early else facts.OutRinging
        return [kind(out.order.call, out.order.line)]

    def _line_up(self, channel: str) -> list[Fact]:
        out = self.out.get(channel)
        if out is None:
            return []
        out.answered = True
        call, agent = out.order.call, out.order.agent
        answered: list[Fact] = [facts.OutAnswered(call, out.order.line)]
        if out.order.line or not agent:
            return answered
        self.lines[call].agent = agent
        return [*answered, facts.Established(call, agent)]

    def _line_over(self, channel: str, how: OutEnd, by: str) -> list[Fact]:
        out = self.out.pop(channel, None)
        if out is None:
            return []
        call, line = out.order.call, out.order.line
        if line:
            return [facts.OutEnded(call, line, how, by)]
        return (
            [facts.Cleared(call, how.value, "caller" if by == "far end" else by)] if self.lines.pop(call, None) else []
        )

    # --- orders ----------------------------------------------------------------------------------------------------

    def _line_of_agent(self, order: orders.AgentOrder) -> None:
        match order:
            case orders.OpenLine(agent=agent):
                self.open.add(agent)
            case orders.CloseLine(agent=agent):
                self.open.discard(agent)
            case orders.RingPhone() | orders.AskAtPhone() | orders.ReleasePhone():
                self.phones.obey(order)
            case orders.Mute(agent=agent, on=on):
                (self.muted.add if on else self.muted.discard)(agent)

    def _do(self, line: Line, order: orders.CallOrder) -> None:
        call = order.call
        match order:
            case orders.PickUp():
                self._report(0.0, lambda: [facts.Answered(call)] if call in self.lines else [])
            case (
                orders.Announce(playback=playback, prompts=prompts)
                | orders.StartPrompt(playback=playback, prompts=prompts)
            ):
                self._play(call, line, playback, prompts)
            case orders.StopPrompt(playback=playback):
                self._report(0.0, lambda: self._prompt_over(call, playback, played=False))
            case orders.StartMusic(queue=queue):
                line.queue, line.agent, line.held, line.comfort = queue, "", False, False
                line.joined, line.out, line.wanted = (), False, ""
            case orders.Connect(agent=agent):
                line.wanted, line.held, line.comfort = agent, False, False
                self._report(CONNECT_SECONDS, lambda: self._connected(call, agent))
            case orders.Beep(agent=agent):
                self.beeping.add(agent)
                self._report(BEEP_SECONDS, lambda: self._beeped(call, agent))
            case orders.Consult(agent=agent, target=target):
                line.asked = (agent, target)
                self._report(CONNECT_SECONDS, lambda: self._consulted(call, agent, target))
            case orders.HangUp() if call in self.out and not self.out[call].answered:
                self._report(0.0, lambda: self._line_over(call, OutEnd.GIVEN_UP, "system"))
            case orders.HangUp(cause=cause):
                self._report(0.0, lambda: self._end(call, cause))
            case _:
                self._do_besides(line, order)

    def _do_besides(self, line: Line, order: orders.CallOrder) -> None:
        match order:
            case orders.DropLine(line=dropped):
                self._report(0.0, lambda: self._dropped(dropped))
            case orders.RecordingOrder():
                self._record(order)
            case orders.RecordMessage() | orders.EndMessage():
                self.messages.obey(order)
            case _:
                in_talk(line, order)

    def _look_up(self, order: orders.LookUp) -> None:
        outcome, values = self.answers.get(order.what, (facts.Found.MISSING, {}))
        answer = facts.LookupAnswered(order.call, order.visit, outcome, values)
        self._report(CONNECT_SECONDS, lambda: [answer] if order.call in self.lines else [])

    def _record(self, order: orders.RecordingOrder) -> None:
        match order:
            case orders.StartRecording(call=call, recording=recording):
                self.tapes.setdefault(recording, Tape(call))
            case orders.HushRecording(recording=recording, on=on) if tape := self.tapes.get(recording):
                tape.hushed = on
            case orders.StopRecording(recording=recording) if tape := self.tapes.get(recording):
                tape.running = False

    def _note_tapes(self) -> None:
        for tape in self.tapes.values():
            if tape.running and tape.call in self.lines:
                tape.note(self._clock(), "" if tape.hushed else self.hears(tape.call))

    def _beeped(self, call: str, agent: str) -> list[Fact]:
        self.beeping.discard(agent)
        if agent not in self.open:
            return [facts.OrderFailed(call, "Beep", agent, 404, "the agent has no line")]
        return [facts.PromptEnded(call, beep_at(agent))]

    def _play(self, call: str, line: Line, playback: str, prompts: tuple[str, ...]) -> None:
        line.prompts.append((playback, prompts))
        if len(line.prompts) == 1:
            self._begin(call, playback, prompts)

    def _begin(self, call: str, playback: str, prompts: tuple[str, ...]) -> None:
        over = PROMPT_SECONDS * len(prompts)
        self._report(over, lambda: self._prompt_over(call, playback, played=True))

    def _prompt_over(self, call: str, playback: str, *, played: bool) -> list[Fact]:
        line = self.lines.get(call)
        if line is None or not line.prompts or line.prompts[0][0] != playback:
            return []
        line.prompts.popleft()
        if line.prompts:
            self._begin(call, *line.prompts[0])
        return [facts.PromptEnded(call, playback, played)]

    def _connected(self, call: str, agent: str) -> list[Fact]:
        line = self.lines.get(call)
        if line is None or line.wanted != agent:
            return []
        if agent not in self.open:
            return [facts.OrderFailed(call, "Connect", agent, 404, "the agent has no line")]
        line.agent, line.queue, line.out = agent, "", False
        line.joined = tuple(one for one in line.joined if one != agent)
        return [facts.Established(call, agent)]

    def _consulted(self, call: str, agent: str, target: str) -> list[Fact]:
        line = self.lines.get(call)
        if line is None or line.asked != (agent, target):
            return []
        if not self.open.issuperset((agent, target)):
            return [facts.OrderFailed(call, "Consult", target, 404, "the agent has no line")]
        line.consult = (agent, target)
        return [facts.ConsultEstablished(call, agent, target)]

    def _dropped(self, line: str) -> list[Fact]:
        how = OutEnd.NORMAL if line in self.out and self.out[line].answered else OutEnd.GIVEN_UP
        return self._line_over(line, how, "system")

    def _end(self, call: str, cause: str) -> list[Fact]:
        """With the caller go the lines that were called out about the call."""
        for channel in [channel for channel, out in self.out.items() if out.order.call == call]:
            del self.out[channel]
        said = self.messages.over(call)
        return [*said, facts.Cleared(call, cause)] if self.lines.pop(call, None) else []
