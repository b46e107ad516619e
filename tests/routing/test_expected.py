"""How long somebody would wait: what is counted, who shares agents, and what a restart leaves."""

import pytest

from cti import facts
from cti.facts import AgentState
from cti.plan import Plan, Queue
from journal import Entry, Fact
from routing.expected import NEVER, Expected
from routing.pace import FIRST_GUESS, UNKNOWN, after_handling, after_waiting, wait

A = AgentState


class Watch:
    """An estimate with its own clock. `staff` works in queue `a`, who stands in `shared` in `b` too."""

    def __init__(self, staff: str = "xy", shared: str = "") -> None:
        queues = {"a": Queue("a", "a", "s", members=frozenset(staff))}
        queues["b"] = Queue("b", "b", "s", members=frozenset(shared))
        self.plan = Plan(queues=queues)
        self.expected, self.now, self.entries = Expected(self.plan), 1.0, list[Entry]()
        for agent in staff:
            self.tell(facts.AgentStateChanged(agent, A.READY))

    def tell(self, fact: Fact, after: float = 0.0) -> None:
        self.now += after
        self.entries.append(Entry(len(self.entries) + 1, self.now, None, fact))
        self.expected.react(fact, self.now)

    def served(self, call: str, talk: float, work: float, agent: str = "x", queue: str = "a") -> None:
        """Somebody who comes, is served at once and gone."""
        self.tell(facts.Queued(call, queue))
        self.tell(facts.AgentStateChanged(agent, A.OFFERED))
        self.tell(facts.Established(call, agent))
        self.tell(facts.AgentStateChanged(agent, A.TALKING))
        self.tell(facts.Cleared(call, "normal"), talk)
        self.tell(facts.AgentStateChanged(agent, A.AFTER_CALL))
        self.tell(facts.AgentStateChanged(agent, A.READY), work)


def test_before_the_first_talk_it_is_a_guess() -> None:
    assert Watch().expected.wait("a", 1) == pytest.approx(2 * FIRST_GUESS / 2)


def test_the_work_after_the_talk_counts() -> None:
    watch = Watch("x")
    watch.served("1", 100, 20)
    assert watch.expected.wait("a", 0) == pytest.approx(120)


def test_where_nobody_works_nobody_is_served() -> None:
    watch = Watch("x")
    watch.tell(facts.AgentStateChanged("x", A.BREAK))
    assert watch.expected.wait("a", 0) == NEVER


def test_agents_who_serve_another_queue_have_a_share_only() -> None:
    watch = Watch("xy", shared="xy")
    alone = watch.expected.wait("a", 0)
    watch.tell(facts.Queued("other", "b"))
    assert watch.expected.wait("a", 0) == pytest.approx(2 * alone)
    watch.tell(facts.Cleared("other", "normal"))
    assert watch.expected.paces["b"].gave_up == 1


def test_agents_of_one_queue_alone_take_over_what_others_cannot() -> None:
    """x serves both and has half a share, y is whole: 1.5 agents."""
    watch = Watch("xy", shared="x")
    watch.tell(facts.Queued("other", "b"))
    assert watch.expected.wait("a", 0) == pytest.approx(FIRST_GUESS / 1.5)


def test_who_gives_up_makes_the_wait_of_others_shorter() -> None:
    watch = Watch("x")
    before = watch.expected.wait("a", 20)
    for number in range(10):
        watch.tell(facts.Queued(f"c{number}", "a"))
        watch.tell(facts.Cleared(f"c{number}", "normal"), 60)
    assert watch.expected.wait("a", 20) < before / 2


def test_who_is_led_elsewhere_has_not_given_up() -> None:
    watch = Watch("x")
    watch.tell(facts.Queued("c", "a"))
    watch.tell(facts.QueueLeft("c", "a", "too long", 1), 60)
    watch.tell(facts.Cleared("c", "normal"), 60)
    assert watch.expected.paces["a"].leaving == 0


def test_the_log_of_the_day_brings_it_back() -> None:
    watch = Watch("xy")
    for number in range(5):
        watch.served(f"c{number}", 60 + number, 15)
    again = Expected(watch.plan)
    again.learn(watch.entries)
    assert again.paces == watch.expected.paces
    assert again.agents("a") == 0  # who is there now is not learnt from the past


@pytest.mark.parametrize(("waiting", "leaving"), [(1, 0.01), (5, 0.002), (40, 0.01), (1000, 0.001)])
def test_the_integral_is_near_the_sum(waiting: int, leaving: float) -> None:
    exact = sum(1 / (0.05 + j * leaving) for j in range(waiting))
    assert wait(waiting, 0.05, leaving) == pytest.approx(exact, rel=0.01)


def test_the_newest_talks_count() -> None:
    pace = UNKNOWN
    for _ in range(100):
        pace = after_handling(pace, 60)
    assert pace.handling == pytest.approx(60)
    for _ in range(150):
        pace = after_handling(pace, 120)
    assert pace.handling == pytest.approx(120, rel=0.06)


def test_patience_fades_alike_for_time_and_people() -> None:
    pace = UNKNOWN
    for number in range(1000):
        pace = after_waiting(pace, 100, number % 4 == 0)
    assert pace.leaving == pytest.approx(1 / 400, rel=0.1)
