"""The whole OpenAPI document, asked by schemathesis: no server errors, and nothing that the document does not tell.

Of each operation some requests that fit it and some that do not, from a pinned seed. `make fuzz` asks many more.
"""

import asyncio
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server.rights import may_ask
from tests.server.web.desk import Page, Web, app_of

Operation = schemathesis.APIOperation[Any, Any, Any, Any]
Case = schemathesis.Case[Any]
SEED = 7
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))  # of each operation
CHECKS = [status_code_conformance, response_schema_conformance, content_type_conformance]
PEOPLE = ("owner", "agent1", "supervisor", "designer")
# What is there in this house, so that not only things that are not there are asked for.
KNOWN = st.sampled_from([1, 2, "c1", "support", "general", "agent1", "0700000001", "en", "main"])
# They would end the session of who asks, or put that account out of use.
ENDING = frozenset({"DELETE /api/session"})
OF_PEOPLE = ("/api/people", "/api/me", "/api/phones")


@dataclass
class Fuzzed:
    """Found: operation → what went wrong. Requests are made in the loop of the house, hypothesis runs beside it."""

    house: Web
    loop: asyncio.AbstractEventLoop
    pages: dict[str, Page]
    found: dict[str, set[str]] = field(default_factory=dict)
    answers: dict[int, int] = field(default_factory=dict)

    def operation(self, operation: Operation) -> None:
        @seed(SEED)
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases(operation), known=st.lists(KNOWN, min_size=3, max_size=3), swap=st.booleans())
        def ask(case: Case, known: list[object], swap: bool) -> None:
            if swap and not operation.path.startswith(OF_PEOPLE):
                case.path_parameters.update(zip(case.path_parameters, known, strict=False))
            self.one(operation, case)

        ask()

    def one(self, operation: Operation, case: Case) -> None:
        try:
            answer = asyncio.run_coroutine_threadsafe(self.asked(operation, case), self.loop).result(60)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is the finding
            self.note(operation.label, f"{type(error).__name__}: {str(error)[:300]}")
            return
        self.answers[answer.status_code] = self.answers.get(answer.status_code, 0) + 1
        if answer.status_code >= 500 and answer.status_code not in (502, 503):
            self.note(operation.label, f"{answer.status_code}: {answer.text[:300]}")
            return
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as wrong:
            for each in wrong.exceptions:
                self.note(operation.label, f"{answer.status_code}: {str(each)[:300]}")

    async def asked(self, operation: Operation, case: Case) -> httpx2.Response:
        told = case.as_transport_kwargs(base_url="http://desk")
        page = self.page(operation.label)
        content = {"content": told["data"]} if told.get("data") is not None else {}
        body = {"json": told["json"]} if "json" in told else content
        headers = {**told["headers"], "X-CSRF-Token": page.csrf}
        return await page.client.request(
            told["method"], told["url"], params=told.get("params"), headers=headers, **body
        )

    def page(self, operation: str) -> Page:
        """Somebody who may ask this."""
        people = self.house.house.plan.people
        return self.pages[next((who for who in PEOPLE if may_ask(people[who], operation)), PEOPLE[0])]

    def note(self, operation: str, what: str) -> None:
        self.found.setdefault(operation, set()).add(" ".join(what.split()))


def cases(operation: Operation) -> st.SearchStrategy[Case]:
    fits = operation.as_strategy()
    if not (list(operation.iter_parameters()) or operation.body):
        return fits
    return st.one_of(fits, operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))


def operations(document: dict[str, Any]) -> Iterable[Operation]:
    schema = schemathesis.openapi.from_dict(document)
    results = list(schema.get_all_operations())
    found = [result.ok() for result in results if isinstance(result, Ok)]
    assert len(found) == len(results), "an operation of the document cannot be read"
    return [each for each in found if each.label not in ENDING]


async def fill(house: Web) -> None:
    """A call that waits, one that was abandoned, a ticket and a callback of it."""
    await house.phone("agent1")
    await house.caller("c0", key="3")
    house.switch.hang_up("c0")
    await house.settle()
    await house.caller("c1")


async def in_the_background(work: Callable[[], None]) -> None:
    await asyncio.get_running_loop().run_in_executor(None, work)


@pytest.mark.timeout(3600)
async def test_no_operation_fails_and_none_answers_what_the_document_does_not_tell(house: Web) -> None:
    await fill(house)
    every = operations(app_of(house.house).openapi())
    async with house.page(PEOPLE[0]) as owner, house.page(PEOPLE[1]) as agent, house.page(PEOPLE[2]) as supervisor:  # noqa: SIM117
        async with house.page(PEOPLE[3]) as designer:
            pages = dict(zip(PEOPLE, (owner, agent, supervisor, designer), strict=True))
            fuzzed = Fuzzed(house, asyncio.get_running_loop(), pages)
            for operation in every:
                await in_the_background(partial(fuzzed.operation, operation))
    assert fuzzed.found == {}
    assert sum(fuzzed.answers.values()) >= len(list(every)) * min(EXAMPLES, 2) * 0.9
    assert fuzzed.answers.get(200, 0) > 20
    assert fuzzed.answers.get(401, 0) < 20, "nobody was signed in any more; what came then was not asked at all"
