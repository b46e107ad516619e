"""The emergency switch of a service and the calendars, as supervisors and designers use them."""

from typing import Any

import pytest

from tests.server.web.desk import Web

SWITCH = "/api/services/support/switch"
OFFICE: dict[str, Any] = {
    "name": "Office",
    "service": "support",
    "zone": "Asia/Seoul",
    "days": [[[540, 1080]]] * 5 + [[], []],
    "holidays": [{"first": "2027-02-06", "last": "2027-02-08", "name": "설날"}],
    "special": [{"date": "2027-02-09", "spans": [[600, 720]], "name": "late start"}],
}


async def test_a_supervisor_closes_a_service_and_the_next_call_meets_it(house: Web) -> None:
    async with house.page("supervisor") as page:
        closed = await page.send("POST", SWITCH, {"mode": "closed", "until": "2027-01-15T08:10:00Z"})
        assert closed.json()["switched"]["by"] == "박서연"
        house.switch.arrive("a", "01011112222", "0700000001")
        await house.settle()
        assert house.switch.hears("a") == "system.closed"
        listed = (await page.get("/api/routes"))["items"]
        assert [each["switched"] and each["switched"]["mode"] for each in listed] == [None, "closed"]
        told = await house.house.history.of("service:support")
        assert [(type(entry.fact).__name__, getattr(entry.fact, "by", "")) for entry in told] == [
            ("RouteSwitched", "supervisor")
        ]
        assert (await page.send("POST", SWITCH, {"mode": "off"})).json()["switched"] is None
        assert (await page.send("POST", SWITCH, {"mode": "off"})).status_code == 409


@pytest.mark.parametrize(
    "wish",
    [
        {"mode": "greeting"},
        {"mode": "closed", "prompt": "no.such"},
        {"mode": "closed", "until": "2027-01-15T07:00:00Z"},
        {"mode": "closed", "until": "2030-01-15T07:00:00Z"},
        {"mode": "gone"},
    ],
)
async def test_a_switch_that_cannot_be_is_refused_with_a_remedy(house: Web, wish: dict[str, Any]) -> None:
    async with house.page("supervisor") as page:
        assert (await page.send("POST", SWITCH, wish)).status_code == 422
        assert (await page.send("POST", "/api/services/none/switch", {"mode": "closed"})).status_code == 404


@pytest.mark.spec("EXT-30", "EXT-34")
async def test_a_calendar_is_made_changed_and_forced(house: Web) -> None:
    async with house.page("designer") as designer, house.page("supervisor") as supervisor:
        made = (await designer.send("PUT", "/api/calendars/office", OFFICE)).json()
        assert (made["says"], made["calendar"]["holidays"][0]["name"], made["may_force"]) == ("open", "설날", False)
        forced = (await supervisor.send("POST", "/api/calendars/office/force", {"mode": "closed"})).json()
        assert (forced["says"], forced["forced"]["by"], forced["may_change"]) == ("forced", "박서연", False)
        assert (await supervisor.send("PUT", "/api/calendars/office", OFFICE)).status_code == 403
        assert (await designer.send("POST", "/api/calendars/office/force", {"mode": ""})).status_code == 403
        assert (await supervisor.send("POST", "/api/calendars/office/force", {"mode": ""})).json()["says"] == "open"
        assert (await designer.send("DELETE", "/api/calendars/office")).status_code == 204
        assert (await designer.get("/api/calendars"))["items"] == []


async def test_a_holiday_that_is_over_is_taken_for_a_slip_unless_it_was_there_before(house: Web) -> None:
    over = OFFICE | {"holidays": [{"first": "2027-01-14", "last": "2027-01-15", "name": "today counts"}]}
    async with house.page("designer") as page:
        assert (await page.send("PUT", "/api/calendars/office", over)).status_code == 200
    house.now[0] += 86400 * 30
    async with house.page("designer") as page:
        assert (await page.send("PUT", "/api/calendars/office", over)).status_code == 200
        slip = over | {"holidays": [{"first": "2027-01-14", "last": "2027-01-14", "name": "slip"}]}
        answer = await page.send("PUT", "/api/calendars/office", slip)
        assert (answer.status_code, "slip: it is over" in answer.json()["detail"]) == (422, True)
