"""An agent calls somebody: who may, in whose name, and which number is shown.

Rule: an emergency call shows the organisation's own number, whatever was chosen; nobody shall be sent elsewhere.
"""

from cti import commands, facts, orders
from cti.agent import NO_PHONE, Agent
from cti.call import Call
from cti.dial_rules import CallerIdState
from cti.facts import AgentState
from cti.numbers import Number, judge
from cti.phones import can_speak
from cti.plan import Plan
from cti.refused import Refused
from cti.table import CallState
from journal import Order

A = AgentState
DIALLING = CallState.DIALLING
MAY_DIAL = frozenset({A.IDLE, A.READY, A.BREAK, A.WORK, A.AFTER_CALL})


def decide(agent: Agent, command: commands.Dial, plan: Plan, node: str = "") -> tuple[facts.Dialled, Order]:
    """node: the Asterisk that makes the call. Raises `Refused`."""
    if agent.state not in MAY_DIAL:
        raise Refused(f"nobody can be called while you are {agent.state}", "no_dialling", agent_state=agent.state)
    if not can_speak(agent):
        raise Refused(*NO_PHONE[agent.kind])
    service = service_of(agent.id, command.service, plan)
    number = judge(command.number, plan, service)
    shown = shown_number(command.caller_id, number, service, plan)
    queue = command.queue or _queue_of(agent.id, service, plan)
    about = command.callback, command.ticket, agent.state, agent.reason
    dialled = facts.Dialled(command.call, agent.id, number.dial, shown, service, queue, *about, plan.dial_seconds, node)
    return dialled, orders.CallOut(command.call, "", number.dial, shown, plan.dial_seconds, agent.id)


def as_before(agent: Agent, call: Call) -> facts.AgentStateChanged:
    """Nobody was reached: that is no talk, and needs no paperwork."""
    return facts.AgentStateChanged(agent.id, call.former, call.former_reason)


def call_of(fact: facts.Dialled, at: float) -> Call:
    """The call that it begins. Who is called is its caller: the other side of the talk."""
    return Call(
        fact.call,
        fact.number,
        fact.caller_id,
        arrived_at=at,
        state=DIALLING,
        service=fact.service,
        queue=fact.queue,
        agent=fact.agent,
        outbound=True,
        callback=fact.callback,
        dial_seconds=fact.seconds,
        former=fact.former,
        former_reason=fact.former_reason,
        node=fact.node,
    )


def service_of(agent: str, wanted: str, plan: Plan) -> str:
    """Raises `Refused` for a service that is not the agent's."""
    person = plan.people.get(agent)
    mine = sorted(person.services) if person else []
    if wanted and wanted not in mine:
        raise Refused(f"the service {wanted} is not yours; choose one of yours", "not_your_service", service=wanted)
    return wanted or next(iter(mine), "")


def shown_number(caller_id: int, number: Number, service: str, plan: Plan) -> str:
    """Only a registered number of this service can be shown (TEL-25, IVR-11). Raises `Refused`."""
    if not caller_id or number.emergency:
        return plan.default_caller_id
    chosen = plan.caller_ids.get(caller_id)
    if chosen is None or chosen.service != service or chosen.state is not CallerIdState.REGISTERED:
        raise Refused("this caller id is not registered; choose another one, or the default", "caller_id")
    return chosen.number


def _queue_of(agent: str, service: str, plan: Plan) -> str:
    """Where the customer waits if the agent's phone is lost."""
    found = (queue.id for queue in plan.queues.values() if queue.service == service and agent in queue.members)
    return next(found, "")
