"""Single sign-on with a real provider: who comes in, as whom, and every lie that is refused."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from server.api.single import COOKIE
from server.staff import totp
from tests.server.web.desk import Page, Web
from tests.support.provider import CLIENT, SECRET, Provider, provider

pytestmark = pytest.mark.spec("ORG-41")
MAIL = "agent1@example.org"


@pytest.fixture
async def there(house: Web) -> AsyncIterator[Provider]:
    """Set up, and agent1 has an address."""
    async with provider() as known:
        known.clock, known.who["email"] = house.house.clock, MAIL
        async with house.page("owner") as owner:
            assert (await owner.send("PATCH", "/api/people/agent1", {"email": MAIL})).is_success
            assert (await settle(owner, known)).is_success
        yield known


async def settle(owner: Page, known: Provider, **more: object) -> Any:  # noqa: ANN401  # an answer of httpx2
    wish = {"name": "Example", "issuer": known.issuer, "client": CLIENT, "secret": SECRET} | more
    return await owner.send("PUT", "/api/sign-on", wish)


async def to_the_provider(page: Page) -> str:
    """The way back that the provider sends the browser."""
    out = await page.client.get("/api/session/single/begin")
    assert out.status_code == 303, out.text
    async with aiohttp.ClientSession() as browser, browser.get(out.headers["location"], allow_redirects=False) as told:
        return str(told.headers["Location"])


async def come_in(house: Web, page: Page) -> str:
    """Where the page lands."""
    back = await page.client.get(await to_the_provider(page))
    assert back.status_code == 303
    return str(back.headers["location"])


async def who(page: Page) -> str:
    answer = await page.client.get("/api/me")
    return str(answer.json()["id"]) if answer.is_success else ""


async def test_somebody_comes_in_by_the_verified_address(house: Web, there: Provider) -> None:
    async with house.page() as page:
        assert (await page.get("/api/session/single"))["name"] == "Example"
        assert await come_in(house, page) == "/"
        assert await who(page) == "agent1"
    assert there.asked["scope"] == "openid profile email"


async def test_who_is_known_there_is_known_by_the_subject_also_with_another_address(
    house: Web, there: Provider
) -> None:
    async with house.page() as page:
        await come_in(house, page)
    there.who["email"] = "new@example.org"
    async with house.page() as page:
        assert await come_in(house, page) == "/"
        assert await who(page) == "agent1"


@pytest.mark.parametrize(
    "lies",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"iat": 2_000_000_000},
        {"sub": None},
        {"aud": [CLIENT, "another"], "azp": "another"},
    ],
    ids=repr,
)
async def test_a_token_with_a_wrong_claim_lets_nobody_in(house: Web, there: Provider, lies: dict[str, object]) -> None:
    there.lies = lies
    async with house.page() as page:
        assert await come_in(house, page) == "/?sign-on=failed"
        assert await who(page) == ""


@pytest.mark.parametrize("alg", ["none", "HS256"])
async def test_a_token_that_is_not_signed_by_a_key_pair_lets_nobody_in(house: Web, there: Provider, alg: str) -> None:
    there.alg = alg
    async with house.page() as page:
        assert await come_in(house, page) == "/?sign-on=failed"


async def test_a_key_that_the_provider_has_changed_is_fetched_and_a_foreign_one_is_not_believed(
    house: Web, there: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.sign_on.signing_on.KEYS_AGAIN", 0.0)
    there.new_key("second")
    async with house.page() as page:
        assert await come_in(house, page) == "/"
    there.new_key("second")  # the same name, another key: it is not asked for again
    async with house.page() as page:
        assert await come_in(house, page) == "/?sign-on=failed"


async def test_what_another_browser_began_is_not_finished_here(house: Web, there: Provider) -> None:
    async with house.page() as one, house.page() as other:
        back = await to_the_provider(one)
        assert (await other.client.get(back)).headers["location"] == "/?sign-on=failed"
        await to_the_provider(other)
        assert (await other.client.get(back)).headers["location"] == "/?sign-on=failed"


async def test_a_way_back_is_good_once_and_for_ten_minutes(house: Web, there: Provider) -> None:
    async with house.page() as page:
        back = await to_the_provider(page)
        house.now[0] += 601
        assert (await page.client.get(back)).headers["location"] == "/?sign-on=failed"
        back = await to_the_provider(page)
        assert (await page.client.get(back)).headers["location"] == "/"
        assert (await page.client.get(back)).headers["location"] == "/?sign-on=failed"


async def test_an_address_that_is_not_verified_or_that_two_have_is_nobodys(house: Web, there: Provider) -> None:
    there.who["email_verified"] = False
    async with house.page() as page:
        assert await come_in(house, page) == "/?sign-on=unknown"
    there.who["email_verified"] = True
    async with house.page("owner") as owner:
        await owner.send("PATCH", "/api/people/agent2", {"email": MAIL.upper()})
    async with house.page() as page:
        assert await come_in(house, page) == "/?sign-on=several"


async def test_nobody_gets_an_account_unless_that_is_switched_on_and_then_without_rights(
    house: Web, there: Provider
) -> None:
    there.who |= {"sub": "u9", "email": "nari@example.org", "preferred_username": "Nari Kim", "name": "Kim Nari"}
    async with house.page() as page:
        assert await come_in(house, page) == "/?sign-on=unknown"
    async with house.page("owner") as owner:
        assert (await settle(owner, there, creates=True)).is_success
    async with house.page() as page:
        assert await come_in(house, page) == "/"
        me = await page.get("/api/me")
    assert (me["id"], me["name"], me["rights"]) == ("nari-kim", "Kim Nari", {})


async def test_who_is_out_of_use_does_not_come_in(house: Web, there: Provider) -> None:
    async with house.page("owner") as owner:
        assert (await owner.send("PUT", "/api/people/agent1/active", {"active": False})).is_success
    async with house.page() as page:
        assert await come_in(house, page) == "/?sign-on=unknown"


async def test_who_has_a_second_factor_here_needs_one_there(house: Web, there: Provider) -> None:
    async with house.page("agent1") as page:
        begun = await page.send("POST", "/api/me/second-factor", {"password": "cordboard"})
        secret = base64.b32decode(begun.json()["secret"])
        code = totp.code(secret, int(house.now[0] // totp.STEP))
        assert (await page.send("PUT", "/api/me/second-factor", {"code": code})).is_success
    async with house.page() as page:
        assert await come_in(house, page) == "/?sign-on=second"
    there.who["amr"] = ["pwd", "otp"]
    async with house.page() as page:
        assert await come_in(house, page) == "/"


async def test_cookies_are_for_the_browser_only_and_the_session_is_strict(house: Web, there: Provider) -> None:
    async with house.page() as page:
        out = await page.client.get("/api/session/single/begin")
        kept = out.headers["set-cookie"]
        assert COOKIE in kept
        assert all(word in kept for word in ("HttpOnly", "SameSite=lax", "Path=/api/session/single/back"))
        assert SECRET not in kept + out.headers["location"]
        await page.client.get(await to_the_provider(page))
        changed = await page.client.put("/api/me/language", json={"language": "ko"})
    assert (changed.status_code, "X-CSRF-Token" in changed.text) == (403, True)


async def test_signing_out_ends_the_session(house: Web, there: Provider) -> None:
    async with house.page() as page:
        await come_in(house, page)
        page.csrf = (await page.get("/api/me"))["csrf"]
        assert (await page.send("DELETE", "/api/session")).status_code == 204
        assert await who(page) == ""


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "http://provider.example"},
        {"issuer": "https://127.1/"},
        {"issuer": "https://10.0.0.1/"},
        {"name": ""},
    ],
)
async def test_a_provider_that_cannot_be_is_not_kept(house: Web, there: Provider, change: dict[str, object]) -> None:
    async with house.page("owner") as owner:
        assert (await settle(owner, there, **change)).status_code == 422
        assert (await owner.get("/api/sign-on"))["issuer"] == there.issuer


async def test_the_secret_is_never_told_and_goes_to_no_other_provider(house: Web, there: Provider) -> None:
    async with house.page("owner") as owner:
        told = await owner.send("GET", "/api/sign-on")
        assert (told.json()["secret"], SECRET in told.text) == ("kept", False)
        moved = await settle(owner, there, issuer="https://evil.example", secret=None)
        assert (moved.status_code, moved.json()["code"]) == (422, "lookup_secret_again")
        assert (await settle(owner, there, secret=None)).is_success
    async with house.page() as page:
        assert await come_in(house, page) == "/"
