"""A person at a page of the house: clicks, types, looks and listens by what is on screen and in the loudspeaker."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.support.house import PASSWORD
from tests.support.stage import PATIENCE
from tests.support.until import until

EARS = Path(__file__).with_name("ears.js")
NEAR = 15  # Hz; nearer than that is the same tone
SCREEN = ViewportSize(width=1440, height=900)
LEAVES_WITHIN = 30.0  # s
LOGS_IN_WITHIN = 30.0  # s: microphone, connection and the line of the phone
expect.set_options(timeout=PATIENCE * 1000)


async def new_context(browser: Browser, screen: ViewportSize = SCREEN) -> BrowserContext:
    context = await browser.new_context(viewport=screen, locale="en-GB", permissions=["microphone"])
    await context.add_init_script(path=EARS)
    return context


@dataclass
class Desk:
    """One page of one person. Names are those of the English screen."""

    page: Page
    url: str
    login: str

    # --- coming and going ------------------------------------------------------------------------------------------

    @classmethod
    async def open(
        cls, browser: Browser, url: str, login: str, screen: ViewportSize = SCREEN, query: str = ""
    ) -> "Desk":
        """A browser of the person's own, with nobody signed in."""
        return await cls.at(await new_context(browser, screen), url, login, query)

    @classmethod
    async def at(cls, context: BrowserContext, url: str, login: str, query: str = "") -> "Desk":
        desk = cls(await context.new_page(), url, login)
        await desk.page.goto(f"{url}/{query}")
        return desk

    async def sign_in(self) -> None:
        await self.page.get_by_label("Login", exact=True).fill(self.login)
        await self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        await self.page.get_by_role("button", name="Sign in", exact=True).click()
        await expect(self.page.get_by_role("navigation")).to_be_visible()

    async def log_in(self) -> None:
        await self.press("Log in to CTI")
        await expect(self.phone.get_by_role("status")).to_contain_text("Idle", timeout=LOGS_IN_WITHIN * 1000)

    async def another_tab(self) -> "Desk":
        """Of the same person in the same browser."""
        desk = Desk(await self.page.context.new_page(), self.url, self.login)
        await desk.page.goto(self.url)
        return desk

    async def leave(self) -> None:
        """Whatever happened: the next one finds the agent logged out."""
        try:
            await self.log_off()
        finally:
            await self.page.context.close()

    async def hand_on(self) -> None:
        """As `leave`, but the browser stays for the next."""
        try:
            await self.log_off()
        finally:
            await self.forget()

    async def log_off(self) -> None:
        await until(self._is_off, f"{self.login} cannot be logged off", LEAVES_WITHIN, 0.2)

    async def forget(self) -> None:
        """The browser is as one that nobody has used, but that it has the files of the pages, which never change."""
        context = self.page.context
        last = await context.new_page()
        for page in context.pages:
            if page is not last:
                await page.close()
        await last.goto(f"{self.url}/icon.svg")
        await last.evaluate("localStorage.clear()")
        await last.close()
        await context.clear_cookies()

    async def post(self, path: str) -> bool:
        """False when the server said no."""
        token = (await self.ask("/api/me"))["csrf"]
        answer = await self.page.context.request.post(self.url + path, data={}, headers={"X-CSRF-Token": token})
        return answer.ok

    async def _is_off(self) -> bool:
        me = await self.ask("/api/me")
        state = {"state": "off"}
        answer = await self.page.context.request.put(
            f"{self.url}/api/me/state", data=state, headers={"X-CSRF-Token": me["csrf"]}
        )
        agents = (await self.ask("/api/agents"))["items"]
        return answer.ok or all(one["state"] == "off" for one in agents if one["id"] == self.login)

    # --- hands -----------------------------------------------------------------------------------------------------

    @property
    def phone(self) -> Locator:
        return self.page.get_by_role("region", name="Phone", exact=True)

    @property
    def note(self) -> Locator:
        return self.page.get_by_role("textbox", name="Note", exact=True)

    def dialog(self, name: str) -> Locator:
        return self.page.get_by_role("dialog", name=name, exact=True)

    def button(self, name: str) -> Locator:
        return self.phone.get_by_role("button", name=name, exact=True)

    async def press(self, name: str) -> None:
        await self.button(name).click()

    async def answer(self, dialog: str, name: str) -> None:
        await self.dialog(dialog).get_by_role("button", name=name, exact=True).click()

    # --- eyes and ears ---------------------------------------------------------------------------------------------

    async def shows(self, state: str) -> None:
        await expect(self.phone.get_by_role("status")).to_contain_text(state)

    async def rings(self) -> Locator:
        dialog = self.dialog("Incoming call")
        await expect(dialog).to_be_visible(timeout=60_000)
        return dialog

    async def hears(self, hertz: float) -> None:
        """The tone, from now on; 0 is silence."""
        async with asyncio.timeout(PATIENCE):
            while abs(await self.page.evaluate("heard()") - hertz) > NEAR:  # noqa: ASYNC110  # the page cannot call us
                await asyncio.sleep(0.1)

    async def tell(self, path: str, body: dict[str, object] | None = None) -> None:
        """What a button does that this screen has not, or in another place."""
        token = (await self.ask("/api/me"))["csrf"]
        answer = await self.page.context.request.post(self.url + path, data=body or {}, headers={"X-CSRF-Token": token})
        assert answer.ok, f"{path}: {answer.status} {await answer.text()}"

    async def ask(self, path: str) -> Any:  # noqa: ANN401  # JSON of any shape
        """What the server tells this person by HTTP."""
        answer = await self.page.context.request.get(self.url + path)
        assert answer.ok, f"{path}: {answer.status}"
        return await answer.json()
