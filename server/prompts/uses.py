"""Who plays which prompt. Pure."""

from collections.abc import Iterable

from cti.plan import Plan
from ivr.facts import RouteSwitched
from ivr.flow import Flow
from server.views import PromptUseView


def uses(flows: Iterable[Flow], plan: Plan, switches: Iterable[RouteSwitched] = ()) -> dict[str, list[PromptUseView]]:
    """Prompt → the steps of routes, the rules of conduct and the greetings of an emergency that play it."""
    found: dict[str, list[PromptUseView]] = {}
    for flow in flows:
        for name, step in flow.steps.items():
            for prompt in _named(getattr(step, "prompts", ())):
                found.setdefault(prompt, []).append(PromptUseView("route", flow.name, name))
    for service, conduct in plan.conduct.items():
        for prompt in dict.fromkeys([*(each.prompt for each in conduct.steps), conduct.prompt]):
            found.setdefault(prompt, []).append(PromptUseView("conduct", service, ""))
    for switch in switches:
        if switch.prompt:
            found.setdefault(switch.prompt, []).append(PromptUseView("switch", switch.service, ""))
    return found


def _named(prompts: Iterable[object]) -> list[str]:
    """Each once; `name@ko` is a use of `name`."""
    return list(dict.fromkeys(each.partition("@")[0] for each in prompts if isinstance(each, str)))
