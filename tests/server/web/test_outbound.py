"""Calling out by HTTP: caller ids and their certificates, the rules, the dial form, callbacks, rights."""

from typing import Any

import httpx2
import pytest

from cti import facts
from server.api.auth import CSRF
from server.api.outbound import MOST_BYTES
from tests.server.web.desk import Page, Web
from ticketing.commands import AskCallback, AssignCallbacks
from ticketing.facts import CallbackReason

PDF = b"%PDF-1.7 a certificate"
PNG = b"\x89PNG\r\n\x1a\n"
ADD = "/api/caller-ids?service=support&number=0311112222&name=Head%20office&file=proof.pdf"
CUSTOMER = "01055550001"


async def _add(page: Page, content: bytes = PDF, to: str = ADD) -> httpx2.Response:
    return await page.client.post(to, content=content, headers={CSRF: page.csrf})


async def _ready(house: Web, agent: str = "agent1") -> None:
    house.core.engine.tell(facts.PhoneAttached(agent))
    async with house.page(agent) as page:
        assert (await page.send("PUT", "/api/me/state", {"state": "idle"})).status_code == 200


async def _callback(house: Web, assignee: str = "agent1") -> int:
    house.switch.arrive("A", CUSTOMER, "0700000001")
    ask = AskCallback("A", "support", "general", CUSTOMER, CallbackReason.ASKED)
    await house.core.ask(ask)
    id = house.core.book.next_callback - 1
    await house.core.ask(AssignCallbacks({id: assignee}, "supervisor"))
    return id


@pytest.mark.spec("IVR-09", "IVR-10")
async def test_a_new_caller_id_is_being_checked_and_can_be_edited(house: Web) -> None:
    async with house.page("admin") as page:
        made = (await _add(page)).json()
        assert (made["state"], made["certificate"], made["decided_at"]) == ("checking", "proof.pdf", None)
        change = {"number": "0311113333", "name": "Branch"}
        edited = await page.send("PATCH", f"/api/caller-ids/{made['id']}", change)
        assert (edited.status_code, edited.json()["number"]) == (200, "0311113333")


@pytest.mark.spec("IVR-10")
@pytest.mark.parametrize(("registered", "state"), [(True, "registered"), (False, "refused")])
async def test_once_it_is_decided_it_keeps_its_reason_and_is_only_deleted(
    house: Web, registered: bool, state: str
) -> None:
    async with house.page("admin") as page:
        id = (await _add(page)).json()["id"]
        decision = {"registered": registered, "reason": "compared"}
        decided = (await page.send("POST", f"/api/caller-ids/{id}/decision", decision)).json()
        assert (decided["state"], decided["reason"]) == (state, "compared")
        refused = await page.send("PATCH", f"/api/caller-ids/{id}", {"number": "0311113333", "name": "x"})
        assert (refused.status_code, refused.json()["code"]) == (409, "caller_id_checked")
        assert (await page.send("DELETE", f"/api/caller-ids/{id}")).status_code == 204
        assert (await page.get("/api/caller-ids"))["items"] == []


@pytest.mark.spec("IVR-10")
async def test_another_certificate_can_be_sent_while_it_is_checked_and_not_later(house: Web) -> None:
    async with house.page("admin") as page:
        id = (await _add(page)).json()["id"]
        path, csrf = f"/api/caller-ids/{id}/certificate?file=better.png", {CSRF: page.csrf}
        assert (await page.client.put(path, content=b"GIF89a", headers=csrf)).status_code == 415
        better = await page.client.put(path, content=PNG, headers=csrf)
        assert (better.status_code, better.json()["certificate"]) == (200, "better.png")
        assert (await page.client.get(f"/api/caller-ids/{id}/certificate")).content == PNG
        await page.send("POST", f"/api/caller-ids/{id}/decision", {"registered": True})
        refused = await page.client.put(path, content=PDF, headers=csrf)
        assert (refused.status_code, refused.json()["code"]) == (409, "caller_id_checked")


@pytest.mark.spec("IVR-11", "TEL-25")
async def test_only_registered_numbers_can_be_chosen_and_are_shown_with_their_name(house: Web) -> None:
    async with house.page("admin") as page:
        id = (await _add(page)).json()["id"]
        async with house.page("agent1") as agent:
            assert (await agent.get("/api/caller-ids/choices"))["items"] == []
            await page.send("POST", f"/api/caller-ids/{id}/decision", {"registered": True})
            items = (await agent.get("/api/caller-ids/choices"))["items"]
            assert [item["label"] for item in items] == ["0311112222 (Head office)"]


@pytest.mark.spec("IVR-08", "TEL-27")
async def test_a_number_is_shown_only_for_its_own_service_and_the_agent_picks_it(house: Web) -> None:
    await _ready(house)
    async with house.page("admin") as page, house.page("agent1") as agent:
        other = (await _add(page, to=ADD.replace("service=support", "service=sales"))).json()["id"]
        mine = (await _add(page)).json()["id"]
        for id in (other, mine):
            await page.send("POST", f"/api/caller-ids/{id}/decision", {"registered": True})
        assert [one["id"] for one in (await agent.get("/api/caller-ids/choices"))["items"]] == [mine]
        refused = await agent.send("POST", "/api/calls", {"to": CUSTOMER, "caller_id": other})
        assert (refused.status_code, refused.json()["code"]) == (409, "caller_id")
        call = (await agent.send("POST", "/api/calls", {"to": CUSTOMER, "caller_id": mine})).json()
        assert call["dialled"] == "0311112222"


async def test_a_number_stands_once_in_a_service_unless_it_was_refused(house: Web) -> None:
    async with house.page("admin") as page:
        first = (await _add(page, to=ADD.replace("0311112222", "031-111-2222"))).json()
        assert first["number"] == "0311112222"
        again = await _add(page)
        assert (again.status_code, again.json()["code"]) == (409, "caller_id_known")
        await page.send("POST", f"/api/caller-ids/{first['id']}/decision", {"registered": False})
        assert (await _add(page)).status_code == 201


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"GIF89a", 415, "certificate_kind"),
        (b"", 415, "certificate_kind"),
        (b"<html>", 415, "certificate_kind"),
        (PDF + bytes(MOST_BYTES), 413, "file_size"),
    ],
)
async def test_a_certificate_is_told_by_its_content_and_its_size(
    house: Web, content: bytes, status: int, code: str
) -> None:
    async with house.page("admin") as page:
        refused = await _add(page, content)
        assert (refused.status_code, refused.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"\xff\xd8\xff\xe0", "image/jpeg"), (PNG, "image/png"), (PDF, "application/pdf")],
)
async def test_three_kinds_of_files_are_certificates_whatever_their_names(
    house: Web, content: bytes, kind: str
) -> None:
    async with house.page("admin") as page:
        id = (await _add(page, content, ADD.replace("proof.pdf", "scan.txt"))).json()["id"]
        file = await page.client.get(f"/api/caller-ids/{id}/certificate")
        assert (file.content, file.headers["content-type"]) == (content, kind)


@pytest.mark.parametrize("number", ["abc", "1", "0311112222 ext 7", "1" * 21])
async def test_what_is_no_number_is_no_caller_id(house: Web, number: str) -> None:
    async with house.page("admin") as page:
        refused = await _add(page, to=ADD.replace("0311112222", number))
        assert (refused.status_code, refused.json()["code"]) == (422, "caller_id_number")


async def test_a_certificate_comes_back_as_a_file_to_keep(house: Web) -> None:
    async with house.page("admin") as page:
        id = (await _add(page)).json()["id"]
        file = await page.client.get(f"/api/caller-ids/{id}/certificate")
        assert (file.content, file.headers["content-type"]) == (PDF, "application/pdf")
        assert file.headers["content-disposition"].startswith("attachment")


@pytest.mark.spec("TEL-24", "TEL-26")
async def test_dialling_calls_out_and_opens_a_ticket_at_once(house: Web) -> None:
    await _ready(house)
    async with house.page("agent1") as page:
        made = await page.send("POST", "/api/calls", {"to": "010-5555-0001"})
        call = made.json()
        assert (made.status_code, call["caller"], call["outbound"]) == (201, CUSTOMER, True)
        ticket = await page.get(f"/api/tickets/{call['ticket']}")
        assert (ticket["kind"], ticket["agent"], ticket["service"]) == ("outbound", "agent1", call["service"])


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"to": "hello"}, "number_unreadable"),
        ({"to": "+81312345678"}, "number_abroad"),
        ({"to": "0602345678"}, "number_premium"),
        ({"to": CUSTOMER, "caller_id": 77}, "caller_id"),
        ({"to": CUSTOMER, "service": "nowhere"}, "not_your_service"),
    ],
)
async def test_what_may_not_be_called_is_refused_with_a_remedy(house: Web, wish: dict[str, Any], code: str) -> None:
    await _ready(house)
    async with house.page("agent1") as page:
        refused = await page.send("POST", "/api/calls", wish)
        assert (refused.status_code, refused.json()["code"]) == (409, code)
        assert ";" in refused.json()["detail"]


async def test_the_rules_of_a_service_count_from_now_on(house: Web) -> None:
    async with house.page("admin") as page:
        rules = {"deny": [{"digits": "010*", "reason": "not today"}]}
        assert (await page.send("PUT", "/api/dial-rules/support", rules)).status_code == 200
        assert (await page.get("/api/dial-rules/support"))["deny"] == [{"digits": "010*", "reason": "not today"}]
    async with house.page("agent1") as page:
        judged = await page.get(f"/api/numbers?to={CUSTOMER}&service=support")
        assert (judged["code"], judged["values"]["reason"]) == ("number_denied", "not today")


@pytest.mark.parametrize(
    ("rules", "code"), [({"allow": [{"digits": "hello"}]}, "no_pattern"), ({"country": "XX"}, "no_country")]
)
async def test_rules_that_cannot_be_read_change_nothing(house: Web, rules: dict[str, Any], code: str) -> None:
    async with house.page("admin") as page:
        before = await page.get("/api/dial-rules/support")
        refused = await page.send("PUT", "/api/dial-rules/support", rules)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
        assert await page.get("/api/dial-rules/support") == before


async def test_a_supervisor_does_not_set_the_rules_of_the_organisation(house: Web) -> None:
    async with house.page("supervisor") as page:
        assert (await page.send("GET", "/api/dial-rules/-")).status_code == 403
    async with house.page("admin") as page:
        assert (await page.send("GET", "/api/dial-rules/-")).status_code == 200


@pytest.mark.spec("CB-07", "TEL-28")
async def test_connect_counts_an_attempt_whatever_comes_of_it(house: Web) -> None:
    id = await _callback(house)
    async with house.page("agent1") as page:
        first = await page.send("POST", f"/api/callbacks/{id}/connect", {})
        assert (first.json()["to"], first.json()["attempts"]) == (CUSTOMER, 1)
        assert (await page.send("POST", f"/api/callbacks/{id}/connect", {})).json()["attempts"] == 2


@pytest.mark.spec("CB-07")
async def test_a_call_for_a_callback_is_in_its_service_and_its_ticket_names_it(house: Web) -> None:
    id = await _callback(house)
    await _ready(house)
    async with house.page("agent1") as page:
        call = (await page.send("POST", "/api/calls", {"to": CUSTOMER, "callback": id})).json()
        ticket = await page.get(f"/api/tickets/{call['ticket']}")
        assert (ticket["callback"], ticket["service"], ticket["queue"]) == (id, "support", "general")
