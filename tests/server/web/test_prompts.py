"""Prompts by HTTP: written, recorded, taken back, spoken; who may, and what is refused."""

import hashlib
import io
import wave
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from asterisk.sounds.brought import SoundKind
from server.prompts.opening import FOLDER
from server.views import PromptUseView
from tests.server.web.desk import Page, Web, prompt_library
from tests.support.beeper import tone

SHIPPED = {
    "support.welcome": {"en": "Welcome.", "ko": "안녕하세요.", "ja": "ようこそ。"},
    "sales.welcome": {"en": "Sales."},
    "system.goodbye": {"en": "Goodbye.", "ko": "안녕히 계십시오.", "ja": "さようなら。"},
}
WELCOME = "/api/prompts/support.welcome"


@pytest.fixture
async def stocked(house: Web) -> Web:
    """With three prompts; a route plays one that is added later."""
    library = prompt_library(house.folder, house.database, SHIPPED, house.house.clock)
    await library.load()

    async def uses() -> dict[str, list[PromptUseView]]:
        return {"support.fair": [PromptUseView("route", "support", "fair")]}

    house.house = replace(house.house, prompts=library, uses=uses)
    return house


@pytest.fixture
async def designer(stocked: Web) -> AsyncIterator[Page]:
    async with stocked.page("designer") as page:
        yield page


def sound(seconds: float, volume: float = 0.3, louder: float = 0.0) -> bytes:
    """louder: by so many dB, cut off at the end of the scale."""
    with tone(seconds, volume).apply_gain(louder).export(format="wav") as file:
        return bytes(file.read())


def hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def in_language(told: dict[str, Any], language: str) -> dict[str, Any]:
    return next(each for each in told["prompt"]["languages"] if each["language"] == language)


async def length(page: Page, path: str) -> float:
    """Seconds of a sound, as a browser gets it."""
    answer = await page.send("GET", path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as file:
        assert file.getframerate() == 16000
        return float(file.getnframes() / 16000)


async def test_a_written_text_is_heard_at_once_and_the_shipped_one_can_be_taken_back(
    stocked: Web, designer: Page
) -> None:
    before = stocked.house.prompts.sounds.media("support.welcome", "en")
    told = (await designer.send("PUT", f"{WELCOME}/en/text", {"text": "  Hello,\nand welcome. "})).json()
    assert in_language(told, "en") == {
        "language": "en", "text": "Hello, and welcome.", "source": "text", "words": 1, "recording": 0, "instead": "",
    }  # fmt: skip
    assert [(each["version"], each["by"], each["heard"]) for each in told["versions"]] == [(1, "Lena Sørensen", True)]
    assert stocked.house.prompts.sounds.media("support.welcome", "en") != before
    told = (await designer.send("PUT", f"{WELCOME}/en/use", {"version": 0})).json()
    assert in_language(told, "en")["text"] == "Welcome."
    assert stocked.house.prompts.sounds.media("support.welcome", "en") == before
    assert not told["versions"][0]["heard"]


async def test_a_recording_is_heard_instead_of_the_words_and_each_version_can_be_listened_to(designer: Page) -> None:
    assert (await designer.bring(f"{WELCOME}/ko/recording", sound(1.0))).status_code == 200
    told = (await designer.bring(f"{WELCOME}/ko/recording", sound(2.0))).json()
    assert (in_language(told, "ko")["source"], in_language(told, "ko")["recording"]) == ("recording", 2)
    assert await length(designer, f"{WELCOME}/ko/sound") == pytest.approx(2.0, abs=0.2)
    assert await length(designer, f"{WELCOME}/ko/sound?version=1") == pytest.approx(1.0, abs=0.2)
    assert await length(designer, f"{WELCOME}/ko/sound?version=0") == pytest.approx(0.5, abs=0.2)
    told = (await designer.send("PUT", f"{WELCOME}/ko/use", {"version": 1})).json()
    assert await length(designer, f"{WELCOME}/ko/sound") == pytest.approx(1.0, abs=0.2)
    told = (await designer.send("PUT", f"{WELCOME}/ko/use", {"version": 0})).json()
    assert in_language(told, "ko")["source"] == "text"


async def test_what_was_written_and_recorded_is_there_after_a_restart(stocked: Web, designer: Page) -> None:
    await designer.send("PUT", f"{WELCOME}/en/text", {"text": "Good day."})
    await designer.bring(f"{WELCOME}/ja/recording", sound(1.0))
    again = prompt_library(stocked.folder, stocked.database, SHIPPED, stocked.house.clock)
    await again.load()
    assert again.sounds.now.keys == stocked.house.prompts.sounds.now.keys
    assert again.heard("support.welcome", "en").text == "Good day."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7", "prompt_unreadable"),
        (sound(0.1), "prompt_short"),
        (sound(1.0, volume=0.001), "prompt_silent"),
        (sound(1.0, louder=30), "prompt_clipped"),
    ],
)
async def test_a_recording_that_callers_should_not_hear_is_refused_and_changes_nothing(
    designer: Page, content: bytes, code: str
) -> None:
    before = await designer.get(WELCOME)
    answer = await designer.bring(f"{WELCOME}/en/recording", content)
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert answer.json()["values"].get("kinds", "") == (", ".join(SoundKind) if code == "prompt_unreadable" else "")
    assert await designer.get(WELCOME) == before


async def test_a_recording_that_is_too_large_is_not_read_to_its_end(designer: Page) -> None:
    answer = await designer.bring(f"{WELCOME}/en/recording", b"RIFF" + bytes(10 * 2**20))
    assert answer.status_code == 413


async def test_a_prompt_is_added_missing_in_its_languages_and_deleted_when_nobody_plays_it(designer: Page) -> None:
    for name in ("support.fair", "support.rain"):
        answer = await designer.send("POST", "/api/prompts", {"name": name, "service": "support", "note": "In May"})
        assert answer.status_code == 201
    told = (await designer.send("PUT", "/api/prompts/support.rain/en/text", {"text": "It rains."})).json()
    assert [(each["source"], each["instead"]) for each in told["prompt"]["languages"]] == [
        ("text", ""), ("none", "en"), ("none", "en"),
    ]  # fmt: skip
    used = await designer.send("DELETE", "/api/prompts/support.fair")
    assert (used.status_code, used.json()["code"], used.json()["values"]) == (409, "prompt_used", {"where": "support"})
    assert (await designer.send("DELETE", "/api/prompts/support.rain")).status_code == 204
    assert (await designer.send("GET", "/api/prompts/support.rain")).status_code == 404
    shipped = await designer.send("DELETE", WELCOME)
    assert (shipped.status_code, shipped.json()["code"]) == (409, "prompt_shipped")


async def test_what_nobody_wrote_in_a_language_is_no_fault_of_the_house(stocked: Web, designer: Page) -> None:
    sounds = stocked.house.prompts.sounds
    assert [(gap.prompt, gap.language) for gap in sounds.gaps] == [("sales.welcome", "ko"), ("sales.welcome", "ja")]
    assert sounds.unspoken == ()


async def test_recordings_go_with_their_prompt_unless_another_one_plays_them(stocked: Web, designer: Page) -> None:
    mine, shared = sound(1.0), sound(2.0)
    for name in ("support.rain", "support.snow"):
        await designer.send("POST", "/api/prompts", {"name": name, "service": "support"})
        assert (await designer.bring(f"/api/prompts/{name}/en/recording", shared)).status_code == 200
    assert (await designer.bring("/api/prompts/support.rain/en/recording", mine)).status_code == 200
    assert (await designer.send("DELETE", "/api/prompts/support.rain")).status_code == 204
    library, folder = stocked.house.prompts, stocked.folder / FOLDER
    assert {path.name for path in folder.iterdir()} == {f"{hashed(shared)}.wav", f"{hashed(shared)}.original"}
    (folder / f"{hashed(mine)}.wav").touch()  # of a recording that was refused
    await library.tidy()
    assert {path.stem for path in folder.iterdir()} == {hashed(shared)}


@pytest.mark.parametrize(
    ("name", "code"),
    [("Support Fair", "prompt_name"), ("system.mine", "prompt_name"), ("support.welcome", "prompt_exists")],
)
async def test_a_name_is_plain_and_new(designer: Page, name: str, code: str) -> None:
    answer = await designer.send("POST", "/api/prompts", {"name": name})
    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_the_list_tells_where_a_prompt_is_played(designer: Page) -> None:
    await designer.send("POST", "/api/prompts", {"name": "support.fair", "service": "support"})
    told = await designer.get("/api/prompts")
    fair = next(each for each in told["items"] if each["name"] == "support.fair")
    assert fair["uses"] == [{"kind": "route", "where": "support", "step": "fair"}]
    assert not fair["shipped"]
    assert told["languages"] == ["en", "ko", "ja"]


async def test_a_variable_in_a_prompt_of_the_library_is_refused_with_the_place_where_it_belongs(designer: Page) -> None:
    answer = await designer.send("PUT", f"{WELCOME}/en/text", {"text": "Hello {name}."})
    assert (answer.status_code, answer.json()["code"]) == (409, "prompt_variables")


async def test_a_text_is_spoken_for_whoever_writes_it_with_its_variables_filled(stocked: Web, designer: Page) -> None:
    wish = {"text": "Order {order}.", "language": "en", "values": {"order": "4711"}}
    answer = await designer.send("POST", "/api/prompts/speak", wish)
    assert await length(designer, answer.json()["url"]) == pytest.approx(0.5, abs=0.2)
    assert (await designer.send("GET", "/api/prompts/spoken/secrets.json")).status_code == 422
    silent = await designer.send("POST", "/api/prompts/speak", {"text": "…", "language": "en"})
    assert silent.json()["code"] == "prompt_unspeakable"


async def test_supervisors_listen_and_do_not_edit_and_agents_see_nothing(stocked: Web) -> None:
    async with stocked.page("supervisor") as page:
        assert not (await page.get(WELCOME))["prompt"]["may_edit"]
        assert await length(page, f"{WELCOME}/en/sound") > 0.3
        assert (await page.send("PUT", f"{WELCOME}/en/text", {"text": "Mine."})).status_code == 403
        assert (await page.bring(f"{WELCOME}/en/recording", sound(1.0))).status_code == 403
        assert (await page.send("POST", "/api/prompts", {"name": "support.x"})).status_code == 403
    async with stocked.page("agent1") as page:
        assert (await page.send("GET", "/api/prompts")).status_code == 403
        assert (await page.send("GET", f"{WELCOME}/en/sound")).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/api/prompts/none",
        f"{WELCOME}/xx/sound",
        "/api/prompts/sales.welcome/ko/sound",
        f"{WELCOME}/en/sound?version=9",
    ],
)
async def test_what_is_not_there_is_told(designer: Page, path: str) -> None:
    assert (await designer.send("GET", path)).status_code in (404, 422)
