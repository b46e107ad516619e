"""What each person's socket is told of tickets, digits and queues as it happens, and when it is closed."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import replace

import pytest

from cti import facts
from cti.facts import Listening
from journal import Entry
from server.messages import FactMessage
from server.seen import place_of
from server.viewer import PACE, Group, LetGo, Viewer
from storage import recordings
from storage.journal import carry_out
from tests.server.web.desk import CALLER, Page, Web
from tests.server.web.test_calls import ready
from tests.server.web.test_live import Message, person
from tests.server.web.test_queues import change
from tests.support.until import until


@asynccontextmanager
async def watching(
    house: Web, login: str, *, lines: bool = False, latest: bool = False
) -> AsyncIterator[list[Message]]:
    """What the live socket of this person is told, as it comes."""
    told: list[Message] = []

    async def read() -> None:
        async for text in house.house.live.follow(person(house, login), None, lines=lines, latest=latest):
            told.extend(json.loads(line) for line in text.splitlines())

    reading = asyncio.create_task(read())
    await asyncio.sleep(0)
    try:
        yield told
        if not latest:
            await until(lambda: told[-1].get("number", 0) >= house.core.engine.number, within=10, every=0.001)
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def talk(house: Web, page: Page, key: str = "0") -> None:
    await ready(house, page)
    await house.caller(key=key)
    await page.send("POST", "/api/calls/c1/confirm")
    await house.advance(0.2)


def of(told: list[Message], kind: str) -> Message:
    """The last message of this kind."""
    return [message for message in told if message.get("kind") == kind][-1]


async def test_the_agent_is_told_how_long_the_talk_was_on_the_own_ticket(house: Web) -> None:
    async with house.page("agent1") as page, watching(house, "agent1") as mine, watching(house, "agent2") as others:
        await talk(house, page)
        await house.advance(3)
        await page.send("POST", "/api/calls/c1/hangup")
        await house.settle()
    assert of(mine, "TalkEnded")["ticket"]["talk_seconds"] > 2
    assert of(others, "TalkEnded")["ticket"] is None


@pytest.mark.spec("TEL-30")
async def test_who_hands_a_caller_on_is_told_who_has_the_ticket_now_and_how_long_the_talk_was(house: Web) -> None:
    async with house.page("agent1") as first, house.page("agent2") as second, watching(house, "agent1") as told:
        await talk(house, first)
        await ready(house, second, "agent2")
        await first.send("POST", "/api/calls/c1/transfer", {"to": "agent:agent2"})
        await second.send("POST", "/api/calls/c1/confirm")
        await house.advance(3)
        await second.send("POST", "/api/calls/c1/hangup")
        await house.settle()
    assert of(told, "TicketPassed")["ticket"]["agent"] == "agent2"
    assert of(told, "TalkEnded")["ticket"]["talk_seconds"] > 2


@pytest.mark.spec("TEL-31")
async def test_a_dismissal_marks_the_ticket_of_the_agent_who_is_out(house: Web) -> None:
    async with house.page("agent1") as page, watching(house, "agent1") as mine, watching(house, "agent2") as others:
        await talk(house, page)
        await page.send("POST", "/api/calls/c1/dismiss", {"reason": "threats"})
        await house.settle()
    assert of(mine, "TicketFlagged")["ticket"]["flags"] == ["hostile"]
    assert of(others, "TicketFlagged")["fact"]["note"] == ""


async def test_what_is_worked_out_once_for_all_with_the_same_rights_is_what_each_of_them_may_see(house: Web) -> None:
    """Everybody follows twice: as one of many, and with each thing worked out for that person alone."""
    people = sorted(house.house.plan.people)
    await house.settle()  # what is written at the start was told before all of them
    async with AsyncExitStack() as kept:
        as_many, alone = [
            [await kept.enter_async_context(watching(house, login, lines=lines)) for login in people]
            for lines in (True, False)
        ]
        assert 1 < len(house.house.live._groups) < len(people)
        async with house.page("agent1") as first, house.page("agent2") as second:
            await talk(house, first)
            await ready(house, second, "agent2")
            await first.send("POST", "/api/calls/c1/transfer", {"to": "agent:agent2"})
            await second.send("POST", "/api/calls/c1/confirm")
            await second.send("POST", "/api/calls/c1/hangup")
            await house.settle()
            await until(lambda: [len(told) for told in as_many] == [len(told) for told in alone])
    assert as_many == alone
    assert len({json.dumps(told) for told in alone}) > 3


NOW = ("waiting", "agents_ready", "agents_on_duty", "answered", "abandoned", "longest_since")


def known(told: list[Message]) -> tuple[dict[str, Message], dict[str, Message]]:
    """The agents and queues as a page has them after these messages."""
    agents: dict[str, Message] = {}
    queues: dict[str, Message] = {}
    for message in told:
        agent, queue = message.get("agent"), message.get("queue")
        agents |= {one["id"]: one for one in [*message.get("agents", []), *([agent] if agent else [])]}
        queues |= {one["id"]: one for one in [*message.get("queues", []), *([queue] if queue else [])]}
    return agents, {id: {name: queue[name] for name in NOW} for id, queue in queues.items()}


async def test_who_is_told_only_the_latest_of_others_knows_how_they_are_and_all_of_the_own(house: Web) -> None:
    async with AsyncExitStack() as kept:
        short, whole = [
            await kept.enter_async_context(watching(house, "agent2", lines=True, latest=latest))
            for latest in (True, False)
        ]
        fresh: list[Message] = []
        async with house.page("agent1") as first, house.page("agent2") as second:
            await talk(house, first)
            for number in range(3):
                await house.caller(f"w{number}", f"03111{number:05}", key="0")
            await first.send("POST", "/api/calls/c1/hold")
            await first.send("POST", "/api/calls/c1/retrieve")
            await first.send("POST", "/api/calls/c1/hangup")
            await ready(house, second, "agent2")
            await house.settle()
        fresh.append(json.loads(await anext(house.house.live.follow(person(house, "agent2"), None))))
        await until(lambda: known(short) == known(fresh), "the latest is not what is so", within=10)
        await until(lambda: known(whole) == known(fresh), within=10)
    assert CALLER not in json.dumps(short)
    numbers = [message["number"] for message in short if "number" in message]
    assert numbers == sorted(set(numbers))
    assert len(short) < len(whole) / 2
    mine = [[one for one in told if one.get("fact", {}).get("agent") == "agent2"] for told in (short, whole)]
    assert len(mine[0]) > 3
    assert mine[0] == mine[1]


async def test_who_comes_back_with_a_number_hears_of_others_only_the_latest_and_knows_how_they_are(house: Web) -> None:
    since = house.core.engine.number
    async with AsyncExitStack() as kept:
        before = [json.loads(await anext(house.house.live.follow(person(house, "agent2"), None)))]
        async with house.page("agent1") as page:
            await talk(house, page)
            await page.send("POST", "/api/calls/c1/hangup")
            await house.settle()
        fresh = [json.loads(await anext(house.house.live.follow(person(house, "agent2"), None)))]
        for _ in range(2):  # the second finds what the first one read
            again = house.house.live.follow(person(house, "agent2"), since, lines=True, latest=True)
            kept.push_async_callback(again.aclose)
            missed = [json.loads(line) for line in (await anext(again)).splitlines()]
            assert known([*before, *missed]) == known(fresh)
            assert CALLER not in json.dumps(missed)
            assert len(missed) < (house.core.engine.number - since) / 2


def test_news_of_an_incident_is_not_told_instead_of_other_news_of_the_same_agent(house: Web) -> None:
    agent = house.house.seeing.agent("agent1")
    step = FactMessage(1, 0.0, 0, "IncidentStep", {"incident": 1, "agent": "agent1"}, agent=agent)
    assert place_of(step, whole=True) is None
    assert place_of(replace(step, kind="AgentStateChanged"), whole=True) == ("", "agent1", "")


async def test_who_gets_more_rights_does_not_stand_for_those_who_had_the_same_until_then(
    house: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, told = house.house.live, list[Entry]()
    with monkeypatch.context() as held:
        held.setattr(live, "told", told.extend)
        await house.caller()
    page = live.follow(replace(person(house, "agent3"), id="agent2"), None, lines=True)
    async with aclosing(page), watching(house, "agent3", lines=True) as others:
        await anext(page)
        (group,) = live._groups.values()
        while group.viewers[0].person.id != "agent2":
            group.viewers.rotate()
        live.know(replace(person(house, "supervisor"), id="agent2"))
        for entry in told:
            await live._spread(entry)  # before the page of agent2 is let go
        live.number = told[-1].number
        await until(lambda: any(each.get("kind") == "Arrived" for each in others), within=10)
    assert CALLER not in json.dumps(others)


async def test_who_was_away_for_longer_than_things_are_kept_connects_again(house: Web) -> None:
    group = Group()
    viewer = Viewer(person(house, "agent2"), group=group)
    group.viewers.append(viewer)
    for number in range(1, 4):
        group.put(number, str(number), ("queue", "general"), PACE)
    assert await viewer.texts() == ["3"]
    group.put(4, "4", "general", PACE)
    group._forget(asyncio.get_running_loop().time() + 1)
    assert await viewer.texts() == []
    assert viewer.lost


async def test_what_a_caller_pressed_is_for_those_who_have_the_call(house: Web) -> None:
    async with watching(house, "supervisor") as all_of_it, watching(house, "agent2") as others:
        await house.caller(key="0")
    assert (of(all_of_it, "DigitPressed")["fact"]["digit"], of(all_of_it, "WayTaken")["fact"]["way"]) == ("0", "0")
    assert (of(others, "DigitPressed")["fact"]["digit"], of(others, "WayTaken")["fact"]["way"]) == ("", "")


async def test_a_change_of_an_agents_state_brings_new_figures_of_all_the_agents_queues(house: Web) -> None:
    async with house.page("agent1") as page, watching(house, "supervisor") as told:
        await ready(house, page)
    changed = [message for message in told if message.get("kind") == "AgentStateChanged"][-1]
    ready_in = {queue["id"]: queue["agents_ready"] for queue in changed["queues"]}
    assert ready_in == {"payments": 1, "account": 1, "general": 1}


async def test_a_caller_who_waited_too_long_is_counted_where_they_wait_now_and_no_longer_where_they_were(
    house: Web,
) -> None:
    over = {"when": "wait", "amount": 5, "to": "queue", "target": "account"}
    async with house.page("supervisor") as boss:
        await change(boss, limits={"calendar": "", "overflows": [over]})
    async with watching(house, "supervisor") as told:
        await house.caller(key="0")
        waited = {queue["id"]: queue["waiting"] for queue in queues_in(told)}
        await house.advance(6)
    assert waited["general"] == 1
    assert {queue["id"]: queue["waiting"] for queue in queues_in(told)} == waited | {"general": 0, "account": 1}


def queues_in(told: list[Message]) -> list[Message]:
    """As a page takes them, the newest last."""
    facts_told = [message for message in told if message["type"] == "fact"]
    return [queue for message in facts_told for queue in [message["queue"], *message["queues"]] if queue]


async def test_signing_out_closes_the_sockets_of_that_session_alone(house: Web) -> None:
    async with house.page("agent1") as page:
        token = page.client.cookies["cordboard"]
        mine = house.house.live.follow(person(house, "agent1"), None, token)
        other = house.house.live.follow(person(house, "agent2"), None, "another session")
        await anext(mine)
        await anext(other)
        waits = [asyncio.ensure_future(anext(mine)), asyncio.ensure_future(anext(other))]
        await asyncio.sleep(0)
        await page.send("DELETE", "/api/session")
        await waits[0]
        with pytest.raises(LetGo):
            await anext(mine)
        assert not waits[1].done()
        waits[1].cancel()
        await asyncio.gather(waits[1], return_exceptions=True)


async def test_no_number_and_no_name_stands_in_the_logs(house: Web, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with house.page("agent1") as page:
        await page.send("POST", "/api/session", {"login": "agent1", "password": "a wrong one"})
        await talk(house, page)
        await page.get("/api/tickets?q=" + CALLER)
        await page.send("POST", "/api/calls/c1/hold", {"caller": CALLER})
        await page.send("POST", "/api/calls/c1/hold", {"caller": CALLER})
        await page.send("POST", "/api/calls/c1/hangup")
        await house.settle()
    ours = "\n".join(each.getMessage() for each in caplog.records if each.name.startswith(("server", "storage", "cti")))
    assert all(secret not in ours for secret in (CALLER, "a wrong one", "김민서", page.csrf))


async def test_who_listened_to_a_recording_is_told_to_overseers_and_to_themselves_only(house: Web) -> None:
    begun = facts.RecordingStarted("c9", "c9-1", "agent1", "general", "support", 90)
    async with house.database.writing() as connection:
        for statement in recordings.keep(Entry(1, house.now[0], None, begun)):
            await connection.run_sync(carry_out, statement)
    played = facts.RecordingPlayed("c9", "c9-1", "agent1", Listening.PLAYED)
    async with watching(house, "agent1") as mine, watching(house, "agent2") as others, watching(house, "admin") as all_:
        house.core.engine.tell(played)
        await house.settle()
    told = [of(each, "RecordingPlayed")["fact"]["by"] for each in (mine, others, all_)]
    assert told == ["agent1", "", "agent1"]
