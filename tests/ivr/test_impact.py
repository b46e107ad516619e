"""What a new version of a route changes, for callers of tests and for callers made up by chance."""

import random

from config.routes import load_route, load_routes
from ivr.coverage import covered
from ivr.crowd import callers
from ivr.flow import Flow
from ivr.impact import Fate, impact
from ivr.rehearsal import Rehearsal, rehearse
from ivr.script import Act, Kind, Test

OLD = """
route: shop
start: choose
steps:
  choose:
    menu: shop.menu
    keys:
      1: {label: Orders, to: orders}
      2: {label: Returns, to: returns}
    no input: orders
    wrong input: orders
  orders: {queue: orders}
  returns: {queue: returns}
"""
NEW = OLD.replace("2: {label: Returns, to: returns}", "2: {label: Returns, to: sorry}").replace(
    "returns: {queue: returns}", "sorry: {goodbye: shop.sorry}"
)
SUPPORT = next(flow for flow in load_routes() if flow.name == "support")


def flow(text: str) -> Flow:
    return load_route(text)


def caller(name: str, *keys: str) -> Test:
    return Test(name, "", tuple(Act(Kind.PRESS, key) for key in keys))


def test_only_the_callers_who_meet_the_change_are_told() -> None:
    told = impact(flow(OLD), flow(NEW), [caller("a", "1"), caller("b", "2"), caller("c", "2")])
    (change,) = told.changes
    assert change.callers == ("b", "c")
    assert change.before == Fate(("Returns",), "queue returns")
    assert change.after == Fate(("Returns",), "goodbye")
    assert (told.callers, told.changed) == (3, 2)


def test_a_version_that_changes_nothing_changes_nobody() -> None:
    told = impact(SUPPORT, SUPPORT, callers(SUPPORT, 40, random.Random(1).random))
    assert told.changes == ()
    assert told.percent == 0.0


def test_another_prompt_is_a_change_in_what_is_heard_only() -> None:
    (change,) = impact(flow(OLD), flow(OLD.replace("shop.menu", "shop.menu2")), [caller("a", "1")]).changes
    assert change.heard


def test_ways_that_only_one_of_the_versions_has_are_named() -> None:
    gone = OLD.replace("      2: {label: Returns, to: returns}\n", "").replace("  returns: {queue: returns}\n", "")
    told = impact(flow(OLD), flow(gone), [caller("a", "2")])
    assert told.only_before == (("choose", "2"),)
    assert told.only_after == (("choose", "no input"), ("choose", "wrong input"))


def test_callers_by_chance_are_the_same_for_the_same_seed_and_walk_nearly_everywhere() -> None:
    one = list(callers(SUPPORT, 200, random.Random(5).random))
    assert one == list(callers(SUPPORT, 200, random.Random(5).random))
    assert covered(SUPPORT, (rehearse(SUPPORT, each) for each in one)).percent > 90


def test_callers_by_chance_press_what_callers_press() -> None:
    taken = {("choose", "1"): 5, ("choose", "2"): 995}
    pressed = [each.does[0].digits for each in callers(flow(OLD), 300, random.Random(2).random, taken) if each.does]
    assert pressed.count("2") > 10 * pressed.count("1")


def test_a_walk_stops_where_the_route_waits_for_the_caller_and_goes_on_with_what_comes() -> None:
    walking = Rehearsal(SUPPORT, caller("a"))
    walking.go_on()
    assert walking.place is not None
    assert walking.place.step == "choose"
    assert [said.prompt for said in walking.walk.said] == ["support.welcome", "support.menu"]
    walking.go_on(Act(Kind.SILENCE))
    assert walking.place.tries == 1
    walk = walking.go_on(Act(Kind.PRESS, "12"))
    assert walk.ends == "queue payments"
    assert walking.place is None
