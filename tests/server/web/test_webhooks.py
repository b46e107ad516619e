"""Webhooks by HTTP, told to a real receiver: what, to whom, in which order, what happens when it fails."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from server.api.webhooks import TEST
from server.webhooks import patience, signing
from tests.server.web.desk import CALLER, Page, Web
from tests.support.receiver import Receiver, receiver
from tests.support.until import until

CALLS = ["Arrived", "Queued", "Cleared"]


@pytest.fixture
async def there() -> AsyncIterator[Receiver]:
    async with receiver() as known:
        yield known


@pytest.fixture
async def page(house: Web) -> AsyncIterator[Page]:
    async with house.page("supervisor") as page:
        yield page


async def added(page: Page, there: Receiver, **more: object) -> dict[str, Any]:
    wish = {"service": "support", "name": "CRM", "url": there.url, "kinds": CALLS} | more
    answer = await page.send("POST", "/api/webhooks", wish)
    assert answer.status_code == 201, answer.text
    there.secret = answer.json()["secret"]
    return dict(answer.json()["webhook"])


async def mine(page: Page) -> dict[str, Any]:
    (found,) = (await page.get("/api/webhooks"))["items"]
    return dict(found)


async def later(house: Web, id: str, seconds: float) -> None:
    """The webhook is looked at again when so much time is over."""
    house.now[0] += seconds
    house.house.webhooks.look_at(id)


async def failed(house: Web, page: Page, there: Receiver, times: int) -> dict[str, Any]:
    """Until so many tries have failed and that is written down."""
    await there.until(lambda one: one.refused >= times)
    while (found := await mine(page))["tries"] < times and found["active"]:
        await there.until(lambda one: True)
    return found


async def aside(house: Web, page: Page, there: Receiver) -> None:
    """Until both events are put aside, which happens a moment after they were refused."""
    await failed(house, page, there, 2)

    async def so() -> bool:
        return bool((await mine(page))["given_up"] == 2)

    await until(so, "they are not put aside", every=0.01)


async def test_what_happens_is_told_in_order_signed_and_without_numbers(
    house: Web, page: Page, there: Receiver
) -> None:
    await added(page, there)
    await house.caller()
    house.switch.hang_up("c1")
    await house.settle()
    await there.until(lambda one: len(one.told) == 3)
    assert there.types == CALLS
    assert [each["service"] for each in there.told] == ["support"] * 3
    assert there.told[0]["data"]["caller"] == ""
    assert CALLER not in str(there.told)
    numbers = [each["number"] for each in there.told]
    assert numbers == sorted(numbers)


async def test_numbers_are_told_where_who_is_in_charge_wants_them(house: Web, page: Page, there: Receiver) -> None:
    await added(page, there, whole=True)
    await house.caller()
    await there.until(lambda one: len(one.told) == 2)
    assert there.told[0]["data"]["caller"] == CALLER


async def test_only_what_happens_in_its_service_is_told(house: Web, there: Receiver) -> None:
    async with house.page("admin") as admin:
        await added(admin, there, service="sales")
    await house.caller()
    house.switch.arrive("c2", CALLER, "0700000002")
    await house.settle()
    await there.until(lambda one: bool(one.told))
    assert {each["data"]["call"] for each in there.told} == {"c2"}


async def test_what_fails_is_tried_again_and_nothing_overtakes_it(house: Web, page: Page, there: Receiver) -> None:
    there.status = 503
    known = await added(page, there)
    await house.caller()
    found = await failed(house, page, there, 1)
    assert (found["trouble"], found["told"]) == ("it answered 503", known["told"])
    there.status = 200
    await later(house, known["id"], 2.0)
    await there.until(lambda one: len(one.told) == 2)
    assert there.types == ["Arrived", "Queued"]


async def test_whose_receiver_is_mended_need_not_wait_for_the_next_try(house: Web, page: Page, there: Receiver) -> None:
    there.status = 503
    known = await added(page, there)
    now = f"/api/webhooks/{known['id']}/now"
    await house.caller()
    await failed(house, page, there, 1)
    assert (await page.send("POST", now)).status_code == 200
    assert (await failed(house, page, there, 2))["told"] == known["told"]  # it was tried, and fails still
    there.status = 200
    await page.send("POST", now)
    await there.until(lambda one: len(one.told) == 2)
    assert there.types == ["Arrived", "Queued"]
    await page.send("PATCH", f"/api/webhooks/{known['id']}", {"active": False})
    assert (await page.send("POST", now)).status_code == 409


async def test_all_that_was_put_aside_is_sent_again_the_oldest_first(house: Web, page: Page, there: Receiver) -> None:
    there.status = 500
    known = await added(page, there)
    await house.caller()
    await failed(house, page, there, 1)
    await later(house, known["id"], patience.GIVE_UP_AFTER + 1)
    async with house.page("supervisor") as page:  # the session was over
        await aside(house, page, there)
        path = f"/api/webhooks/{known['id']}/failures/again"
        assert (await page.send("POST", path)).status_code == 502
        assert (await mine(page))["given_up"] == 2
        there.status = 200
        assert (await page.send("POST", path)).json() == {"items": []}
        assert there.types == ["Arrived", "Queued"]


async def test_what_is_too_old_is_put_aside_and_can_be_sent_again(house: Web, page: Page, there: Receiver) -> None:
    there.status = 500
    known = await added(page, there)
    await house.caller()
    await failed(house, page, there, 1)
    await later(house, known["id"], patience.GIVE_UP_AFTER + 1)
    async with house.page("supervisor") as page:  # the session was over
        await sent_again(house, page, there, known["id"])


async def sent_again(house: Web, page: Page, there: Receiver, id: str) -> None:
    await aside(house, page, there)
    lying = (await page.get(f"/api/webhooks/{id}/failures"))["items"]
    assert [each["kind"] for each in lying] == ["Queued", "Arrived"]
    path = f"/api/webhooks/{id}/failures/{lying[0]['id']}/again"
    assert (await page.send("POST", path)).status_code == 502
    there.status = 200
    again = await page.send("POST", path)
    assert [each["kind"] for each in again.json()["items"]] == ["Arrived"]
    assert there.types == ["Queued"]
    assert (await mine(page))["given_up"] == 1


async def test_a_receiver_that_fails_for_days_is_left_alone_and_admins_are_told(
    house: Web, page: Page, there: Receiver
) -> None:
    there.status = 500
    known = await added(page, there)
    async with house.page("owner") as owner:
        await owner.send("PATCH", "/api/people/owner", {"email": "owner@example.org"})
    await house.caller()
    await failed(house, page, there, 1)
    await later(house, known["id"], patience.STOP_AFTER + 1)
    async with house.page("supervisor") as page:  # the session was over
        while (found := await mine(page))["active"]:
            await failed(house, page, there, 2)
        assert found["stopped"] == "failing"
        (mail,) = await until(house.house.post.mails.newest, every=0.01)  # written a moment after
        assert (mail.to, "CRM" in mail.subject) == ("owner@example.org", True)
        there.status = 200
        await house.caller("c2")
        await page.send("PATCH", f"/api/webhooks/{known['id']}", {"active": True})
    await there.until(lambda one: bool(one.told))
    assert {each["data"]["call"] for each in there.told} == {"c2"}


async def test_who_answers_410_is_told_nothing_more(house: Web, page: Page, there: Receiver) -> None:
    there.status = 410
    await added(page, there)
    await house.caller()
    await failed(house, page, there, 1)

    async def stopped() -> str:  # a moment after it was counted
        return str((await mine(page))["stopped"])

    assert await until(stopped, every=0.01) == "gone"


async def test_a_redirect_is_not_followed(house: Web, page: Page, there: Receiver) -> None:
    there.status = 302
    known = await added(page, there)
    told = (await page.send("POST", f"/api/webhooks/{known['id']}/test")).json()
    assert (told["status"], told["why"]) == (302, "it answered 302")


async def test_a_test_shows_what_was_sent_and_what_came_back(page: Page, there: Receiver) -> None:
    known = await added(page, there)
    told = (await page.send("POST", f"/api/webhooks/{known['id']}/test")).json()
    assert (told["status"], told["why"], told["answer"]) == (200, "", "thank you")
    assert f'"type": "{TEST}"' in told["sent"]
    assert told["sent_headers"]["webhook-signature"] == there.signatures[0]


async def test_a_secret_is_told_once_and_changed_with_an_overlap(house: Web, page: Page, there: Receiver) -> None:
    known = await added(page, there)
    old = there.secret
    assert old not in str(await page.get("/api/webhooks"))
    assert old not in str(await house.house.records.webhooks.get(known["id"]))
    renewed = await page.send("POST", f"/api/webhooks/{known['id']}/secret", {"hours": 1})
    assert renewed.json()["secret"] not in ("", old)
    await page.send("POST", f"/api/webhooks/{known['id']}/test")
    assert (there.types, len(there.signatures)) == ([TEST], 2)  # the receiver still had the old one
    house.now[0] += 3601
    there.secret = renewed.json()["secret"]
    await page.send("POST", f"/api/webhooks/{known['id']}/test")
    assert (there.types, len(there.signatures)) == ([TEST, TEST], 1)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"url": "http://crm.example/"}, 422, "lookup_https"),
        ({"url": "https://me@crm.example/"}, 422, "lookup_url"),
        ({"kinds": ["Arrived", "Whatever"]}, 422, None),
        ({"kinds": []}, 422, None),
        ({"service": "none"}, 422, None),
    ],
)
async def test_what_cannot_be_is_refused(
    page: Page, there: Receiver, change: dict[str, object], status: int, code: str | None
) -> None:
    wish = {"service": "support", "name": "CRM", "url": there.url, "kinds": CALLS} | change
    answer = await page.send("POST", "/api/webhooks", wish)
    assert (answer.status_code, answer.json().get("code")) == (status, code)


@pytest.mark.parametrize(
    "url", ["https://169.254.169.254/x", "https://10.0.0.1/", "https://[::1]/", "https://127.1/", "https://2130706433/"]
)
async def test_no_address_of_the_own_network_is_reached(page: Page, there: Receiver, url: str) -> None:
    known = await added(page, there, url=url)
    told = (await page.send("POST", f"/api/webhooks/{known['id']}/test")).json()
    assert (told["status"], "may reach" in told["why"]) == (0, True), told


async def test_who_does_not_see_numbers_sends_them_nowhere(house: Web, page: Page, there: Receiver) -> None:
    known = await added(page, there, whole=True)
    async with house.page("owner") as owner:
        rights = ["admin-ticket"]
        assert (await owner.send("PUT", "/api/people/supervisor/rights/support", {"rights": rights})).is_success
    async with house.page("supervisor") as now:
        moved = await now.send("PATCH", f"/api/webhooks/{known['id']}", {"url": "https://elsewhere.example/"})
        wanted = await now.send("POST", "/api/webhooks", {"service": "support", "name": "x", "url": there.url,
                                                          "kinds": CALLS, "whole": True})  # fmt: skip
        less = await now.send("PATCH", f"/api/webhooks/{known['id']}", {"whole": False})
    assert (moved.status_code, wanted.status_code, less.status_code) == (403, 403, 200)


async def test_a_removed_webhook_is_told_nothing(house: Web, page: Page, there: Receiver) -> None:
    known = await added(page, there)
    assert (await page.send("DELETE", f"/api/webhooks/{known['id']}")).status_code == 204
    await house.caller()
    assert (await page.get("/api/webhooks"))["items"] == []
    assert there.told == []


def test_the_secret_is_kept_sealed(house: Web) -> None:
    sealed = house.house.webhooks.seal.close(signing.secret_of(bytes(32)))
    assert "whsec" not in sealed
