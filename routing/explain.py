"""Who could take a caller who waits, who could not, and why: everybody of the queue, asked on demand.

A question to the board, which stays as it is. It looks at every member, so it is for people who ask, never for a fact.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cti.because import Excluded
from cti.facts import AgentState
from cti.plan import Plan, Queue
from cti.queueing import Ring
from routing.acd import Board
from routing.kinds import asked
from routing.policy import Policy
from routing.state import Waiting


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an agent does not have the caller; None: would take it at once. place: in the order of the strategy, from 1,
    0 where that says nothing; skills: those that are lacking, at the level that is asked; opens: seconds until a ring
    lets the agent in, 0 where none does; again: seconds until the pause since they said no is over."""

    agent: str
    state: AgentState
    why: Excluded | None
    place: int = 0
    skills: dict[str, int] | None = None
    opens: float = 0.0
    again: float = 0.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """place: in the queue, from 1; of: how many wait there; waited: seconds; ring: how many are open, rings: how many
    there are; next_ring: seconds until the next one opens, 0 when there is none; alone: the one agent it waits for, ""
    for anybody."""

    call: str
    queue: str
    place: int
    of: int
    waited: float
    ring: int
    rings: int
    next_ring: float
    alone: str
    agents: tuple[Verdict, ...]


def explain(policy: Policy, plan: Plan, call: str, now: float) -> Explanation | None:
    """None for a call that does not wait. now: epoch seconds."""
    item = policy.places.get(call)
    queue = plan.queues.get(item.queue) if item else None
    line = policy.board.waiting_in(item.queue) if item else []
    if item is None or queue is None or call not in line:
        return None
    rings = queue.choosing.rings
    ahead = rings[item.ring].after - (now - item.since) if item.ring < len(rings) and not item.agent else 0.0
    verdicts = (_verdict(policy, queue, item, agent, now) for agent in _asked_about(policy, plan, queue, item))
    ordered = sorted(verdicts, key=lambda each: (each.why is not None, each.place or 9_999, each.agent))
    place, waited = line.index(call) + 1, now - item.since
    return Explanation(
        call, queue.id, place, len(line), waited, item.ring, len(rings), max(0.0, ahead), item.agent, tuple(ordered)
    )


def _asked_about(policy: Policy, plan: Plan, queue: Queue, item: Waiting) -> list[str]:
    """The members, whom the open ring lets in, and the one for whom it waits."""
    also = plan.queues.get(policy.board.kinds.ring(item.kind).also)
    named = {item.agent} if item.agent else set()
    return sorted(queue.members | named | (also.members if also else frozenset()))


def _verdict(policy: Policy, queue: Queue, item: Waiting, agent: str, now: float) -> Verdict:
    board, known = policy.board, policy.agents.get(agent)
    state = known.state if known else AgentState.OFF
    ring = board.kinds.ring(item.kind)
    why, more = _kept_out(board, queue, item, agent, ring, now)
    if why:
        return Verdict(agent, state, why, **more)  # type: ignore[arg-type]  # figures of that very reason
    if board.proposal(agent):
        return Verdict(agent, state, Excluded.OTHERS)
    if board.since(agent) is None:
        return Verdict(agent, state, Excluded.BUSY)
    if (until := board.pauses(item.id).get(agent, 0.0)) > now:
        return Verdict(agent, state, Excluded.PAUSED, again=until - now)
    if not board.loads.room(agent, item.channel):
        return Verdict(agent, state, Excluded.FULL)
    line = list(board.stands.get(item.kind, ()))
    return Verdict(agent, state, None, place=line.index(agent) + 1 if agent in line else 0)


def _kept_out(
    board: Board, queue: Queue, item: Waiting, agent: str, ring: Ring, now: float
) -> tuple[Excluded | None, dict[str, object]]:
    """Whatever the agent does now."""
    if item.agent:
        return (None, {}) if agent == item.agent else (Excluded.ALONE, {})
    level, has = queue.level(agent), board.kinds.skills(agent)

    def opens(lets_in: Callable[[Ring], bool]) -> dict[str, object]:
        later = (each.after - (now - item.since) for each in queue.choosing.rings[item.ring :] if lets_in(each))
        return {"opens": max(0.0, next(later, 0.0))}

    def lacking(ring: Ring) -> dict[str, int]:
        return {skill: least for skill, least in asked(item.need, ring) if has.get(skill, 0) < least}

    if agent in queue.reserve and not ring.reserve:
        return Excluded.RESERVE, opens(lambda later: later.reserve)
    if ring.level and agent in queue.members and level > ring.level:
        return Excluded.LEVEL, opens(lambda later: not later.level or level <= later.level)
    if lacks := lacking(ring):
        return Excluded.SKILL, {"skills": lacks} | opens(lambda later: not lacking(later))
    return None, {}
