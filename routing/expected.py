"""How long somebody who comes now would wait in a queue: a fold over facts, and an estimate.

Those who wait are served one after the other by the agents who work there, each for as long as talks of that queue last
(the newest count more). Good enough to say "about four minutes"; what a talk lasts is guessed until the first one ends.
"""

from cti import facts
from cti.facts import AgentState
from cti.plan import Plan
from journal import Command, Fact

FIRST_GUESS = 180.0  # s of a talk
NEWEST = 0.1  # share of the newest talk in the mean
NEVER = 86_400.0  # s: what is said where nobody works
WORKING = frozenset({AgentState.READY, AgentState.OFFERED, AgentState.TALKING, AgentState.AFTER_CALL})


class Expected:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._states: dict[str, AgentState] = {}
        self._queues: dict[str, str] = {}  # of each call that waits or talks
        self._began: dict[str, float] = {}  # epoch seconds of each talk
        self._talks: dict[str, float] = {}  # seconds of a talk, by queue

    def react(self, fact: Fact, now: float) -> list[Command]:
        """A policy that only watches; it comes before those that look at its figures."""
        match fact:
            case facts.AgentStateChanged(agent=agent, state=state):
                self._states[agent] = state
            case (
                facts.Queued(call=call, queue=queue)
                | facts.PassedToQueue(call=call, queue=queue)
                | facts.Overflowed(call=call, queue=queue)
            ):
                self._queues[call] = queue
            case facts.Established(call=call) if call in self._queues:
                self._began.setdefault(call, now)
            case facts.Cleared(call=call):
                self._over(call, now)
        return []

    def agents(self, queue: str) -> int:
        """How many of the queue are logged in, whatever they do now."""
        return sum(self._states.get(agent, AgentState.OFF) is not AgentState.OFF for agent in self._members(queue))

    def wait(self, queue: str, ahead: int) -> float:
        """Seconds. ahead: those who are served before."""
        working = sum(self._states.get(agent) in WORKING for agent in self._members(queue))
        talk = self._talks.get(queue, FIRST_GUESS)
        return (ahead + 1) * talk / working if working else NEVER

    def _members(self, queue: str) -> frozenset[str]:
        known = self._plan.queues.get(queue)
        return known.members if known else frozenset()

    def _over(self, call: str, now: float) -> None:
        queue, began = self._queues.pop(call, ""), self._began.pop(call, now)
        if now > began:
            mean = self._talks.get(queue, now - began)
            self._talks[queue] = mean + NEWEST * (now - began - mean)
