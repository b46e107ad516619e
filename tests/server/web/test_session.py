"""Signing in and out."""

import asyncio

import pytest

from storage.sessions import IDLE_LIMIT
from tests.server.web.desk import Web
from tests.server.web.test_transfers import press, talking


async def test_who_signs_in_gets_an_http_only_cookie_for_this_site_alone(house: Web) -> None:
    async with house.page() as page:
        told = await page.send("POST", "/api/session", {"login": "agent1", "password": "cordboard"})
        cookie = told.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert told.json()["name"] == "김민서"


async def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(house: Web) -> None:
    async with house.page() as page:
        wrong = await page.send("POST", "/api/session", {"login": "agent1", "password": "guess"})
        nobody = await page.send("POST", "/api/session", {"login": "nobody", "password": "guess"})
    assert (wrong.status_code, wrong.json()) == (nobody.status_code, nobody.json())
    assert wrong.status_code == 401
    assert wrong.headers["content-type"] == "application/problem+json"


async def test_guessing_is_slowed_and_then_locked_even_for_the_right_password(house: Web) -> None:
    async with house.page() as page:
        for _ in range(12):
            last = await page.send("POST", "/api/session", {"login": "agent1", "password": "guess"})
            house.now[0] += float(last.headers.get("Retry-After", "0")) if last.status_code == 429 else 0
        for _ in range(5):
            last = await page.send("POST", "/api/session", {"login": "agent1", "password": "guess"})
        assert last.status_code == 429
        right = await page.send("POST", "/api/session", {"login": "agent1", "password": "cordboard"})
        assert right.status_code == 429
        assert int(right.headers["Retry-After"]) > 0


async def test_a_volley_of_guesses_is_counted_one_by_one(house: Web) -> None:
    async with house.page() as page:
        tries = [page.send("POST", "/api/session", {"login": "agent1", "password": str(each)}) for each in range(30)]
        statuses = [answer.status_code for answer in await asyncio.gather(*tries)]
    assert (statuses.count(401), statuses.count(429)) == (4, 26)


async def test_one_good_account_does_not_clear_the_guesses_at_others(house: Web) -> None:
    async with house.page() as page:
        for each in range(40):
            await page.send("POST", "/api/session", {"login": f"agent{each}", "password": "guess"})
            await page.send("POST", "/api/session", {"login": "owner", "password": "cordboard"})
        last = await page.send("POST", "/api/session", {"login": "agent2", "password": "cordboard"})
    assert last.status_code == 429


@pytest.mark.parametrize(("method", "path"), [("PUT", "/api/me/state"), ("DELETE", "/api/session")])
async def test_a_change_without_the_sessions_token_is_refused(house: Web, method: str, path: str) -> None:
    async with house.page("agent1") as page:
        page.csrf = ""
        assert (await page.send(method, path, {"state": "idle"})).status_code == 403
        page.csrf = "of another session"
        assert (await page.send(method, path, {"state": "idle"})).status_code == 403


async def test_after_signing_out_the_cookie_is_worth_nothing(house: Web) -> None:
    async with house.page("agent1") as page:
        token = page.client.cookies["cordboard"]
        assert (await page.send("DELETE", "/api/session")).status_code == 204
        page.client.cookies.set("cordboard", token)
        assert (await page.send("GET", "/api/me")).status_code == 401


async def test_the_language_is_kept_with_the_account(house: Web) -> None:
    async with house.page("agent1") as page:
        assert (await page.send("PUT", "/api/me/language", {"language": "ko"})).json()["language"] == "ko"
        assert (await page.send("PUT", "/api/me/language", {"language": "xx"})).status_code == 422
    async with house.page("agent1") as again:
        assert (await again.get("/api/me"))["language"] == "ko"


async def test_a_session_that_runs_out_in_a_talk_goes_on_until_the_talk_is_over(house: Web) -> None:
    async with talking(house) as (first, second):
        house.now[0] += IDLE_LIMIT + 60
        assert (await second.send("GET", "/api/me")).status_code == 401  # is in no call
        assert await press(house, first, "hold") == 200
        assert await press(house, first, "resume") == 200
        assert await press(house, first, "hangup") == 200
        assert (await first.send("GET", "/api/me")).status_code == 401
