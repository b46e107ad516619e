"""Passwords, second factors, sessions and API keys over HTTP."""

import base64

import pytest

from server.staff import totp
from storage.plan import load_plan
from tests.server.web.desk import Page, Web

PROOF = {"password": "cordboard"}
LOGIN = {"login": "agent1", "password": "cordboard"}


async def with_second(house: Web, page: Page) -> tuple[bytes, list[str]]:
    """agent1 sets a second factor up; its secret and the recovery codes."""
    begun = (await page.send("POST", "/api/me/second-factor", PROOF)).json()
    secret = base64.b32decode(begun["secret"] + "=" * (-len(begun["secret"]) % 8))
    assert begun["address"] == totp.address(secret, "agent1")
    told = await page.send("PUT", "/api/me/second-factor", {"code": code(house, secret)})
    assert told.status_code == 200, told.text
    return secret, told.json()["codes"]


def code(house: Web, secret: bytes) -> str:
    return totp.code(secret, int(house.now[0] // totp.STEP))


async def test_a_second_factor_is_asked_for_and_each_code_counts_once(house: Web) -> None:
    async with house.page("agent1") as page, house.page() as other:
        secret, codes = await with_second(house, page)
        asked = await other.send("POST", "/api/session", LOGIN)
        assert (asked.status_code, asked.json()["code"]) == (401, "code_needed")
        used = await other.send("POST", "/api/session", LOGIN | {"code": code(house, secret)})
        assert (used.status_code, used.json()["code"]) == (401, "code_wrong")
        house.now[0] += totp.STEP
        assert (await other.send("POST", "/api/session", LOGIN | {"code": code(house, secret)})).status_code == 200
        assert (await other.send("POST", "/api/session", LOGIN | {"code": codes[0].upper()})).status_code == 200
        assert (await other.send("POST", "/api/session", LOGIN | {"code": codes[0]})).status_code == 401


async def test_guessing_codes_is_locked_like_guessing_passwords(house: Web) -> None:
    async with house.page("agent1") as page, house.page() as other:
        await with_second(house, page)
        tries = [await other.send("POST", "/api/session", LOGIN | {"code": f"{each:06}"}) for each in range(8)]
        assert {each.status_code for each in tries[4:]} == {429}


async def test_a_second_factor_is_taken_away_with_the_password_alone(house: Web) -> None:
    async with house.page("agent1") as page, house.page() as other:
        _, codes = await with_second(house, page)
        assert (await page.send("POST", "/api/me/second-factor", PROOF)).status_code == 409
        again = (await page.send("POST", "/api/me/second-factor/codes", PROOF)).json()["codes"]
        assert not set(codes) & set(again)
        assert (await page.send("POST", "/api/me/second-factor/remove", {"password": "x"})).status_code == 403
        assert (await page.send("POST", "/api/me/second-factor/remove", PROOF)).status_code == 204
        assert (await other.send("POST", "/api/session", LOGIN)).status_code == 200
        assert (await page.get("/api/me/profile"))["two_factors"] is False


async def test_a_secret_is_not_in_the_database_as_it_is(house: Web) -> None:
    async with house.page("agent1") as page:
        secret, _ = await with_second(house, page)
    kept = (await house.house.records.credentials.second("agent1")).secret
    assert secret.hex() not in kept
    assert totp.plain(secret) not in kept


async def test_a_new_password_needs_the_old_one_and_ends_all_other_sessions(house: Web) -> None:
    async with house.page("agent1") as page, house.page("agent1") as other:
        wish = {"old": "guess", "new": "a long sentence"}
        assert (await page.send("PUT", "/api/me/password", wish)).status_code == 403
        assert (await page.send("PUT", "/api/me/password", {"old": "cordboard", "new": "password"})).status_code == 422
        assert (await page.send("PUT", "/api/me/password", wish | {"old": "cordboard"})).status_code == 204
        assert (await page.send("GET", "/api/me")).status_code == 200
        assert (await other.send("GET", "/api/me")).status_code == 401


async def test_a_session_is_ended_from_another_one_at_once(house: Web) -> None:
    async with house.page("agent1") as page, house.page("agent1") as other, house.page("agent2") as stranger:
        listed = (await page.get("/api/me/sessions"))["items"]
        assert [each["here"] for each in listed].count(True) == 1
        there = next(each["id"] for each in listed if not each["here"])
        assert (await stranger.send("DELETE", f"/api/me/sessions/{there}")).status_code == 404
        assert (await page.send("DELETE", f"/api/me/sessions/{there}")).status_code == 204
        assert (await other.send("GET", "/api/me")).status_code == 401
        assert (await page.send("GET", "/api/me")).status_code == 200


@pytest.mark.spec("ME-05")
async def test_the_profile_is_ones_own(house: Web) -> None:
    async with house.page("agent1") as page:
        told = (await page.send("PATCH", "/api/me/profile", {"nickname": "Min", "takes_tickets": False})).json()
        assert (told["nickname"], told["takes_tickets"]) == ("Min", False)


@pytest.mark.spec("ME-06")
async def test_everything_else_about_oneself_is_changed_by_org_admins(house: Web) -> None:
    before = house.house.plan.people["agent1"].name
    async with house.page("agent1") as page, house.page("owner") as owner:
        await page.send("PATCH", "/api/me/profile", {"name": "Boss", "email": "boss@example.org", "cti_id": "1"})
        assert house.house.plan.people["agent1"].name == before
        assert (await page.send("PATCH", "/api/people/agent1", {"name": "Boss"})).status_code == 403
        assert (await owner.send("PATCH", "/api/people/agent1", {"name": "Kim"})).json()["email"] == ""
    assert house.house.plan.people["agent1"].name == "Kim"


@pytest.mark.spec("SEC-02", "SEC-03")
async def test_a_program_has_the_rights_of_its_key_from_its_networks_until_its_day(house: Web) -> None:
    async with house.page("owner") as owner, house.page() as program:
        wish = {"name": "CRM", "rights": {"support": ["agent-ticket"]}, "addresses": ["127.0.0.0/8"]}
        made = (await owner.send("POST", "/api/keys", wish)).json()
        program.client.headers["Authorization"] = f"Bearer {made['token']}"
        assert (await program.send("GET", "/api/tickets")).status_code == 200
        assert (await program.send("PATCH", "/api/tickets/1", {"note": "x"})).status_code == 404
        assert (await program.send("GET", "/api/skills?service=support")).status_code == 403
        assert made["token"] not in (await owner.send("GET", "/api/keys")).text
        other = wish | {"addresses": ["192.0.2.0/24"], "until": "2027-01-16T08:00:00Z"}
        elsewhere = (await owner.send("POST", "/api/keys", other)).json()
        program.client.headers["Authorization"] = f"Bearer {elsewhere['token']}"
        assert (await program.send("GET", "/api/tickets")).status_code == 403
        house.now[0] += 48 * 3600
        assert (await program.send("GET", "/api/tickets")).status_code == 401
        program.client.headers["Authorization"] = f"Bearer {made['token']}"
    async with house.page("owner") as owner:
        assert (await owner.send("DELETE", f"/api/keys/{made['key']['id']}")).status_code == 204


@pytest.mark.spec("SEC-02")
async def test_a_key_that_cannot_be_is_refused(house: Web) -> None:
    wish: dict[str, object] = {"name": "CRM", "rights": {"support": ["agent-ticket"]}, "addresses": ["192.0.2.7"]}
    wrong: list[dict[str, object]] = [{"rights": {"": ["org-admin"]}}, {"rights": {"nowhere": ["agent-ticket"]}}]
    wrong += [{"rights": {}}, {"addresses": ["here"]}]
    async with house.page("owner") as owner:
        for change in wrong:
            assert (await owner.send("POST", "/api/keys", wish | change)).status_code == 422, change
        anywhere = await owner.send("POST", "/api/keys", wish | {"addresses": []})
        assert (anywhere.status_code, anywhere.json()["code"]) == (422, "key_networks")
        assert (await owner.send("POST", "/api/keys", wish | {"addresses": ["0.0.0.0/0", "::/0"]})).status_code == 201


@pytest.mark.spec("SEC-01")
async def test_the_open_api_of_a_service_is_switched_off_and_on_and_its_keys_are_kept(house: Web) -> None:
    rights = {"support": ["agent-ticket"], "sales": ["agent-ticket"]}
    async with house.page("owner") as owner, house.page("agent1") as person, house.page() as one, house.page() as both:
        await give_key(owner, one, {"support": ["agent-ticket"]})
        await give_key(owner, both, rights)
        assert (await one.send("GET", "/api/tickets")).status_code == 200
        assert (await owner.send("DELETE", "/api/services/support/open-api")).status_code == 204
        refused = await one.send("GET", "/api/tickets")
        assert (refused.status_code, refused.json()["code"]) == (403, "open_api_off")
        assert "Settings, API keys" in refused.json()["detail"]
        assert [each["id"] for each in (await both.get("/api/ticket-choices"))["services"]] == ["sales"]
        assert (await person.send("GET", "/api/tickets")).status_code == 200
        renamed = await owner.send("PATCH", "/api/services/support", {"name": "Help"})
        assert renamed.json()["open_api"] is False
        assert (await load_plan(house.database)).services["support"].open_api is False
        assert (await owner.send("PUT", "/api/services/support/open-api")).status_code == 204
        assert (await one.send("GET", "/api/tickets")).status_code == 200
        done = [each["operation"] for each in (await owner.get("/api/audit"))["items"]]
        assert {"PUT /api/services/{id}/open-api", "DELETE /api/services/{id}/open-api"} <= set(done)


async def give_key(owner: Page, program: Page, rights: dict[str, list[str]]) -> None:
    """The program asks with a new key from now on."""
    wish = {"name": "CRM", "rights": rights, "addresses": ["127.0.0.0/8"]}
    token = (await owner.send("POST", "/api/keys", wish)).json()["token"]
    program.client.headers["Authorization"] = f"Bearer {token}"
