"""Routes as text: what is read, and what is complained about, where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.prompts import load as load_prompts
from config.routes import load_route, load_routes
from ivr.checker import Known, check
from ivr.complaint import Faulty
from ivr.flow import (
    ANY,
    Callback,
    Case,
    Check,
    Collect,
    Comparison,
    Crowd,
    Form,
    Hours,
    If,
    Label,
    Lookup,
    Menu,
    Say,
    Set,
    Split,
    Spoken,
    Switch,
    ToQueue,
    Words,
)
from tests.ivr.every_kind import PAYING, ROUTE
from tests.support.plan import plan

ALL_KINDS = """
route: all
version: 4
start: night
steps:
  night:
    hours: {timezone: Asia/Seoul, mon: ["09:00-12:00", "13:00-18:00"], closed on: [2026-12-25]}
    open: hello
    closed: bye
  hello: {say: [a, b], then: number, barge in: no}
  number: {collect: c, label: Customer, then: q, least: 2, most: 8, wait: 2.5, tries: 3, no input: q, wrong input: q}
  back: {callback: general, then: bye, otherwise: q}
  who:
    switch: caller
    cases:
      - {starts with: ["+1", "001"], to: q, label: Abroad, code: X}
      - {is: $number, to: q}
    otherwise: chance
  busy: {switch: waiting in general, cases: [{over: 5, to: back}, {under: 0.5, to: q}], otherwise: q}
  note: {set: {number: "1", other: $number}, then: who}
  chance: {split: {q: 30, busy: 70}}
  q: {queue: general, priority: 5}
  bye: {goodbye: a}
"""


def complaints(text: str) -> list[str]:
    with pytest.raises(Faulty) as faulty:
        load_route(text)
    return [str(complaint) for complaint in faulty.value.complaints]


def step(text: str) -> str:
    return f"route: x\nstart: s\nsteps:\n  s: {text}\n"


def test_every_kind_of_step_can_be_written() -> None:
    flow = load_route(ALL_KINDS)
    assert (flow.name, flow.version, flow.start) == ("all", 4, "night")
    assert flow.steps["hello"] == Say(("a", "b"), "number", barge_in=False)
    assert flow.steps["number"] == Collect(("c",), "q", "q", "q", 2, 8, 2.5, 3, "Customer")
    assert flow.steps["back"] == Callback("general", "bye", "q")
    assert flow.steps["q"] == ToQueue("general", 5)
    night = flow.steps["night"]
    assert isinstance(night, Hours)
    assert night.week.days[0] == ((540, 720), (780, 1080))
    assert flow.marks["hello"].line == 10


def test_every_kind_of_decision_can_be_written() -> None:
    steps = load_route(ALL_KINDS).steps
    abroad = Case(Comparison.STARTS, ("+1", "001"), "q", "Abroad", "X")
    assert steps["who"] == Switch("caller", (abroad, Case(Comparison.IS, ("$number",), "q")), "chance")
    busy = (Case(Comparison.OVER, ("5",), "back"), Case(Comparison.UNDER, ("0.5",), "q"))
    assert steps["busy"] == Switch("waiting in general", busy, "q")
    assert steps["note"] == Set({"number": "1", "other": "$number"}, "who")
    assert steps["chance"] == Split({"q": 30.0, "busy": 70.0})


def test_everything_that_a_step_may_have_can_be_written() -> None:
    flow = load_route(ROUTE)
    assert (flow.title, flow.service, flow.languages, str(flow.zone)) == (
        "Everything at once",
        "support",
        ("en", "ko"),
        "Asia/Seoul",
    )
    assert flow.labels == {"hello": Label("Welcome", "W")}
    hello, card, line = flow.steps["hello"], flow.steps["card"], flow.steps["line"]
    assert isinstance(hello, Say)
    assert hello.prompts[2:4] == (Words({ANY: "{{1}}"}), Spoken(Form.NUMBER, "waiting in general"))
    assert isinstance(card, Collect)
    assert (card.end, card.pattern, card.check, card.read_back) == ("*", "[3-6]d{11,18}", Check.LUHN, True)
    assert isinstance(line, ToQueue)
    assert [over.when for over in line.overflow] == [Crowd.NOBODY, Crowd.LONGER, Crowd.ESTIMATED, Crowd.AFTER]
    assert flow.steps["gold"] == If("$customer.category", Comparison.IS, ("gold", "vip"), "mine", "late")
    into, send = {"state": "/order/state", "sum": "/order/sum"}, {"number": "$caller", "card": "{card}"}
    assert flow.steps["orders"] == Lookup("orders", "gold", "gold", "gold", send, into, 2.0, 2)
    assert load_route(PAYING).parameters == {"sum": "0", "currency": "KRW"}


def test_a_text_that_is_written_in_no_language_yet_is_complained_about_once() -> None:
    step = "{say: {text: {en: '', ko: '', ja: ''}}, then: s}"
    with pytest.raises(Faulty) as caught:
        load_route(f"route: r\nstart: s\nsteps:\n  s: {step}\n")
    (only,) = caught.value.complaints
    assert (only.text, only.at.line) == ("the text is not written yet in en, ko, ja", 4)
    assert only.remedy == "write 1 to 1000 characters, if need be in quotes"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{say: 'two words', then: s}", "4:12: error: 'two words' is no name of a prompt"),
        ("{say: '', then: s}", "4:12: error: say names no prompt yet; write a name such as support.menu"),
        ("{say: {text: '{a.b.c}'}, then: s}", "'{a.b.c}' is no variable"),
        ("{say: {text: '{a!r}'}, then: s}", "'{a!r}' is no variable"),
        ("{say: {text: '{a:>10}'}, then: s}", "'{a:>10}' has no form that can be spoken"),
        ("{say: {text: '{'}, then: s}", "'{' is no variable"),
        ("{say: {text: '{a:money}'}, then: s}", "needs a currency after `money`"),
        ("{say: {text: {Korean: x}}, then: s}", "4:20: error: 'Korean' is no language"),
        ("{say: {money: $a}, then: s}", "4:12: error: 'currency' is missing"),
        ("{say: {number: weather}, then: s}", "'weather' cannot be said"),
        ("{say: {text: x, number: $a}, then: s}", "a text has no 'number'"),
        ("{set: {caller: '1'}, then: s}", "'caller' cannot be set: it is known of every call"),
        ("{set: {a: '{b:money KRW}'}, then: s}", "a value keeps what it takes"),
        ("{collect: p, pattern: 'd+', then: s, no input: s, wrong input: s}", "'d+' is no pattern from '+' on"),
        ("{collect: p, pattern: '[9-1]', then: s, no input: s, wrong input: s}", "'[9-1]' names no digits"),
        ("{collect: p, pattern: 'd{5,2}', then: s, no input: s, wrong input: s}", "does not say how often"),
        ("{collect: p, check: mod11, then: s, no input: s, wrong input: s}", "'mod11' checks nothing"),
        ("{collect: p, end: '1', then: s, no input: s, wrong input: s}", "'1' ends nothing"),
        ("{lookup: x, then: s, missing: s, failed: s}", "nothing is taken from the answer"),
        ("{lookup: x, into: {a: order}, then: s, missing: s, failed: s}", "'a' needs a place in the answer"),
        ("{lookup: customer, wait: 60, then: s, missing: s, failed: s}", "60 seconds are too long a wait"),
        ("{lookup: 'http://x/', then: s, missing: s, failed: s}", "'http://x/' is no name"),
        ("{transfer: $number, otherwise: s}", "'$number' is no number"),
        ("{agent: a b, queue: q}", "'a b' is no agent"),
        ("{queue: q, overflow: {to: s}}", "an overflow needs one reason"),
        ("{if: caller, then: s, else: s}", "an if needs one test"),
        ("{if: now, over: 25:00, then: s, else: s}", "'over' needs one time; write such as `over: 18:00`"),
        ("{language: p, keys: {1: {}}, then: s, otherwise: s}", "key 1 needs a language"),
        ("{survey: q, prompts: p, most: 12, then: s, no input: s, wrong input: s}", "is a whole number up to 9"),
        ("!!python/name:os.system {goodbye: p}", "the tag 'tag:yaml.org,2002:python/name:os.system' means nothing"),
    ],
)
def test_what_cannot_be_written_is_told(text: str, complaint: str) -> None:
    assert any(complaint in each for each in complaints(step(text))), complaints(step(text))


def test_aliases_that_grow_without_end_are_refused() -> None:
    levels = "".join(f"  - &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 12))
    assert any("makes too much of it" in each for each in complaints(f"a:\n  - &l0 [x]\n{levels}"))


def test_a_key_may_choose_the_language() -> None:
    flow = load_route(step("{menu: p, keys: {1: {to: s, language: ko}}, no input: s, wrong input: s}"))
    menu = flow.steps["s"]
    assert isinstance(menu, Menu)
    assert menu.keys["1"].language == "ko"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{switch: weather, cases: [{is: x, to: s}], otherwise: s}", "'weather' cannot be switched on"),
        ("{switch: caller, cases: [], otherwise: s}", "a switch needs a list of cases"),
        ("{switch: caller, cases: [{to: s}], otherwise: s}", "a case needs one test; write one of is, starts with"),
        ("{switch: caller, cases: [{is: x, over: 3, to: s}], otherwise: s}", "a case needs one test"),
        ("{switch: caller, cases: [{over: many, to: s}], otherwise: s}", "'over' needs one number"),
        ("{switch: caller, cases: [{over: [1, 2], to: s}], otherwise: s}", "'over' needs one number"),
        ("{set: {$a: x}, then: s}", "'$a' is no name; use a-z, 0-9, - and _, without $"),
        ("{set: {a: [x]}, then: s}", "'a' cannot be set so"),
        ("{split: {s: 0}}", "a split needs at least one weight over 0"),
        ("{collect: p, into: $a, then: s, no input: s, wrong input: s}", "'$a' is no name"),
        ("{menu: p, keys: {1: {to: s, language: Korean}}, no input: s, wrong input: s}", "'Korean' is no language"),
    ],
)
def test_faults_of_decisions_are_told(text: str, complaint: str) -> None:
    assert any(complaint in each for each in complaints(step(text))), complaints(step(text))


def test_the_shipped_routes_have_nothing_to_complain_about() -> None:
    for flow in load_routes():
        assert (
            check(flow, Known({queue.id: queue.service for queue in plan().queues.values()}, prompts=load_prompts()))
            == []
        )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "1:1: error: there is nothing in it; start with `route:`"),
        ("a: [", "1:5: error: this is no YAML"),
        ("- a", "1:1: error: a route must be a table"),
        ("route: x\nroute: y", "2:1: error: 'route' is here twice; it stands on line 1 already"),
        ("strat: x\nroute: y\nstart: s\nsteps: {}", "1:1: error: a route has no 'strat'; did you mean 'start'?"),
        (step("{say: p}"), "4:6: error: 'then' is missing"),
        (step("{say: p, thn: s}"), "4:15: error: a say step has no 'thn'; did you mean 'then'?"),
        (step("{say: p, queue: q}"), "4:6: error: step s needs one kind, it has say and queue"),
        (step("x"), "4:6: error: step s needs one kind, it has none"),
        (step("{say: [{}], then: s}"), "4:13: error: say holds something that is no text"),
        (step("{say: p, then: [s]}"), "4:15: error: 'then' needs one text"),
        (step("{say: p, then: s, barge in: maybe}"), "4:24: error: 'barge in' is yes or no, not 'maybe'"),
        (step("{menu: p, keys: {10: {to: s}}, no input: s, wrong input: s}"), "4:23: error: '10' is no key of a phone"),
        (step("{menu: p, keys: {1: s}, no input: s, wrong input: s}"), "4:26: error: key 1 must be a table"),
        (step("{menu: p, keys: no, no input: s, wrong input: s}"), "4:22: error: keys must be a table"),
        (step("{menu: p, wait: soon, keys: {}, no input: s, wrong input: s}"), "4:16: error: 'wait' needs a number"),
        (step("{collect: p, least: 5, most: 2, then: s, no input: s, wrong input: s}"), "4:6: error: least 5 is more"),
        (step("{hours: Never!, open: s, closed: s}"), "4:14: error: hours cannot be 'Never!'"),
        (step("{hours: {mon: '9-18'}, open: s, closed: s}"), "4:20: error: '9' is not a time such as 09:00"),
        (step("{hours: {mon: '18:00-09:00'}, open: s, closed: s}"), "4:20: error: '18:00-09:00' ends before it begins"),
        (step("{hours: {mon: '09:00'}, open: s, closed: s}"), "4:20: error: '09:00' is not a span"),
        (step("{hours: {mon: '09:00-24:30'}, open: s, closed: s}"), "4:20: error: '24:30' is later than 24:00"),
        (step("{hours: {closed on: soon}, open: s, closed: s}"), "4:26: error: 'soon' is no date"),
        (step("{hours: {timezone: Mars/X}, open: s, closed: s}"), "4:25: error: there is no time zone 'Mars/X'"),
        ("route: x\nstart: s\nsteps:\n  Step One: {goodbye: p}\n", "4:3: error: 'Step One' is no name for a step"),
        ("a: &a [*a]", "1:8: error: *a stands inside of what it repeats"),
        ("a: " + "[" * 30, "error: this is nested too deep"),
        ("? [a]\n: b", "1:3: error: a key must be a text"),
    ],
)
def test_a_complaint_names_line_column_and_remedy(text: str, complaint: str) -> None:
    assert any(complaint in found for found in complaints(text)), complaints(text)


def test_one_look_shows_all_complaints_in_the_order_of_the_text() -> None:
    found = complaints("route: x\nsteps:\n  s: {say: p}\n  t: {queue: [q]}\n")
    assert [line.split(": ")[0] for line in found] == ["1:1", "3:6", "4:7"]


def test_a_route_of_too_many_steps_is_refused() -> None:
    steps = "".join(f"  s{number}: {{goodbye: p}}\n" for number in range(20_001))
    assert any("20001 steps are too many" in found for found in complaints(f"route: x\nstart: s1\nsteps:\n{steps}"))


@given(st.text(max_size=200))
def test_any_text_is_a_route_or_a_complaint(text: str) -> None:
    with pytest.raises(Faulty):
        load_route(text)
