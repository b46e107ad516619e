"""Figures of written stories, against numbers worked out by hand. The stories begin at ten; times are seconds."""

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cti import facts
from cti.facts import AgentState
from cti.plan import Plan, Queue
from cti.queueing import When
from journal import Entry, Fact
from routing.figures import SLOT, Figures, Tally, added
from routing.figures.staff import BUSY, THERE
from routing.figures.state import take_up, written

TEN = 36_000.0
DAY = 86_400.0
A = AgentState
PLAN = Plan(
    queues={
        "general": Queue("general", "General", "s", members=frozenset({"kim", "lee"})),
        "cards": Queue("cards", "Cards", "s", members=frozenset({"lee"})),
    }
)
Story = Iterable[tuple[float, Fact]]
# Kim answers after 10 s, talks 60 s, holds 30 s, talks 20 s, works 15 s.
ONE_CALL: list[tuple[float, Fact]] = [
    (0, facts.Queued("a", "general")),
    (10, facts.Established("a", "kim")),
    (70, facts.Held("a", "kim")),
    (100, facts.Retrieved("a", "kim")),
    (120, facts.Cleared("a", "normal")),
    (120, facts.AgentStateChanged("kim", A.AFTER_CALL)),
    (135, facts.AgentStateChanged("kim", A.READY)),
]


def day_of(at: float) -> str:
    return str(int(at // DAY))


def told(story: Story, begin: float = TEN) -> Figures:
    figures = Figures(PLAN, day_of)
    for number, (after, fact) in enumerate(story, 1):
        figures.note(Entry(number, begin + after, None, fact))
    return figures


def test_a_call_that_is_answered_gives_wait_talk_hold_and_the_work_after() -> None:
    tally = told(ONE_CALL).tally("general")
    assert (tally.offered, tally.answered, tally.within, tally.handled) == (1, 1, 1, 1)
    assert (tally.wait, tally.talk, tally.hold, tally.after, tally.longest) == (10, 80, 30, 15, 10)
    assert (tally.asa, tally.aht, tally.service_level, tally.level_of_answered) == (10, 125, 1, 1)


def test_who_gives_up_lowers_one_service_level_and_not_the_other() -> None:
    gave_up: Story = [(200, facts.Queued("b", "general")), (230, facts.Cleared("b", "normal"))]
    tally = told([*ONE_CALL, *gave_up]).tally("general")
    assert (tally.service_level, tally.level_of_answered, tally.abandon_rate) == (0.5, 1, 0.5)
    assert (tally.given_up, tally.longest, tally.asa) == (30, 30, 10)


@pytest.mark.parametrize(("seconds", "short"), [(0.0, 0), (4.0, 0), (5.0, 1), (60.0, 1)])
def test_what_is_short_can_be_set(seconds: float, short: int) -> None:
    figures = Figures(PLAN, day_of, short=seconds)
    story: Story = [(200, facts.Queued("b", "general")), (205, facts.Cleared("b", "normal"))]
    for number, (at, fact) in enumerate(story, 1):
        figures.note(Entry(number, at, None, fact))
    tally = figures.tally("general")
    assert (tally.abandoned, tally.short) == (1, short)


def test_who_hangs_up_in_the_first_seconds_is_counted_nowhere_but_among_the_short() -> None:
    short: Story = [(200, facts.Queued("b", "general")), (205, facts.Cleared("b", "normal"))]
    tally = told([*ONE_CALL, *short]).tally("general")
    assert (tally.offered, tally.abandoned, tally.short) == (2, 1, 1)
    assert (tally.service_level, tally.abandon_rate) == (1, 0)


def test_an_answer_later_than_the_limit_is_not_in_time() -> None:
    late = told([(0, facts.Queued("a", "general")), (20.5, facts.Established("a", "kim"))]).tally("general")
    assert (late.answered, late.within, late.service_level) == (1, 0, 0)


def test_a_caller_offered_to_several_is_answered_once_and_waited_all_the_time() -> None:
    story: list[tuple[float, Fact]] = [
        (0, facts.Queued("a", "general")),
        (1, facts.Offered("a", "kim")),
        (5, facts.OfferCancelled("a", "kim")),
        (6, facts.Offered("a", "lee")),
        (9, facts.Established("a", "lee")),
    ]
    tally = told(story).tally("general")
    assert (tally.offered, tally.answered, tally.wait) == (1, 1, 9)


def test_a_caller_whose_agent_is_lost_was_answered_all_the_same() -> None:
    story: list[tuple[float, Fact]] = [
        (0, facts.Queued("a", "general")),
        (10, facts.Established("a", "kim")),
        (40, facts.Requeued("a", "kim", "phone")),
        (100, facts.Established("a", "lee")),
        (120, facts.Cleared("a", "normal")),
    ]
    figures = told(story)
    tally = figures.tally("general")
    assert (tally.answered, tally.wait, tally.talk, tally.handled, tally.abandoned) == (1, 10, 50, 1, 0)
    assert told(story[:3]).waiting("general") == 1


def test_who_gives_up_after_the_agent_was_lost_has_not_given_up() -> None:
    story: list[tuple[float, Fact]] = [
        (0, facts.Queued("a", "general")),
        (10, facts.Established("a", "kim")),
        (40, facts.Requeued("a", "kim", "phone")),
        (99, facts.Cleared("a", "normal")),
    ]
    tally = told(story).tally("general")
    assert (tally.answered, tally.abandoned, tally.talk, tally.handled) == (1, 0, 30, 1)


def test_an_overflow_leaves_one_queue_and_takes_the_wait_to_the_other() -> None:
    story: list[tuple[float, Fact]] = [
        (0, facts.Queued("a", "general")),
        (60, facts.QueueLeft("a", "general", "waited too long", 1)),
        (61, facts.Queued("a", "cards")),
        (70, facts.Established("a", "lee")),
    ]
    figures = told(story)
    first, second = figures.tally("general"), figures.tally("cards")
    assert (first.offered, first.left, first.answered, first.abandoned, first.service_level) == (1, 1, 0, 0, None)
    assert (second.offered, second.answered, second.wait, second.within) == (1, 1, 70, 0)


def test_the_overflow_of_a_queue_keeps_the_wait_whether_it_leads_to_a_queue_or_a_route() -> None:
    joined = (0, facts.Queued("a", "general"))
    figures = told(
        [joined, (60, facts.Overflowed("a", "cards", "general", When.WAIT)), (70, facts.Established("a", "lee"))]
    )
    first, second = figures.tally("general"), figures.tally("cards")
    assert (first.left, first.abandoned, second.answered, second.wait) == (1, 0, 1, 70)
    passed = facts.PassedToRoute("a", "", "message", "general", "s", "en", "", "")
    to_a_route = told([joined, (60, passed), (90, facts.Cleared("a", "normal"))]).tally("general")
    assert (to_a_route.left, to_a_route.abandoned) == (1, 0)


def test_a_transfer_to_a_queue_begins_a_new_wait_and_each_queue_has_its_part() -> None:
    story: list[tuple[float, Fact]] = [
        *ONE_CALL[:2],
        (50, facts.PassedToQueue("a", "kim", "cards")),
        (50, facts.AgentStateChanged("kim", A.AFTER_CALL)),
        (55, facts.AgentStateChanged("kim", A.READY)),
        (58, facts.Established("a", "lee")),
        (100, facts.Cleared("a", "normal")),
    ]
    figures = told(story)
    first, second = figures.tally("general"), figures.tally("cards")
    assert (first.answered, first.wait, first.talk, first.after, first.handled) == (1, 10, 40, 5, 1)
    assert (second.offered, second.answered, second.wait, second.talk, second.after) == (1, 1, 8, 42, 0)


def test_a_transfer_to_a_colleague_stays_one_call_of_the_queue() -> None:
    story: list[tuple[float, Fact]] = [
        *ONE_CALL[:2],
        (30, facts.ConsultAsked("a", "kim", "lee")),
        (40, facts.ConsultEstablished("a", "kim", "lee")),
        (50, facts.Transferred("a", "kim", "lee")),
        (90, facts.Cleared("a", "normal")),
    ]
    figures = told(story)
    tally = figures.tally("general")
    assert (tally.answered, tally.handled, tally.talk, tally.hold) == (1, 1, 60, 20)
    agents = [figures.sums.today[f"agent:{agent}"] for agent in ("kim", "lee")]
    assert [(each.talk, each.hold) for each in agents] == [(20, 20), (40, 0)]


@pytest.mark.parametrize("then", [facts.CallbackRequested("a", "0311112222", "general"), None])
def test_a_promised_call_is_no_caller_who_gave_up(then: Fact | None) -> None:
    story: list[tuple[float, Fact]] = [(0, facts.Queued("a", "general"))]
    story += [(30, then)] if then else []
    tally = told([*story, (31, facts.Cleared("a", "normal"))]).tally("general")
    assert (tally.abandoned, tally.left) == ((0, 1) if then else (1, 0))


def test_a_call_over_midnight_belongs_to_the_half_hour_in_which_it_came() -> None:
    figures = told(ONE_CALL, begin=DAY - 5)
    kept = {key.slot: tally for key, tally in figures.sums.fresh.items() if key.of == "queue:general"}
    assert kept[int(DAY - SLOT)].answered == 1
    assert kept[int(DAY - SLOT)].talk == 80
    assert figures.tally("general").answered == 0  # of the new day
    assert kept[int(DAY)].busy == 15  # the time of agents counts when it passes


def test_occupancy_is_of_who_is_there_and_breaks_do_not_count() -> None:
    story: list[tuple[float, Fact]] = [
        (0, facts.AgentStateChanged("kim", A.READY)),
        (0, facts.AgentStateChanged("lee", A.BREAK)),
        (60, facts.AgentStateChanged("kim", A.TALKING)),
        (90, facts.AgentStateChanged("kim", A.AFTER_CALL)),
        (100, facts.AgentStateChanged("kim", A.WORK)),
        (900, facts.AgentStateChanged("kim", A.OFF)),
    ]
    tally = told(story).tally("general")
    assert (tally.there, tally.busy, tally.occupancy) == (100, 40, 0.4)


def test_an_agent_of_several_queues_is_there_for_each_and_counts_once_for_herself() -> None:
    story: Story = [(0, facts.AgentStateChanged("lee", A.READY)), (3600, facts.AgentStateChanged("lee", A.OFF))]
    figures = told(story)
    assert [figures.sums.today[of].there for of in ("queue:general", "queue:cards", "agent:lee")] == [3600] * 3
    slots = {key.slot: tally.there for key, tally in figures.sums.fresh.items() if key.of == "agent:lee"}
    assert slots == {36_000: 1800, 37_800: 1800}


def test_live_occupancy_does_not_stand_still_between_two_facts() -> None:
    story: list[tuple[float, Fact]] = [
        (0, facts.AgentStateChanged("kim", A.READY)),
        (60, facts.AgentStateChanged("kim", A.TALKING)),
        (120, facts.Queued("b", "general")),
    ]
    figures = told(story)
    assert figures.occupancy("general") == 0.5
    assert figures.occupancy("cards") is None


STAFF = ("kim", "lee", "park")


@given(
    some.lists(
        some.tuples(
            some.floats(0, 900),
            some.one_of(
                some.tuples(some.sampled_from(STAFF), some.sampled_from(A)), some.sets(some.sampled_from(STAFF))
            ),
        ),
        max_size=40,
    )
)
def test_live_occupancy_is_the_time_of_each_member_added_up(
    steps: list[tuple[float, tuple[str, A] | set[str]]],
) -> None:
    plan = Plan(queues={"general": Queue("general", "General", "s", members=frozenset(STAFF[:2]))})
    figures, at = Figures(plan, day_of), TEN + 1_799_971_200
    states, there, busy = dict.fromkeys(STAFF, A.OFF), 0.0, 0.0
    for number, (after, what) in enumerate(steps, 1):
        at += after
        mine = [states[member] for member in plan.queues["general"].members]
        there += after * sum(state in THERE for state in mine)
        busy += after * sum(state in BUSY for state in mine)
        if isinstance(what, tuple):
            figures.note(Entry(number, at, None, facts.AgentStateChanged(*what)))
            states[what[0]] = what[1]
        else:
            plan.queues["general"] = replace(plan.queues["general"], members=frozenset(what))
            figures.note(Entry(number, at, None, facts.MembersChanged("general", "kim", {}, {})))
        expected = pytest.approx(busy / there, abs=1e-4) if there > 0.1 else figures.occupancy("general")
        assert figures.occupancy("general") == expected


def test_the_longest_wait_of_now_is_that_of_who_waits_first() -> None:
    figures = told([(0, facts.Queued("a", "general")), (5, facts.Queued("b", "general"))])
    assert (figures.waiting("general"), figures.longest_since("general")) == (2, TEN)
    assert figures.longest_since("cards") == 0


@pytest.mark.parametrize("cut", range(len(ONE_CALL) + 1))
def test_cut_anywhere_and_taken_up_again_the_sums_are_the_same(cut: int) -> None:
    entries = [Entry(number, TEN + after, None, fact) for number, (after, fact) in enumerate(ONE_CALL, 1)]
    first, second = Figures(PLAN, day_of), Figures(PLAN, day_of)
    for entry in entries[:cut]:
        first.note(entry)
    take_up(second, json.loads(json.dumps(written(first))))
    for entry in entries[cut:]:
        second.note(entry)
    parts = [sums[key] for sums in (first.sums.fresh, second.sums.fresh) for key in sums if key.of == "queue:general"]
    assert added(parts) == told(ONE_CALL).tally("general")


def test_half_hours_add_up() -> None:
    assert added([Tally(answered=1, wait=5, longest=5), Tally(answered=2, wait=9, longest=7)]) == Tally(
        answered=3, wait=14, longest=7
    )
