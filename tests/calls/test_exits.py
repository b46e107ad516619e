"""Nobody is ever stuck: a search through everything that can become of a call, on the real core.

It begins with a caller in a route and tries every command of everybody who takes part, the passing of time and what
the world outside can do, until nothing new comes of it. For every state that it finds:

- each button that the panel offers is accepted: those of `Desk.possible` from the agent who has the call, and those of
  the page's own tables (`scripts.buttons`) from everybody who takes part;
- there is a way out that somebody who takes part can choose, or that a time limit brings about.

Commands are taken from the tables, so new ones are tried by themselves, and a state of a call that the search does
not reach is a failure: then it lacks a word for what leads there.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache

import pytest

from cti import commands, facts
from cti.agent import CHOOSABLE, Agent, choices, decide
from cti.call import Call
from cti.conference import ConferenceState, state_of
from cti.consult import ConsultState, joined
from cti.facts import AgentState, PhoneKind
from cti.refused import Refused
from cti.table import POSSIBLE, CallState
from journal import Command
from scripts import buttons
from tests.support.centre import Centre
from tests.support.plan import plan

pytestmark = pytest.mark.timeout(300)  # the search alone takes 30 s of a free core
AGENTS = tuple(f"agent{number}" for number in range(1, 7))
SPARE = AGENTS[-1]  # not ready until somebody is needed
LONG = 900.0  # s; every time limit of the house is over by then
KINDS = [kind for kind in POSSIBLE if issubclass(kind, commands.AgentCallCommand)]
FIRST = {"digits": "1", "reason": "abuse", "queue": "payments", "route": "support", "number": "01099998888"}
MOST_GUESTS = 2  # more of them behave as two

# What is about something that must have been before, which the desk knows beside the tables.
ABOUT: dict[type[Command], Callable[[Call], bool]] = {
    commands.WithdrawWarning: lambda call: bool(call.warnings.heard),
}

Act = Callable[[Centre], None]
Path = tuple[Act, ...]
Shape = tuple[object, ...]


# --- what can be done ------------------------------------------------------------------------------------------------


def asked(kind: type[commands.AgentCallCommand], agent: str, target: str, party: str) -> Command:
    """The command with values that make sense; a value that is not known here stays a word that nobody accepts."""
    values = FIRST | {"call": "A", "agent": agent, "target": target, "party": party}
    return kind(**{field.name: values.get(field.name, "?") for field in fields(kind)})


def wishes(centre: Centre, call: Call) -> Iterator[Command]:
    """Everything that everybody who takes part could ask for."""
    ready = [agent for agent in AGENTS if centre.state(agent) is AgentState.READY]
    parties = joined(call.consult)
    for agent in call.parties:
        for kind in KINDS:
            yield asked(kind, agent, ready[0] if ready else SPARE, parties[0] if parties else "?")


def acts(centre: Centre) -> Iterator[Act]:
    call = centre.brain.desk.calls.get("A")
    if call is None:
        return
    yield lambda on: on.advance(0.1)
    if (due := centre.next()) is not None:
        yield lambda on: on.advance(max(0.0, due - on.now))
    yield lambda on: on.advance(3)
    yield lambda on: on.press("A", "0")
    yield from (_to(command) for command in wishes(centre, call))
    yield _to(commands.Clear("A"))
    if call.agent:
        yield lambda on: on.tell(facts.PhoneDetached(call.agent))
        yield lambda on: on.switch.failing.add("Connect")


def _to(command: Command) -> Act:
    return lambda on: on.ask(command)


# --- the search ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """A state that was reached, and how."""

    shape: Shape
    path: Path

    def again(self) -> Centre:
        centre = nothing_yet()
        for act in self.path:
            act(centre)
        return centre


def nothing_yet() -> Centre:
    return Centre(plan(AGENTS))


def served(centre: Centre) -> None:
    centre.ready(*AGENTS[:-1])
    centre.call("A")


def alone(centre: Centre) -> None:
    centre.call("A")


def slow(centre: Centre) -> None:
    """Nothing that is told to the line is done at once."""
    centre.switch.deaf |= {"PickUp", "Announce", "HangUp"}
    centre.call("A")


def unknown(centre: Centre) -> None:
    centre.switch.deaf |= {"Announce"}
    centre.call("A", dialled="0799999999")


def dialled(centre: Centre) -> None:
    centre.ready(*AGENTS[:-1])
    centre.ask(commands.Dial("agent1", "A", "01012345678"))


def dialled_early(centre: Centre) -> None:
    centre.switch.customers["01012345678"] = "early"
    dialled(centre)
    centre.advance(0.1)


STARTS = (served, alone, slow, unknown, dialled, dialled_early)


def call_of(centre: Centre) -> Call | None:
    return centre.brain.desk.calls.get("A")


def shape_of(centre: Centre) -> Shape:
    call = call_of(centre)
    if call is None:
        return (CallState.CLEARED,)
    guests = min(len(call.consult.guests), MOST_GUESTS)
    phone = centre.brain.desk.agent(call.agent).phone if call.agent else True
    somebody = any(centre.state(agent) is AgentState.READY for agent in AGENTS)
    return call.state, call.consult.state, guests, state_of(call.consult), bool(call.agent), phone, somebody


@cache
def everything() -> tuple[Found, ...]:
    found: dict[Shape, Found] = {}
    waiting: deque[Found] = deque()
    for start in STARTS:
        centre = nothing_yet()
        start(centre)
        waiting.append(found.setdefault(shape_of(centre), Found(shape_of(centre), (start,))))
    while waiting:
        here = waiting.popleft()
        for act, centre in outcomes(here, list(acts(here.again()))):
            shape = shape_of(centre)
            if shape not in found:
                found[shape] = Found(shape, (*here.path, act))
                waiting.append(found[shape])
    return tuple(found.values())


def outcomes(found: Found, tried: Iterable[Act]) -> Iterator[tuple[Act, Centre]]:
    """What comes of each that is not refused. A refusal changes nothing, so the next is tried on the same centre."""
    centre = None
    for act in tried:
        centre = centre or found.again()
        before = centre.brain.engine.number
        try:
            act(centre)
        except Refused:
            assert centre.brain.engine.number == before
            continue
        yield act, centre
        centre = None


def _is_changed(found: Found, *tried: Act) -> bool:
    return any(shape_of(centre) != found.shape for _, centre in outcomes(found, tried))


# --- what must be so -------------------------------------------------------------------------------------------------


def test_the_search_comes_to_every_state_of_a_call_and_of_a_consultation() -> None:
    shapes = [found.shape for found in everything()]
    assert set(CallState) - {CallState.PROMISED} == {shape[0] for shape in shapes}  # a call without a caller
    assert {shape[1] for shape in shapes if len(shape) > 1} == set(ConsultState)
    assert {shape[3] for shape in shapes if len(shape) > 1} == set(ConferenceState)


def test_every_state_has_an_exit_that_a_person_or_a_time_limit_brings_about() -> None:
    stuck = [found.shape for found in everything() if found.shape[0] is not CallState.CLEARED and not _exit_of(found)]
    assert stuck == []


def time_passes(centre: Centre) -> None:
    """What the switch does not do stays undone, but for the end: a line that is told to close closes at last."""
    centre.switch.deaf.discard("HangUp")
    centre.advance(LONG)


def _hangs_up_outside(centre: Centre) -> None:
    centre.switch.hang_up_line(centre.brain.desk.calls["A"].line)
    centre.settle()


def _exit_of(found: Found) -> bool:
    centre = found.again()
    call = call_of(centre)
    assert call is not None
    if _is_changed(found, *map(_to, list(wishes(centre, call))), time_passes):
        return True
    if call.state is CallState.OUTSIDE:  # the two who talk hang up, or a supervisor ends it
        return all(_is_changed(found, act) for act in (_hangs_up_outside, _to(commands.Clear("A"))))
    return call.state is CallState.QUEUED and _is_changed(found, lambda on: on.ready(SPARE))


def test_everybody_who_takes_part_has_a_way_on() -> None:
    """Not only somebody: whoever sits before a panel with this call has a button, or a time limit takes it away."""
    assert [(found.shape, agent) for found in everything() for agent in _without_a_way(found)] == []


def _without_a_way(found: Found) -> Iterator[str]:
    centre = found.again()
    call = call_of(centre)
    if call is None:
        return
    for agent in call.parties:
        mine = [command for command in wishes(centre, call) if getattr(command, "agent", "") == agent]
        if not any(_is_on(centre, found, agent) for _, centre in outcomes(found, [*map(_to, mine), time_passes])):
            yield agent


def _is_on(centre: Centre, found: Found, agent: str) -> bool:
    call = call_of(centre)
    return shape_of(centre) != found.shape or call is None or agent not in call.parties


def test_every_button_of_the_page_is_accepted_from_whoever_sees_it() -> None:
    refused = []
    for found in everything():
        call = call_of(found.again())
        for agent in call.parties if call else ():
            assert call is not None
            tried = {name: _refusal_of(found, agent, buttons.ACTIONS[name]) for name in shown_to(call, agent)}
            refused += [(found.shape, agent, name, why) for name, why in tried.items() if why]
    assert refused == []


def shown_to(call: Call, agent: str) -> list[str]:
    """What `may` of web/shared/panel/may.ts shows."""
    consult = call.consult
    if call.state is CallState.OFFERED:
        return ["confirm", "cancel"]
    if agent == call.agent:
        return buttons.owner_may(call.state, consult.state)
    return buttons.target_may(consult.state) if agent == consult.target else buttons.guest_may()


def _refusal_of(found: Found, agent: str, kind: type[Command]) -> str:
    centre = found.again()
    call = call_of(centre)
    assert call is not None
    assert issubclass(kind, commands.AgentCallCommand)
    return _refusal(centre, call, kind, agent)


@pytest.mark.parametrize("state", AgentState)
@pytest.mark.parametrize("kind", PhoneKind)
@pytest.mark.parametrize("phone", [True, False], ids=["phone", "no phone"])
def test_every_state_that_an_agent_may_choose_is_accepted(state: AgentState, kind: PhoneKind, phone: bool) -> None:
    agent = Agent("agent1", state, phone=phone, kind=kind)
    for choice in choices(agent):
        decide(agent, commands.SetAgentState("agent1", choice), plan(AGENTS))
    assert choices(agent) - {state} or state in IN_CALLS or not (phone or choices(agent))


def test_every_button_that_is_offered_is_accepted() -> None:
    refused = []
    for found in everything():
        centre = found.again()
        call = call_of(centre)
        if call is None or not call.agent:
            continue
        possible = set(centre.brain.desk.possible(call))
        asked_for = [each for each in KINDS if each in possible and ABOUT.get(each, bool)(call)]
        said = {kind.__name__: _refusal(found.again(), call, kind) for kind in asked_for}
        refused += [(found.shape, name, why) for name, why in said.items() if why]
    assert refused == []


def _refusal(centre: Centre, call: Call, kind: type[commands.AgentCallCommand], agent: str = "") -> str:
    """Asked by this agent or else its owner, with somebody there to whom the call could go."""
    agent = agent or call.agent
    if not centre.brain.desk.agent(agent).phone:
        centre.tell(facts.PhoneAttached(agent))
    centre.ready(SPARE)
    party = next(iter(joined(call.consult)), "?")
    wish = asked(kind, agent, SPARE, party)
    if isinstance(wish, commands.Warn):
        wish = replace(wish, step=centre.plan.conduct_of(call.service).after(call.warnings.heard).step)
    try:
        centre.ask(wish)
    except Refused as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("state", AgentState, ids=lambda state: f"an agent who is {state} has a way on")
def test_an_agent_can_choose_or_has_a_call_that_leads_on(state: AgentState) -> None:
    assert CHOOSABLE[state] or state in IN_CALLS


def test_agents_without_a_choice_always_have_a_call() -> None:
    for found in everything():
        desk = found.again().brain.desk
        assert all(desk.call_of(agent) for agent in AGENTS if desk.agent(agent).state in IN_CALLS)


IN_CALLS = frozenset({AgentState.OFFERED, AgentState.DIALLING, AgentState.TALKING})


@pytest.mark.parametrize("deaf", ["PickUp", "Connect", "Consult", "StartPrompt"])
def test_what_the_switch_never_does_ends_by_a_time_limit(deaf: str) -> None:
    """Each of these leaves a call in a state that only the switch was to lead out of."""
    centre = nothing_yet()
    centre.switch.deaf.add(deaf)
    served(centre)
    for act in LEADING[deaf]:
        act(centre)
    before = shape_of(centre)
    centre.advance(LONG)
    assert shape_of(centre) != before


def confirmed(centre: Centre) -> None:
    centre.press("A", "0")
    centre.ask(commands.Confirm("A", "agent1"))


def talking(centre: Centre) -> None:
    confirmed(centre)
    centre.advance(0.1)


def consulting(centre: Centre) -> None:
    centre.ask(commands.Consult("A", "agent1", "agent2"))
    centre.ask(commands.Confirm("A", "agent2"))


def dismissed(centre: Centre) -> None:
    centre.switch.deaf.clear()
    talking(centre)
    centre.switch.deaf.add("StartPrompt")
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))


LEADING: dict[str, tuple[Act, ...]] = {
    "PickUp": (),
    "Connect": (confirmed,),
    "Consult": (talking, consulting),
    "StartPrompt": (dismissed,),
}
