"""Versions, schedules, emergency switches and forced calendars, in virtual time and over restarts."""

import dataclasses

import pytest

from config.routes import load_routes
from cti import facts as cti
from cti.plan import Number, Plan
from cti.refused import Refused
from ivr import commands, facts
from ivr.calendar import Calendar, Day, Force
from ivr.complaint import Complaint, Faulty
from ivr.facts import SwitchMode
from ivr.flow import Flow, Goodbye, Mark, Say, Step, ToQueue
from ivr.library import Library
from tests.calls.test_restart import living
from tests.support.centre import START, Centre
from tests.support.plan import SUPPORT

SUPPORT_ROUTE = next(flow for flow in load_routes() if flow.name == "support")
ALWAYS = Calendar("office", "Office")


def newer(version: int = 2) -> Flow:
    steps: dict[str, Step] = {"hi": Say(("system.closed",), "bye"), "bye": Goodbye(("system.goodbye",))}
    return dataclasses.replace(SUPPORT_ROUTE, version=version, start="hi", steps=steps)


@pytest.fixture
def centre() -> Centre:
    """Version 2 of the support route is there and not published."""
    centre = Centre()
    centre.brain.library.put(newer())
    return centre


def restarted(centre: Centre, *flows: Flow, scheduled: tuple[Flow, ...] = ()) -> None:
    """The server dies; these flows are put back before the log is read, of which only the living entries are left."""
    centre.flows = ()
    centre.brain = centre._brain()
    for flow in flows:
        centre.brain.library.put_back(flow)
    for flow in scheduled:
        centre.brain.library.keep(flow)
    entries = living(list(centre.log))
    centre.brain.engine.replay(entries, centre.entries[-1].number if entries else 0)


def switch(mode: SwitchMode, prompt: str = "", until: float = 0.0) -> commands.SwitchRoute:
    return commands.SwitchRoute("support", mode, prompt, until, "supervisor")


# --- versions --------------------------------------------------------------------------------------------------------


def test_a_published_version_is_for_new_callers_and_the_old_one_for_those_who_are_in_it(centre: Centre) -> None:
    centre.call("A")
    centre.ask(commands.PublishRoute("support", 2, "designer", "shorter"))
    centre.call("B")
    restarted(centre, SUPPORT_ROUTE, newer())
    centre.call("C")
    centre.press("A", "0")
    assert centre.brain.desk.calls["A"].queue == "general"
    assert [centre.switch.hears(call) for call in ("B", "C")] == ["system.closed", "system.closed"]


def test_killed_in_mid_call_the_caller_goes_on_in_the_version_of_then(centre: Centre) -> None:
    centre.call("A")
    centre.ask(commands.PublishRoute("support", 2, "designer", ""))
    restarted(centre, SUPPORT_ROUTE, newer())
    centre.tell(cti.Returned("A"))
    assert centre.brain.ivr.visitors["A"].flow.version == 1
    centre.press("A", "2")
    assert centre.brain.desk.calls["A"].queue == "account"


def test_a_version_that_was_never_put_in_cannot_be_published(centre: Centre) -> None:
    with pytest.raises(Refused, match="version 7"):
        centre.ask(commands.PublishRoute("support", 7, "designer", ""))


def test_a_flow_with_errors_cannot_be_put_in() -> None:
    with pytest.raises(Faulty):
        Library().put(Flow("x", 1, "hi", {"hi": Say(("x",), "gone"), "q": ToQueue("general")}))


def test_a_route_whose_version_is_lost_is_answered_by_the_newest_that_is_there(centre: Centre) -> None:
    centre.ask(commands.PublishRoute("support", 2, "designer", ""))
    restarted(centre, SUPPORT_ROUTE)
    centre.call("A")
    assert centre.brain.ivr.visitors["A"].flow == SUPPORT_ROUTE


def test_the_newest_versions_are_at_hand_and_the_current_one_always() -> None:
    library = Library([newer(1)])
    for version in range(2, 100):
        library.put(newer(version))
    assert library.current("support") == newer(1)
    assert library.version("support", 99) == newer(99)
    assert library.version("support", 3) == newer(1)


# --- at a time -------------------------------------------------------------------------------------------------------


def test_a_schedule_is_kept_over_a_restart_even_when_its_time_passes_meanwhile(centre: Centre) -> None:
    centre.ask(commands.SchedulePublication("support", 2, START + 60, "designer", "at nine"))
    centre.advance(30)
    restarted(centre, SUPPORT_ROUTE, scheduled=(newer(),))
    assert centre.brain.library.current("support") == SUPPORT_ROUTE
    centre.now += 3600
    restarted(centre, SUPPORT_ROUTE, scheduled=(newer(),))
    centre.settle()
    assert centre.kept(facts.RoutePublished) == [facts.RoutePublished("support", 2, "designer", "at nine", True)]
    restarted(centre, SUPPORT_ROUTE, scheduled=(newer(),))
    centre.advance(60)
    assert len(centre.kept(facts.RoutePublished)) == 1


def test_a_schedule_that_is_taken_back_never_comes(centre: Centre) -> None:
    centre.ask(commands.SchedulePublication("support", 2, START + 60, "designer"))
    centre.ask(commands.UnschedulePublication("support", "admin"))
    centre.advance(120)
    assert centre.kept(facts.RoutePublished) == []
    with pytest.raises(Refused, match="nothing is scheduled"):
        centre.ask(commands.UnschedulePublication("support", "admin"))


def test_a_new_schedule_goes_over_the_old_one(centre: Centre) -> None:
    centre.brain.library.put(newer(3))
    centre.ask(commands.SchedulePublication("support", 2, START + 60, "designer"))
    centre.ask(commands.SchedulePublication("support", 3, START + 90, "designer"))
    centre.advance(120)
    assert [fact.version for fact in centre.kept(facts.RoutePublished) if isinstance(fact, facts.RoutePublished)] == [3]


def test_what_became_faulty_is_not_published_at_its_time_and_says_why() -> None:
    library = Library(judge=lambda flow: [Complaint(Mark(4, 3), "there is no queue 'x'", "add it")])
    library.put(newer())
    for fact in library.decide(commands.SchedulePublication("support", 2, 1.0, "designer"))[0]:
        library.evolve(fact, 0.0)
    (failed,) = library.decide(commands.PublishScheduled("support", 2))[0]
    assert failed == facts.PublicationUnscheduled("support", 2, "", "4:3: error: there is no queue 'x'; add it")
    library.evolve(failed, 1.0)
    assert (library.scheduled, library.failed) == ({}, {"support": failed})


# --- in an emergency -------------------------------------------------------------------------------------------------


def test_a_closed_service_says_so_to_the_next_caller_and_hangs_up(centre: Centre) -> None:
    centre.call("A")
    centre.ask(switch(SwitchMode.CLOSED))
    centre.call("B")
    restarted(centre, SUPPORT_ROUTE)
    assert centre.switch.hears("B") == "system.closed"
    centre.press("A", "0")
    assert centre.brain.desk.calls["A"].queue == "general"
    centre.advance(30)
    assert "B" not in centre.brain.desk.calls
    assert centre.kept(cti.RouteEntered)[-1] == cti.RouteEntered("B", "support", "support", 1, "en", "closed", "")


def test_another_greeting_cannot_be_skipped_and_the_route_follows(centre: Centre) -> None:
    centre.ask(switch(SwitchMode.GREETING, "conduct.greeting"))
    centre.call("A")
    centre.press("A", "0")
    assert centre.switch.hears("A") == "conduct.greeting"
    restarted(centre, SUPPORT_ROUTE)
    centre.advance(30)
    assert centre.brain.desk.calls["A"].queue == "general"


def test_an_emergency_ends_at_its_time_over_a_restart_too(centre: Centre) -> None:
    centre.ask(switch(SwitchMode.CLOSED, until=START + 60))
    restarted(centre, SUPPORT_ROUTE)
    assert centre.brain.library.switch("support", START + 59) is not None
    centre.now += 61
    centre.settle()
    assert centre.kept(facts.RouteSwitched)[-1] == facts.RouteSwitched("support", SwitchMode.OFF, "", 0.0, "")
    centre.call("A")
    assert centre.brain.ivr.visitors["A"].flow == SUPPORT_ROUTE


def test_the_moment_counts_even_before_anybody_has_switched_back(centre: Centre) -> None:
    centre.ask(switch(SwitchMode.CLOSED, until=START + 60))
    assert centre.brain.library.switch("support", START + 60) is None
    assert centre.brain.library.switch("sales", START) is None


def test_a_longer_emergency_goes_over_a_shorter_one(centre: Centre) -> None:
    centre.ask(switch(SwitchMode.CLOSED, until=START + 60))
    centre.ask(switch(SwitchMode.CLOSED))
    centre.advance(3600)
    assert centre.brain.library.switch("support", centre.now) is not None
    centre.ask(switch(SwitchMode.OFF))
    with pytest.raises(Refused, match="not switched"):
        centre.ask(switch(SwitchMode.OFF))


# --- calendars -------------------------------------------------------------------------------------------------------


def test_a_calendar_is_forced_until_its_time_over_a_restart_too(centre: Centre) -> None:
    centre.ask(commands.ChangeCalendar(ALWAYS, "designer"))
    centre.ask(commands.ForceCalendar("office", Force.CLOSED, START + 60, "supervisor"))
    restarted(centre, SUPPORT_ROUTE)
    library = centre.brain.library
    assert [library.day("office", at) for at in (START, START + 60)] == [Day.FORCED, Day.OPEN]
    centre.advance(61)
    assert library.forced == {}


def test_a_calendar_that_is_not_there_is_open_and_cannot_be_forced(centre: Centre) -> None:
    assert centre.brain.library.day("gone", START) is Day.OPEN
    with pytest.raises(Refused, match="no such calendar"):
        centre.ask(commands.ForceCalendar("gone", Force.OPEN, 0.0, "supervisor"))


def test_a_removed_calendar_is_forced_no_more(centre: Centre) -> None:
    centre.ask(commands.ChangeCalendar(dataclasses.replace(ALWAYS, days=((),) * 7), "designer"))
    centre.ask(commands.ForceCalendar("office", Force.OPEN, START + 60, "supervisor"))
    assert centre.brain.library.day("office", START) is Day.OPEN
    centre.ask(commands.RemoveCalendar("office", "designer"))
    centre.advance(120)
    assert (centre.brain.library.calendars, centre.brain.library.forced) == ({}, {})


# --- numbers ---------------------------------------------------------------------------------------------------------

REMOVED = commands.RemoveNumber(SUPPORT, "owner")


def test_a_number_is_not_removed_while_a_call_came_by_it(centre: Centre) -> None:
    centre.call("A")
    restarted(centre, SUPPORT_ROUTE)
    with pytest.raises(Refused) as refused:
        centre.ask(REMOVED)
    assert refused.value.code == "number_in_use"
    centre.hang_up()
    centre.ask(REMOVED)
    assert centre.kept(facts.NumberRemoved) == [facts.NumberRemoved(SUPPORT, "support", "owner")]


def test_a_number_is_not_removed_while_a_call_shows_it() -> None:
    library = Library(plan=Plan(numbers={SUPPORT: Number(SUPPORT, "support", "support")}))
    library.evolve(cti.Dialled("A", "agent1", "01012345678", SUPPORT, "support"), 1.0)
    with pytest.raises(Refused):
        library.decide(REMOVED)
    library.evolve(cti.Cleared("A", "normal", "caller"), 2.0)
    assert library.decide(REMOVED) == ([facts.NumberRemoved(SUPPORT, "support", "owner")], [])
    with pytest.raises(Refused) as refused:
        Library().decide(REMOVED)
    assert refused.value.code == "no_number"
