"""Each strategy chooses somebody whom no other strategy of the same tale would choose."""

from collections import Counter

import pytest

from cti.because import Rule
from cti.plan import Queue
from cti.queueing import Choosing, Strategy
from routing.acd import Board
from routing.kinds import need_of
from routing.state import Match, Waiting
from routing.tallies import Tally
from tests.support.queues import queue

NOW = 1000.0
# who: seconds ready, talks, seconds of talk, when the last one began, level, English
TALE = {
    "ann": (90.0, 9, 900.0, 900.0, 5, 1),  # ready longest
    "bob": (10.0, 1, 800.0, 890.0, 5, 1),  # fewest calls
    "cho": (20.0, 8, 100.0, 880.0, 5, 1),  # least talk
    "dan": (30.0, 7, 700.0, 100.0, 5, 1),  # whose last call began earliest
    "eve": (40.0, 6, 600.0, 870.0, 1, 1),  # lowest level
    "fay": (50.0, 5, 500.0, 860.0, 5, 9),  # best English
}
ENGLISH = need_of({"english": 1})


def board(strategy: Strategy) -> Board:
    levels = {who: tale[4] for who, tale in TALE.items()}
    skills = {who: {"english": tale[5]} for who, tale in TALE.items()}
    tallies = {who: Tally(calls, talk, last) for who, (_, calls, talk, last, _, _) in TALE.items()}
    rules = queue(*TALE, choosing=Choosing(strategy), levels=levels)
    made = Board({"q": rules}, skills, tallies.__getitem__)
    for who, tale in TALE.items():
        made.ready(who, NOW - tale[0], NOW)
    return made


@pytest.mark.parametrize(
    ("strategy", "chosen", "figure"),
    [
        (Strategy.LONGEST_IDLE, "ann", 0.0),
        (Strategy.FEWEST_CALLS, "bob", 1.0),
        (Strategy.LEAST_TALK, "cho", 100.0),
        (Strategy.ROUND_ROBIN, "dan", 0.0),
        (Strategy.LINEAR, "eve", 1.0),
        (Strategy.TOP_SKILL, "fay", 9.0),
        (Strategy.WEIGHTED, "bob", 0.4),  # two fifths with this call: 2 of a weight of 5
    ],
)
def test_every_strategy_has_its_own_choice(strategy: Strategy, chosen: str, figure: float) -> None:
    (match,) = board(strategy).wait(Waiting("a", "q", NOW, need=ENGLISH), NOW)
    assert match.because
    assert (match.agent, match.because.rule, match.because.figure) == (chosen, Rule(strategy.value), figure)


def test_by_lot_everybody_gets_about_the_same_and_the_same_call_the_same_agent() -> None:
    drawn = Counter(board(Strategy.RANDOM).wait(Waiting(f"call {n}", "q", NOW), NOW)[0].agent for n in range(600))
    assert set(drawn) == set(TALE)
    assert all(60 < count < 140 for count in drawn.values()), drawn
    again = [board(Strategy.RANDOM).wait(Waiting("call 7", "q", NOW), NOW)[0].agent for _ in range(2)]
    assert again[0] == again[1]


def test_weighted_shares_in_the_ratio_of_the_weights() -> None:
    talks: Counter[str] = Counter()
    rules = queue("one", "four", choosing=Choosing(Strategy.WEIGHTED), levels={"one": 1, "four": 7})
    made = Board({"q": rules}, tally=lambda agent: Tally(talks[agent]))
    for number in range(120):
        for agent in ("one", "four"):
            made.busy(agent, number)
            made.ready(agent, number, number)
        (match,) = made.wait(Waiting(f"c{number}", "q", number), number)
        made.taken(match.waiting, match.agent, number)
        talks[match.agent] += 1
    assert talks == {"one": 90, "four": 30}


class TestTheCallerWhoIsNext:
    def queues(self, one: Choosing, two: Choosing) -> Board:
        plain = {"one": one, "two": two}
        return Board(
            {id: Queue(id, id, "support", members=frozenset({"kim"}), choosing=how) for id, how in plain.items()}
        )

    def served(self, board: Board, *waiting: Waiting) -> Match:
        for each in waiting:
            board.wait(each, NOW)
        return board.ready("kim", NOW, NOW)[0]

    def test_weight_is_a_head_start_over_other_queues(self) -> None:
        made = self.queues(Choosing(), Choosing(weight=30.0))
        match = self.served(made, Waiting("early", "one", NOW - 60), Waiting("late", "two", NOW - 31))
        assert (match.waiting, match.because and match.because.rule) == ("late", Rule.HEAD_START)

    def test_but_no_more_than_that(self) -> None:
        made = self.queues(Choosing(), Choosing(weight=30.0))
        assert self.served(made, Waiting("early", "one", NOW - 60), Waiting("late", "two", NOW - 29)).waiting == "early"

    def test_ageing_makes_each_second_count_for_more(self) -> None:
        made = self.queues(Choosing(), Choosing(ageing=2.0))
        assert self.served(made, Waiting("early", "one", NOW - 60), Waiting("late", "two", NOW - 31)).waiting == "late"

    def test_a_bonus_turns_priorities_into_head_starts(self) -> None:
        made = self.queues(Choosing(bonus=20.0), Choosing())
        vip = Waiting("vip", "one", NOW - 10, priority=2)
        assert self.served(made, Waiting("plain", "one", NOW - 49), vip).waiting == "vip"
        made = self.queues(Choosing(bonus=20.0), Choosing())
        assert self.served(made, Waiting("plain", "one", NOW - 51), vip).waiting == "plain"

    def test_without_a_bonus_a_higher_priority_always_goes_first(self) -> None:
        made = self.queues(Choosing(), Choosing(weight=900.0))
        vip = Waiting("vip", "one", NOW, priority=1)
        match = self.served(made, Waiting("plain", "two", NOW - 900), vip)
        assert (match.waiting, match.because and match.because.rule) == ("vip", Rule.PRIORITY)
