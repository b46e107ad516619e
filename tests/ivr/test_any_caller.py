"""Whatever the route, the caller, the timing and the world outside: the caller comes to an end, and to no other place
than one that the route names."""

import math
from collections.abc import Set
from dataclasses import replace

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from cti import facts, orders
from cti.table import CallState
from ivr.checker import check
from ivr.complaint import Severity
from ivr.flow import Collect, Crowd, Flow, Form, Lookup, Say, Spoken, Step, ToQueue, Words, names
from ivr.interpreter import PROMPT_LIMIT
from journal import Order
from tests.ivr import any_route
from tests.support.centre import Centre
from tests.support.plan import plan
from tests.support.present import present

LONGEST = 9 * 3 * (PROMPT_LIMIT + 10)  # s that silence may take: steps, tries, a prompt whose end is never told
BY_THE_WAY = (orders.RingBack, orders.Bridge, orders.DropLine, orders.RecordMessage, orders.EndMessage)
MAY_BE_TOLD = (
    *BY_THE_WAY,
    orders.CallOut,
    orders.PickUp,
    orders.StopMusic,
    orders.StartPrompt,
    orders.StopPrompt,
    orders.StartMusic,
    orders.HangUp,
    orders.LookUp,
)
ECHO: tuple[str, dict[str, Step]] = (
    "ask",
    {
        "ask": Collect(("support.menu",), "look", "out", "out", 1, 30, into="a"),
        "look": Lookup("orders", "say", "say", "say", {"x": "{a}"}, {"b": "/b"}),
        "say": Say((Words({"": "{a} {b}"}), Spoken(Form.DIGITS, "$a")), "out"),
        "out": ToQueue("general"),
    },
)
Replies = dict[str, tuple[str, dict[str, str]]]


def walked(
    flow: Flow,
    acts: list[any_route.Act],
    replies: Replies,
    failing: Set[str] = frozenset(),
    deaf: Set[str] = frozenset(),
    outside: str = "answers",
) -> Centre:
    house = plan()
    house.transfer_targets["support"] = {any_route.ALLOWED: "Partner"}
    centre = Centre(house, [flow])
    centre.switch.customers[any_route.ALLOWED] = outside
    centre.switch.failing, centre.switch.deaf = set(failing), set(deaf)
    centre.switch.answers = {what: (facts.Found(how), said) for what, (how, said) in replies.items() if how != "never"}
    if any(how == "never" for how, _ in replies.values()):
        centre.switch.deaf.add("LookUp")
    centre.call("A", "01012345678")
    for act, much in acts:
        do(centre, act, much)
    return centre


def do(centre: Centre, act: str, much: str | float) -> None:
    match act, much:
        case "press", str(digits):
            centre.press("A", digits)
        case "wait", float(seconds):
            centre.advance(seconds)
        case "is silent", _ if "A" in centre.switch.lines:
            centre.switch.speak("A", on=False)
        case "is silent", _:
            pass
        case "restarts", _:
            centre.restart()
        case _:
            centre.tell(facts.Returned("A"))


def sound(flow: Flow) -> bool:
    """Without those whose callers may come back to a queue for ever: they wait there, but at no moment that we know."""
    impatient = replace(flow, steps={name: at_once(step) for name, step in flow.steps.items()})
    return not any(each.severity is Severity.ERROR for each in check(impatient))


def at_once(step: Step) -> Step:
    if not isinstance(step, ToQueue):
        return step
    return replace(step, overflow=tuple(replace(over, when=Crowd.LONGER) for over in step.overflow))


@given(any_route.flows(), any_route.acts, any_route.replies, any_route.broken, any_route.broken, any_route.outside)
@settings(max_examples=150, deadline=None)
def test_every_caller_comes_to_an_end_that_the_route_names(
    flow: Flow, acts: list[any_route.Act], replies: Replies, failing: set[str], deaf: set[str], outside: str
) -> None:
    assume(sound(flow))
    centre = walked(flow, acts, replies, failing, deaf, outside)
    centre.advance(LONGEST)
    call = centre.brain.desk.calls.get("A")
    waits = call is not None and call.state is CallState.QUEUED and call.queue in any_route.QUEUES
    assert call is None or call.state is CallState.OUTSIDE or waits
    assert steps_taken(centre) <= most_steps(flow, acts)
    assert all(isinstance(order, MAY_BE_TOLD) for order in centre.switch.told)
    assert all(may_be_said(order, flow) for order in centre.switch.told)


def steps_taken(centre: Centre) -> int:
    return len(centre.kept(facts.StepEntered))


def most_steps(flow: Flow, acts: list[any_route.Act]) -> int:
    """By silence alone each step comes up once, as often as it is tried; a key or a return can begin that anew."""
    anew = 1 + sum(len(much) if isinstance(much, str) and act == "press" else 1 for act, much in acts)
    return math.prod((anew, len(flow.steps), 3)) + anew


def may_be_said(order: Order, flow: Flow) -> bool:
    """Names of prompts stand in the route or are the house's; everything else is words or digits."""
    match order:
        case orders.StartPrompt(prompts=prompts):
            written = {name for step in flow.steps.values() for name in names(getattr(step, "prompts", ()))}
            return all(
                each in written or each.startswith(("system.", "text:")) or set(each.removeprefix("digits:")) <= DIGITS
                for each in prompts
            )
        case orders.CallOut(number=number):
            return number == any_route.ALLOWED
        case orders.LookUp(what=what, into=into):
            known = [step for step in flow.steps.values() if isinstance(step, Lookup)]
            return any((step.what, step.into) == (what, into) for step in known)
    return True


DIGITS = set("0123456789*#+")


@given(any_route.flows(), any_route.acts, any_route.replies)
@settings(max_examples=60, deadline=None)
def test_a_restart_at_any_moment_leaves_the_caller_where_they_were(
    flow: Flow, acts: list[any_route.Act], replies: Replies
) -> None:
    assume(sound(flow))
    centre = walked(flow, acts, replies)
    before = present(centre.brain)
    centre.restart()
    assert present(centre.brain) == before


@given(st.lists(st.sampled_from("0123456789*#"), max_size=60))
@settings(max_examples=30, deadline=None)
@example(["9"] * 60)
def test_what_a_caller_types_never_becomes_a_queue_a_prompt_or_an_address(digits: list[str]) -> None:
    flow = Flow("support", 1, *ECHO)
    centre = walked(flow, [("press", "".join(digits) or "#")], {})
    centre.advance(LONGEST)
    assert {fact.queue for fact in centre.kept(facts.Queued) if isinstance(fact, facts.Queued)} <= {"general"}
    asked = [order for order in centre.switch.told if isinstance(order, orders.LookUp)]
    assert {order.what for order in asked} <= {"orders"}
