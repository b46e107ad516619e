"""The demo centre as a plan: the border where `demo.yaml` becomes plain values.

Rule: its well-known password never stands behind an address that others can reach.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
from ruamel.yaml import YAML

from config.settings import Address, WrongSetting
from cti.conduct import Answer, Conduct, ConductStep, Step
from cti.plan import Number, Person, Plan, Queue, Reason, Service, Skill
from cti.rights import granted

FILE = Path(__file__).parent / "demo.yaml"


@dataclass(frozen=True, slots=True)
class Demo:
    plan: Plan
    password: str


class _Service(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    language: str


class _Number(msgspec.Struct, forbid_unknown_fields=True):
    service: str
    route: str


class _Queue(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    service: str
    members: frozenset[str]
    music: str = "default"


class _Person(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    roles: frozenset[str]
    services: frozenset[str]
    cti: bool = False


class _ConductStep(msgspec.Struct, forbid_unknown_fields=True):
    prompt: str
    after: float = 0.0


class _Conduct(msgspec.Struct, forbid_unknown_fields=True):
    steps: dict[Step, _ConductStep]
    incidents: int = 0
    window_days: int = 30
    restricted_days: int = 7
    answer: Answer = Answer.REFUSAL
    prompt: str = "conduct.refusal"
    queue: str = ""
    never: tuple[str, ...] = ()
    recovery_seconds: float = 0.0


class _Skill(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    service: str
    levels: dict[str, int] = {}


class _Centre(msgspec.Struct, forbid_unknown_fields=True):
    password: str
    services: dict[str, _Service]
    numbers: dict[str, _Number]
    queues: dict[str, _Queue]
    people: dict[str, _Person]
    reasons: dict[str, dict[str, dict[str, str]]]
    conduct: dict[str, _Conduct] = {}
    skills: dict[str, _Skill] = {}


def demo_centre(http: Address) -> Demo:
    """http: where the pages listen. Raises `WrongSetting` unless that is loopback, or for a faulty file."""
    if not http.is_loopback:
        raise WrongSetting(f"http: the demo's password is known to everybody; {http} must be on 127.0.0.1")
    read = _read()
    return Demo(_plan(read), read.password)


@cache  # it is part of the program, and slow to read
def _read() -> _Centre:
    try:
        return msgspec.convert(YAML(typ="safe", pure=True).load(FILE), _Centre)
    except msgspec.ValidationError as error:
        raise WrongSetting(f"{FILE}: {error}. Compare it with the file that was shipped") from None


def _plan(read: _Centre) -> Plan:
    reasons = [(id, state, names) for state, ids in read.reasons.items() for id, names in ids.items()]
    return Plan(
        services={id: Service(id, each.name, each.language) for id, each in read.services.items()},
        numbers={number: Number(number, each.service, each.route) for number, each in read.numbers.items()},
        queues={id: Queue(id, e.name, e.service, e.music, members=e.members) for id, e in read.queues.items()},
        people={id: _person(id, each) for id, each in read.people.items()},
        reasons={id: Reason(id, state, names) for id, state, names in reasons},
        skills={id: Skill(id, each.name, each.service) for id, each in read.skills.items()},
        levels=_levels(read.skills),
        conduct={service: _conduct(service, each) for service, each in read.conduct.items()},
    )


def _person(id: str, read: _Person) -> Person:
    rights = granted(read.roles, read.services, read.cti)
    return Person(id, read.name, read.roles, read.services, read.cti, rights=rights)


def _levels(skills: dict[str, _Skill]) -> dict[str, dict[str, int]]:
    levels: dict[str, dict[str, int]] = {}
    for id, each in skills.items():
        for person, level in each.levels.items():
            levels.setdefault(person, {})[id] = level
    return levels


def _conduct(service: str, read: _Conduct) -> Conduct:
    steps = tuple(ConductStep(step, each.prompt, each.after) for step, each in read.steps.items())
    rest = {name: getattr(read, name) for name in read.__struct_fields__ if name != "steps"}
    return Conduct(service, steps, **rest)
