"""One agent in two queues, whose callers come faster than they are served: whatever the head starts and however fast
seconds count, nobody waits for ever; only a strict priority can."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cti.plan import Queue
from cti.queueing import Choosing
from routing.acd import MOST_LEAD, Board
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


@settings(max_examples=60, deadline=None)
@given(
    fast=st.floats(1.0, 100.0),
    slow=st.floats(0.01, 1.0),
    weight=st.floats(0.0, 300.0),
    more=st.integers(2, 4),
)
def test_a_queue_whose_seconds_count_for_less_is_served_while_the_other_overflows(
    fast: float, slow: float, weight: float, more: int
) -> None:
    """The other one gets `more` callers for each who is served, for ever, so its first has waited longer and longer."""
    who = frozenset({"kim"})
    favoured, plain = Choosing(weight=weight, ageing=fast), Choosing(ageing=slow)
    board = Board({"vip": Queue("vip", "", "", members=who, choosing=favoured)} | {"q": _plain(who, plain)})
    lead = 2 * MOST_LEAD + weight
    begins = 20 * TALK
    for turn in range(int(more * (begins + lead) / TALK) + 10):
        now = turn * TALK
        if now == begins:
            board.wait(Waiting("patient", "q", now), now)
        for number in range(more):
            board.wait(Waiting(f"late{turn}.{number}", "vip", now + number / more), now)
        (match,) = board.ready("kim", now, now)
        board.taken(match.waiting, match.agent, now)
        if match.waiting == "patient":
            return
    raise AssertionError("the patient caller was never served")


def test_a_strict_priority_can_starve_others() -> None:
    """Said in docs/queues.md: it is what *a higher priority always goes first* means."""
    who = frozenset({"kim"})
    board = Board({"q": _plain(who, Choosing())})
    board.wait(Waiting("patient", "q", 0.0), 0.0)
    served = []
    for turn in range(1, 200):
        board.wait(Waiting(f"late{turn}", "q", turn * TALK, 3), turn * TALK)
        (match,) = board.ready("kim", turn * TALK, turn * TALK)
        board.taken(match.waiting, match.agent, turn * TALK)
        served.append(match.waiting)
    assert "patient" not in served


def _plain(who: frozenset[str], choosing: Choosing) -> Queue:
    return Queue("q", "", "", members=who, choosing=choosing)


def _turn(board: Board, turn: int) -> str:
    """Somebody more important comes, the agent is free and gets one of those who wait."""
    now = turn * TALK
    board.wait(Waiting(f"late{turn}", "vip", now, 3), now)
    (match,) = board.ready("kim", now, now)
    board.taken(match.waiting, match.agent, now)
    return match.waiting
