"""What another machine's Asterisk recorded is fetched whole from whoever has it; who is away is asked again."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import encode_basic_auth, web
from aiohttp.test_utils import TestServer

from asterisk.provision import WITNESS
from server.elsewhere import PIECE, SILENT_FOR, Elsewhere, Found, Place, witnessed

LOGIN = ("cordboard", "secret")
GONE: Place = ("http://127.0.0.1:9", LOGIN)
SOUND = bytes(range(256)) * 2000


@dataclass
class Node:
    """Stored recordings as ARI has them. grows: a file is still written while it is asked for the first time; asked:
    how often a file was."""

    files: dict[str, bytes] = field(default_factory=dict)
    grows: bool = False
    broken: bool = False
    asked: int = 0
    url: str = ""

    @property
    def place(self) -> Place:
        return (self.url, LOGIN)

    async def file(self, request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == encode_basic_auth(*LOGIN)
        self.asked += 1
        if self.broken:
            return web.Response(status=500)
        found = self.files.get(request.match_info["name"])
        if found is None:
            return web.json_response({"message": "Recording not found"}, status=404)
        if self.grows:
            self.grows = False
            return web.Response(body=found[:1000])
        return web.Response(body=found)

    async def list(self, request: web.Request) -> web.Response:
        if self.broken:
            return web.Response(status=500)
        return web.json_response([{"name": name, "format": "raw"} for name in self.files])

    async def delete(self, request: web.Request) -> web.Response:
        return web.Response(status=204 if self.files.pop(request.match_info["name"], None) else 404)


@asynccontextmanager
async def running(*nodes: Node) -> AsyncIterator[Elsewhere]:
    servers = []
    for node in nodes:
        app = web.Application()
        app.add_routes([web.get("/ari/recordings/stored/{name}/file", node.file)])
        app.add_routes([web.get("/ari/recordings/stored", node.list)])
        app.add_routes([web.delete("/ari/recordings/stored/{name}", node.delete)])
        servers.append(TestServer(app))
        await servers[-1].start_server()
        node.url = str(servers[-1].make_url("")).rstrip("/")
    yield Elsewhere([node.place for node in nodes])
    await asyncio.gather(*(server.close() for server in servers))


async def test_it_is_fetched_from_whoever_has_it_and_removed_there(tmp_path: Path) -> None:
    east, west = Node(), Node({"talk-1": SOUND, "talk-2": b"more"})
    async with running(east, west) as elsewhere:
        assert await elsewhere.fetch("talk-1", tmp_path / "in" / "talk-1.raw") is Found.HERE
        assert (tmp_path / "in" / "talk-1.raw").read_bytes() == SOUND
        assert await elsewhere.remove("talk-1")
    assert west.files == {"talk-2": b"more"}


async def test_a_file_that_is_still_written_is_fetched_when_it_is_whole(tmp_path: Path) -> None:
    async with running(Node({"talk-1": SOUND}, grows=True)) as elsewhere:
        assert await elsewhere.fetch("talk-1", tmp_path / "talk-1.raw") is Found.HERE
    assert (tmp_path / "talk-1.raw").read_bytes() == SOUND


async def test_what_nobody_has_is_nowhere_and_nothing_is_made_of_it(tmp_path: Path) -> None:
    async with running(Node(), Node()) as elsewhere:
        assert await elsewhere.fetch("talk-1", tmp_path / "talk-1.raw") is Found.NOWHERE
    assert not any(await asyncio.to_thread(lambda: list(tmp_path.iterdir())))


@pytest.mark.parametrize(("files", "found"), [({}, Found.UNKNOWN), ({"talk-1": SOUND}, Found.HERE)])
async def test_while_a_node_is_away_only_what_others_have_is_certain(
    files: dict[str, bytes], found: Found, tmp_path: Path
) -> None:
    node = Node(files)
    async with running(node):
        elsewhere = Elsewhere([GONE, node.place])
        assert await elsewhere.fetch("talk-1", tmp_path / "talk-1.raw") is found
        assert not await elsewhere.remove("talk-1")


async def test_what_another_asterisk_has_written_of_a_call_is_read_line_by_line() -> None:
    mine, other = '{"uniqueid":"east-1.7","exten":"\xff"}\n', '{"uniqueid":"east-1.8"}\n'
    full = (other * (PIECE // len(other)) + mine + other + mine).encode("latin-1")
    east, west = Node({WITNESS: full + b'{"uniqueid":"east-1.7", half'}), Node()
    async with running(east, west):
        told = await witnessed([east.place, west.place, GONE], "east-1.7")
    assert [line[:22] for line in told.lines] == ['{"uniqueid":"east-1.7"'] * 2
    assert (told.silent, told.bare) == ([GONE[0]], [west.url])


DAY = 86_400
NIGHT = 1_795_926_493  # 2026-11-29, 07:48 UTC


@pytest.mark.parametrize(
    ("began", "read"),
    [
        (NIGHT - 400 * DAY, ["27", "28", "29", "30"]),  # what is left of its time is not there any more
        (NIGHT - DAY, ["27", "28", "29", "30"]),
        (NIGHT + DAY, ["29", "30", ""]),
        (NIGHT + 9 * DAY, [""]),
    ],
)
async def test_records_that_were_put_aside_are_read_where_the_call_may_stand_in_them(
    began: int, read: list[str]
) -> None:
    call = f"east-{began}.7"
    days = {f"{WITNESS}-2026-11-{day}": day for day in ("30", "29", "28", "27")} | {WITNESS: ""}
    node = Node({name: f'{{"uniqueid":"{call}","in":"{day}"}}\n'.encode() for name, day in days.items()})
    async with running(node):
        told = await witnessed([node.place], call)
    assert [json.loads(line)["in"] for line in told.lines] == read
    assert told.bare == []


async def test_nothing_of_the_others_waits_for_one_that_did_not_answer(tmp_path: Path) -> None:
    east, west, now = Node(broken=True), Node({"talk-1": SOUND}), [0.0]
    async with running(east, west):
        elsewhere = Elsewhere([east.place, west.place], lambda: now[0])
        for name, found in (("talk-0", Found.UNKNOWN), ("talk-1", Found.HERE)):
            assert await elsewhere.fetch(name, tmp_path / f"{name}.raw") is found
        assert not await elsewhere.remove("talk-1")
        assert (east.asked, west.files) == (1, {})
        now[0] += SILENT_FOR
        east.broken = False
        assert await elsewhere.fetch("talk-0", tmp_path / "talk-0.raw") is Found.NOWHERE
