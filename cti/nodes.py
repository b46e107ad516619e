"""Several Asterisks: which one makes the next call, and what is over when one is lost.

Rule: a call lives where it came in, with everybody who is in it. A house with one Asterisk has no nodes, and its calls
name none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from cti import facts
from cti.agent import Agent
from cti.call import Call
from cti.facts import LineState
from journal import Fact

NODE_LOST = "node lost"  # the cause with which the calls of a node end


def chosen(nodes: Sequence[str], lost: Set[str], calls: Iterable[Call]) -> str:
    """Where the next call is made: the living node with the fewest calls, the first of those named. "" without any."""
    living = [node for node in nodes if node not in lost] or list(nodes)
    has = Counter(call.node for call in calls if not call.promised)
    return min(living, key=lambda node: has[node], default="")


def ended_with(node: str, calls: Mapping[str, Call], agents: Mapping[str, Agent]) -> list[Fact]:
    """What follows when this node is lost. A promised call has no line, so it loses none."""
    over = [call for call in calls.values() if call.node == node and not call.promised]
    rung = [id for call in over for id in call.parties if id in agents and agents[id].line is not LineState.CLOSED]
    ends: list[Fact] = [facts.Cleared(call.id, NODE_LOST, "system") for call in over]
    return [*ends, *(facts.LineClosed(id, NODE_LOST) for id in dict.fromkeys(rung))]
