"""Recordings over HTTP: asked for in a call, heard by right, every listening journalled."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cti import facts
from cti.facts import NoRoom
from cti.plan import Recording
from server.elsewhere import Elsewhere
from server.recordings import Archive, Places, written
from tests.server.test_elsewhere import GONE, Node, running
from tests.server.test_finishing import raw
from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready
from tests.support.until import until

ID = "A-1"


@asynccontextmanager
async def working(archive: Archive) -> AsyncIterator[None]:
    task = asyncio.create_task(archive.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def later(house: Web, seconds: float) -> None:
    house.now[0] += seconds
    house.core.engine.tick()
    await house.settle()


async def talking(house: Web, page: Page, mode: Recording = Recording.ON_DEMAND) -> None:
    """agent1 and caller A talk, in the queue `general` where recording is as told and nobody is told of it."""
    queues = house.house.plan.queues
    queues["general"] = replace(queues["general"], recording=mode, recording_announced=False)
    await ready(house, page)
    await house.caller("A")
    assert (await page.send("POST", "/api/calls/A/confirm")).status_code == 200
    await later(house, 1)


async def recorded(house: Web, folder: Path) -> None:
    """A talk of agent1 was recorded and its file made."""
    async with house.page("agent1") as page:
        await talking(house, page, Recording.ALWAYS)
        shutil.move(raw(folder), folder / "spool" / f"talk-{ID}.raw")
        house.switch.hang_up("A")
        await house.settle()
    async with working(house.house.archive):
        await until_state(house, "ready")


async def test_a_recording_of_a_node_that_is_away_waits_for_it_and_is_removed_there_when_it_goes(
    house: Web, tmp_path: Path
) -> None:
    node = Node()
    async with running(node):
        kept = house.folder / "recordings"
        places = [Places(None, kept, 0, Elsewhere([each])) for each in (GONE, node.place)]
        core = house.core
        away, back = (
            Archive(place, house.house.archive.rows, core.desk, core.engine.tell, core.ask, house.house.clock, written)
            for place in places
        )
        async with house.page("agent1") as page:
            await talking(house, page, Recording.ALWAYS)
            node.files[f"talk-{ID}"] = raw(tmp_path).read_bytes()
            house.switch.hang_up("A")
            await house.settle()
        async with working(away):
            await until(lambda: away.health() != "ok", within=20, every=0.05)
        assert "does not answer" in away.health()
        async with working(back):
            await until_state(house, "ready")
            await until(lambda: not node.files, within=10, every=0.05)
        assert back.health() == "ok"
        assert [each.suffix for each in kept.rglob("*.*")] == [".flac"]


async def test_a_recording_of_a_node_that_never_comes_back_is_lost_after_its_time_and_nothing_waits_for_it(
    house: Web, tmp_path: Path
) -> None:
    node, core = Node(), house.core
    async with running(node):
        place = Places(None, house.folder / "recordings", 0, Elsewhere([GONE, node.place]), wait=3600)
        rest = (house.house.archive.rows, core.desk, core.engine.tell, core.ask, house.house.clock, written)
        async with house.page("agent1") as page:
            await talking(house, page, Recording.ALWAYS)
            house.switch.hang_up("A")
            await house.settle()
            archive = Archive(place, *rest)
            async with working(archive):
                await until_health(archive, "does not answer")
            await later(house, 3601)
            archive = Archive(place, *rest)
            async with working(archive):
                await until_state(house, "failed")
                await until_health(archive, "ok")
        async with house.page("supervisor") as watch:
            [told] = (await watch.get("/api/recordings"))["items"]
            steps = (await watch.get("/api/calls/A/timeline"))["items"]
    assert (told["state"], told["reason"]) == ("failed", "away")
    assert steps[-1]["kind"] == "RecordingLost"


async def test_what_was_lost_is_heard_after_all_when_its_node_comes_back(
    house: Web, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    node, core = Node(), house.core
    rest = (house.house.archive.rows, core.desk, core.engine.tell, core.ask, house.house.clock, written)
    async with running(node):
        places = [
            Places(None, house.folder / "recordings", 0, Elsewhere(each), wait=3600) for each in ([GONE], [node.place])
        ]
        async with house.page("agent1") as page:
            await talking(house, page, Recording.ALWAYS)
            house.switch.hang_up("A")
            await house.settle()
        await later(house, 3601)
        async with working(Archive(places[0], *rest)):
            await until_state(house, "failed")
        node.files["talk-other"] = b"of somebody else"
        node.files[f"talk-{ID}"] = raw(tmp_path).read_bytes()
        async with working(Archive(places[1], *rest)):
            await until_state(house, "ready")
            await until(lambda: f"talk-{ID}" not in node.files, within=10, every=0.05)
    async with house.page("supervisor") as watch:
        [told] = (await watch.get("/api/recordings"))["items"]
        steps = (await watch.get("/api/calls/A/timeline"))["items"]
        heard = await watch.client.get(f"/api/recordings/{ID}/audio")
    assert (told["state"], told["reason"], told["seconds"]) == ("ready", "", 3.0)
    assert [each["kind"] for each in steps[-3:]] == ["RecordingLost", "RecordingFound", "RecordingReady"]
    assert heard.status_code == 200
    [line] = [each for each in caplog.records if "is found: its Asterisk is back" in each.message]
    assert line.__dict__["call"] == "A"


async def until_state(house: Web, state: str) -> None:
    async def so() -> bool:
        found = await house.house.archive.rows.get(ID)
        return found is not None and found.state == state

    await until(so, f"the recording is not {state}")


async def until_health(archive: Archive, says: str) -> None:
    await until(lambda: says in archive.health(), within=20, every=0.05)


async def no_file(folder: Path) -> None:
    await until(lambda: not list((folder / "recordings").rglob("*.flac")), within=10, every=0.05)


async def do(page: Page, wish: str, reason: str = "") -> tuple[int, dict[str, Any]]:
    answer = await page.send("POST", "/api/calls/A/record", {"do": wish, "reason": reason})
    return answer.status_code, answer.json()


async def test_the_agent_records_pauses_goes_on_and_stops(house: Web) -> None:
    async with house.page("agent1") as page:
        await talking(house, page)
        seen = [await do(page, wish) for wish in ("on", "pause", "resume", "off")]
    assert [status for status, _ in seen] == [200] * 4
    assert [call["recording"]["state"] for _, call in seen] == ["on", "paused", "on", "off"]


async def test_what_may_be_asked_stands_in_the_call(house: Web) -> None:
    async with house.page("agent1") as page:
        await talking(house, page, Recording.ALWAYS)
        assert (await page.get("/api/calls/A"))["recording"]["may"] == ["pause"]
        status, problem = await do(page, "off")
    assert (status, problem["code"]) == (409, "recording_always")


async def test_without_room_it_is_refused_and_the_call_goes_on(house: Web) -> None:
    async with house.page("agent1") as page:
        await talking(house, page)
        house.core.engine.tell(facts.RecordingRoomChanged(NoRoom.DISK_FULL, 0))
        status, problem = await do(page, "on")
        assert (status, problem["code"]) == (409, "recording_full")
        assert (await page.get("/api/calls/A"))["state"] == "talking"


async def test_a_recording_is_made_ready_and_what_the_switch_wrote_is_gone(house: Web, tmp_path: Path) -> None:
    await recorded(house, tmp_path)
    async with house.page("supervisor") as page:
        (found,) = (await page.get("/api/recordings"))["items"]
    assert (found["id"], found["state"], found["seconds"], found["agents"]) == (ID, "ready", 3.0, ["agent1"])
    assert list((tmp_path / "spool").iterdir()) == []


async def test_a_part_of_the_sound_is_served(house: Web, tmp_path: Path) -> None:
    await recorded(house, tmp_path)
    async with house.page("supervisor") as page:
        whole = await page.client.get(f"/api/recordings/{ID}/audio")
        part = await page.client.get(f"/api/recordings/{ID}/audio", headers={"Range": "bytes=100-199"})
    assert (whole.status_code, whole.headers["content-type"]) == (200, "audio/flac")
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole.content)}"


async def test_each_listening_is_journalled_once_and_each_download_too(house: Web, tmp_path: Path) -> None:
    await recorded(house, tmp_path)
    async with house.page("supervisor") as page:
        for _ in range(3):
            await page.client.get(f"/api/recordings/{ID}/audio", headers={"Range": "bytes=0-9"})
        await page.client.get(f"/api/recordings/{ID}/audio?download=true")
        await later(house, 700)
        await page.client.get(f"/api/recordings/{ID}/audio")
        plays = (await page.get(f"/api/recordings/{ID}/plays"))["items"]
    assert [(play["by"], play["how"]) for play in plays] == [
        ("supervisor", "played"),
        ("supervisor", "downloaded"),
        ("supervisor", "played"),
    ]


async def test_agents_hear_their_own_recordings_and_no_others(house: Web, tmp_path: Path) -> None:
    await recorded(house, tmp_path)
    async with house.page("agent1") as mine, house.page("agent2") as other:
        assert (await mine.client.get(f"/api/recordings/{ID}/audio")).status_code == 200
        assert (await other.client.get(f"/api/recordings/{ID}/audio")).status_code == 404
        assert (await other.get("/api/recordings"))["items"] == []
        assert (await mine.client.get(f"/api/recordings/{ID}/plays")).status_code == 403


async def test_a_waveform_has_both_sides(house: Web, tmp_path: Path) -> None:
    await recorded(house, tmp_path)
    async with house.page("supervisor") as page:
        drawn = await page.get(f"/api/recordings/{ID}/waveform")
    assert len(drawn["caller"]) == len(drawn["agents"]) == 1200


async def test_a_locked_one_is_not_deleted_until_it_is_unlocked(house: Web, tmp_path: Path) -> None:
    await recorded(house, tmp_path)
    gone = f"/api/recordings/{ID}?reason=asked"
    async with house.page("admin") as page, working(house.house.archive):
        await page.send("PATCH", f"/api/recordings/{ID}", {"locked": True, "reason": "claim"})
        assert (await page.send("DELETE", gone)).status_code == 409
        await page.send("PATCH", f"/api/recordings/{ID}", {"locked": False, "reason": "settled"})
        assert (await page.send("DELETE", gone)).status_code == 204
        assert (await page.client.get(f"/api/recordings/{ID}/audio")).status_code == 404
        await no_file(tmp_path)


async def test_what_is_due_is_deleted_by_the_house_and_that_is_journalled(house: Web, tmp_path: Path) -> None:
    await recorded(house, tmp_path)
    await later(house, 91 * 86400)
    async with working(house.house.archive):
        await no_file(tmp_path)
    told = [entry.fact for entry in await house.house.history.of("call:A")]
    assert facts.RecordingDeleted("A", ID, "", "its time is over") in told


@pytest.mark.parametrize("id", ["..%2F..%2Fweb.db", "%2e%2e", "A-1.flac", "A-1%00"])
async def test_no_name_leads_out_of_the_folder(house: Web, tmp_path: Path, id: str) -> None:
    async with house.page("supervisor") as page:
        assert (await page.client.get(f"/api/recordings/{id}/audio")).status_code in (404, 422, 200)
        assert b"SQLite" not in (await page.client.get(f"/api/recordings/{id}/audio")).content
