"""Requests that nobody can answer are refused before anybody reads them: too long, with a NUL, beyond 64 bits."""

from collections.abc import AsyncIterator

import pytest

from server.api.auth import CSRF
from server.api.plain import MOST_OF_JSON, has_nul, is_too_large
from tests.server.web.desk import Web
from tests.server.web.test_ticket_work import gives_up


async def test_a_body_is_read_no_further_than_it_may_be_long_whoever_sends_it(house: Web) -> None:
    async with house.page() as stranger:
        told = await stranger.send("POST", "/api/session", {"login": "x" * MOST_OF_JSON, "password": "y"})
    assert told.status_code == 413
    assert told.headers["content-type"] == "application/problem+json"


async def test_a_body_that_does_not_say_how_long_it_is_is_counted(house: Web) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b" " * (MOST_OF_JSON // 4)

    async with house.page() as stranger:
        headers = {"Content-Type": "application/json"}
        told = await stranger.client.post("/api/session", content=pieces(), headers=headers)
    assert told.status_code == 413


async def test_nothing_that_says_to_be_json_is_no_wish_and_no_fault(house: Web) -> None:
    """As programs send it that set the header for every request."""
    await gives_up(house, "c1")
    async with house.page("agent1") as page:
        headers = {CSRF: page.csrf, "Content-Type": "application/json"}
        told = await page.client.post("/api/tickets/1/fetch", content=b"", headers=headers)
        assert told.status_code == 200, told.text
        assert (await page.client.post("/api/groups", content=b"", headers=headers)).status_code in (403, 422)


@pytest.mark.parametrize("path", ["/api/tickets/9223372036854775808", "/api/audit?before=99999999999999999999"])
async def test_a_number_beyond_64_bits_is_refused(house: Web, path: str) -> None:
    async with house.page("owner") as page:
        assert (await page.send("GET", path)).status_code == 422


async def test_a_text_with_a_nul_is_refused(house: Web) -> None:
    async with house.page("owner") as page:
        told = await page.send("POST", "/api/groups", {"service": "support", "name": "a\0b", "members": []})
    assert (told.status_code, "NUL" in told.text) == (422, True)


def test_digits_in_a_text_are_no_number() -> None:
    assert not is_too_large({"note": "9" * 100})
    assert is_too_large({"deep": [{"n": 2**63}]})
    assert not is_too_large(True)


def test_a_nul_is_found_wherever_it_is() -> None:
    assert has_nul({"a": [{"b\0": 1}]})
    assert not has_nul({"a": ["b", 1, None]})
