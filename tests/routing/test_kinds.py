"""Calls that ask for skills, and calls that wait for one agent: nobody is offered what they cannot do."""

import random

import pytest

from routing.acd import Board
from routing.kinds import need_of
from routing.state import Match, Waiting
from tests.support.queues import queues

NOW = 100.0
ENGLISH = need_of({"english": 3})


def pairs(found: list[Match]) -> list[tuple[str, str]]:
    return [(match.waiting, match.agent) for match in found]


@pytest.fixture
def board() -> Board:
    """kim speaks English well, lee a little; park serves another queue."""
    return Board(queues(help=("kim", "lee"), sales=("park",)), {"kim": {"english": 5}, "lee": {"english": 1}})


def test_only_who_has_the_skill_is_chosen(board: Board) -> None:
    board.ready("lee", 1, NOW)
    board.ready("kim", 9, NOW)
    (match,) = board.wait(Waiting("a", "help", 50, need=ENGLISH), NOW)
    assert match.agent == "kim"
    assert match.why == "ready longest of 1 in queue help with english 3, since 91 s"


def test_who_lacks_the_skill_serves_those_behind(board: Board) -> None:
    board.wait(Waiting("first", "help", 1, need=ENGLISH), NOW)
    board.wait(Waiting("second", "help", 2), NOW)
    assert pairs(board.ready("lee", NOW, NOW)) == [("second", "lee")]
    assert board.waiting_in("help") == ["first"]


def test_who_has_the_skill_serves_in_the_order_of_places(board: Board) -> None:
    board.wait(Waiting("first", "help", 1), NOW)
    board.wait(Waiting("second", "help", 2, need=ENGLISH), NOW)
    assert pairs(board.ready("kim", NOW, NOW)) == [("first", "kim")]


def test_a_skill_that_is_learnt_counts_at_once(board: Board) -> None:
    board.ready("lee", NOW, NOW)
    board.wait(Waiting("a", "help", 50, need=ENGLISH), NOW)
    assert pairs(board.skilled("lee", {"english": 3}, NOW)) == [("a", "lee")]


def test_a_skill_that_is_taken_away_counts_at_once(board: Board) -> None:
    board.ready("kim", NOW, NOW)
    board.skilled("kim", {}, NOW)
    assert board.wait(Waiting("a", "help", 50, need=ENGLISH), NOW) == []
    assert pairs(board.wait(Waiting("b", "help", 51), NOW)) == [("b", "kim")]


def test_who_waits_for_one_agent_is_not_offered_to_others(board: Board) -> None:
    board.ready("lee", NOW, NOW)
    assert board.wait(Waiting("a", "help", 50, agent="kim"), NOW) == []
    assert pairs(board.wait(Waiting("b", "help", 60), NOW)) == [("b", "lee")]


def test_who_waits_for_one_agent_comes_first_there(board: Board) -> None:
    board.wait(Waiting("early", "help", 1), NOW)
    board.wait(Waiting("asked", "help", 50, agent="kim"), NOW)
    (match,) = board.ready("kim", NOW, NOW)
    assert (match.waiting, match.why) == ("asked", "waits for kim alone, 50 s")


def test_the_agent_need_not_serve_the_queue(board: Board) -> None:
    board.ready("park", 90, NOW)
    (match,) = board.wait(Waiting("a", "help", 50, agent="park"), NOW)
    assert (match.agent, match.why) == ("park", "waits for park alone, who is ready since 10 s")


def test_who_waits_for_anybody_from_now_on_gets_who_is_ready(board: Board) -> None:
    board.ready("lee", NOW, NOW)
    board.wait(Waiting("a", "help", 50, agent="kim"), NOW)
    assert pairs(board.wait(Waiting("a", "help", 50), NOW)) == [("a", "lee")]
    assert board.waiting_in("help") == []


def test_all_who_wait_are_counted_whatever_they_wait_for(board: Board) -> None:
    board.wait(Waiting("c", "help", 3, agent="kim"), NOW)
    board.wait(Waiting("a", "help", 1, need=ENGLISH), NOW)
    board.wait(Waiting("b", "help", 2), NOW)
    assert board.waiting_in("help") == ["a", "b", "c"]
    assert board.counts("help") == (3, 0)


@pytest.mark.parametrize("seed", range(20))
def test_nobody_gets_what_they_cannot_do_and_nobody_waits_in_vain(seed: int) -> None:
    chance = random.Random(seed)
    agents = [f"a{number}" for number in range(6)]
    levels = {agent: {"x": chance.randrange(4), "y": chance.randrange(4)} for agent in agents}
    board = Board(queues(q=tuple(agents[:4]), r=tuple(agents[2:])), levels)
    waiting: dict[str, Waiting] = {}
    for number in range(300):
        found: list[Match] = []
        match chance.randrange(4):
            case 0:
                need = need_of({chance.choice("xy"): chance.randrange(1, 4)} if chance.random() < 0.6 else {})
                alone = chance.choice(agents) if chance.random() < 0.2 else ""
                waiting[f"c{number}"] = item = Waiting(f"c{number}", chance.choice("qr"), number, 0, need, alone)
                found = board.wait(item, number)
            case 1:
                found = board.ready(chance.choice(agents), number, number)
            case 2:
                found = board.busy(chance.choice(agents), number)
            case _:
                agent = chance.choice(agents)
                levels[agent] = {"x": chance.randrange(4), "y": chance.randrange(4)}
                found = board.skilled(agent, levels[agent], number)
        for match in found:
            item = waiting.pop(match.waiting)
            assert item.agent in ("", match.agent)
            assert item.agent or all(levels[match.agent][skill] >= level for skill, level in item.need)
            board.taken(match.waiting, match.agent, number)
        for item in waiting.values():
            assert not board.ready_for(item), item
