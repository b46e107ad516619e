"""Queues for tests that need nothing of them but their members and rules."""

from cti.plan import Queue
from cti.queueing import Choosing


def queues(**members: tuple[str, ...]) -> dict[str, Queue]:
    return {id: Queue(id, id.title(), "support", members=frozenset(agents)) for id, agents in members.items()}


def queue(*agents: str, choosing: Choosing, levels: dict[str, int] | None = None, reserve: str = "") -> Queue:
    """reserve: one more agent, who helps out only."""
    helping = frozenset(filter(None, [reserve]))
    members = helping | frozenset(agents)
    return Queue("q", "Q", "support", members=members, levels=levels or {}, reserve=helping, choosing=choosing)
