"""Two Asterisks as one switch: who gets which order, and when one of them is lost."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from asterisk.ami import Ami, ContactStatus, SecurityEvent
from asterisk.ari.objects import RTPstat
from asterisk.ari.rest import Rest, Watch
from asterisk.centre import Health
from asterisk.desk_phones import Account, DeskPhones
from asterisk.listening import DEAF
from asterisk.nodes import MANAGER_AWAY, Nodes, summed
from asterisk.together import until_one_ends
from asterisk.wall import Wall
from cti import facts, orders
from cti.desk import Desk
from cti.facts import AgentState, NodeFound, NodeLost
from cti.plan import Plan
from journal import Agenda, Fact, Order
from server.engine import Engine, Turn

LIMIT = 5.0


async def nothing() -> None:
    """Nothing is under way."""


class OneNode:
    """A `asterisk.nodes.Node` that does nothing, and remembers it."""

    def __init__(self) -> None:
        self.up = self.manager = True
        self.silence = 0.0
        self.deaf = False
        self.obeyed: list[Order] = []
        self.forgotten: list[str] = []
        self.leave: Callable[[], Awaitable[None]] = nothing
        self.alarmed: Callable[[SecurityEvent], None] = lambda event: None
        self.ami = ami = Ami("127.0.0.1", 9, "", "", lambda event: None)
        self.phones, self.wall = DeskPhones(Rest("http://127.0.0.1:9", "", ""), ami, ""), Wall(ami, None)

    @property
    def switch(self) -> "OneNode":
        return self

    def obey(self, order: Order) -> None:
        self.obeyed.append(order)

    def forget(self, call: str) -> None:
        self.forgotten.append(call)

    def watch(self, requests: Watch, actions: Callable[[float, bool], None]) -> None: ...

    async def statistics(self, channel: str) -> RTPstat | None:
        return None

    async def idle(self) -> None: ...

    async def run(self) -> None: ...

    def quiet(self) -> float:
        return self.silence

    def health(self) -> Health:
        return Health(self.up, self.up and self.manager, "22.0", 1, 2, {"New": 1}, 0, 3, 0, 0, 0, {}, self.deaf)


class House:
    def __init__(self) -> None:
        self.desk = Desk(Plan(nodes=("east", "west")))
        self.engine = Engine([self.desk], [], Agenda(), lambda: 1.0, self._hand_over)
        self.east, self.west = OneNode(), OneNode()
        self.nodes = Nodes({"east": self.east, "west": self.west}, self.desk, self.engine.tell, LIMIT)
        self.told: list[Fact] = []

    def _hand_over(self, turn: Turn) -> None:
        self.told += [entry.fact for entry in turn.entries]

    def arrives(self, call: str, node: str) -> None:
        self.engine.tell(facts.Arrived(call, "0101", "0700", node=node))


@pytest.fixture
def house() -> House:
    return House()


def test_an_order_goes_where_its_call_lives(house: House) -> None:
    house.arrives("A", "east")
    house.arrives("B", "west")
    house.nodes.switch.obey(orders.PickUp("A"))
    house.nodes.switch.obey(orders.PickUp("B"))
    assert (house.east.obeyed, house.west.obeyed) == ([orders.PickUp("A")], [orders.PickUp("B")])


def test_an_order_about_a_call_that_is_over_goes_where_it_lived(house: House) -> None:
    house.arrives("B", "west")
    house.nodes.switch.obey(orders.PickUp("B"))
    house.engine.tell(facts.Cleared("B", "normal", "caller"))
    house.nodes.switch.obey(orders.HangUp("B", "normal"))
    assert len(house.west.obeyed) == 2


def test_lines_are_opened_everywhere_and_phones_ring_from_the_node_of_the_call(house: House) -> None:
    house.nodes.switch.obey(orders.OpenLine("kim"))
    assert house.east.obeyed == house.west.obeyed == [orders.OpenLine("kim")]
    house.engine.tell(facts.Dialled("out-1", "kim", "0101", "", "support", node="west"))
    house.nodes.switch.obey(orders.ReleasePhone("kim"))
    assert house.east.obeyed == [orders.OpenLine("kim")]
    assert house.west.obeyed[1:] == [orders.ReleasePhone("kim")]


def test_a_node_is_lost_after_its_limit_and_its_calls_are_over(house: House) -> None:
    house.arrives("A", "east")
    house.arrives("B", "west")
    house.east.up = False
    house.nodes.look(100.0)
    house.nodes.look(100.0 + LIMIT)
    assert list(house.desk.calls) == ["A", "B"]
    house.nodes.look(100.1 + LIMIT)
    house.nodes.look(200.0)
    assert list(house.desk.calls) == ["B"]
    assert [fact for fact in house.told if isinstance(fact, NodeLost)] == [NodeLost("east")]
    assert house.east.forgotten == ["A"]
    assert (house.nodes.states(), house.nodes.health().up) == ({"east": "lost", "west": "ok"}, True)


def test_a_node_without_its_manager_interface_takes_calls_and_says_so(house: House) -> None:
    house.east.manager = False
    house.nodes.look(100.0)
    house.nodes.look(200.0)
    assert house.nodes.states() == {"east": MANAGER_AWAY, "west": "ok"}
    assert not house.told


def test_a_node_that_does_not_listen_for_sip_says_so_and_the_house_when_none_does(house: House) -> None:
    house.east.deaf = True
    assert house.nodes.states() == {"east": DEAF, "west": "ok"}
    assert not house.nodes.health().deaf
    house.west.up = False  # the only other one
    assert house.nodes.health().deaf


def test_the_first_part_that_fails_stops_the_others_and_they_are_waited_for() -> None:
    left: list[str] = []

    async def lasts() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            left.append("over")

    async def fails() -> None:
        await asyncio.sleep(0)
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        asyncio.run(until_one_ends(lasts(), fails()))
    assert left == ["over"]


def seen_until(house: House, begin: float, end: float) -> None:
    """Looked at four times a second."""
    for number in range(int((end - begin) * 4) + 1):
        house.nodes.look(begin + number / 4)


def test_one_that_says_nothing_is_lost_though_its_connection_seems_to_stand(house: House) -> None:
    house.arrives("A", "east")
    seen_until(house, 100.0, 100.0 + 2 * LIMIT)
    house.east.silence = LIMIT - 0.1
    house.nodes.look(110.25)
    assert list(house.desk.calls) == ["A"]
    house.east.silence = LIMIT + 0.1
    house.nodes.look(110.5)
    assert house.nodes.states()["east"] == "lost"
    house.east.silence = 0.1
    house.nodes.look(110.75)
    assert house.nodes.states()["east"] == "ok"
    assert house.east.obeyed == [orders.HangUp("A", "normal")]


def test_after_a_pause_of_our_own_their_silence_is_ours(house: House) -> None:
    house.arrives("A", "east")
    seen_until(house, 100.0, 110.0)
    house.east.silence = house.west.silence = 30.0
    seen_until(house, 140.0, 140.0 + LIMIT - 0.5)
    assert list(house.desk.calls) == ["A"]
    seen_until(house, 144.75, 146.0)
    assert not house.desk.calls


def test_a_connection_that_ended_by_silence_is_counted_from_the_last_word(house: House) -> None:
    house.arrives("A", "east")
    seen_until(house, 100.0, 110.0)
    house.east.up, house.east.silence = False, 4.0
    house.nodes.look(110.25)
    house.nodes.look(111.0)
    assert list(house.desk.calls) == ["A"]
    house.nodes.look(111.5)
    assert not house.desk.calls


def test_one_that_is_back_in_time_has_lost_nothing(house: House) -> None:
    house.arrives("A", "east")
    for at, up in ((100.0, False), (104.0, True), (106.0, False), (110.0, False)):
        house.east.up = up
        house.nodes.look(at)
    assert list(house.desk.calls) == ["A"]


def test_channels_that_outlive_their_calls_are_hung_up_when_their_node_is_found(house: House) -> None:
    house.arrives("A", "east")
    house.east.up = False
    house.nodes.look(100.0)
    house.nodes.look(106.0)
    house.east.up = True
    house.nodes.look(107.0)
    house.nodes.look(108.0)
    assert house.told[-1] == NodeFound("east")
    assert house.east.obeyed == [orders.HangUp("A", "normal")]


def test_a_desk_phone_is_there_when_each_living_node_knows_where(house: House) -> None:
    phones = house.nodes.phones
    phones.know([Account("101", "x")])
    here = ContactStatus("101", "sip:101@192.0.2.7:5060", "Created")
    house.east.phones.heard(here)
    assert not phones.state("101").here
    house.west.phones.heard(here)
    assert phones.state("101").here
    house.engine.tell(NodeLost("west"))
    assert phones.state("101").here


def test_a_phone_that_rings_for_a_lost_call_rings_no_more(house: House) -> None:
    house.engine.tell(facts.PhoneChosen("kim", facts.PhoneKind.SIP, "101"))
    house.engine.tell(facts.PhoneAttached("kim", facts.PhoneKind.SIP, "101"))
    house.engine.tell(facts.Dialled("out-1", "kim", "0101", "", "support", former=AgentState.IDLE, node="east"))
    house.engine.tell(facts.LineRung("kim"))
    house.engine.tell(NodeLost("east"))
    assert house.desk.agent("kim").line is facts.LineState.CLOSED
    assert house.desk.agent("kim").state is AgentState.IDLE


def test_a_newer_server_is_waited_for_at_each_node(house: House) -> None:
    left: list[str] = []

    async def leave() -> None:
        left.append("all")

    async def play() -> None:
        house.nodes.leave = leave
        first = asyncio.ensure_future(house.east.leave())
        await asyncio.sleep(0)
        assert left == []
        await asyncio.gather(first, house.west.leave())

    asyncio.run(play())
    assert left == ["all"]


def test_figures_of_nodes_are_added() -> None:
    one, other = OneNode().health(), OneNode().health()
    assert summed([one, other]).events == 4
    assert summed([one, other]).unknown_events == {"New": 2}
