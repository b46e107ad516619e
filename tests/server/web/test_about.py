"""Problem documents, headers, health and the pages."""

from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from server.api import pages, problems
from tests.server.web.desk import Web, app_of


async def test_an_error_is_a_problem_document_without_the_value_that_was_sent(house: Web) -> None:
    async with house.page() as page:
        wrong = await page.send("POST", "/api/session", {"login": 1234567, "password": "secret" * 400})
        lost = await page.send("GET", "/api/nothing")
    assert wrong.headers["content-type"] == lost.headers["content-type"] == "application/problem+json"
    assert (wrong.json()["status"], lost.json()["status"]) == (422, 404)
    assert "secret" not in wrong.text


async def test_every_answer_carries_headers_that_keep_strangers_out(house: Web) -> None:
    async with house.page() as page:
        for path in ("/", "/api/health", "/api/nothing"):
            headers = (await page.send("GET", path)).headers
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"


async def test_the_api_can_be_read_as_a_page(house: Web) -> None:
    app = app_of(house.house)
    async with house.page() as page:
        text = (await page.send("GET", "/api/docs")).text
    assert all(path in text for path in app.openapi()["paths"])
    assert "<script" not in text


async def test_health_tells_each_part_and_that_it_is_a_demo(house: Web) -> None:
    async with house.page() as page:
        told = await page.get("/api/health")
    assert told["parts"] == {"asterisk": "ok", "database": "ok"}
    assert told["demo"] is True


async def test_a_manager_connection_that_is_away_is_told_with_its_remedy_and_calls_go_on(house: Web) -> None:
    async def health() -> dict[str, str]:
        return {"asterisk": "ok", "database": "ok", "ami": "not connected"}

    async with house.page() as page:
        well = await page.get("/api/health")
    house.house = replace(house.house, health=health)
    async with house.page() as page:
        answer = await page.send("GET", "/api/health")
    told = answer.json()
    assert (well["degraded"], well["remedies"]) == (False, {})
    assert (answer.status_code, told["status"], told["degraded"]) == (200, "ok", True)
    assert "manager interface" in told["remedies"]["ami"]


async def test_a_house_that_nobody_can_call_is_down_though_its_asterisk_answers(house: Web) -> None:
    async def health() -> dict[str, str]:
        return {"asterisk": "ok", "database": "ok", "sip": "does not listen for SIP at UDP 127.0.0.1:5060"}

    house.house = replace(house.house, health=health)
    async with house.page() as page:
        answer = await page.send("GET", "/api/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "down")
    assert "127.0.0.1:5060" in answer.json()["remedies"]["sip"]


@pytest.mark.parametrize("kind", ["patient", "abusive"])
async def test_a_simulated_caller_is_asked_for(house: Web, kind: str) -> None:
    async with house.page("agent1") as page:
        assert (await page.send("POST", "/api/demo/call", {"kind": kind})).status_code == 202
        assert (await page.send("POST", "/api/demo/call", {"kind": "martian"})).status_code == 422
    assert house.wishes == [kind]


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/", 200, "the page"),
        ("/tickets/7", 200, "the page"),
        ("/assets/a.js", 200, "script"),
        ("/assets/gone.js", 404, "another version"),
        ("/../secret", 200, "the page"),
        ("/%2e%2e/secret", 200, "the page"),
    ],
)
async def test_pages_are_served_and_nothing_beside_them(tmp_path: Path, path: str, status: int, text: str) -> None:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret")
    (dist / "index.html").write_text("the page")
    (dist / "assets" / "a.js").write_text("script")
    app = FastAPI()
    problems.install(app)
    app.include_router(pages.router(dist))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://desk") as client:
        answer = await client.get(path)
    assert (answer.status_code, text in answer.text) == (status, True)


async def read_metrics(house: Web, token: str = "", address: str = "127.0.0.1", **headers: str) -> int:
    """The status of the answer. token: the one that is set; address: who asks."""
    house.house = replace(house.house, settings=replace(house.house.settings, metrics_token=token))
    transport = httpx2.ASGITransport(app_of(house.house), client=(address, 1))
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk", headers=headers) as client:
        return (await client.get("/metrics")).status_code


async def test_without_a_token_only_this_machine_reads_the_metrics(house: Web) -> None:
    assert await read_metrics(house) == 200
    assert await read_metrics(house, address="192.0.2.7") == 403
    assert await read_metrics(house, **{"X-Forwarded-For": "127.0.0.1"}) == 403


async def test_with_a_token_whoever_shows_it_reads_the_metrics(house: Web) -> None:
    right, wrong = {"Authorization": "Bearer long-and-random"}, {"Authorization": "Bearer guessed"}
    assert await read_metrics(house, "long-and-random", "192.0.2.7", **right) == 200
    assert await read_metrics(house, "long-and-random", **wrong) == 403
    assert await read_metrics(house, "long-and-random") == 403


async def test_every_answer_carries_the_id_of_its_request_and_a_proxys_is_taken_over(house: Web) -> None:
    async with house.page() as page:
        own = (await page.send("GET", "/api/health")).headers["X-Request-ID"]
        taken = await page.client.get("/api/health", headers={"X-Request-ID": "proxy-0001"})
        strange = await page.client.get("/api/health", headers={"X-Request-ID": "a b\tc"})
    assert len(own) == 32
    assert taken.headers["X-Request-ID"] == "proxy-0001"
    assert len(strange.headers["X-Request-ID"]) == 32
