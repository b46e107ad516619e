"""A switch without telephones: it does what it is told on virtual time, and reports what happened as Asterisk does.

It lives beside its port (`cti.orders.Switch`). Answers come later, never from within `obey`; prompts play one after
another; what is ordered for a call that is gone is ignored; an agent's line is open from login to logout.
"""

import heapq
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from cti import facts, orders
from journal import Fact, Order

PROMPT_SECONDS = 2.0  # length of every prompt
CONNECT_SECONDS = 0.01

NOBODY = ("", "")  # who consults
Report = Callable[[], list[Fact]]


@dataclass(slots=True)
class Line:
    """A caller's line and what is to be heard on it. prompts: those that play and wait, by playback id."""

    prompts: deque[tuple[str, tuple[str, ...]]] = field(default_factory=deque)
    queue: str = ""
    agent: str = ""
    held: bool = False
    comfort: bool = False
    consult: tuple[str, str] = NOBODY
    joined: str = ""  # who talks in a conference beside the agent
    wanted: str = ""  # the agent of the last `Connect`, as long as nothing else was ordered
    asked: tuple[str, str] = NOBODY  # a consultation that was ordered and not ended since


class FakeSwitch:
    """failing: names of orders that are answered with `OrderFailed`; deaf: names of those that are never answered."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._events: list[tuple[float, int, Report]] = []
        self._count = 0
        self.lines: dict[str, Line] = {}
        self.open: set[str] = set()
        self.told: list[Order] = []
        self.failing: set[str] = set()
        self.deaf: set[str] = set()

    # --- the port ------------------------------------------------------------------------------------------------

    def obey(self, order: Order) -> None:
        self.told.append(order)
        name = type(order).__name__
        if name in self.deaf:
            return
        match order:
            case orders.AgentOrder():
                self._line_of_agent(order)
            case orders.CallOrder(call=call) if line := self.lines.get(call):
                if name in self.failing:
                    failed = facts.OrderFailed(call, name, getattr(order, "agent", ""), 500, "told to fail")
                    self._report(0.0, lambda: [failed])
                else:
                    self._do(line, order)

    # --- time ----------------------------------------------------------------------------------------------------

    def next(self) -> float | None:
        """When something will be reported next, in epoch seconds."""
        return self._events[0][0] if self._events else None

    def due(self, now: float) -> list[Fact]:
        """What is to be reported now; [] does not mean that nothing is left for now."""
        if not self._events or self._events[0][0] > now:
            return []
        return heapq.heappop(self._events)[2]()

    def _report(self, seconds: float, report: Report) -> None:
        self._count += 1
        heapq.heappush(self._events, (self._clock() + seconds, self._count, report))

    # --- the world outside -----------------------------------------------------------------------------------------

    def arrive(self, call: str, caller: str, dialled: str) -> None:
        self.lines[call] = Line()
        self._report(0.0, lambda: [facts.Arrived(call, caller, dialled)])

    def press(self, call: str, digit: str) -> None:
        self._report(0.0, lambda: [facts.DigitPressed(call, digit)] if call in self.lines else [])

    def hang_up(self, call: str, cause: str = "normal") -> None:
        """The caller, or the network, ends the call."""
        self._report(0.0, lambda: self._end(call, cause))

    def hears(self, call: str) -> str:
        """What the caller hears: `music`, an agent or `one+other`, the first prompt that plays, or "" for silence."""
        line = self.lines.get(call) or Line()
        if line.prompts:
            return line.prompts[0][1][0]
        if line.held or line.comfort or line.queue:
            return "music"
        return f"{line.agent}+{line.joined}" if line.joined else line.agent

    def heard_by(self, agent: str) -> str:
        """The call, the other agent or `call+agent` that this agent's line hears; "" for silence."""
        for call, line in self.lines.items():
            if line.prompts and agent == line.agent:
                return ""
            if agent in (line.agent, line.joined) and not line.held:
                other = line.joined if agent == line.agent else line.agent
                return f"{call}+{other}" if line.joined else call
        return next(self._asked_with(agent), "")

    def _asked_with(self, agent: str) -> Iterator[str]:
        """A line is in one place only: an agent who is back with the caller is not in the consultation."""
        for line in self.lines.values():
            first, target = line.consult
            if agent in line.consult and (line.held or line.agent != first):
                yield target if agent == first else first

    # --- orders ----------------------------------------------------------------------------------------------------

    def _line_of_agent(self, order: orders.AgentOrder) -> None:
        match order:
            case orders.OpenLine(agent=agent):
                self.open.add(agent)
            case orders.CloseLine(agent=agent):
                self.open.discard(agent)

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
                line.joined = line.wanted = ""
            case orders.Connect(agent=agent):
                line.wanted = agent
                self._report(CONNECT_SECONDS, lambda: self._connected(call, agent))
            case orders.Consult(agent=agent, target=target):
                line.asked = (agent, target)
                self._report(CONNECT_SECONDS, lambda: self._consulted(call, agent, target))
            case orders.HangUp(cause=cause):
                self._report(0.0, lambda: self._end(call, cause))
            case _:
                _in_talk(line, order)

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
        line.agent, line.queue = agent, ""
        line.joined = "" if line.joined == agent else line.joined
        return [facts.Established(call, agent)]

    def _consulted(self, call: str, agent: str, target: str) -> list[Fact]:
        line = self.lines.get(call)
        if line is None or line.asked != (agent, target):
            return []
        if not self.open.issuperset((agent, target)):
            return [facts.OrderFailed(call, "Consult", target, 404, "the agent has no line")]
        line.consult = (agent, target)
        return [facts.ConsultEstablished(call, agent, target)]

    def _end(self, call: str, cause: str) -> list[Fact]:
        return [facts.Cleared(call, cause)] if self.lines.pop(call, None) else []


def _in_talk(line: Line, order: orders.CallOrder) -> None:
    match order:
        case orders.Hold():
            line.held = True
        case orders.Retrieve():
            line.held = line.comfort = False  # both are one music on the caller's line
        case orders.StartComfort():
            line.comfort = True
        case orders.EndConsult():
            line.consult = line.asked = NOBODY
        case orders.StopComfort():
            line.comfort = False
        case orders.Join(target=target):
            line.held, line.comfort, line.joined = False, False, target
        case orders.Part(agent=agent) if agent == line.joined:
            line.joined = line.wanted = ""
        case orders.Part():
            line.agent, line.held, line.comfort = "", False, False
            line.wanted = ""
