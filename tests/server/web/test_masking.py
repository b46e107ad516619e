"""Masking over HTTP: who may mask, who sees the words, and what is told to whom."""

import logging
from collections.abc import Iterator

import pytest

from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready
from tests.server.web.test_records import ids, talk

CARD = "1234-5678-9012"
NOTE = f"😀 card {CARD}"  # the first character is two units long in a page and one here
MASKS = "/api/tickets/1/masks"
WISH = {"place": "note", "start": 7, "words": CARD}


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


async def masked(house: Web, page: Page) -> None:
    await ready(house, page)
    await talk(house, page, "c1", "0311112222")
    await page.send("PATCH", "/api/tickets/1", {"note": NOTE})
    answer = await page.send("POST", MASKS, WISH)
    assert (answer.status_code, answer.json()["note"]) == (201, "😀 card ██1██")


@pytest.mark.spec("TKT-55", "SEC-06", "SEC-07")
async def test_an_agent_masks_words_which_nobody_finds_or_hears_of_again(
    house: Web, said: pytest.LogCaptureFixture
) -> None:
    async with house.page("agent1") as page:
        await masked(house, page)
        assert await ids(page, f"q={CARD}") == []
        await page.send("PATCH", "/api/tickets/1", {"note": f"{NOTE} again"})  # a page that did not know yet
        await page.send("POST", "/api/tickets/1/process", {"kind": "comment", "text": f"says {CARD}"})
        told = [await page.send("GET", path) for path in ("/api/tickets", "/api/tickets/1/events", MASKS)]
        assert "██1██ again" in told[0].text
        assert "says ██1██" in told[1].text
    async with house.page("owner") as page:
        told += [await page.send("GET", path) for path in ("/api/audit", "/api/tickets/1")]
    assert [answer.text for answer in told if CARD in answer.text] == []
    assert [each.name for each in said.records if CARD in each.getMessage()] == ["httpx2"]  # the browser's search
    assert CARD not in str(await house.house.history.of("call:c1"))


@pytest.mark.spec("TKT-56", "SEC-09")
async def test_an_admin_sees_the_words_and_puts_them_back_and_that_is_written_down(house: Web) -> None:
    async with house.page("agent1") as page:
        await masked(house, page)
        assert (await page.send("POST", f"{MASKS}/1/show")).status_code == 403
        assert (await page.send("DELETE", f"{MASKS}/1")).status_code == 403
        mine = await page.get(MASKS)
    assert (mine["may_mask"], mine["may_unmask"]) == (True, False)
    async with house.page("supervisor") as page:
        assert (await page.send("POST", f"{MASKS}/1/show")).json() == {"words": CARD}
        assert (await page.send("DELETE", f"{MASKS}/1")).json()["note"] == NOTE
        assert (await page.send("DELETE", f"{MASKS}/1")).status_code == 404
        log = (await page.get(MASKS))["log"]
    assert [(each["by"], each["what"]) for each in log] == [
        *(("agent1", "masked"), ("supervisor", "shown"), ("supervisor", "unmasked")),
    ]
    async with house.page("owner") as page:
        kept = (await page.get("/api/audit"))["items"]
    assert {each["operation"] for each in kept if each["person"] == "supervisor"} >= {
        *("POST /api/tickets/{id}/masks/{number}/show", "DELETE /api/tickets/{id}/masks/{number}"),
    }


@pytest.mark.spec("SEC-05")
async def test_without_the_provider_nothing_is_masked_whatever_the_contract_says(house: Web) -> None:
    await house.house.records.masking.switch("support", False, 1.0)
    async with house.page("agent1") as page:
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        await page.send("PATCH", "/api/tickets/1", {"note": NOTE})
        answer = await page.send("POST", MASKS, WISH)
        assert (answer.status_code, answer.json()["code"]) == (409, "mask_off")
        assert not (await page.get(MASKS))["may_mask"]
    async with house.page("owner") as page:
        functions = ["ticket", "phone", "security"]
        await page.send("PUT", "/api/services/support/contract", {"functions": functions})
        assert not (await page.get(MASKS))["may_mask"]


async def test_with_another_key_the_words_stay_closed_and_that_is_said(house: Web) -> None:
    async with house.page("agent1") as page:
        await masked(house, page)
    await house.house.records.masking.rotate(2.0)
    house.house.records.masking._vault._masters.clear()
    async with house.page("supervisor") as page:
        answer = await page.send("POST", f"{MASKS}/1/show")
    assert (answer.status_code, answer.json()["code"]) == (409, "mask_locked")
