"""Drafts are tried by hand, a new version tells whom it concerns, and the drawing knows where callers are."""

from typing import Any

from tests.server.web.desk import Page, Web

SHORTER = """route: support
start: choose
steps:
  choose:
    menu: support.menu
    keys:
      1: {label: Payments, to: payment}
    no input: general
    wrong input: general
  payment: {queue: payments}
  general: {queue: general}
"""


async def tried(page: Page, **wish: object) -> dict[str, Any]:
    answer = await page.send("POST", "/api/routes/support/try", {"at": "2026-11-23T10:00:00+09:00"} | wish)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_draft_is_tried_key_by_key(house: Web) -> None:
    async with house.page("designer") as page:
        told = await tried(page, language="ko")
        assert (told["step"], told["waiting_for"], told["ends"]) == ("choose", "menu", "")
        welcome = told["heard"][0]
        assert (welcome["prompt"], welcome["text"]) == ("support.welcome", "코드보드 고객지원 센터입니다.")
        assert welcome["sound_url"] == "/api/prompts/support.welcome/ko/sound"
        told = await tried(page, acts=["1", "silence"])
        assert (told["step"], told["path"]) == ("payments", ["Payments"])
        assert [each["after"] for each in told["heard"]] == [0, 0, 1, 2, 2]
        told = await tried(page, acts=["1", "2"])
        assert (told["ends"], told["step"], told["waiting_for"]) == ("queue payments", "", "")


async def test_the_text_of_the_page_is_tried_without_being_saved(house: Web) -> None:
    async with house.page("designer") as page:
        assert (await tried(page, text=SHORTER, acts=["1"]))["ends"] == "queue payments"


async def test_what_lookups_give_and_calendars_say_is_up_to_who_tries(house: Web) -> None:
    known = """route: support
start: who
steps:
  who: {lookup: customer, then: greet, missing: sorry, failed: sorry}
  greet: {goodbye: {text: "Hello {customer.name}"}}
  sorry: {goodbye: system.goodbye}
"""
    async with house.page("designer") as page:
        kim = {"who": {"outcome": "found", "values": {"name": "Kim"}}}
        assert (await tried(page, text=known, lookups=kim))["heard"][0]["text"] == "Hello Kim"
        nobody = {"customer": {"outcome": "missing"}}
        assert (await tried(page, text=known, lookups=nobody))["heard"][0]["prompt"] == "system.goodbye"


async def test_calendars_say_what_they_say_then_unless_who_tries_knows_better(house: Web) -> None:
    known = """route: support
start: hours
steps:
  hours: {hours: shop, open: wait, closed: shut, holiday: feast}
  wait: {queue: payments}
  shut: {goodbye: {text: "Closed"}}
  feast: {goodbye: {text: "A holiday"}}
"""
    week = [[[540, 1080]]] * 5 + [[], []]
    feast = [{"first": "2046-12-25", "last": "2046-12-25", "name": "Christmas"}]
    shop = {"name": "Shop", "service": "support", "zone": "Asia/Seoul", "days": week, "holidays": feast, "special": []}
    async with house.page("designer") as page:
        assert (await page.send("PUT", "/api/calendars/shop", shop)).status_code == 200
        assert (await tried(page, text=known))["ends"] == "queue payments"
        closed = await tried(page, text=known, at="2026-11-28T10:00:00+09:00")
        assert [each["text"] for each in closed["heard"]] == ["Closed"]
        closed = await tried(page, text=known, at="2046-12-25T10:00:00+09:00")
        assert [each["text"] for each in closed["heard"]] == ["A holiday"]
        assert (await tried(page, text=known, calendars={"shop": "closed"}))["ends"] != "queue payments"


async def test_a_text_with_errors_and_deeds_that_nobody_can_do_are_refused_with_a_remedy(house: Web) -> None:
    async with house.page("designer") as page:
        wrong = await page.send("POST", "/api/routes/support/try", {"text": SHORTER.replace("to: payment", "to: x")})
        assert wrong.status_code == 422
        assert wrong.json()["complaints"][0]["line"] == 4
        wrong = await page.send("POST", "/api/routes/support/try", {"acts": ["shout"]})
        assert "cannot do 'shout'" in wrong.json()["detail"]
        wrong = await page.send("POST", "/api/routes/support/try", {"figures": {"weather": 1}})
        assert "no figure" in wrong.json()["detail"]


async def test_a_new_version_tells_whose_paths_it_changes(house: Web) -> None:
    async with house.page("designer") as page:
        told = (await page.send("POST", "/api/routes/support/impact", {"text": SHORTER})).json()
        assert told["changed"] == sum(each["callers"] for each in told["changes"]) > 100
        fates = [(each["before"]["ends"], each["after"]["ends"]) for each in told["changes"]]
        assert ("queue account", "queue general") in fates
        assert ["choose", "2"] in told["gone"]
        same = (await page.send("POST", "/api/routes/support/impact", {})).json()
        assert (same["changed"], same["changes"], same["real"]) == (0, [], False)


async def test_the_drawing_knows_where_callers_stand_and_which_ways_they_took(house: Web) -> None:
    await house.caller()
    async with house.page("designer") as page:
        told = await page.get("/api/routes/support/figures")
        assert told["now"] == {"general": 1}
        assert told["today"] == {"open": {"open": 1}, "choose": {"0": 1}}
        assert told["yesterday"] == {}
        impact = (await page.send("POST", "/api/routes/support/impact", {"text": SHORTER})).json()
        assert impact["real"]
