"""With several Asterisks an agent's line speaks with the one where the agent was put through last."""

import pytest

from server.lines import Faces, GatewayLines, NodeLines
from softphone.client import GatewayClient

pytestmark = pytest.mark.asyncio


class Told(GatewayLines):
    """A gateway that remembers where each line was turned to."""

    def __init__(self) -> None:
        super().__init__(GatewayClient("http://127.0.0.1:9", "", lambda event: None), lambda agent: None)
        self.turned: list[tuple[str, int]] = []

    async def connect(self, agent: str, host: str, port: int) -> None:
        self.turned.append((host, port))

    async def close(self, agent: str) -> None: ...


async def test_a_line_is_turned_when_its_agent_is_put_through_elsewhere() -> None:
    told, faces = Told(), Faces(lambda agent: "", "east")
    east, west = NodeLines(told, faces, "east"), NodeLines(told, faces, "west")
    await east.connect("kim", "10.0.0.1", 1)
    await west.connect("kim", "10.0.0.2", 2)
    await east.face("kim")
    assert told.turned == [("10.0.0.1", 1)]
    await west.face("kim")
    await west.face("kim")
    assert told.turned == [("10.0.0.1", 1), ("10.0.0.2", 2)]


async def test_after_a_restart_a_line_speaks_with_the_node_of_its_call() -> None:
    told, faces = Told(), Faces(lambda agent: "west", "east")
    await NodeLines(told, faces, "east").connect("kim", "10.0.0.1", 1)
    await NodeLines(told, faces, "west").connect("kim", "10.0.0.2", 2)
    assert told.turned == [("10.0.0.2", 2)]


async def test_who_leaves_begins_anew() -> None:
    told, faces = Told(), Faces(lambda agent: "", "east")
    east, west = NodeLines(told, faces, "east"), NodeLines(told, faces, "west")
    await east.connect("kim", "10.0.0.1", 1)
    await west.face("kim")
    await east.close("kim")
    await west.close("kim")
    assert faces.of("kim") == "east"
