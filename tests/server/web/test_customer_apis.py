"""A service's own system about its customers: asked with a signature by itself and by hand, never in a call's way."""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from tests.server.web.desk import Page, Web
from tests.server.web.test_customers import add, calls
from tests.support.own_system import Crm, opened, own_system, plain


@pytest.fixture
async def crm() -> AsyncIterator[Crm]:
    async with own_system() as shop:
        yield shop


def wish(url: str, **more: object) -> dict[str, Any]:
    item = {"variable": "tel", "label": "Phone", "source": "phone"}
    shows = [{"label": "Grade", "pointer": "/customer/grade"}, {"label": "Debt", "pointer": "/customer/debt"}]
    return {"name": "CRM", "url": url, "items": [item], "shows": shows} | more


async def set_up(page: Page, url: str, **more: object) -> str:
    """The key."""
    answer = await page.send("PUT", "/api/customer-apis/support", wish(url, **more))
    assert answer.status_code == 200, answer.text
    return str((await page.send("POST", "/api/customer-apis/support/key")).json()["key"])


def is_signed(key: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> bool:
    """As the guide for those who are asked says it."""
    told = f"{headers['X-Cordboard-Timestamp']}.{method}.{path}.".encode() + body
    return headers["X-Cordboard-Signature"] == f"v1={hmac.new(key.encode(), told, hashlib.sha256).hexdigest()}"


@pytest.mark.spec("CUS-16", "CUS-17", "CUS-18", "CUS-20", "CUS-21", "CUS-24", "CUS-25", "SEC-04")
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_who_rings_is_looked_up_by_itself_with_a_signature_that_can_be_checked(
    house: Web, crm: Crm, method: str
) -> None:
    async with house.page("supervisor") as page:
        key = await set_up(page, f"{crm.url}customer?v=2", method=method)
        await house.caller("c1", "+821011112222")
        told = await page.get("/api/calls/c1/lookup")
        (listed,) = [each for each in (await page.get("/api/customer-apis"))["items"] if each["service"] == "support"]
        other = (await page.send("POST", "/api/customer-apis/support/key")).json()["key"]
    assert (told["outcome"], told["name"], told["values"]) == ("found", "CRM", {"Grade": "gold", "Debt": "12.5"})
    (heard,) = crm.heard
    assert heard[0] == method
    assert "01011112222" in heard[1] + heard[2].decode()
    assert (listed["name"], listed["url"], [each["variable"] for each in listed["items"]]) == (
        *("CRM", f"{crm.url}customer?v=2", ["tel"]),
    )
    assert is_signed(key, *heard)
    assert not is_signed(other, *heard)
    assert not is_signed(key, heard[0], heard[1], heard[2] + b" ", heard[3])


@pytest.mark.spec("CUS-23")
async def test_agents_look_up_by_what_they_type(house: Web, crm: Crm) -> None:
    item = {"variable": "order", "label": "Order", "longest": 6}
    async with house.page("supervisor") as page, house.page("agent1") as agent:
        await set_up(page, f"{crm.url}customer", items=[item])
        asked = "/api/customer-apis/support/lookup"
        assert (await agent.send("POST", asked, {"values": {"order": "A 7"}})).json()["values"]["Grade"] == "gold"
        assert (await agent.send("POST", asked, {"values": {}})).json()["code"] == "lookup_missing"
        assert (await agent.send("POST", asked, {"values": {"order": "1234567"}})).json()["code"] == "lookup_long"
        (shown,) = (await agent.get("/api/customer-apis"))["items"]
        assert (shown["url"], shown["name"]) == ("", "CRM")
        await house.caller("c1")
        assert (await page.get("/api/calls/c1/lookup"))["outcome"] == "none"  # what is typed cannot be sent by itself
    assert [each[1] for each in crm.heard] == ["/customer?order=A+7"]


async def test_a_customer_is_looked_up_by_a_field_of_theirs(house: Web, crm: Crm) -> None:
    await calls(house, "01011112222")
    item = {"variable": "key", "label": "Key", "source": "user_key"}
    async with house.page("supervisor") as page:
        await set_up(page, f"{crm.url}customer", items=[item])
        assert (await page.get("/api/customers/1/lookup"))["outcome"] == "none"
        await add(page, 1, "user_key", "k-1")
        assert (await page.get("/api/customers/1/lookup"))["outcome"] == "found"
    assert crm.heard[0][1] == "/customer?key=k-1"


async def test_a_system_that_hangs_fails_soon_and_the_call_goes_on(house: Web, crm: Crm) -> None:
    async with house.page("supervisor") as page:
        await set_up(page, f"{crm.url}slow")
        await house.caller("c1")
        asking = asyncio.create_task(page.get("/api/calls/c1/lookup"))
        await crm.asked.wait()
        house.switch.hang_up("c1")
        await house.settle()
        told = await asking
        tried = (await page.send("POST", "/api/customer-apis/support/test", {"values": {"tel": "1"}})).json()
    assert (told["outcome"], told["why"], tried["outcome"]) == ("failed", "", "failed")
    assert tried["why"] == "no answer in time"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"url": "http://crm.example/"}, 422),
        ({"url": "https://user@crm.example/"}, 422),
        ({"items": []}, 422),
        ({"items": [{"variable": "a b", "label": "x"}]}, 422),
        ({"items": [{"variable": "a", "label": "x", "source": "nonsense"}]}, 422),
        ({"shows": [{"label": "", "pointer": "/x"}]}, 422),
        ({"url": "https://crm.example/"}, 200),
    ],
)
async def test_what_cannot_be_asked_is_refused_when_it_is_set(house: Web, change: dict[str, Any], status: int) -> None:
    async with house.page("supervisor") as page:
        answer = await page.send("PUT", "/api/customer-apis/support", wish("https://crm.example/") | change)
    assert answer.status_code == status, answer.text


async def test_a_key_is_told_once_and_another_network_is_not_reached(house: Web) -> None:
    async with house.page("supervisor") as page:
        assert (await page.send("POST", "/api/customer-apis/support/test")).status_code == 422
        no_key = wish("https://169.254.169.254/")
        await page.send("PUT", "/api/customer-apis/support", no_key)
        asked = "/api/customer-apis/support/test"
        assert (await page.send("POST", asked, {"values": {"tel": "1"}})).json()["code"] == "lookup_no_key"
        key = (await page.send("POST", "/api/customer-apis/support/key")).json()["key"]
        told = await page.send("GET", "/api/customer-apis")
        tried = (await page.send("POST", asked, {"values": {"tel": "1"}})).json()
    assert key not in told.text
    assert (tried["outcome"], "not an address that lookups may reach" in tried["why"]) == ("failed", True)


@pytest.mark.spec("CUS-17", "CUS-18", "SEC-04")
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_question_and_answer_are_encrypted_with_a_key_that_can_be_changed(
    house: Web, crm: Crm, method: str
) -> None:
    async with house.page("supervisor") as page:
        key = await set_up(page, f"{crm.url}sealed?v=2", method=method, encrypted=True)
        path = "/api/customer-apis/support/cipher"
        crm.cipher = (await page.send("POST", f"{path}/show")).json()["key"]
        await house.caller("c1", "+821011112222")
        told = await page.get("/api/calls/c1/lookup")
        assert (told["outcome"], told["values"]) == ("found", {"Grade": "gold", "Debt": "12.5"})
        (heard,) = crm.heard
        assert crm.read == {"tel": "01011112222"}
        assert "01011112222" not in heard[1] + heard[2].decode()
        assert is_signed(key, *heard)
        assert heard[3]["Accept"] == "application/jose"
        before, crm.cipher = crm.cipher, (await page.send("POST", path)).json()["key"]
        assert (await page.get("/api/calls/c1/lookup"))["outcome"] == "found"
        with pytest.raises((AssertionError, InvalidTag)):
            opened(before, crm.heard[-1][2].decode() or crm.heard[-1][1].partition("data=")[2])
        (listed,) = [each for each in (await page.get("/api/customer-apis"))["items"] if each["service"] == "support"]
        assert (listed["encrypted"], crm.cipher in str(listed)) == (True, False)
    async with house.page("agent1") as agent:
        assert (await agent.send("POST", f"{path}/show")).status_code == 403


@pytest.mark.spec("SEC-04")
async def test_an_answer_that_is_not_encrypted_with_this_key_is_not_believed(house: Web, crm: Crm) -> None:
    async with house.page("supervisor") as page:
        await set_up(page, f"{crm.url}sealed", encrypted=True)
        path = "/api/customer-apis/support"
        crm.cipher = (await page.send("POST", f"{path}/cipher/show")).json()["key"]
        for answers in ("plain", plain(bytes(32))):
            crm.answers = answers
            tried = (await page.send("POST", f"{path}/test", {"values": {"tel": "1"}})).json()
            assert (tried["outcome"], tried["why"]) == (
                *("failed", "the answer is not encrypted with the key of the service"),
            )


@pytest.mark.spec("CUS-19")
async def test_who_keeps_the_firewall_gets_the_addresses_by_mail(house: Web, crm: Crm) -> None:
    path, wish_to = "/api/customer-apis/support/addresses", {"to": "firewall@shop.example"}
    async with house.page("supervisor") as page:
        await set_up(page, f"{crm.url}customer")
        assert (await page.send("POST", path, wish_to)).json()["code"] == "outgoing_unknown"
    settings = replace(house.house.settings, outgoing=("203.0.113.7", "2001:db8::7"))
    house.house = replace(house.house, settings=settings)
    async with house.page("supervisor") as page, house.page("agent1") as agent:
        assert (await page.send("POST", path, {"to": "nobody"})).status_code == 422
        assert (await page.send("POST", path, wish_to)).status_code == 202
        assert (await agent.send("POST", path, wish_to)).status_code == 403
        assert (await page.get("/api/customer-apis"))["outgoing"] == ["203.0.113.7", "2001:db8::7"]
        assert (await agent.get("/api/customer-apis"))["outgoing"] == []
    (mail,) = await house.house.post.mails.newest()
    assert (mail.to, "127.0.0.1" in mail.subject) == ("firewall@shop.example", True)
    assert "203.0.113.7\n2001:db8::7" in mail.body
