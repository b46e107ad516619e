"""People, their rights, groups and services, as org admins and admins of services keep them; all counts at once."""

import asyncio
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from cti.facts import AgentState
from server.staff.post import Post
from server.times import rfc3339
from storage.mails import WAITS, Mails
from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready
from tests.support.mail_server import MailServer, mail_server

NEW = {"id": "mina", "name": "Mina Park", "email": "mina@example.org", "language": "ko"}
FUNCTIONS = ["callback", "chat", "customers", "faq", "knowledge", "phone", "security", "sms", "ticket"]


async def person(page: Page, id: str) -> dict[str, Any]:
    return next(each for each in (await page.get("/api/people"))["items"] if each["id"] == id)


async def give(page: Page, id: str, service: str, *rights: str, groups: list[int] | None = None) -> int:
    wish = {"rights": list(rights), "groups": groups or []}
    return (await page.send("PUT", f"/api/people/{id}/rights/{service}", wish)).status_code


async def group(page: Page, name: str = "Payments", service: str = "support") -> int:
    made = await page.send("POST", "/api/groups", {"service": service, "name": name})
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


def link_in(text: str) -> str:
    found = re.search(r"/password#(\S+)", text)
    assert found is not None
    return found.group(1)


async def deliver(house: Web, server: MailServer) -> None:
    await Post(Mails(house.database), server.url, "desk@example.org", house.house.clock).deliver()


# --- accounts --------------------------------------------------------------------------------------------------------


@pytest.mark.spec("ORG-06", "ORG-08", "ORG-35")
async def test_somebody_new_is_mailed_a_link_chooses_a_password_and_signs_in(house: Web) -> None:
    async with mail_server() as server, house.page("owner") as owner, house.page() as mina:
        made = await owner.send("POST", "/api/people", NEW)
        assert (made.status_code, made.json()["waiting"]) == (201, True)
        await deliver(house, server)
        [mail] = server.got
        assert (mail["To"], mail["From"]) == ("mina@example.org", "desk@example.org")
        assert "로그인 ID는 mina입니다" in mail.get_content()
        token = link_in(mail.get_content())
        assert (await mina.send("POST", "/api/session", {"login": "mina", "password": ""})).status_code == 401
        choice = {"token": token, "password": "a long sentence"}
        short = await mina.send("POST", "/api/password", choice | {"password": "elevenchars"})
        assert (short.status_code, "12 characters" in short.json()["detail"]) == (422, True)
        assert (await mina.send("POST", "/api/password", choice)).status_code == 204
        assert (await mina.send("POST", "/api/password", choice)).status_code == 410
        assert (await mina.send("POST", "/api/session", {"login": "mina", "password": "a long sentence"})).is_success
        assert (await person(owner, "mina"))["waiting"] is False


async def test_a_mail_that_is_refused_is_tried_again_and_at_last_given_up(house: Web) -> None:
    async with mail_server() as server, house.page("owner") as owner:
        await owner.send("POST", "/api/people", NEW)
        server.refuses = 1
        await deliver(house, server)
        [waiting] = (await owner.get("/api/mails"))["items"]
        assert (waiting["state"], waiting["tries"], "451" in waiting["trouble"]) == ("waiting", 1, True)
        await deliver(house, server)
        assert server.got == []
        server.refuses = 99
        for wait in WAITS:
            house.now[0] += wait
            await deliver(house, server)
        assert (await owner.get("/api/mails"))["items"][0]["state"] == "given up"
        server.refuses = 0
        await owner.send("POST", f"/api/mails/{waiting['id']}/again")
        await deliver(house, server)
        [sent] = (await owner.get("/api/mails"))["items"]
        assert (sent["state"], sent["body"], len(server.got)) == ("sent", "", 1)


async def test_a_link_is_too_old_after_two_days(house: Web) -> None:
    async with house.page("owner") as owner, house.page() as mina:
        await owner.send("POST", "/api/people", NEW)
        token = link_in((await owner.get("/api/mails"))["items"][0]["body"])
        house.now[0] += 48 * 3600 + 1
        assert (
            await mina.send("POST", "/api/password", {"token": token, "password": "is long enough"})
        ).status_code == 410


async def test_who_forgot_the_password_gets_a_mail_and_nobody_learns_who_has_an_account(house: Web) -> None:
    async with house.page("owner") as owner, house.page() as page:
        await owner.send("PATCH", "/api/people/agent1", {"email": "kim@example.org"})
        told = [await page.send("POST", "/api/password/forgotten", {"login": login}) for login in ("agent1", "nobody")]
        assert [(each.status_code, each.text) for each in told] == [(202, "null"), (202, "null")]
        [mail] = (await owner.get("/api/mails"))["items"]
        assert mail["to"] == "kim@example.org"
        async with house.page("agent1") as signed:
            choice = {"token": link_in(mail["body"]), "password": "another sentence"}
            assert (await page.send("POST", "/api/password", choice)).status_code == 204
            assert (await signed.send("GET", "/api/me")).status_code == 401


async def test_an_account_that_cannot_be_is_refused(house: Web) -> None:
    wrong = [({"id": "agent1"}, 409), ({"id": "No Login"}, 422), ({"email": "nowhere"}, 422), ({"language": "xx"}, 422)]
    async with house.page("owner") as owner:
        for change, status in wrong:
            assert (await owner.send("POST", "/api/people", NEW | change)).status_code == status, change


# --- rights ----------------------------------------------------------------------------------------------------------


@pytest.mark.spec("ORG-24", "ORG-36", "ORG-38", "ORG-39", "SEC-13")
async def test_rights_that_are_given_count_at_once_and_are_on_record(house: Web) -> None:
    async with house.page("owner") as owner, house.page("designer") as page:
        assert (await page.send("GET", "/api/tickets")).status_code == 403
        assert await give(owner, "designer", "support", "design", "agent-phone") == 422
        payments = await group(owner)
        assert await give(owner, "designer", "support", "design", "agent-phone", groups=[payments]) == 200
        assert (await page.send("GET", "/api/tickets")).status_code == 200
        assert (await page.get("/api/me"))["rights"]["support"] == ["agent-phone", "agent-ticket", "design"]
        assert (await person(owner, "designer"))["groups"] == [payments]
        [change] = (await owner.get("/api/right-changes"))["items"]
        assert (change["operator"], change["target"], change["service"]) == ("owner", "designer", "support")
        assert (change["operation"], change["before"], change["address"]) == ("edit", ["design"], "127.0.0.1")
        assert (await give(owner, "designer", "support"), await give(owner, "designer", "support", "design")) == (
            200,
            200,
        )
        found = (await owner.get("/api/right-changes?operation=register&login=designer&name=oliv"))["items"]
        assert [each["after"] for each in found] == [["design"]]
        assert (await owner.get("/api/right-changes?service=sales"))["items"] == []


@pytest.mark.spec("ORG-25", "ORG-28", "ORG-29", "ORG-32")
async def test_nobody_gives_what_they_may_not(house: Web) -> None:
    async with house.page("owner") as owner, house.page("supervisor") as lead, house.page("admin") as admin:
        assert await give(lead, "agent1", "-", "org-admin") == 403
        assert await give(admin, "admin", "-", "org-admin", "owner") == 403
        assert await give(admin, "agent1", "-", "org-admin") == 200
        assert await give(admin, "owner", "-") == 403
        assert (await owner.send("PUT", "/api/people/owner/rights/-", {"rights": ["org-admin"]})).status_code == 409
        assert (await admin.send("PUT", "/api/people/owner/active", {"active": False})).status_code == 403
        assert (await admin.send("PATCH", "/api/people/owner", {"email": "me@example.org"})).status_code == 403
        assert (await admin.send("PUT", "/api/people/admin/active", {"active": False})).status_code == 409
        assert await give(owner, "admin", "-", "org-admin", "owner") == 200
        assert await give(admin, "owner", "-") == 200


@pytest.mark.spec("ORG-25", "ORG-27")
async def test_an_org_admin_alone_opens_the_agents_of_a_service_and_nothing_else_in_it(house: Web) -> None:
    async with house.page("owner") as owner, house.page("admin") as admin:
        for service in ("support", "sales"):
            assert await give(owner, "admin", service) == 200
        assert (await admin.send("GET", "/api/queues/general/settings")).status_code == 403
        assert (await admin.send("GET", "/api/tickets")).status_code == 403
        assert await give(admin, "admin", "support", "admin-phone") == 200
        assert (await admin.send("GET", "/api/queues/general/settings")).status_code == 200


@pytest.mark.spec("ORG-30", "ORG-31")
async def test_an_org_admin_is_somebody_with_an_account_who_is_listed_promoted_and_removed(house: Web) -> None:
    async with house.page("owner") as owner:
        assert await give(owner, "mina", "-", "org-admin") == 404
        await owner.send("POST", "/api/people", NEW | {"nickname": "미나"})
        assert await give(owner, "mina", "-", "org-admin") == 200
        listed = await person(owner, "mina")
        assert [listed[name] for name in ("id", "name", "nickname", "email", "rights")] == [
            *("mina", "Mina Park", "미나", "mina@example.org", {"": ["org-admin"]}),
        ]
        assert await give(owner, "mina", "-") == 200
        assert (await person(owner, "mina"))["rights"] == {}
        made = {"name": "HR", "rights": {"support": ["agent-ticket"]}, "addresses": ["127.0.0.1"]}
        program = (await owner.send("POST", "/api/keys", made)).json()["key"]["id"]
        assert await give(owner, f"key:{program}", "-", "org-admin") == 404


# --- who leaves ------------------------------------------------------------------------------------------------------


async def test_who_is_put_out_of_use_is_signed_out_everywhere_at_once(house: Web) -> None:
    async with house.page("owner") as owner, house.page("agent1") as agent:
        told = house.house.live.follow(house.house.plan.people["agent1"], None, agent.client.cookies["cordboard"])
        await anext(told)
        await ready(house, agent)
        out = await owner.send("PUT", "/api/people/agent1/active", {"active": False})
        assert (out.status_code, out.json()["active"]) == (200, False)
        await until_gone(house)
        assert (await agent.send("GET", "/api/me")).status_code == 401
        again = await agent.send("POST", "/api/session", {"login": "agent1", "password": "cordboard"})
        assert again.status_code == 401
        await owner.send("PUT", "/api/people/agent1/active", {"active": True})
        assert "agent1" in house.house.plan.people


async def test_who_talks_goes_on_until_the_call_is_over(house: Web) -> None:
    async with house.page("owner") as owner, house.page("agent1") as agent:
        await ready(house, agent)
        await house.caller("c1")
        await agent.send("POST", "/api/calls/c1/confirm")
        await house.advance(0.2)
        await owner.send("PUT", "/api/people/agent1/active", {"active": False})
        assert (await agent.send("POST", "/api/calls/c1/hold")).status_code == 200
        assert (await agent.send("POST", "/api/calls/c1/resume")).status_code == 200
        await house.advance(0.2)
        await agent.send("POST", "/api/calls/c1/hangup")
        await house.advance(0.2)
        await until_gone(house)
        assert (await agent.send("GET", "/api/me")).status_code == 401
        assert house.house.desk.agent("agent1").state is AgentState.OFF


async def until_gone(house: Web) -> None:
    async with asyncio.timeout(10):
        while "agent1" in house.house.plan.people:
            await house.settle()
            await asyncio.sleep(0)


# --- groups and the phone --------------------------------------------------------------------------------------------


@pytest.mark.spec("ORG-37")
async def test_one_agent_belongs_to_several_groups(house: Web) -> None:
    async with house.page("supervisor") as lead:
        first, second = await group(lead), await group(lead, "Accounts")
        wish = {"service": "support", "name": "Payments", "members": ["agent1", "agent2"]}
        assert (await lead.send("PUT", f"/api/groups/{first}", wish)).status_code == 200
        assert (await lead.send("PUT", f"/api/groups/{second}", wish | {"name": "Accounts"})).status_code == 200
        assert (await lead.send("POST", "/api/groups", wish)).status_code == 409
        assert (await lead.send("PUT", f"/api/groups/{first}", wish | {"members": ["nobody"]})).status_code == 422
        assert (await person(lead, "agent1"))["groups"] == [second, first]
        assert (await lead.send("DELETE", f"/api/groups/{first}")).status_code == 204
        assert (await person(lead, "agent1"))["groups"] == [second]


@pytest.mark.spec("ORG-34", "TEL-05", "TEL-06")
async def test_a_cti_id_belongs_to_one_agent_and_is_set_by_who_leads_the_service(house: Web) -> None:
    async with house.page("supervisor") as lead:
        change = {"cti_id": "4711", "number": "070-1234-5678"}
        assert (await lead.send("PATCH", "/api/people/agent1", change)).json()["cti_id"] == "4711"
        assert (await lead.send("PATCH", "/api/people/agent2", change)).status_code == 409
        listed = [(await person(lead, each)) for each in ("agent1", "supervisor")]  # who has none is listed too
        assert [(each["name"] != "", each["cti_id"], each["number"]) for each in listed] == [
            *((True, "4711", "070-1234-5678"), (True, "", "")),
        ]
        assert (await lead.send("PATCH", "/api/people/agent1", {"email": "x@example.org"})).status_code == 403


# --- services --------------------------------------------------------------------------------------------------------


@pytest.mark.spec("ORG-09", "ORG-10", "ORG-12", "ORG-27")
async def test_a_service_is_added_put_out_of_use_and_only_then_terminated(house: Web) -> None:
    async with house.page("owner") as owner:
        new = {"id": "repairs", "name": "Repair", "kind": "issue", "functions": ["ticket"]}
        assert (await owner.send("POST", "/api/services", new)).status_code == 201
        assert (await owner.send("POST", "/api/services", new)).status_code == 409
        assert (
            await owner.send("POST", "/api/services", new | {"id": "r2", "name": "R", "functions": ["phone"]})
        ).status_code == 422
        assert "repairs" not in (await owner.get("/api/me"))["rights"]
        state = "/api/services/repairs/state"
        assert (await owner.send("PUT", state, {"state": "terminated"})).status_code == 409
        assert (await owner.send("PUT", state, {"state": "out of use"})).status_code == 200
        assert (await owner.send("PATCH", "/api/services/repairs", {"name": "Fixing"})).status_code == 409
        assert (await owner.send("PUT", state, {"state": "terminated"})).json()["state"] == "terminated"
        assert (await owner.send("PUT", state, {"state": "in use"})).status_code == 409


@pytest.mark.spec("ORG-13", "ORG-15", "TEL-01", "TEL-02")
async def test_what_is_not_contracted_is_not_there_and_the_contract_changes_once_a_day(house: Web) -> None:
    async with house.page("owner") as owner, house.page("agent1") as agent:
        await owner.send("PUT", "/api/people/agent1/rights/sales", {"rights": []})
        contract = "/api/services/support/contract"
        without = {"functions": [each for each in FUNCTIONS if each not in ("phone", "callback")]}
        assert (await owner.send("PUT", contract, {"functions": ["callback"]})).status_code == 422
        assert (await owner.send("PUT", contract, without)).json()["changed_today"] is True
        me = await agent.get("/api/me")
        assert (me["phone"], me["rights"]["support"]) == (False, ["agent-ticket"])
        assert (await agent.send("PUT", "/api/me/state", {"state": "idle"})).status_code == 403
        assert (await owner.send("PUT", contract, {"functions": FUNCTIONS})).status_code == 409
        house.now[0] += 24 * 3600
    async with house.page("owner") as owner, house.page("agent1") as agent:
        assert (await owner.send("PUT", contract, {"functions": FUNCTIONS})).status_code == 200
        assert (await agent.get("/api/me"))["phone"] is True


async def test_a_service_out_of_use_has_nothing_for_anybody(house: Web) -> None:
    async with house.page("owner") as owner, house.page("agent1") as agent:
        await owner.send("PUT", "/api/services/support/state", {"state": "out of use"})
        assert (await agent.send("GET", "/api/tickets")).status_code == 403
        await owner.send("PUT", "/api/services/support/state", {"state": "in use"})
        assert (await agent.send("GET", "/api/tickets")).status_code == 200


# --- the record ------------------------------------------------------------------------------------------------------


async def test_what_people_with_power_do_is_on_record_refusals_too(house: Web) -> None:
    async with house.page("owner") as owner, house.page("agent1") as agent:
        await owner.send("POST", "/api/people", NEW)
        await agent.send("POST", "/api/people", NEW)
        await agent.send("POST", "/api/session", {"login": "agent1", "password": "guess"})
        await agent.send("PUT", "/api/me/state", {"state": "idle"})
        taken_out = (await agent.send("POST", "/api/ticket-exports", {})).status_code
        kept = [
            (each["person"], each["operation"], each["status"]) for each in (await owner.get("/api/audit"))["items"]
        ]
    assert kept == [
        ("agent1", "POST /api/ticket-exports", taken_out),
        ("agent1", "POST /api/session", 401),
        ("agent1", "POST /api/people", 403),
        ("owner", "POST /api/people", 201),
        ("agent1", "POST /api/session", 200),
        ("owner", "POST /api/session", 200),
    ]


async def test_the_audit_log_is_searched_by_operation_and_time(house: Web) -> None:
    async with house.page("owner") as owner:
        await owner.send("POST", "/api/groups", {"service": "support", "name": "Night", "members": []})
        at = rfc3339(house.now[0]) or ""
        house.now[0] += 60
        await owner.send("POST", "/api/groups", {"service": "support", "name": "Day", "members": []})

        async def found(**search: str) -> list[str]:
            items = (await owner.get(f"/api/audit?{urlencode(search)}"))["items"]
            return [each["operation"] for each in items]

        add = "POST /api/groups"
        assert await found(operation=add) == [add, add]
        assert await found(operation=add, until=rfc3339(house.now[0]) or "") == [add]
        assert await found(operation=add, since=at, login="nobody") == []
        later = rfc3339(house.now[0] + 1) or ""
        assert await found(since=later) == []
        assert add in await found(since=rfc3339(house.now[0]) or "")
