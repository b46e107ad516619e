"""More agents come into question the longer somebody waits; the reserve helps when too many do."""

import random

import pytest

from cti.because import Excluded, Rule
from cti.plan import Queue
from cti.queueing import Choosing, Ring
from routing.acd import Board
from routing.kinds import need_of
from routing.state import Match, Waiting
from tests.support.queues import queue

NOW = 100.0
NEED = need_of({"english": 5, "tax": 3})


def pairs(found: list[Match]) -> list[tuple[str, str]]:
    return [(match.waiting, match.agent) for match in found]


def one(board: Board, ring: int, need: tuple[tuple[str, int], ...] = ()) -> list[tuple[str, str]]:
    return pairs(board.wait(Waiting("a", "q", NOW, need=need, ring=ring), NOW))


def test_a_ring_lets_the_next_level_in() -> None:
    rules = queue("near", "far", levels={"far": 2}, choosing=Choosing(rings=(Ring(0, level=1), Ring(30, level=2))))
    board = Board({"q": rules})
    board.ready("far", NOW, NOW)
    assert one(board, 1) == []
    (_, because) = board.unmatched[-1]
    assert (because.rule, because.excluded[0].why, because.excluded[0].agents) == (
        Rule.NOBODY,
        Excluded.LEVEL,
        ("far",),
    )
    assert one(board, 2) == [("a", "far")]


def test_a_ring_lowers_skills_and_drops_others() -> None:
    rules = queue("kim", choosing=Choosing(rings=(Ring(20, lower=2), Ring(40, lower=2, drop=("tax",)))))
    board = Board({"q": rules}, {"kim": {"english": 3}})
    board.ready("kim", NOW, NOW)
    assert [one(board, ring, NEED) for ring in (0, 1)] == [[], []]
    assert board.unmatched[-1][1].excluded[0].why is Excluded.SKILL
    assert one(board, 2, NEED) == [("a", "kim")]


def test_a_ring_lets_the_reserve_and_another_queue_in() -> None:
    rules = queue("kim", reserve="res", choosing=Choosing(rings=(Ring(20, reserve=True), Ring(40, also="other"))))
    board = Board({"q": rules, "other": Queue("other", "Other", "support", members=frozenset({"park"}))})
    board.ready("res", NOW, NOW)
    board.ready("park", NOW, NOW)
    assert one(board, 0) == []
    assert one(board, 1) == [("a", "res")]
    board.leave("a", NOW)
    assert one(board, 2) == [("a", "park")]


def test_the_reserve_helps_when_more_wait_than_it_should() -> None:
    board = Board({"q": queue("kim", reserve="res", choosing=Choosing(reserve_length=2))})
    board.ready("res", NOW, NOW)
    assert [board.wait(Waiting(id, "q", NOW + number), NOW) for number, id in enumerate("ab")] == [[], []]
    (match,) = board.wait(Waiting("c", "q", NOW + 9), NOW)
    assert (match.waiting, match.agent, match.because and match.because.rule) == ("a", "res", Rule.RESERVE)


def test_a_reserve_who_becomes_ready_late_helps_too() -> None:
    board = Board({"q": queue("kim", reserve="res", choosing=Choosing(reserve_length=2))})
    for number, id in enumerate("abc"):
        board.wait(Waiting(id, "q", NOW + number), NOW)
    assert pairs(board.ready("res", NOW, NOW)) == [("a", "res")]


class TestTheQueueChanges:
    def test_new_members_get_who_waits(self) -> None:
        known = {"q": queue("kim", choosing=Choosing())}
        board = Board(known)
        board.ready("lee", NOW, NOW)
        assert one(board, 0) == []
        known["q"] = queue("kim", "lee", choosing=Choosing())
        assert pairs(board.changed("q", NOW)) == [("a", "lee")]

    def test_who_is_no_member_any_more_gets_nothing(self) -> None:
        known = {"q": queue("kim", choosing=Choosing())}
        board = Board(known)
        board.ready("kim", NOW, NOW)
        known["q"] = queue("lee", choosing=Choosing())
        board.changed("q", NOW)
        assert one(board, 0) == []

    def test_a_queue_that_is_new_and_one_that_is_gone(self) -> None:
        known: dict[str, Queue] = {}
        board = Board(known)
        board.ready("kim", NOW, NOW)
        known["q"] = queue("kim", choosing=Choosing())
        board.changed("q", NOW)
        assert one(board, 0) == [("a", "kim")]
        board.leave("a", NOW)
        del known["q"]
        board.changed("q", NOW)
        assert one(board, 0) == []
        assert board.stands_by("kim")


@pytest.mark.parametrize("seed", range(15))
def test_nobody_waits_in_vain_whatever_the_rules_and_however_they_change(seed: int) -> None:
    """Against a slow judge that looks at everybody."""
    chance = random.Random(seed)
    agents = [f"a{number}" for number in range(7)]
    known = {id: made(chance, id, agents) for id in ("q", "r")}
    levels = {agent: {"english": chance.randrange(6)} for agent in agents}
    board, waiting = Board(known, levels), dict[str, Waiting]()
    for number in range(300):
        now = float(number)
        match chance.randrange(8):
            case 0 | 1 | 2:
                need = need_of({"english": chance.randrange(1, 6)} if chance.random() < 0.5 else {})
                item = waiting[f"c{number}"] = Waiting(
                    f"c{number}", chance.choice("qr"), now, chance.randrange(2), need
                )
                found = board.wait(item, now)
            case 3 if waiting:
                before = chance.choice(sorted(waiting))
                item = waiting[before] = Waiting(
                    before,
                    waiting[before].queue,
                    waiting[before].since,
                    0,
                    waiting[before].need,
                    ring=chance.randrange(3),
                )
                found = board.wait(item, now)
            case 4 | 5:
                found = board.ready(chance.choice(agents), now, now)
            case 6:
                found = board.busy(chance.choice(agents), now)
            case _:
                id = chance.choice("qr")
                known[id] = made(chance, id, agents)
                found = board.changed(id, now)
        for match in found:
            item = waiting.pop(match.waiting)
            assert may(known, levels, item, match.agent, board.counts(item.queue)[0] + 1), (match, item)
            board.taken(match.waiting, match.agent, now)
        for item in waiting.values():
            free = [agent for agent in sorted(board.free()) if may(known, levels, item, agent, 0)]
            assert not free, (item, free)


def made(chance: random.Random, id: str, agents: list[str]) -> Queue:
    rings = tuple(
        Ring(10.0 * at, lower=chance.randrange(3), level=chance.randrange(4), reserve=chance.random() < 0.5)
        for at in range(2)
    )
    members = frozenset(chance.sample(agents, 4))
    reserve = frozenset(chance.sample(sorted(members), 1))
    rules = Choosing(rings=rings, reserve_length=chance.choice((0, 2)))
    return Queue(
        id,
        id,
        "support",
        members=members,
        levels={a: chance.randrange(1, 4) for a in members},
        reserve=reserve,
        choosing=rules,
    )


def may(known: dict[str, Queue], levels: dict[str, dict[str, int]], item: Waiting, agent: str, waiting: int) -> bool:
    """By the words of the rules. waiting: how many, for the reserve."""
    rules = known[item.queue]
    ring = rules.choosing.rings[item.ring - 1] if item.ring else Ring(0.0)
    if agent not in rules.members:
        return False
    able = all(levels[agent].get(skill, 0) >= max(1, level - ring.lower) for skill, level in item.need)
    helps = agent not in rules.reserve or ring.reserve
    if not helps:
        return able and bool(rules.choosing.reserve_length) and waiting > rules.choosing.reserve_length
    return able and (not ring.level or rules.level(agent) <= ring.level)
