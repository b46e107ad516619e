"""A house at work with secrets that are known here: afterwards they stand in no log, no command line, no answer and not
readable in the database; numbers, names and words of people in no log."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.rights import OPERATIONS
from softphone.agent import Declined, HeadlessAgent
from tests.support.house import PASSWORD, House, running_house
from tests.support.outage import children, killed
from tests.support.real import RealStage

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(240), pytest.mark.slow]
SUPPORT = "0700000001"
GIVEN = {
    "TRUNK_USER": "centre",
    "TRUNK_PASSWORD": "trunk-hidden-4711",
    "MAIL": "smtp://post:mail-hidden-4711@127.0.0.1:9",
    "ARI_PASSWORD": "ari-hidden-4711",
    "AMI_PASSWORD": "ami-hidden-4711",
    "GATEWAY_TOKEN": "gateway-hidden-4711",
    "SEAL": "seal-hidden-4711-seal-hidden-4711",
    "METRICS_TOKEN": "metrics-hidden-4711",
    "LOG_LEVEL": "debug",
}
HIDDEN = ["trunk-hidden-4711", "mail-hidden-4711", "ari-hidden-4711", "ami-hidden-4711", "gateway-hidden-4711"]
HIDDEN += ["seal-hidden-4711", "metrics-hidden-4711"]
GUESSED, CHOSEN = "guessed-hidden-4711", "chosen-hidden-4711"
NUMBER, NOTE, CUSTOMER = "01098765432", "words-between-us-4711", "Gildong-4711"


async def work(house: House, folder: Path) -> list[str]:
    """A day in short; the secrets that were made in it."""
    made: list[str] = []
    async with HeadlessAgent(house.url, "owner", PASSWORD) as owner:
        stranger = HeadlessAgent(house.url, "owner", GUESSED)
        with pytest.raises(Declined):
            await stranger.sign_in()
        await stranger.close()
        phone = await owner.ask("POST", "/api/phones", {"id": "hidden", "name": "Desk"})
        program = {"name": "Program", "rights": {"support": ["agent-ticket"]}, "addresses": ["127.0.0.1"]}
        key = await owner.ask("POST", "/api/keys", dict(program))
        hook = {"service": "support", "name": "CRM", "url": "https://example.invalid/x", "kinds": ["Arrived"]}
        made += [str(phone["secret"]), str(key["token"])]
        made.append(str((await owner.ask("POST", "/api/webhooks", dict(hook)))["secret"]))
        await owner.ask("PUT", "/api/me/password", {"old": PASSWORD, "new": CHOSEN})
    stage = RealStage(house, folder, 0)
    await stage.open()
    try:
        await stage.choose("agent1", "ready", "")
        await stage.call("A", SUPPORT, NUMBER)
        await stage.press("A", "0")
        await stage.expect_rings("A", "agent1")
        await stage.act("agent1", "confirm", "")
        await stage.expect_agent_is("agent1", "talking", 15.0)
        (ticket,) = await stage.items("/api/tickets?limit=1")
        await stage.agents["agent1"].ask("PATCH", f"/api/tickets/{ticket['id']}", {"note": NOTE, "subject": CUSTOMER})
        await stage.hang_up("A")
        await stage.expect_gone("A")
    finally:
        await stage.close()
    await killed(house, "server")
    return made


def logs(house: House) -> Iterator[tuple[str, bytes]]:
    """What Asterisk tells as its witness is a record of calls, kept as the journal is, and no log."""
    for file in (*house.data.glob("*.log"), *(house.data / "log").rglob("*"), *(house.data / "asterisk/log").glob("*")):
        if file.is_file():
            yield str(file.relative_to(house.data)), file.read_bytes()


def tree(house: House) -> Iterator[bytes]:
    """The command lines of the house, and of what its children have started."""
    waiting = [house.process.pid, *(pid for pid, _ in children(house))]
    while waiting:
        pid = waiting.pop()
        try:
            yield Path(f"/proc/{pid}/cmdline").read_bytes()
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split())
        except OSError:
            continue


def found(hidden: list[str], where: str, content: bytes) -> list[str]:
    return [f"{each} in {where}" for each in hidden if each.encode() in content]


async def answers(house: House) -> Iterator[tuple[str, bytes]]:
    async with HeadlessAgent(house.url, "owner", CHOSEN) as owner:
        told = []
        for operation in OPERATIONS:
            method, path = operation.split(" ")
            if method == "GET" and "{" not in path and not path.endswith(("/docs", "/begin", "/back")):
                try:
                    told.append((operation, str(await owner.ask("GET", path)).encode()))
                except (Declined, ValueError):
                    continue
        return iter(told)


async def test_a_house_at_work_keeps_its_secrets(tmp_path: Path) -> None:
    async with running_house(tmp_path / "house", **GIVEN) as house:
        made = await work(house, tmp_path)
        secret = [*HIDDEN, GUESSED, CHOSEN, *made]
        lost = [each for line in tree(house) for each in found(secret, "a command line", line)]
        lost += [
            each for name, content in logs(house) for each in found([*secret, NUMBER, NOTE, CUSTOMER], name, content)
        ]
        lost += [each for name, content in await answers(house) for each in found(secret, name, content)]
        for file in house.data.glob("cordboard.db*"):
            lost += found(secret, file.name, file.read_bytes())
        assert lost == []
        readable = [str(file) for file in house.data.rglob("*") if file.is_file() and os.stat(file).st_mode & 0o077]
        assert [each for each in readable if "secrets" in each or each.endswith((".conf", ".db"))] == []
