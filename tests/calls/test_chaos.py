"""Seeded stories in which the server dies, is cut off, and hears late, twice and in the wrong order.

Judged from outside: by what the switch has and what stands in the log, never by what the server believes of itself.
`CORDBOARD_STORIES` is how many are told (10,000 in `make test`, 50,000 in `make chaos`); a failure says its seed, and
`python -m tests.calls.test_chaos SEED` finds the shortest beginning of that story that still goes wrong.
"""

import contextlib
import os
import sys
from collections import Counter
from dataclasses import replace

import pytest

from cti import facts
from cti.plan import Plan
from cti.queueing import Announcing, CallingBack, Choice, To
from cti.refused import Refused
from journal import Fact
from tests.calls.test_any_order import AGENTS, Story, record
from tests.support.contacts import each_has_one_ticket
from tests.support.mortal import Death, Kill, MortalCentre
from tests.support.plan import SUPPORT, plan

STEPS = 40
AT_ONCE = 100  # stories a test, so that a failure is found soon and workers can share
IN_TEST = 10_000
STORIES = int(os.environ.get("CORDBOARD_STORIES", str(IN_TEST)))
RECORDED = (facts.RecordingStarted, facts.RecordingEnded)
AWAY = (0.0, 0.2, 1.0, 4.0, 12.0)  # s


class Chaos(Story):
    """centre: dies now and then, and not everything that its switch tells arrives as it was told."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        known = plan(AGENTS, ring_seconds=15.0)
        record(known)
        if seed % 2:
            keep_promises(known)
        self.centre: MortalCentre = MortalCentre(replace(known, dial_seconds=6, phone_limit=12))
        self.centre.mangle = self.mangle

    def go_on(self) -> None:
        acts = [self.arrive, self.press, self.serve, self.wish, self.hand_over, self.pass_time, self.phone]
        acts += [self.leave, self.die, self.die_soon, self.cut]
        act = self.chance.choices(acts, weights=[5, 2, 10, 16, 8, 6, 1, 2, 2, 3, 1])[0]
        with contextlib.suppress(Refused):
            act()

    def arrive(self) -> None:
        """Most know what they want."""
        super().arrive()
        if self.chance.random() < 0.7:
            self.centre.press(f"c{self.callers:03}", self.chance.choice(("0", "0", "2", "11", "011")))

    def leave(self) -> None:
        if lines := sorted(self.centre.switch.lines):
            self.centre.hang_up(self.chance.choice(lines))

    def die(self) -> None:
        before = places(self.centre)
        if away := self.chance.choice(AWAY):
            self.while_nobody_looks()
        self.centre.die(away)
        if not away:
            assert places(self.centre) == before

    def die_soon(self) -> None:
        number = self.centre.brain.engine.number + self.chance.randrange(1, 8)
        self.centre.deaths = [Death(number, self.chance.choice(list(Kill)), self.chance.choice(AWAY))]

    def while_nobody_looks(self) -> None:
        """What nobody will be told: some hang up, some come."""
        switch = self.centre.switch
        for call in sorted(switch.lines):
            if self.chance.random() < 0.2:
                switch.hang_up(call)
        if self.chance.random() < 0.3:
            self.callers += 1
            self.centre.numbers[call := f"c{self.callers:03}"] = "0102", SUPPORT
            switch.arrive(call, "0102", SUPPORT)

    def cut(self) -> None:
        self.while_nobody_looks()
        self.centre.cut(self.chance.choice((0.5, 2.0, 10.0)))

    def mangle(self, told: list[Fact]) -> list[Fact]:
        """Some of it twice, some later, some in another order."""
        if self.chance.random() < 0.03:
            told = told + told
        if self.chance.random() < 0.03:
            self.chance.shuffle(told)
        if told and self.chance.random() < 0.03:
            late = told.pop()
            self.centre.later(self.chance.choice((0.01, 0.3, 2.0)), late)
        return told


def keep_promises(known: Plan) -> None:
    """Who waits in `general` may choose to be called back, and keeps the place."""
    chosen = Announcing(digits={"1": Choice(To.CALLBACK)})
    general = known.queues["general"]
    known.queues["general"] = replace(general, announcing=chosen, calling_back=CallingBack(True, 2, 60.0))


def places(centre: MortalCentre) -> dict[str, list[str]]:
    """Who waits, in order. Whose hang-up is on its way is not counted."""
    board, lines = centre.brain.routing.board, centre.switch.lines
    promised = {call.id for call in centre.brain.desk.calls.values() if call.promised}
    waiting = {queue: board.waiting_in(queue) for queue in centre.plan.queues}
    return {queue: [call for call in calls if call in promised or call in lines] for queue, calls in waiting.items()}


# --- from outside ----------------------------------------------------------------------------------------------------


def nobody_is_lost(centre: MortalCentre) -> None:
    """Every line that the switch has is a call that somebody cares for, and the other way round."""
    promised = {call.id for call in centre.brain.desk.calls.values() if call.promised}
    assert set(centre.brain.desk.calls) - promised == set(centre.switch.lines)


def nobody_is_offered_twice(centre: MortalCentre) -> None:
    """An agent at whom one call rings, or who talks, is offered no other one."""
    busy: dict[str, str] = {}
    over = (facts.OfferCancelled, facts.OfferUnanswered, facts.OfferFailed)
    for entry in centre.log:
        match entry.fact:
            case facts.Offered(call=call, agent=agent):
                assert busy.get(agent, call) == call, (entry.number, agent, call, busy[agent])
                busy[agent] = call
            case fact if isinstance(fact, over) and busy.get(fact.agent) == fact.call:
                del busy[fact.agent]
            case facts.Cleared(call=call):
                busy = {agent: of for agent, of in busy.items() if of != call}
            case facts.AgentStateChanged(agent=agent, state=state) if state not in ("offered", "talking"):
                busy.pop(agent, None)


def nobody_is_in_two_talks(centre: MortalCentre) -> None:
    lines = centre.switch.lines.values()
    heard = Counter(agent for line in lines for agent in {line.agent, *line.joined, *line.consult} if agent)
    assert max(heard.values(), default=0) <= 1, heard


def nothing_is_left_over(centre: MortalCentre) -> None:
    assert (centre.switch.lines, centre.switch.out) == ({}, {})
    begun, ended = (Counter(getattr(fact, "recording", "") for fact in centre.kept(kind)) for kind in RECORDED)
    assert begun == ended
    assert not centre.brain.book.open
    assert all(call.promised for call in centre.brain.desk.calls.values())


def told(seed: int, steps: int = STEPS) -> MortalCentre:
    """One story to its end. Raises AssertionError where something is wrong."""
    story = Chaos(seed)
    centre = story.centre
    for _ in range(steps):
        story.go_on()
    centre.mangle, centre.deaths = list, []
    for _ in range(3):
        centre.advance(4)
        centre.audit()
    nobody_is_lost(centre)
    nobody_is_in_two_talks(centre)
    for call in list(centre.switch.lines):
        centre.hang_up(call)
    centre.advance(600)
    centre.audit()
    centre.audit()
    nobody_is_offered_twice(centre)
    nothing_is_left_over(centre)
    each_has_one_ticket([entry.fact for entry in centre.log], centre.plan)
    return centre


@pytest.mark.parametrize("first", range(0, STORIES, AT_ONCE))
def test_whatever_dies_nobody_is_lost(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        try:
            told(seed)
        except Exception as wrong:
            wrong.add_note(f"seed {seed}; shorter: python -m tests.calls.test_chaos {seed}")
            raise


def shortest(seed: int) -> int:
    """How many steps of this story are needed to go wrong; 0 when it goes well."""
    for steps in range(1, STEPS + 1):
        try:
            told(seed, steps)
        except Exception:  # noqa: BLE001  # whatever is wrong with it
            return steps
    return 0


if __name__ == "__main__":
    print(shortest(int(sys.argv[1])))  # noqa: T201
