"""What each kind of step does to a caller, on the core that real callers meet."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from config.routes import load_route
from cti import facts
from ivr.checker import Known, check, must_be_sound
from ivr.complaint import Faulty, Severity
from ivr.flow import Check, Flow, Set
from ivr.linking import link
from ivr.pattern import fits, luhn, passes
from ivr.rehearsal import rehearse
from ivr.script import Act, Kind, Reply, Test
from ivr.walk import Walk
from tests.ivr.every_kind import PAYING, ROUTE
from tests.support.centre import Centre


def route(steps: str, start: str = "a", top: str = "") -> Flow:
    ends = "  q: {queue: general}\n  bye: {goodbye: system.goodbye}\n"
    return load_route(f"route: support\n{top}start: {start}\nsteps:\n{steps}{ends}")


def walk(
    flow: Flow,
    *keys: str,
    caller: str = "0101234567",
    calendars: Mapping[str, str] = MappingProxyType({}),
    lookups: Mapping[str, Reply] = MappingProxyType({}),
) -> Walk:
    acts = tuple(Act(Kind.SILENCE) if key == "silence" else Act(Kind.PRESS, key) for key in keys)
    return rehearse(flow, Test("x", "", acts, caller=caller, calendars=calendars, lookups=lookups))


COLLECT = (
    "  a: {collect: support.menu, into: n, label: Card, least: 4, most: 6, %s then: say, no input: q, wrong input: q}\n"
)
SAY = '  say: {say: {text: "{n}."}, then: bye}\n'


class TestCollect:
    @pytest.mark.parametrize(
        ("more", "typed", "ends"),
        [
            ("check: luhn,", "0000#", "goodbye"),
            ("check: luhn,", "1234#", "queue general"),
            ("pattern: '[1-3]d{3}',", "3456#", "goodbye"),
            ("pattern: '[1-3]d{3}',", "4456#", "queue general"),
            ("end: '*',", "3456*", "goodbye"),
            ("end: none,", "345678", "goodbye"),
        ],
    )
    def test_digits_have_to_be_as_the_step_says(self, more: str, typed: str, ends: str) -> None:
        flow = route((COLLECT % f"tries: 1, {more}") + SAY)
        assert walk(flow, typed).ends == ends

    def test_what_is_read_back_is_kept_when_the_caller_says_yes(self) -> None:
        flow = route((COLLECT % "read back: yes,") + SAY)
        went = walk(flow, "1111#", "2", "2222#", "1")
        assert went.heard.count("system.collect.choose") == 2
        assert ("digits:2222" in went.heard, went.heard[-2:]) == (True, ["text:2222.", "system.goodbye"])
        assert went.path == ("Card 2222",)

    def test_who_never_says_yes_goes_the_other_way(self) -> None:
        flow = route((COLLECT % "read back: yes,") + SAY)
        assert walk(flow, "1111#", "9", "9").ends == "queue general"

    def test_private_digits_stay_off_the_path(self) -> None:
        assert walk(route((COLLECT % "private: yes,") + SAY), "1111#").path == ("Card",)


@pytest.mark.parametrize(
    ("pattern", "typed", "is_so"),
    [
        ("", "", True),
        ("d{2,3}", "12", True),
        ("d{2,3}", "1234", False),
        ("d{1,64}d{1,64}d{1,64}5", "1" * 64, False),
        ("[15-7]d", "69", True),
        ("010d{7,8}", "01012345678", True),
        (r"\d0", "90", True),
    ],
)
def test_a_pattern_fits_or_not(pattern: str, typed: str, is_so: bool) -> None:
    assert fits(pattern, typed) is is_so


def test_digits_are_checked() -> None:
    assert [luhn("4539578763621486"), luhn("4539578763621487"), luhn("0")] == [True, False, False]
    assert [passes(Check.DATE, day) for day in ("20240229", "20230229", "2024022")] == [True, False, False]
    assert [passes(Check.SHORT_DATE, day) for day in ("240229", "241301")] == [True, False]
    assert [passes(Check.TIME, time) for time in ("2359", "2400")] == [True, False]


def test_a_language_is_chosen_and_words_come_in_it() -> None:
    flow = route(
        "  a: {language: support.menu, keys: {1: ko, 2: ja}, then: b, otherwise: q, tries: 1}\n"
        "  b: {say: {text: {en: 'At {now:time}.', ko: '{now:time}', ja: '{now:time}'}}, then: bye}\n"
    )
    assert [walk(flow, key).heard[1:] for key in ("1", "2")] == [
        ["text:오전 열시", "system.goodbye"],
        ["text:ごぜんじゅうじ", "system.goodbye"],
    ]
    assert walk(flow, "9").ends == "queue general"


def test_the_time_of_day_and_the_weekday_decide_in_the_zone_of_the_route() -> None:
    flow = route(
        "  a: {if: now, over: '18:30', then: b, else: q}\n"
        "  b: {switch: weekday, cases: [{is: mon, to: bye}], otherwise: q}\n",
        top="timezone: Asia/Seoul\n",
    )
    assert walk(flow).ends == "goodbye"  # 10:00 UTC on a Monday is 19:00 there


@pytest.mark.parametrize(
    ("day", "ends"),
    [("open", "queue general"), ("closed", "goodbye"), ("holiday", "queue general"), ("forced", "goodbye")],
)
def test_a_calendar_decides(day: str, ends: str) -> None:
    flow = route("  a: {hours: business, open: q, closed: bye, holiday: q}\n")
    assert walk(flow, calendars={"business": day}).ends == ends


def test_labels_of_steps_go_on_the_path_once() -> None:
    flow = route(
        "  a: {menu: support.menu, label: Main, code: M, keys: {1: {to: b, label: One}}, no input: q, wrong input: q}\n"
        "  b: {say: support.menu, then: q, label: Two}\n"
    )
    assert walk(flow, "9", "1").path == ("Main", "One", "Two")


def test_a_menu_that_has_to_be_heard_keeps_keys_for_its_end() -> None:
    flow = route("  a: {menu: support.menu, barge in: no, keys: {1: {to: bye}}, no input: q, wrong input: q}\n")
    centre = Centre(flows=[flow])
    centre.call("A")
    centre.press("A", "1")
    assert centre.switch.hears("A") == "support.menu"
    centre.advance(2.1)
    assert centre.switch.hears("A") == "system.goodbye"


def test_an_answer_to_a_survey_is_a_fact() -> None:
    flow = route(
        "  a: {survey: service, prompts: support.menu, label: Answer, then: bye, no input: q, wrong input: q}\n"
    )
    went = walk(flow, "9", "4")
    assert (went.answers, went.path, went.ends) == ({"service": 4}, ("Answer 4",), "goodbye")


class TestLookups:
    FLOW = route(
        "  a: {lookup: orders, send: {n: '{caller}'}, into: {state: /s}, wait: 2, then: b, missing: bye, failed: q}\n"
        '  b: {say: {text: "It is {state}."}, then: bye}\n'
    )

    def test_the_answer_is_said(self) -> None:
        went = walk(self.FLOW, lookups={"orders": Reply("found", {"state": "{n} $x", "other": "1"})})
        assert went.heard == ["text:It is n $x.", "system.goodbye"]

    @pytest.mark.parametrize(("outcome", "ends"), [("missing", "goodbye"), ("failed", "queue general")])
    def test_no_answer_has_its_own_way(self, outcome: str, ends: str) -> None:
        assert walk(self.FLOW, lookups={"orders": Reply(outcome)}).ends == ends

    def test_only_variables_that_the_step_names_are_filled(self) -> None:
        centre = Centre(flows=[self.FLOW])
        centre.switch.deaf.add("LookUp")
        centre.call("A", "010")
        asked = centre.kept(facts.LookupAsked)
        assert asked == [facts.LookupAsked("A", "a", 1, "orders", {"n": "010"})]
        centre.tell(facts.LookupAnswered("A", 1, facts.Found.FOUND, {"state": "sent", "queue": "x"}))
        assert dict(centre.brain.ivr.visitors["A"].place.known.variables) == {"state": "sent"}

    def test_an_answer_that_never_comes_holds_nobody_up_and_a_late_one_changes_nothing(self) -> None:
        centre = Centre(flows=[self.FLOW])
        centre.switch.deaf.add("LookUp")
        centre.call("A")
        centre.advance(3.1)
        assert centre.brain.desk.calls["A"].queue == "general"
        centre.tell(facts.LookupAnswered("A", 1, facts.Found.FOUND, {"state": "sent"}))
        assert centre.brain.desk.calls["A"].queue == "general"

    def test_a_question_that_cannot_be_asked_has_failed(self) -> None:
        centre = Centre(flows=[self.FLOW])
        centre.switch.failing.add("LookUp")
        centre.call("A")
        assert centre.brain.desk.calls["A"].queue == "general"

    def test_a_customer_fills_variables_of_their_own(self) -> None:
        flow = route(
            "  a: {lookup: customer, then: b, missing: q, failed: q}\n"
            '  b: {say: {text: "Hello {customer.name}."}, then: bye}\n'
        )
        assert walk(flow, lookups={"customer": Reply("found", {"name": "Kim"})}).heard[0] == "text:Hello Kim."
        assert check(flow) == []


class TestSubroutes:
    CALLER = route(
        "  a: {subroute: paying, with: {sum: '{caller}0'}, then: b, label: Pay}\n"
        "  b: {if: $paid, is: 'yes', then: bye, else: q}\n"
    )

    def linked(self) -> Flow:
        return link(self.CALLER, {"paying": load_route(PAYING)})

    def test_its_steps_take_the_place_of_the_call(self) -> None:
        flow = self.linked()
        assert {"a", "a/say", "a/choose", "a/paid", "a/done", "b"} <= flow.steps.keys()
        assert flow.steps["a"] == Set({"sum": "{caller}0", "currency": "KRW"}, "a/say")
        assert flow.steps["a/done"] == Set({}, "b")
        must_be_sound(flow)

    def test_parameters_go_in_and_variables_come_back(self) -> None:
        went = walk(self.linked(), "1", caller="12")
        assert went.heard[0] == "text:You pay one hundred twenty won."
        assert (went.ends, went.path) == ("goodbye", ("Pay", "Paid"))
        assert walk(self.linked(), "silence").ends == "queue general"

    def test_a_route_that_is_not_linked_cannot_be_published(self) -> None:
        with pytest.raises(Faulty, match="its subroute is not linked"):
            must_be_sound(self.CALLER)
        with pytest.raises(Faulty, match="its subroute is not linked"):
            must_be_sound(load_route(PAYING))

    @pytest.mark.parametrize(
        ("library", "complaint"),
        [
            ({}, "there is no route 'paying'; publish it first"),
            ({"paying": PAYING.replace("{sum:", "{total:")}, "'paying' has no parameter 'sum'; it has total, currency"),
            ({"paying": PAYING.replace("parameters:", "#")}, "'paying' is no subroute"),
            (
                {"paying": PAYING.replace("paid: {set", "paid: {subroute: paying, then: done}\n  x: {set")},
                "call itself",
            ),
        ],
    )
    def test_a_call_that_cannot_be_is_told(self, library: dict[str, str], complaint: str) -> None:
        routes = {name: load_route(text) for name, text in library.items()}
        assert any(complaint in str(each) for each in check(self.CALLER, Known(routes=routes)))

    def test_routes_that_double_with_each_call_are_refused(self) -> None:
        library = {
            f"r{n}": load_route(
                f"route: r{n}\nparameters: {{}}\nstart: a\nsteps:\n"
                f"  a: {{subroute: r{n + 1}, then: b}}\n  b: {{subroute: r{n + 1}, then: c}}\n  c: {{return: yes}}\n"
            )
            for n in range(19)
        }
        library["r19"] = load_route("route: r19\nparameters: {}\nstart: a\nsteps:\n  a: {return: yes}\n")
        with pytest.raises(Faulty, match="more than 20000 steps"):
            link(route("  a: {subroute: r0, then: q}\n"), library)


class TestChecker:
    def told(self, flow: Flow, known: Known) -> set[tuple[str, str, str]]:
        return {(each.code, each.step, each.severity) for each in check(flow, known)}

    def test_what_is_not_there_is_told_with_step_and_code(self) -> None:
        flow = load_route(ROUTE)
        known = Known(
            queues={"general": "sales"},
            agents=["kim"],
            calendars={},
            prompts={"support.menu": ["en"]},
            connections=["shop"],
            transfer_targets={"": ["110"]},
            routes={},
        )
        told = self.told(flow, known)
        assert {
            ("other-service", "line", Severity.ERROR),
            ("no-calendar", "day", Severity.ERROR),
            ("no-prompt", "bye", Severity.ERROR),
            ("untranslated", "card", Severity.ERROR),
            ("no-connection", "orders", Severity.ERROR),
            ("no-target", "out", Severity.ERROR),
            ("no-route", "pay", Severity.ERROR),
            ("unset-variable", "hello", Severity.WARNING),
        } <= told

    def test_a_queue_may_be_left_and_come_back_to_after_a_while_only(self) -> None:
        loop = (
            "  a: {queue: general, overflow: {%s, to: b}}\n"
            "  b: {menu: p, keys: {1: {to: bye}}, no input: a, wrong input: a}\n"
        )
        told = {when: {each.code for each in check(route(loop % when))} for when in ("after: 60", "longer than: 5")}
        assert ("endless-loop" in told["after: 60"], "endless-loop" in told["longer than: 5"]) == (False, True)

    def test_private_digits_are_neither_read_back_nor_said(self) -> None:
        told = self.told(route((COLLECT % "private: yes, read back: yes,") + SAY), Known())
        assert told >= {("private-read-back", "a", Severity.ERROR), ("private-said", "say", Severity.WARNING)}

    def test_a_chain_of_ten_thousand_steps_is_checked_without_recursion(self) -> None:
        steps = "".join(f"  s{n}: {{say: p, then: s{n + 1}}}\n" for n in range(9_999))
        assert check(route(f"{steps}  s9999: {{say: p, then: q}}\n", "s0")) != []

    def test_a_prompt_that_is_recorded_in_one_language_only_is_told(self) -> None:
        flow = route("  a: {say: p, then: q}\n", top="languages: [en, ko]\n")
        known = Known(prompts={"p": ["en", "ko"], "system.goodbye": ["en", "ko"]}, recordings={"p": ["en"]})
        assert ("no-recording", "a", Severity.WARNING) in self.told(flow, known)
