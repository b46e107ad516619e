"""What stands in one service is nothing to people of another: every operation that names a thing, with a thing that is
there. One that is not listed here fails."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from cti.dial_rules import CallerId
from cti.facts import RecordingStarted
from cti.plan import Person
from cti.rights import OF_SERVICES
from journal import Entry
from storage import recordings
from storage.journal import carry_out
from storage.organisation import Group
from storage.outbound import Certificate
from storage.webhooks import Webhook
from tests.server.web.desk import Page, Web, app_of
from tests.server.web.test_conduct import POLICY, dismissed
from tests.server.web.test_outbound import _callback
from ticketing.templates import Template
from ticketing.triggers.actions import Do, TriggerAction
from ticketing.triggers.chain import Trigger
from ticketing.triggers.conditions import Condition, ConditionBlock, Needed, Operator

SALES = frozenset(("sales", right.value) for right in OF_SERVICES)
NEEDS_MORE = re.compile(r"targets|transfer-fields")  # what is there is not enough for an answer
NOT_OF_A_SERVICE = {  # of the person, or of the organisation, which this one does not administer
    "DELETE /api/me/sessions/{id}",
    "DELETE /api/intruders/spared/{id}",
    "POST /api/people/{id}/invite",
    "PUT /api/people/{id}/active",
    "PATCH /api/services/{id}",
    "PUT /api/services/{id}/contract",
    "PUT /api/services/{id}/state",
    "PUT /api/services/{id}/open-api",
    "DELETE /api/services/{id}/open-api",
    "POST /api/mails/{id}/again",
    "DELETE /api/keys/{id}",
    "DELETE /api/routes/numbers/{number}",
    "PUT /api/connections/{name}",
    "DELETE /api/connections/{name}",
    "POST /api/connections/{name}/test",
    "DELETE /api/extensions/{id}",
    "POST /api/phones/{id}/secret",
    "DELETE /api/phones/{id}",
    "GET /api/prompts/spoken/{id}",
    "GET /api/simulations/{id}",  # of who asked
    "GET /api/ticket-exports/{id}",
    "DELETE /api/ticket-exports/{id}",
    "GET /api/ticket-exports/{id}/file",
    "DELETE /api/ticket-filters/{id}",
    "DELETE /api/simulations/{id}",
    "GET /api/customer-exports/{id}",
    "GET /api/customer-exports/{id}/file",
    "DELETE /api/customer-exports/{id}",
}
OF_WHO_TALKS = {  # the engine asks whether the call is theirs
    "confirm": None,
    "cancel": None,
    "hold": None,
    "resume": None,
    "hangup": None,
    "mute": {"on": True},
    "dismiss": {"reason": "threat"},
    "digits": {"digits": "1"},
    "consult": {"agent": "agent3"},
    "swap": None,
    "complete": None,
    "conference": None,
    "drop": {"party": "agent2"},
    "end": None,
    "abandon": None,
    "transfer": {"to": "queue:general"},
    "warn": {"step": "warning1"},
    "withdraw": {"step": "warning1"},
    "record": {"do": "on"},
}
TRIGGER: dict[str, Any] = {
    "title": "x",
    "blocks": [{"need": "all", "conditions": [{"field": "event", "op": "is", "value": "made"}]}],
    "actions": [{"do": "tag", "to": "x"}],
}
AS_IT_IS: dict[str, Any] = {}  # what a GET tells
HERE: dict[str, Any] = {  # a thing of `support` that is there, and what is asked of it
    **{f"POST /api/calls/c9/{word}": body for word, body in OF_WHO_TALKS.items()},
    "PATCH /api/people/agent1": {"number": "1"},
    "PUT /api/people/agent1/rights/support": {"rights": []},
    "PUT /api/groups/1": {"service": "support", "name": "x"},
    "DELETE /api/groups/1": None,
    "GET /api/calls/c9": None,
    "GET /api/calls/c9/quality": None,
    "GET /api/calls/c9/timeline": None,
    "GET /api/calls/c9/steps": None,
    "GET /api/calls/c9/why": None,
    "GET /api/calls/c9/witness": None,
    "GET /api/calls/c9/targets": None,
    "POST /api/calls/c9/clear": None,
    "GET /api/tickets/1": None,
    "GET /api/tickets/1/quality": None,
    "PATCH /api/tickets/1": {"note": "x"},
    "GET /api/tickets/1/events": None,
    "GET /api/tickets/1/attachments": None,
    "POST /api/tickets/1/attachments": {},
    "GET /api/tickets/1/attachments/1": None,
    "DELETE /api/tickets/1/attachments/1": None,
    "GET /api/tickets/1/firings": None,
    "GET /api/tickets/1/masks": None,
    "POST /api/tickets/1/masks": {"place": "note", "start": 0, "words": "x"},
    "POST /api/tickets/1/masks/1/show": None,
    "DELETE /api/tickets/1/masks/1": None,
    "POST /api/tickets/1/fetch": None,
    "POST /api/tickets/1/forward": {"agent": "x"},
    "POST /api/tickets/1/process": {"kind": "comment", "text": "x"},
    "GET /api/tickets/1/fields": None,
    "PATCH /api/ticket-categories/1": {"name": "x"},
    "DELETE /api/ticket-categories/1": None,
    "PUT /api/ticket-fields/1": {"service": "support", "name": "x", "kind": "text"},
    "DELETE /api/ticket-fields/1": None,
    "PUT /api/ticket-completing/support": {"days": 3},
    "PUT /api/templates/1": {"title": "x", "code": "x", "body": "x"},
    "DELETE /api/templates/1": None,
    "POST /api/templates/1/fill": {"service": "support"},
    "POST /api/tickets/1/templates/1": None,
    "GET /api/triggers/support": None,
    "GET /api/triggers/support/kinds": None,
    "POST /api/triggers/support": TRIGGER,
    "PUT /api/triggers/support/order": {"ids": []},
    "POST /api/triggers/support/try": {**TRIGGER, "ticket": 1},
    "PUT /api/triggers/support/1": TRIGGER,
    "DELETE /api/triggers/support/1": None,
    "GET /api/triggers/support/1/firings": None,
    "PATCH /api/webhooks/w1": {"name": "y"},
    "POST /api/webhooks/w1/secret": {"hours": 0},
    "POST /api/webhooks/w1/test": None,
    "POST /api/webhooks/w1/now": None,
    "GET /api/webhooks/w1/failures": None,
    "POST /api/webhooks/w1/failures/again": None,
    "POST /api/webhooks/w1/failures/1/again": None,
    "DELETE /api/webhooks/w1": None,
    "GET /api/tickets/1/transfer-fields?service=sales": None,
    "POST /api/tickets/1/transfer": {"service": "x", "text": "x"},
    "GET /api/tickets/1/customer": None,
    "PUT /api/tickets/1/customer": {"customer": 1},
    "GET /api/calls/c9/customer": None,
    "GET /api/customers/1": None,
    "POST /api/customers/1/values": {"field": "name", "value": "x"},
    "POST /api/customers/1/values/remove": {"value": 1},
    "POST /api/customers/1/notes": {"text": "x"},
    "GET /api/customers/1/history": None,
    "GET /api/customers/1/candidates": None,
    "POST /api/customers/1/merge": {"into": 2},
    "POST /api/customers/1/split": {"record": 1},
    "GET /api/customers/1/erasure": None,
    "GET /api/customers/1/lookup": None,
    "GET /api/calls/c9/lookup": None,
    "PUT /api/customer-apis/support": {"name": "x", "url": "https://a.example/", "items": [], "shows": []},
    "POST /api/customer-apis/support/key": None,
    "POST /api/customer-apis/support/cipher": None,
    "POST /api/customer-apis/support/cipher/show": None,
    "POST /api/customer-apis/support/addresses": {"to": "x@crm.example"},
    "POST /api/customer-apis/support/test": {},
    "POST /api/customer-apis/support/lookup": {},
    "POST /api/customers/1/erase": {"number": "x"},
    "PUT /api/customer-settings/support": {"fields": [], "months": 0},
    "GET /api/recordings/c1-1": None,
    "GET /api/recordings/c1-1/audio": None,
    "GET /api/recordings/c1-1/waveform": None,
    "GET /api/recordings/c1-1/plays": None,
    "PATCH /api/recordings/c1-1": {"locked": True, "reason": "x"},
    "DELETE /api/recordings/c1-1?reason=x": None,
    "GET /api/incidents/1": None,
    "PATCH /api/incidents/1": {"note": "x"},
    "POST /api/incidents/1/review": None,
    "POST /api/callbacks/1/connect": None,
    "POST /api/callbacks/1/complete": {},
    "PUT /api/callbacks/1/due": {"due_at": 0},
    "GET /api/dial-rules/support": None,
    "PUT /api/dial-rules/support": {},
    "GET /api/transfer-targets/support": None,
    "PUT /api/transfer-targets/support": {"items": []},
    "DELETE /api/skills/cards": None,
    "PUT /api/skills/people/agent1": {"levels": {}},
    "PATCH /api/caller-ids/1": {"number": "0311113333", "name": "x"},
    "PUT /api/caller-ids/1/certificate?file=a.pdf": {},
    "POST /api/caller-ids/1/decision": {"registered": True},
    "DELETE /api/caller-ids/1": None,
    "GET /api/caller-ids/1/certificate": None,
    "POST /api/conduct/restrictions/1/lift": {"reason": "x"},
    "PUT /api/conduct/policies/support": POLICY,
    "POST /api/services/support/switch": {"mode": "closed"},
    "POST /api/calendars/support/force": {"mode": "closed"},
    "GET /api/calendars/support": None,
    "PUT /api/calendars/support": {"name": "x", "service": "sales", "days": [[]] * 7},
    "DELETE /api/calendars/support": None,
    "PUT /api/agents/agent1/state": {"state": "idle", "reason": "x"},
    "DELETE /api/agents/agent1/pending-state": None,
    "GET /api/queues/general/settings": None,
    "PATCH /api/queues/general": {"name": "x"},
    "DELETE /api/queues/general": None,
    "GET /api/queues/general/members": None,
    "PUT /api/queues/general/members": {"levels": {}},
    "PUT /api/queues/general/settings": AS_IT_IS,
    "GET /api/routes/support": None,
    "PATCH /api/routes/support": {"title": "x"},
    "DELETE /api/routes/support": None,
    "PUT /api/routes/support/draft": {"etag": "x", "text": "x"},
    "DELETE /api/routes/support/draft": None,
    "POST /api/routes/support/publish": {},
    "POST /api/routes/support/rollback": {"version": 1},
    "DELETE /api/routes/support/schedule": None,
    "POST /api/routes/support/test": {},
    "POST /api/routes/support/try": {},
    "POST /api/routes/support/impact": {},
    "GET /api/routes/support/figures": None,
    "GET /api/routes/support/versions": None,
    "GET /api/routes/support/versions/1": None,
    "GET /api/routes/support/diff?from=1&to=1": None,
    "GET /api/routes/support/export": None,
    "PUT /api/routes/numbers/0700000001": {"route": "sales"},
    "GET /api/prompts/support.here": None,
    "DELETE /api/prompts/support.here": None,
    "GET /api/prompts/support.here/en/sound": None,
    "PUT /api/prompts/support.here/en/text": {"text": "x"},
    "PUT /api/prompts/support.here/en/use": {"version": 0},
    "POST /api/prompts/support.here/en/recording": {},
}
LISTS = (
    "tickets callbacks webhooks recordings incidents?mine=false calls caller-ids conduct/restrictions conduct/policies "
    "routes routes/numbers services/switches calendars groups customers"
)


def listed(operation: str) -> str:
    """The row of the OpenAPI document that this is one of."""
    method, path = operation.partition("?")[0].split(" ")
    rows = [row for row in ROWS if row.startswith(f"{method} ")]
    fits = [row for row in rows if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", row.split(" ")[1]), path)]
    return min(fits, key=lambda row: row.count("{"))


ROWS: list[str] = []


@asynccontextmanager
async def stranger(house: Web) -> AsyncIterator[Page]:
    """Somebody who has every right in `sales`, and none in `support`, where everything is."""
    person = Person("boss", "Boss", frozenset(), cti=True, rights=SALES)
    await house.house.people.add(person, "cordboard")
    house.house.plan.people["boss"] = person
    async with house.page("boss") as page:
        yield page


async def furnish(house: Web) -> None:
    """Something of `support` for every operation."""
    async with house.page("agent1") as first, house.page("agent2") as second, house.page("designer") as designer:
        await dismissed(house, first, "c1")
        await dismissed(house, first, "c2")
        await _callback(house)
        await house.phone("agent2")
        await second.send("PUT", "/api/me/state", {"state": "idle"})
        await second.send("PUT", "/api/me/state", {"state": "ready"})
        await house.caller("c9", "0109998888")
        await second.send("POST", "/api/calls/c9/confirm")
        days: list[list[str]] = [[]] * 7
        made = await designer.send("PUT", "/api/calendars/support", {"name": "x", "service": "support", "days": days})
        assert made.status_code == 200, made.text
        made = await designer.send("POST", "/api/prompts", {"name": "support.here", "service": "support"})
        assert made.status_code == 201, made.text
    begun = RecordingStarted("c1", "c1-1", "agent1", "general", "support", 90)
    async with house.database.writing() as connection:
        for statement in recordings.keep(Entry(1, house.now[0], None, begun)):
            await connection.run_sync(carry_out, statement)
    await house.house.records.organisation.put_group(Group(0, "support", "Payments", ["agent1"]))
    block = ConditionBlock(Needed.ALL, (Condition("event", Operator.IS, "made"),))
    trigger = Trigger(0, "support", "x", (block,), (TriggerAction(Do.TAG, "x"),))
    await house.house.records.triggers.put(trigger, "admin", house.now[0])
    template = Template(0, "support", "", "x", "x", "x")
    await house.house.records.templates.put(template, "admin", house.now[0])
    webhook = Webhook("w1", "support", "x", "https://a.example/", [], False, "x", 0, "admin", house.now[0])
    await house.house.records.webhooks.add(webhook)
    await house.house.files.take(1, "a.txt", b"x", "agent1")
    new = CallerId(0, "support", "0311112222", "Head office", requested_at=house.now[0])
    known = await house.house.records.outbound.add(new, Certificate("a.pdf", "application/pdf", b"%PDF"))
    house.house.plan.caller_ids[known.id] = known


@pytest.mark.spec("ORG-19", "ORG-28")
async def test_nothing_of_a_service_is_there_for_who_has_no_right_in_it(house: Web) -> None:
    await furnish(house)
    async with house.page("admin") as page:
        settings = await page.get("/api/queues/general/settings")
    async with stranger(house) as page:
        for operation, body in HERE.items():
            method, path = operation.split(" ")
            answer = await page.send(method, path, settings if body is AS_IT_IS else body)
            talks = path.startswith("/api/calls/c9/") and path.rpartition("/")[2] in OF_WHO_TALKS
            allowed = (409,) if talks else (403, 404)
            assert answer.status_code in allowed, f"{operation}: {answer.status_code} {answer.text}"
        for path in LISTS.split():
            told = (await page.get(f"/api/{path}"))["items"]
            assert [each for each in told if "support" in str(each)] == [], path
        assert (await page.get("/api/present"))["calls"] == []


async def test_the_same_is_there_for_who_has(house: Web) -> None:
    await furnish(house)
    async with house.page("admin") as page:
        for operation in (each for each in HERE if each.startswith("GET") and not NEEDS_MORE.search(each)):
            answer = await page.send("GET", operation.split(" ")[1])
            assert answer.status_code == 200 or "hear" in answer.text, f"{operation}: {answer.text}"


def test_every_operation_that_names_a_thing_is_here(house: Web) -> None:
    paths = app_of(house.house).openapi()["paths"]
    ROWS[:] = [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]
    named = {row for row in ROWS if "{" in row} - NOT_OF_A_SERVICE - {"GET /api/conduct/callers/{number}"}
    assert {listed(operation) for operation in HERE} == named
