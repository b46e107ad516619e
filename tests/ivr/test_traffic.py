"""Where callers stand in a route, and which ways they took, by day."""

from cti import facts
from ivr.traffic import Taken, Traffic
from journal import Entry, Fact

DAY = 86_400.0


def by_day(at: float) -> str:
    return f"day {at // DAY:.0f}"


def traffic(*happened: Fact, at: float = 0.0) -> Traffic:
    seen = Traffic(by_day)
    for number, fact in enumerate(happened, 1):
        seen.note(Entry(number, at, None, fact))
    return seen


def caller(call: str) -> list[Fact]:
    return [facts.RouteEntered(call, "s", "support", 1, "en"), facts.StepEntered(call, "choose", 1)]


def test_callers_are_counted_where_they_stand() -> None:
    seen = traffic(*caller("a"), *caller("b"), facts.StepEntered("b", "payment", 2))
    assert seen.now("support") == {"choose": 1, "payment": 1}
    assert seen.now("sales") == {}


def test_who_waits_stands_at_the_queue_until_somebody_answers() -> None:
    waits = [*caller("a"), facts.StepEntered("a", "payment", 2), facts.Queued("a", "payments")]
    assert traffic(*waits).now("support") == {"payment": 1}
    assert traffic(*waits, facts.Established("a", "kim")).now("support") == {}


def test_who_is_gone_stands_nowhere() -> None:
    assert traffic(*caller("a"), facts.Cleared("a", "normal")).now("support") == {}


def test_ways_are_counted_by_day_route_and_step() -> None:
    seen = traffic(*caller("a"), facts.WayTaken("a", "choose", "1"), at=1.5 * DAY)
    for call in ("b", "c"):
        for fact in [*caller(call), facts.WayTaken(call, "choose", "2")]:
            seen.note(Entry(9, 2.5 * DAY, None, fact))
    assert seen.counts == {Taken("day 1", "support", "choose", "1"): 1, Taken("day 2", "support", "choose", "2"): 2}
    assert seen.counted("support", "day 2") == {("choose", "2"): 2}


def test_what_was_taken_is_not_counted_again_unless_it_is_given_back() -> None:
    seen = traffic(*caller("a"), facts.WayTaken("a", "choose", "1"))
    taken = seen.take()
    assert seen.counted("support", "day 0") == {}
    seen.give_back(taken)
    assert seen.counted("support", "day 0") == {("choose", "1"): 1}


def test_what_was_counted_before_only_tells_where_callers_are() -> None:
    seen = Traffic(by_day)
    for number, fact in enumerate([*caller("a"), facts.WayTaken("a", "choose", "1")], 1):
        seen.note(Entry(number, 0.0, None, fact), count=False)
    assert seen.now("support") == {"choose": 1}
    assert not seen.counts
