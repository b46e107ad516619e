"""Problem documents, headers, health and the pages."""

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
