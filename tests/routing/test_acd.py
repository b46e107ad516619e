"""Who gets whom, and why."""

import random

import pytest

from routing.acd import Board
from routing.state import Match, Waiting
from tests.support.queues import queues

NOW = 100.0
SALES, HELP = "sales", "help"


def board(**members: tuple[str, ...]) -> Board:
    return Board(queues(**members))


def pairs(*found: list[Match]) -> list[tuple[str, str]]:
    return [(match.waiting, match.agent) for each in found for match in each]


@pytest.fixture
def sales() -> Board:
    return board(sales=("kim", "lee"))


def test_nobody_waits_nobody_is_chosen(sales: Board) -> None:
    assert sales.ready("kim", 0, NOW) == []


def test_nobody_is_ready_nobody_is_served(sales: Board) -> None:
    assert sales.wait(Waiting("a", SALES, 0), NOW) == []


def test_who_cannot_serve_the_queue_is_not_chosen() -> None:
    two = board(sales=("kim",), help=("lee",))
    two.ready("kim", 0, NOW)
    assert two.wait(Waiting("a", HELP, 0), NOW) == []


def test_the_longest_wait_goes_first(sales: Board) -> None:
    sales.wait(Waiting("late", SALES, 5), NOW)
    sales.wait(Waiting("early", SALES, 1), NOW)
    assert pairs(sales.ready("kim", NOW, NOW)) == [("early", "kim")]


def test_priority_goes_before_wait(sales: Board) -> None:
    sales.wait(Waiting("early", SALES, 1), NOW)
    sales.wait(Waiting("urgent", SALES, 5, priority=1), NOW)
    assert pairs(sales.ready("kim", NOW, NOW)) == [("urgent", "kim")]


def test_the_longest_idle_agent_is_chosen(sales: Board) -> None:
    sales.ready("kim", 9, NOW)
    sales.ready("lee", 2, NOW)
    assert pairs(sales.wait(Waiting("a", SALES, 0), NOW)) == [("a", "lee")]


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        (Waiting("s", SALES, 1), Waiting("h", HELP, 5), "s"),
        (Waiting("s", SALES, 1), Waiting("h", HELP, 5, priority=1), "h"),
    ],
    ids=["longest wait", "highest priority"],
)
def test_who_serves_several_queues_gets_the_first_of_all(first: Waiting, second: Waiting, chosen: str) -> None:
    two = board(sales=("kim",), help=("kim",))
    two.wait(first, NOW)
    two.wait(second, NOW)
    assert pairs(two.ready("kim", NOW, NOW)) == [(chosen, "kim")]


def test_the_reason_can_be_read() -> None:
    two = board(sales=("kim", "lee"), help=("kim",))
    two.ready("lee", 40, NOW)
    assert two.wait(Waiting("a", SALES, 90), NOW)[0].why == "ready longest of 1 in queue sales, since 60 s"
    two.wait(Waiting("b", SALES, 70), NOW)
    two.wait(Waiting("c", HELP, 95, priority=2), NOW)
    assert two.ready("kim", NOW, NOW)[0].why == "highest priority for kim: 5 s, first of 1 in queue help"


class TestProposals:
    def test_a_pair_is_proposed_once(self, sales: Board) -> None:
        sales.ready("kim", 0, NOW)
        sales.wait(Waiting("a", SALES, 0), NOW)
        assert sales.proposed() == {"a": "kim"}
        assert sales.wait(Waiting("b", SALES, 0), NOW) == []
        assert sales.ready("kim", 0, NOW) == []

    def test_when_the_agent_falls_out_the_next_one_is_proposed(self, sales: Board) -> None:
        sales.ready("kim", 0, NOW)
        sales.wait(Waiting("a", SALES, 0), NOW)
        sales.ready("lee", 1, NOW)
        assert pairs(sales.busy("kim", NOW)) == [("a", "lee")]

    def test_when_the_caller_falls_out_the_agent_gets_the_next_one(self, sales: Board) -> None:
        sales.ready("kim", 0, NOW)
        sales.wait(Waiting("a", SALES, 0), NOW)
        sales.wait(Waiting("b", SALES, 1), NOW)
        assert pairs(sales.leave("a", NOW)) == [("b", "kim")]

    def test_a_pair_that_somebody_else_made_frees_both_others(self, sales: Board) -> None:
        sales.ready("kim", 0, NOW)
        sales.wait(Waiting("a", SALES, 0), NOW)
        sales.ready("lee", 1, NOW)
        assert pairs(sales.taken("b", "kim", NOW)) == [("a", "lee")]


class TestThoseWhoSaidNo:
    def test_somebody_else_comes_first(self, sales: Board) -> None:
        sales.pause("a", "kim", NOW - 1)
        sales.ready("kim", 0, NOW)
        sales.ready("lee", 50, NOW)
        assert pairs(sales.wait(Waiting("a", SALES, 0), NOW)) == [("a", "lee")]

    def test_within_the_pause_it_is_not_offered_again(self, sales: Board) -> None:
        sales.pause("a", "kim", NOW + 1)
        sales.wait(Waiting("a", SALES, 0), NOW)
        sales.wait(Waiting("b", SALES, 1), NOW)
        assert pairs(sales.ready("kim", NOW, NOW)) == [("b", "kim")]

    def test_after_the_pause_it_may_be_offered_again(self, sales: Board) -> None:
        sales.pause("a", "kim", NOW + 1)
        sales.wait(Waiting("a", SALES, 0), NOW)
        assert pairs(sales.ready("kim", NOW, NOW + 1)) == [("a", "kim")]


def test_a_queue_that_nobody_knows_keeps_its_callers_waiting(sales: Board) -> None:
    assert sales.wait(Waiting("a", "gone", 0), NOW) == []
    assert sales.leave("a", NOW) == []


@pytest.mark.parametrize("seed", range(20))
def test_nobody_waits_while_somebody_suitable_is_ready(seed: int) -> None:
    """Random coming and going, with the desk's yes coming late or never."""
    chance, names = random.Random(seed), ("kim", "lee", "han", "cho")
    known = {queue: tuple(chance.sample(names, 3)) for queue in ("q1", "q2", "q3")}
    many, ready, waiting = Board(queues(**known)), set[str](), dict[str, str]()
    for step in range(400):
        now, agent = float(step), chance.choice(names)
        match chance.randrange(5):
            case 0 | 1:
                waiting[f"c{step}"] = chance.choice(list(known))
                many.wait(Waiting(f"c{step}", waiting[f"c{step}"], now, chance.randrange(2)), now)
            case 2:
                ready.add(agent)
                many.ready(agent, now, now)
            case 3 if chance.random() < 0.5:
                ready.discard(agent)
                many.busy(agent, now)
            case 3 if waiting:
                gone = chance.choice(list(waiting))
                del waiting[gone]
                many.leave(gone, now)
            case _:
                for call, who in list(many.proposed().items())[:1]:
                    many.taken(call, who, now)
                    del waiting[call]
                    ready.discard(who)
        proposed = many.proposed()
        assert len(set(proposed.values())) == len(proposed)
        for queue, members in known.items():
            stand = {call for call in waiting if waiting[call] == queue and call not in proposed}
            assert set(many.waiting_in(queue)) == stand
            assert not stand or not set(members) & (ready - set(proposed.values()))
