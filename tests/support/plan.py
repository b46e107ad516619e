"""A small organisation for stories: two services, four queues, four agents."""

from cti.conduct import Conduct, ConductStep, Step
from cti.facts import AgentState
from cti.plan import Number, Person, Plan, Queue, Reason, Service

SUPPORT, SALES = "0700000001", "0700000002"
AGENTS = ("agent1", "agent2", "agent3", "agent4")
STEPS = (
    ConductStep(Step.WARNING_1, "conduct.warning1"),
    ConductStep(Step.WARNING_2, "conduct.warning2"),
    ConductStep(Step.TERMINATION, "system.dismissal", after=15.0),
)
CONDUCT = Conduct("support", STEPS, incidents=2, never=("0109990*",), recovery_seconds=300.0)


def plan(agents: tuple[str, ...] = AGENTS, ring_seconds: float = 20.0) -> Plan:
    """Everybody serves `payments` and `general`; the last two serve `account` as well, the last one `sales`."""
    members = {
        "payments": frozenset(agents),
        "general": frozenset(agents),
        "account": frozenset(agents[-2:]),
        "sales": frozenset(agents[-1:]),
    }
    queues = {
        id: Queue(id, id.title(), "sales" if id == "sales" else "support", ring_seconds=ring_seconds, members=who)
        for id, who in members.items()
    }
    people = {id: Person(id, id.title(), frozenset({"agent"}), frozenset({"support"}), cti=True) for id in agents}
    reasons = [
        Reason("rest", AgentState.BREAK, {"en": "Rest"}),
        Reason("ticket", AgentState.WORK, {"en": "Ticket handling"}),
    ]
    return Plan(
        services={"support": Service("support", "Support"), "sales": Service("sales", "Sales")},
        numbers={SUPPORT: Number(SUPPORT, "support", "support"), SALES: Number(SALES, "sales", "sales")},
        queues=queues,
        people=people,
        reasons={reason.id: reason for reason in reasons},
        conduct={"support": CONDUCT},
    )
