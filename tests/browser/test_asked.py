"""What a page asks the server for in a call: each question costs it as much as a step of the call itself."""

import asyncio
import re
from collections import Counter
from urllib.parse import urlsplit

from playwright.async_api import Request

from bench.asked import ASKED
from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import Desk
from tests.support.real import RealStage

pytestmark = on_a_page
ONCE_A_PAGE = ("/api/templates", "/api/ticket-choices", "/api/customer-settings")
# Who becomes a customer in this call, the list of a new page, and how the talk sounded until that is known.
AGAIN = re.compile(r"/api/(calls/[^/]+/customer|tickets|tickets/\d+/quality)\?(mine=true&limit=50)?")
MORE = 4  # than the bench counts: a customer whom nobody knew is asked for again, and a new page has its own lists


async def test_a_call_costs_a_page_few_questions_and_none_again_and_again(ready: Desk, stage: RealStage) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        path, query = urlsplit(request.url)[2:4]
        if request.method == "GET" and path.startswith("/api/") and path not in ONCE_A_PAGE:
            asked.append(f"{path}?{query}")

    ready.page.on("request", note)
    await call_by_card(stage)
    await ready.rings()
    await ready.answer("Incoming call", "Confirm")
    await ready.shows("Talking")
    await asyncio.sleep(6)  # longer than it takes until a look at the sound
    assert len([path for path in asked if "/quality?" in path]) <= 1
    await ready.press("Hang up")
    await ready.shows("After call")
    await asyncio.sleep(4.5)
    assert len(asked) <= sum(often for _, often in ASKED) + MORE, "\n".join(asked)
    assert [each for each, times in Counter(asked).items() if times > 1 and not AGAIN.fullmatch(each)] == []
