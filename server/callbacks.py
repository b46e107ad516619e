"""Callbacks put together for pages: who has how many, and the counts by day and path (CB-18, CB-22)."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cti.facts import AgentState
from cti.plan import Person
from server.house import House
from server.views import CallbackCountsView, CallbackLineView, CallbackPersonView, CallbackTakerView, CallbackView
from storage.callbacks import Callback, path_of
from ticketing.facts import CallbackReason
from ticketing.promises import Promise
from ticketing.spreading import CallbackState, rate

DAYS: Mapping[Literal["day", "month"], str] = {"day": "%F", "month": "%Y-%m"}


@dataclass(frozen=True)
class Roster:
    """People as those who assign see them. groups: of each person, by name; load: their unfinished callbacks."""

    house: House
    groups: Mapping[str, list[str]]
    unfinished: Counter[str]

    @staticmethod
    def load(promises: Iterable[Promise]) -> Counter[str]:
        return Counter(each.assignee for each in promises if each.assignee)

    def taker(self, person: Person) -> CallbackTakerView:
        here = self.house.desk.agent(person.id).state is not AgentState.OFF
        groups = self.groups.get(person.id, [])
        return CallbackTakerView(person.id, person.name, groups, self.unfinished[person.id], here)

    def person(self, id: str) -> CallbackPersonView:
        """Also one who is gone by now."""
        known = self.house.plan.people.get(id)
        return CallbackPersonView(id, known.name if known else id, self.groups.get(id, []))


async def roster(house: House) -> Roster:
    groups: dict[str, list[str]] = {}
    for group in await house.records.organisation.groups():
        for member in group.members:
            groups.setdefault(member, []).append(group.name)
    return Roster(house, groups, Roster.load(house.seeing.book.promises.values()))


def counted(
    found: Sequence[Callback], by: Literal["day", "month"]
) -> tuple[list[CallbackLineView], CallbackCountsView]:
    """A line for each day and path, in order, and the sums."""
    lines: dict[tuple[str, str], list[Callback]] = {}
    for each in found:
        day = time.strftime(DAYS[by], time.localtime(each.asked_at))
        lines.setdefault((day, path_of(each.path)), []).append(each)
    told = [CallbackLineView(day, path, counts(lines[day, path])) for day, path in sorted(lines)]
    return told, counts(found)


def counts(found: Iterable[Callback]) -> CallbackCountsView:
    """What a rule has completed without an assignee counts as assigned too: nobody has to call any more."""
    states = Counter(each.stage for each in found)
    completed, open = states[CallbackState.COMPLETE], states[CallbackState.UNPROCESSED]
    assigned = completed + open
    return CallbackCountsView(assigned, completed, open, rate(completed, assigned), states[CallbackState.REGISTERED])


def callback_view(callback: Callback, people: Mapping[str, Person]) -> CallbackView:
    """people: by id; who is gone by now is told by the id."""
    names = CallbackView.__dataclass_fields__.keys() & Callback.__dataclass_fields__.keys()
    told: dict[str, Any] = {name: getattr(callback, name) for name in names}
    told |= {"reason": CallbackReason(callback.reason), "state": callback.stage}
    told |= {f"{role}_name": _name(told[role], people) for role in ("assignee", "assigner")}
    return CallbackView(**told)


def _name(id: str, people: Mapping[str, Person]) -> str:
    return people[id].name if id in people else id
