"""A backup of a house with people talking in it becomes the same house elsewhere; and no log tells who they were."""

import asyncio
import hashlib
import sqlite3
from pathlib import Path

import pytest

from softphone.agent import Declined, HeadlessAgent
from tests.server.test_supervisor import cti, environment
from tests.support.filling import Row
from tests.support.house import PASSWORD, House, running_house
from tests.support.real import RealStage

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="package")]
CALLER = "01055510001"
KEPT = ("recordings", "prompts", "attachments", "asterisk/moh")
GOES_ON = ("figures", "folds")  # summed up by the house now and then
WRONG, NAME, MAIL, KEY = "not-my-password-7c1d", "Hwang Geumbit-Nari", "geumbit.nari@example.org", "key-of-the-mill-55"


def rows(data: Path) -> dict[str, list[Row]]:
    database = sqlite3.connect(f"file:{data / 'cordboard.db'}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')] for name in names}
    database.close()
    return {name: sorted(each, key=repr) for name, each in found.items() if name not in GOES_ON}


def files(data: Path) -> dict[str, str]:
    found = [file for folder in KEPT for file in (data / folder).rglob("*") if file.is_file()]
    found.append(data / "secrets.json")
    return {str(file.relative_to(data)): hashlib.sha256(file.read_bytes()).hexdigest() for file in found}


async def run(data: Path, *words: str) -> str:
    done = await asyncio.to_thread(cti, *words, **environment(data))
    assert done.returncode == 0, done.stderr
    return done.stdout


async def talk(stage: RealStage, caller: str) -> None:
    await stage.call(caller, "0700000001", CALLER)
    await stage.press(caller, "0")
    await stage.expect_rings(caller, "agent1")
    await stage.act("agent1", "confirm", "")
    await stage.expect_caller_hears(caller, "agent1")


async def recorded(url: str) -> list[object]:
    """What a supervisor sees of the archive, the house at work."""
    watch = HeadlessAgent(url, "supervisor", PASSWORD)
    await watch.sign_in()
    items = (await watch.ask("GET", "/api/recordings"))["items"]
    assert isinstance(items, list)
    ready = [str(each["id"]) for each in items if each["state"] == "ready"]
    found: list[object] = [
        await watch.ask("GET", f"/api/recordings/{id}{of}") for id in ready for of in ("", "/waveform")
    ]
    await watch.close()
    assert ready
    return found


async def test_a_backup_of_a_running_house_becomes_the_same_house_elsewhere(
    house: House, stage: RealStage, tmp_path: Path
) -> None:
    await stage.record_talks("general", "always", announced=False)
    await stage.choose("agent1", "ready", "")
    await talk(stage, "A")
    await asyncio.sleep(1.5)  # a recording that tells something
    await stage.hang_up("A")
    await stage.expect_recording("A", ["agent1"], locked=False)
    await stage.agents["agent1"].go("ready", "")
    await talk(stage, "B")
    file = tmp_path / "house.tar.gz"
    assert "secrets and personal data" in await run(house.data, "backup", str(file))
    before = rows(house.data), files(house.data), await recorded(house.url)
    await stage.expect_caller_hears("B", "agent1")
    await run(tmp_path / "new", "restore", str(file))
    assert rows(tmp_path / "new") == before[0]
    assert files(tmp_path / "new") == before[1]
    async with running_house(tmp_path / "new") as restored:
        there = await recorded(restored.url)  # with what was just being recorded, as far as it had come
        assert [each for each in before[2] if each not in there] == []


def logs(data: Path) -> dict[str, str]:
    """All that is for those who look after the machine. CEL is none: the switch's own record of calls, read by us."""
    found = [*(data / "log").glob("*.log"), *(data / "asterisk" / "log").glob("*.log"), data / "house.log"]
    return {file.name: file.read_text(encoding="utf-8", errors="replace") for file in found}


async def declined(who: HeadlessAgent, method: str, path: str, body: dict[str, object]) -> None:
    with pytest.raises(Declined):
        await who.ask(method, path, body)


async def test_no_log_tells_numbers_names_and_secrets_of_people(house: House, stage: RealStage) -> None:
    owner = HeadlessAgent(house.url, "owner", PASSWORD)
    await owner.sign_in()
    person: dict[str, object] = {"id": "nari", "name": NAME, "email": MAIL}
    await owner.ask("POST", "/api/people", person)
    await declined(owner, "POST", "/api/people", person)
    await declined(owner, "POST", "/api/session", {"login": NAME, "password": WRONG})
    await declined(owner, "PUT", "/api/me/password", {"old": WRONG, "new": WRONG})
    connection: dict[str, object] = {"url": "https://192.0.2.1/x", "header": "Authorization", "secret": KEY}
    await owner.ask("PUT", "/api/connections/crm", connection)
    await owner.ask("POST", "/api/connections/crm/test", {"send": {"number": CALLER, "name": NAME}, "wait": 0.1})
    await owner.close()
    await stage.choose("agent1", "ready", "")
    await talk(stage, "A")
    await stage.hang_up("A")
    await stage.expect_gone("A")
    told = logs(house.data)
    assert told.keys() >= {"server.log", "asterisk.log", "gateway.log", "house.log"}
    words = (CALLER[:-2], NAME, MAIL, WRONG, KEY)
    assert [(name, word) for name, text in told.items() for word in words if word in text] == []
