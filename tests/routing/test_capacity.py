"""Agents with several contacts at once: as many as a channel allows, and none that does not go with another."""

import pytest

from cti.plan import Queue
from routing.acd import Board
from routing.capacity import Capacity
from routing.state import Match, Waiting

NOW = 50.0
RULES = Capacity({"voice": 1, "chat": 3, "mail": 5}, frozenset({("voice", "chat"), ("chat", "voice")}), total=6)


@pytest.mark.parametrize(
    ("load", "channel", "room"),
    [
        ({}, "voice", True),
        ({"voice": 1}, "voice", False),
        ({"chat": 2}, "chat", True),
        ({"chat": 3}, "chat", False),
        ({"voice": 1}, "chat", False),  # blocked
        ({"chat": 1}, "voice", False),  # blocked the other way round
        ({"mail": 4}, "voice", True),
        ({"mail": 3, "chat": 3}, "mail", False),  # six are the most of all
        ({"fax": 1}, "fax", False),  # a channel that nobody named: one
    ],
)
def test_room_for_one_more(load: dict[str, int], channel: str, room: bool) -> None:
    assert RULES.room(load, channel) is room


def pairs(found: list[Match]) -> list[tuple[str, str]]:
    return [(match.waiting, match.agent) for match in found]


def written() -> Board:
    return Board({"q": Queue("q", "Q", "support", members=frozenset({"kim"}))}, capacity=RULES)


def chat(id: str, since: float = NOW) -> Waiting:
    return Waiting(id, "q", since, channel="chat")


def test_chats_run_side_by_side_up_to_the_most() -> None:
    board = written()
    board.ready("kim", NOW, NOW)
    for id in "abc":
        assert pairs(board.wait(chat(id), NOW)) == [(id, "kim")]
        board.taken(id, "kim", NOW)
    assert board.wait(chat("d"), NOW) == []
    assert pairs(board.leave("b", NOW)) == [("d", "kim")]


def test_who_chats_gets_no_call_and_is_not_forgotten_by_it() -> None:
    board = written()
    board.ready("kim", NOW, NOW)
    board.wait(chat("a"), NOW)
    board.taken("a", "kim", NOW)
    assert board.wait(Waiting("call", "q", NOW - 9), NOW) == []
    assert pairs(board.wait(chat("b"), NOW)) == [("b", "kim")], "a chat behind the call does fit"
    board.taken("b", "kim", NOW)
    assert board.leave("a", NOW) == []
    assert pairs(board.leave("b", NOW)) == [("call", "kim")]


def test_an_agent_who_did_not_answer_gets_nothing_on_any_channel() -> None:
    board = written()
    board.ready("kim", NOW, NOW)
    board.wait(chat("a"), NOW)
    board.taken("a", "kim", NOW)
    board.busy("kim", NOW)
    assert board.wait(chat("b"), NOW) == []
    assert pairs(board.ready("kim", NOW, NOW)) == [("b", "kim")]
