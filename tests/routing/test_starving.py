"""One agent in two queues: whatever the head starts, nobody waits for ever."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cti.plan import Queue
from cti.queueing import Choosing
from routing.acd import Board
from routing.state import Waiting

TALK = 10.0  # s, and as often somebody comes to the busy queue


@settings(max_examples=50, deadline=None)
@given(weight=st.floats(0.0, 300.0), bonus=st.floats(1.0, 60.0), ageing=st.floats(0.5, 5.0), ahead=st.integers(0, 10))
def test_who_has_no_head_start_is_served_when_it_is_used_up(
    weight: float, bonus: float, ageing: float, ahead: int
) -> None:
    favoured, plain = Choosing(weight=weight, bonus=bonus, ageing=ageing), Choosing(bonus=bonus, ageing=ageing)
    who = frozenset({"kim"})
    board = Board({"vip": Queue("vip", "", "", members=who, choosing=favoured)} | {"q": _plain(who, plain)})
    board.wait(Waiting("patient", "q", 0.0), 0.0)
    for number in range(ahead):
        board.wait(Waiting(f"early{number}", "vip", 0.0, 3), 0.0)
    most = int((weight + 3 * bonus) / min(ageing, 1.0) / TALK) + ahead + 3
    served = [_turn(board, turn) for turn in range(most)]
    assert "patient" in served
    assert len(set(served)) == len(served), "and nobody twice"


def _plain(who: frozenset[str], choosing: Choosing) -> Queue:
    return Queue("q", "", "", members=who, choosing=choosing)


def _turn(board: Board, turn: int) -> str:
    """Somebody more important comes, the agent is free and gets one of those who wait."""
    now = turn * TALK
    board.wait(Waiting(f"late{turn}", "vip", now, 3), now)
    (match,) = board.ready("kim", now, now)
    board.taken(match.waiting, match.agent, now)
    return match.waiting
