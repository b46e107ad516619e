"""What can be on the pages: nothing yet, a usual morning, five hundred people. The same each time."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cti.consult import ConsultState
from cti.facts import AgentState
from cti.table import CallState
from server.views import AgentView, CallbackView, CallView, QueueView, TicketView
from ticketing.facts import CallbackReason, TicketKind
from ticketing.life import TicketState
from ticketing.spreading import CallbackState

NAMES = [
    "김민서",
    "Emma Clarke",
    "佐藤 陽菜",
    "이준호",
    "Mateo García",
    "高橋 蓮",
    "박지우",
    "Noah Williams",
    "최서윤",
    "鈴木 葵",
]
QUEUES = {"payments": "Payments", "account": "Account", "general": "General", "sales": "Sales"}
STATES = [AgentState.READY] * 3 + [AgentState.TALKING] * 4
OTHERS = ["break", "work", "idle", "off", "no answer", "after call"]
STATES += [AgentState(name) for name in OTHERS]
SUBJECTS = ["Card was charged twice", "환불 문의", "住所変更", "", "Password reset", "배송 지연", "解約のご相談"]


@dataclass(slots=True)
class Scene:
    agents: dict[str, AgentView]
    queues: dict[str, QueueView]
    calls: dict[str, CallView] = field(default_factory=dict)
    tickets: dict[int, TicketView] = field(default_factory=dict)
    callbacks: list[CallbackView] = field(default_factory=list)
    fails: bool = False


def empty() -> Scene:
    return Scene({"agent1": _agent(1, AgentState.OFF, 0.0)}, {id: _queue(id, 0, 0, 0) for id in QUEUES})


def busy() -> Scene:
    return _scene(people=10, calls=7, tickets=24, callbacks=6)


def full() -> Scene:
    return _scene(people=500, calls=240, tickets=600, callbacks=120)


def fails() -> Scene:
    scene = busy()
    scene.fails = True
    return scene


def talk() -> Scene:
    return _in_talk(AgentState.TALKING, CallState.TALKING, ConsultState.NONE)


def asking() -> Scene:
    """It rings at the colleague whom agent1 asks."""
    return _in_talk(AgentState.TALKING, CallState.HELD, ConsultState.ASKED)


def consult() -> Scene:
    return _in_talk(AgentState.TALKING, CallState.HELD, ConsultState.CONSULTING)


def conference() -> Scene:
    return _in_talk(AgentState.TALKING, CallState.TALKING, ConsultState.JOINED)


def asked() -> Scene:
    """It rings at agent1, who is asked by a colleague."""
    return _in_talk(AgentState.OFFERED, CallState.HELD, ConsultState.ASKED, owner="agent2", target="agent1")


def helping() -> Scene:
    """agent1 talks with the colleague who asked."""
    return _in_talk(AgentState.TALKING, CallState.HELD, ConsultState.CONSULTING, owner="agent2", target="agent1")


def after() -> Scene:
    scene = busy()
    scene.agents["agent1"] = replace(scene.agents["agent1"], state=AgentState.AFTER_CALL, since=time.time())
    return scene


SCENES: dict[str, Callable[[], Scene]] = {
    scene.__name__: scene
    for scene in (empty, busy, full, fails, talk, asking, consult, conference, asked, helping, after)
}


def _in_talk(
    state: AgentState, call: CallState, consult: ConsultState, owner: str = "agent1", target: str = "agent2"
) -> Scene:
    """A busy morning, in which agent1 has a part in a call about which agent2 is asked, or asks."""
    scene, now = busy(), time.time()
    asks = consult is not ConsultState.NONE
    parties = [owner, *([target] if asks else [])]
    own = CallView(
        "own", call, "01028415093", "", "0700000001", "support", "support", ["Payments", "Credit card"], "payments",
        owner, now - 124, now - 110, 0.0, 0.0, now - 94, 4, parties, consult=target if asks else "",
        consult_state=consult, consult_ring_until=now + 15 if consult is ConsultState.ASKED else 0.0,
        talking_since=now - 94,
    )  # fmt: skip
    scene.calls[own.id] = own
    note, subject = "Order 48213 shows two charges. Sent to billing, waits for a refund.", "Card was charged twice"
    ticket = replace(_ticket(4, random.Random(1), now), call=own.id, caller=own.caller, opened_at=now - 94)
    scene.tickets[4] = replace(
        ticket, agent=owner, state=TicketState.OPEN, talk_seconds=0.0, subject=subject, note=note
    )
    for id in parties:
        scene.agents[id] = replace(_with_call(scene.agents[id], own.id), state=AgentState.TALKING, phone=True)
    scene.agents["agent1"] = replace(scene.agents["agent1"], state=state, since=now - 94)
    return scene


def _agent(number: int, state: AgentState, since: float, call: str = "") -> AgentView:
    name = NAMES[(number - 1) % len(NAMES)] + (f" {number}" if number > len(NAMES) else "")
    reason = {AgentState.BREAK: "meal", AgentState.WORK: "ticket"}.get(state, "")
    queues = ["payments", "general", "account" if number % 2 else "sales"]
    return AgentView(f"agent{number}", name, state, reason, since, state is not AgentState.OFF, call, queues)


def _queue(id: str, waiting: int, ready: int, duty: int) -> QueueView:
    answered, abandoned = duty * 7 + waiting, waiting * 2
    since = time.time() - 20 - 15 * waiting if waiting else 0.0
    within = int(answered * (0.9 if waiting < 3 else 0.7))
    return QueueView(id, QUEUES[id], "support", waiting, since, ready, duty, answered, abandoned, within)


def _caller(dice: random.Random) -> str:
    numbers = [f"010{dice.randrange(10**8):08d}", f"090{dice.randrange(10**8):08d}", f"02{dice.randrange(10**8):08d}"]
    return dice.choice(["", *numbers])


def _scene(people: int, calls: int, tickets: int, callbacks: int) -> Scene:
    dice, now = random.Random(7), time.time()
    scene = empty()
    for number in range(2, people + 1):
        scene.agents[f"agent{number}"] = _agent(number, dice.choice(STATES), now - dice.randrange(5, 3000))
    states = [agent.state for agent in scene.agents.values()]
    for place, id in enumerate(QUEUES):
        duty = sum(state is not AgentState.OFF for state in states)
        scene.queues[id] = _queue(id, (3 - place) * max(1, calls // 40), states.count(AgentState.READY), duty)
    talkers = [agent.id for agent in scene.agents.values() if agent.state is AgentState.TALKING]
    for number in range(calls):
        call = _call(number, dice, now, talkers.pop() if talkers else "")
        scene.calls[call.id] = call
        if call.agent:
            scene.agents[call.agent] = _with_call(scene.agents[call.agent], call.id)
    scene.tickets = {number: _ticket(number, dice, now) for number in range(1, tickets + 1)}
    scene.callbacks = [_callback(id, dice, now) for id in range(1, callbacks + 1)]
    return scene


def _with_call(agent: AgentView, call: str) -> AgentView:
    return AgentView(agent.id, agent.name, agent.state, "", agent.since, agent.phone, call, agent.queues)


def _call(number: int, dice: random.Random, now: float, agent: str) -> CallView:
    state = dice.choice([CallState.TALKING, CallState.TALKING, CallState.HELD]) if agent else CallState.QUEUED
    arrived = now - dice.randrange(20, 600)
    talk = arrived + 15 if agent else 0.0
    path, queue = dice.choice([(["Payments", "Credit card"], "payments"), (["Account"], "account"), ([], "general")])
    return CallView(
        f"call-{number}", state, _caller(dice), "", "0700000001", "support", "support", path, queue, agent,
        arrived, arrived + 8, 0.0, 0.0, talk, number + 1 if agent else 0, talking_since=talk,
    )  # fmt: skip


def _ticket(id: int, dice: random.Random, now: float) -> TicketView:
    subject = dice.choice(SUBJECTS)
    state = TicketState.SOLVED if id % 3 else TicketState.OPEN
    kind = TicketKind.ABANDONED if id % 9 == 0 else TicketKind.ANSWERED
    return TicketView(
        id, f"old-{id}", kind, state, "support", "payments", "01028415093" if id % 5 == 0 else _caller(dice),
        ["Payments", "Credit card"], "agent1", now - id * 900, 0.0 if kind is TicketKind.ABANDONED else 60 + id * 7.0,
        "Refund promised by Friday." if id % 4 == 0 else "", subject, ["hostile"] if id % 11 == 0 else [],
    )  # fmt: skip


def _callback(id: int, dice: random.Random, now: float) -> CallbackView:
    reason = dice.choice(list(CallbackReason))
    return CallbackView(
        id, f"old-{id}", "support", dice.choice(list(QUEUES)), _caller(dice) or "01055501234", ["Payments"], reason,
        CallbackState.UNPROCESSED if id % 4 == 0 else CallbackState.REGISTERED, now - id * 600, id % 3,
        "agent1" if id % 4 == 0 else "",
    )  # fmt: skip
