"""Which agent a caller knows, and that their queue asks that one first."""

import gc
import itertools
import random
import sys
from dataclasses import replace

import pytest

from cti import commands, facts
from cti.facts import AgentState
from cti.queue import settings_of
from cti.queueing import Choosing, Prefer
from tests.support.centre import Centre
from ticketing.acquainted import Acquaintances, Known
from ticketing.facts import TicketKind, TicketOpened, TicketPassed

LAST, OWNER = Prefer.LAST_AGENT, Prefer.TICKET_OWNER


def opened(ticket: int, caller: str, agent: str, service: str = "support") -> TicketOpened:
    return TicketOpened(f"c{ticket}", ticket, TicketKind.ANSWERED, service, "general", caller, agent)


def test_the_newest_talk_of_a_number_counts_in_each_service_by_itself() -> None:
    known = Acquaintances([Known(1, "support", "010", "kim")])
    known.react(opened(2, "010", "lee", "sales"), 0.0)
    assert (known.agent(LAST, "support", "010"), known.agent(LAST, "sales", "010")) == ("kim", "lee")
    known.react(opened(3, "010", "park"), 0.0)
    known.react(TicketPassed("c3", 3, "han"), 0.0)
    assert known.agent(LAST, "support", "010") == "han"
    assert known.agent(LAST, "support", "011") == ""


def test_a_ticket_has_an_owner_as_long_as_it_is_open() -> None:
    known = Acquaintances([Known(1, "support", "010", "kim")])
    assert known.agent(OWNER, "support", "010") == "kim"
    known.closed(1, is_open=False)
    assert (known.agent(OWNER, "support", "010"), known.agent(LAST, "support", "010")) == ("", "kim")
    known.closed(1, is_open=True)
    assert known.agent(OWNER, "support", "010") == "kim"


def test_old_numbers_are_forgotten_so_that_memory_stays_small() -> None:
    known = Acquaintances(most=3)
    for ticket in range(10):
        known.react(opened(ticket, f"01{ticket % 5}", "kim"), 0.0)
    assert (known.agent(LAST, "support", "014"), known.agent(LAST, "support", "011")) == ("kim", "")
    known.closed(0, is_open=False)


@pytest.mark.parametrize("seed", range(5))
def test_a_ring_of_tickets_tells_what_a_list_of_them_would(seed: int) -> None:
    """Passed, closed, opened again and erased, also long after the ring has gone round."""
    chance, known, told = random.Random(seed), Acquaintances(most=7), list[Known]()
    for ticket in range(1, 300):
        told.append(Known(ticket, chance.choice(("support", "sales")), f"01{chance.randrange(6)}", f"a{ticket % 9}"))
        known.react(opened(ticket, told[-1].caller, told[-1].agent, told[-1].service), 0.0)
        at = chance.randrange(len(told))
        match chance.randrange(4):
            case 0:
                told[at] = replace(told[at], agent="han")
                known.react(TicketPassed("c", told[at].ticket, "han"), 0.0)
            case 1:
                told[at] = replace(told[at], is_open=not told[at].is_open)
                known.closed(told[at].ticket, told[at].is_open)
            case 2 if not chance.randrange(9):
                gone = told[at].service, told[at].caller
                known.forget(*gone)
                told = [one if (one.service, one.caller) != gone else replace(one, caller="") for one in told]
        newest = {(one.service, one.caller): one for one in told[-7:] if one.caller}
        for service, caller in itertools.product(("support", "sales"), (f"01{number}" for number in range(6))):
            one = newest.get((service, caller))
            assert known.agent(LAST, service, caller) == (one.agent if one else "")
            assert known.agent(OWNER, service, caller) == (one.agent if one and one.is_open else "")


def test_what_is_remembered_takes_no_more_memory_the_more_tickets_there_are() -> None:
    known = Acquaintances(most=500)
    sizes = []
    for half in range(2):
        for ticket in range(half * 2000 + 1, half * 2000 + 2001):
            known.react(opened(ticket, f"010{ticket:08}", f"a{ticket % 50}"), 0.0)
        gc.collect()
        sizes.append(sys.getallocatedblocks())
    assert sizes[1] - sizes[0] < 50


def test_a_start_that_hears_of_a_ticket_once_more_believes_the_ticket() -> None:
    known = Acquaintances([Known(7, "support", "010", "lee", is_open=False)])
    known.react(opened(7, "010", "kim"), 0.0)
    assert (known.agent(LAST, "support", "010"), known.agent(OWNER, "support", "010")) == ("lee", "")


def preferring(centre: Centre, seconds: float) -> None:
    """The caller of `A` has talked with agent1; the queue asks whoever talked last."""
    settings = settings_of(centre.plan.queues["general"])
    choosing = Choosing(prefer=LAST, prefer_seconds=seconds)
    centre.ask(commands.ChangeQueue("general", "supervisor", replace(settings, choosing=choosing)))
    centre.talks("A", "agent1")
    centre.hang_up("A")


def test_a_caller_waits_for_the_known_agent_for_so_long_and_a_restart_changes_nothing() -> None:
    centre = Centre()
    preferring(centre, 30.0)
    centre.ready("agent2")
    centre.waits("B")
    assert centre.kept(facts.Queued)[-1] == facts.Queued("B", "general", agent="agent1", agent_wait=30.0)
    centre.advance(20.0)
    centre.restart()
    assert centre.holder("B") == ""
    centre.advance(10.5)
    assert centre.holder("B") == "agent2"


def test_nobody_waits_for_an_agent_who_is_not_there_or_who_serves_the_queue_no_more() -> None:
    centre = Centre()
    preferring(centre, 30.0)
    centre.choose("agent1", AgentState.OFF)
    centre.ready("agent2")
    centre.waits("B")
    assert centre.holder("B") == "agent2"
    centre.ready("agent1")
    centre.ask(commands.ChangeMembers("general", "supervisor", {"agent2": 1, "agent3": 1}))
    centre.waits("C")
    assert centre.kept(facts.Queued)[-1] == facts.Queued("C", "general")
