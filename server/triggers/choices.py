"""What a condition can ask and an action can do in one service, with the values that can be picked."""

from server.house import House
from server.rights import may_ticket
from server.views import ChoiceView, TriggerFieldView, TriggerKindsView
from storage.organisation import Group
from ticketing.facts import Channel, TicketKind
from ticketing.life import TicketState
from ticketing.templates import PLACES
from ticketing.triggers.actions import Do
from ticketing.triggers.conditions import FIELDS, OPERATORS, Happening

PRIORITIES = ("low", "normal", "high", "urgent")
STATES_TO_SET = (TicketState.OPEN, TicketState.HELD, TicketState.SOLVED)


async def kinds_of(house: House, service: str) -> TriggerKindsView:
    groups = [each for each in await house.records.organisation.groups() if each.service == service]
    choices = _choices(house, service, groups)
    fields = [TriggerFieldView(id, kind, list(OPERATORS[kind]), choices.get(id, [])) for id, kind in FIELDS.items()]
    people = choices["agent"]
    to = {
        Do.ASSIGN: people,
        Do.MAIL: people,
        Do.SET_STATE: _worded(STATES_TO_SET),
        Do.SET_PRIORITY: choices["priority"],
    }
    return TriggerKindsView(fields, {do.value: of for do, of in to.items()}, choices["group"], list(Do), list(PLACES))


def _choices(house: House, service: str, groups: list[Group]) -> dict[str, list[ChoiceView]]:
    plan = house.plan
    people = [each for each in plan.people.values() if may_ticket(each, service)]
    return {
        "event": _worded(tuple(each for each in Happening if each is not Happening.TIME)),
        "kind": _worded(tuple(TicketKind)),
        "channel": _worded(tuple(Channel)),
        "state": _worded(tuple(TicketState)),
        "priority": _worded(PRIORITIES),
        "queue": [ChoiceView(each.id, each.name) for each in plan.queues.values() if each.service == service],
        "group": [ChoiceView(str(each.id), each.name) for each in groups],
        "agent": [ChoiceView(each.id, each.name) for each in sorted(people, key=lambda one: one.name)],
    }


def _worded(values: tuple[str, ...]) -> list[ChoiceView]:
    return [ChoiceView(str(value), "") for value in values]
