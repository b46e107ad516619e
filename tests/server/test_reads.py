"""Policies that name the facts they read read no others."""

import inspect
import re
from collections.abc import Iterator

import pytest

from cti.plan import Plan
from ivr.library import Library
from journal import Fact, MemoryLog
from server.core import Core
from ticketing.book import Book

NAME = re.compile(r"\b(?:(facts|cti)\.)?([A-Z]\w+)\b")


def _named(policy: object) -> Iterator[type[Fact]]:
    """The kinds of facts of which `react` speaks."""
    module = vars(inspect.getmodule(type(policy)))
    for room, name in NAME.findall(inspect.getsource(type(policy).react)):  # type: ignore[attr-defined]  # they have it
        known = getattr(module.get(room), name, None) if room else module.get(name)
        for each in known if isinstance(known, tuple) else (known,):
            if isinstance(each, type) and issubclass(each, Fact) and each is not Fact:
                yield each


def _policies() -> list[object]:
    plan = Plan()
    core = Core(plan, Library(), MemoryLog(), Book(), lambda: 0.0)
    return [each for each in core.engine._policies if hasattr(each, "reads")]


@pytest.mark.parametrize("policy", _policies(), ids=lambda each: type(each).__module__)
def test_a_policy_is_asked_about_each_fact_of_which_it_speaks(policy: object) -> None:
    spoken = set(_named(policy))
    assert spoken
    assert not [kind for kind in spoken if not issubclass(kind, policy.reads)]  # type: ignore[attr-defined]  # they have it
