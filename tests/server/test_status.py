"""What state each part is in, since when, and what is kept of an outage: also of one of the server itself."""

import ast
import inspect
from dataclasses import replace
from pathlib import Path

import pytest

from cti import facts
from cti.desk import Desk
from cti.plan import Plan
from journal import Agenda
from server import belongings, doctor, neighbours, surroundings
from server.canary import Flight
from server.engine import Engine
from server.remedies import remedy
from server.status.machines import Carried, carried, machines, worst_of
from server.status.outages import Outages
from server.status.recently import Recently
from server.status.states import PartState, Registration, Seen, judged, worst

WORDS = Path(__file__).parents[2] / "web" / "shared" / "i18n" / "areas" / "status" / "en.ts"
OF_A_CONSOLE = ("ports", "server", "part,")  # told on the page as the state of a part
WELL = dict.fromkeys(("asterisk", "ami", "sip", "database", "redis", "gateway", "recordings"), "ok")
QUIET = Seen(
    *(WELL, 0.01, 10**12, 500 << 20, True, 1000.0, True, Registration("Registered"), 0, 5, Flight(1, 0.1, 0.9, "")),
    mail="",
)
DOWN, FINE = PartState("redis", "down", "away"), PartState("redis", "works")


def health(part: str, told: str) -> Seen:
    return replace(QUIET, health=WELL | {part: told})


def test_a_house_in_which_all_works_says_so() -> None:
    states = judged(QUIET)
    assert {each.state for each in states} == {"works"}
    assert worst(states) == "works"


CASES = [
    (health("asterisk", "not connected"), "asterisk", "down", "away"),
    (health("ami", "not connected"), "ami", "impaired", "away"),
    (health("sip", "does not listen for SIP at UDP 127.0.0.1:5060"), "sip", "down", "held"),
    (health("sip", "does not listen for SIP"), "sip", "down", "deaf"),
    (replace(QUIET, health={part: told for part, told in WELL.items() if part != "sip"}), "sip", "off", "unknown"),
    (health("gateway", "not connected"), "gateway", "down", "away"),
    (health("database", "does not answer"), "database", "down", "away"),
    (health("database", "the journal cannot be written"), "database", "down", "unwritten"),
    (health("redis", "not connected"), "redis", "impaired", "away"),
    (health("recordings", "no room on the disk: nothing is recorded"), "recordings", "impaired", "room"),
    (
        health("recordings", "the switch writes where this server cannot read"),
        "recordings",
        "impaired",
        "elsewhere",
    ),
    (health("recordings", "3 could not be kept"), "recordings", "impaired", "lost"),
    (replace(QUIET, refused=3), "sip", "impaired", "full"),
    (replace(QUIET, lag=1.5), "server", "impaired", "slow"),
    (replace(QUIET, spare=False), "spare", "impaired", "missing"),
    (replace(QUIET, spare=False, up_for=5.0), "spare", "off", "starting"),
    (replace(QUIET, spare=None), "spare", "off", "nobody"),
    (replace(QUIET, line=False), "trunk", "off", "none"),
    (replace(QUIET, registration=None), "trunk", "works", "unwatched"),
    (replace(QUIET, registration=Registration("Rejected")), "trunk", "down", "unregistered"),
    (replace(QUIET, free=10**8), "disk", "impaired", "full"),
    (replace(QUIET, free=10**9), "disk", "impaired", "little"),
    (replace(QUIET, gaps=2), "prompts", "impaired", "missing"),
    (replace(QUIET, mail=None), "mail", "off", "none"),
    (replace(QUIET, mail="SMTPAuthenticationError 535"), "mail", "impaired", "refused"),
    (replace(QUIET, minutes=0), "canary", "off", "unset"),
    (replace(QUIET, flight=None), "canary", "off", "soon"),
    (replace(QUIET, flight=Flight(1, 0.1, 0.0, "echo")), "canary", "down", "echo"),
    (replace(QUIET, flight=Flight(1, 0.1, 0.0, "silent")), "canary", "down", "silent"),
    (replace(QUIET, flight=Flight(1, 0.1, 0.0, "keys")), "canary", "down", "keys"),
    (replace(QUIET, failing="east, front"), "canary", "impaired", "some"),
    (replace(QUIET, route=True), "canary", "works", "route"),
    (replace(QUIET, flight=Flight(1, 0.0, 0.0, "401")), "canary", "down", "refused"),
]
WRONG = [seen for seen, *_ in CASES]


@pytest.mark.parametrize(("seen", "part", "state", "why"), CASES)
def test_each_part_tells_what_is_wrong_with_it_and_no_other_does(seen: Seen, part: str, state: str, why: str) -> None:
    changed = [each for each, quiet in zip(judged(seen), judged(QUIET), strict=True) if each != quiet]
    assert [(each.part, each.state, each.why) for each in changed] == [(part, state, why)]


def test_who_holds_the_port_of_calls_is_looked_for_where_the_remedy_says() -> None:
    told = "does not listen for SIP at UDP 127.0.0.1:5060"
    [sip] = [each for each in judged(health("sip", told)) if each.part == "sip"]
    assert sip.values == {"address": "127.0.0.1:5060"}
    assert "UDP 127.0.0.1:5060" in remedy("sip", told)
    assert remedy("sip", "does not listen for SIP") == remedy("node east", "does not listen for SIP")


def test_a_part_that_is_off_makes_the_house_no_worse() -> None:
    assert worst([PartState("canary", "off"), FINE]) == "works"
    assert worst([FINE, PartState("disk", "impaired")]) == "impaired"
    assert worst([DOWN, PartState("disk", "impaired")]) == "down"


def test_an_outage_is_kept_from_its_begin_to_its_end_over_a_restart(tmp_path: Path) -> None:
    before = Outages(tmp_path)
    before.begin(100.0)
    before.take([DOWN], 110.0)
    before.take([DOWN], 112.0)
    before.keep(112.0, orderly=True)
    after = Outages(tmp_path)
    after.begin(114.0)
    after.take([FINE], 116.0)
    [one] = after.newest(9)
    assert (one.part, one.why, one.begun_at, one.ended_at) == ("redis", "away", 110.0, 116.0)
    assert after.up("redis", 200.0) == pytest.approx(0.94)
    assert after.up("database", 200.0) == 1.0


@pytest.mark.parametrize(
    ("orderly", "comes_back", "taken_over", "told"),
    [
        (False, 103.0, False, ["died"]),
        (True, 103.0, False, []),
        (True, 160.0, False, ["stopped"]),
        (False, 103.0, True, []),
    ],
)
def test_the_time_without_any_server_is_told_by_the_next_one(
    tmp_path: Path, orderly: bool, comes_back: float, taken_over: bool, told: list[str]
) -> None:
    before = Outages(tmp_path)
    before.begin(100.0)
    before.keep(102.0, orderly=orderly)
    after = Outages(tmp_path)
    after.begin(comes_back, taken_over=taken_over)
    assert [one.why for one in after.newest(9)] == told
    assert all((one.begun_at, one.ended_at) == (102.0, comes_back) for one in after.newest(9))


def test_files_that_cannot_be_read_or_written_stop_nobody(tmp_path: Path) -> None:
    (tmp_path / "outages.jsonl").write_text('{"half')
    (tmp_path / "outages-now.json").write_text("[]")
    outages = Outages(tmp_path)
    outages.begin(1.0)
    nowhere = Outages(tmp_path / "gone")
    nowhere.take([DOWN], 2.0)
    nowhere.keep(2.0)
    assert outages.newest(9) == []
    assert [one.part for one in nowhere.newest(9)] == ["redis"]


def test_figures_are_those_of_the_last_minutes() -> None:
    now = [0.0]
    lately = Recently(lambda: now[0])
    assert lately.p95() is None
    for _ in range(10):
        lately.take(9.0)
    now[0] = 299.0
    for value in range(100):
        lately.take(value / 100)
    assert lately.p95() == 9.0
    now[0] = 301.0
    assert lately.p95() == 0.95
    assert lately.mean() == pytest.approx(0.495)


def test_every_finding_of_the_doctor_has_a_code_that_the_pages_say() -> None:
    said = WORDS.read_text("utf-8")
    calls = [
        call
        for module in (doctor, surroundings, belongings, neighbours)
        for call in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Finding"
    ]
    given = [next((word.value for word in call.keywords if word.arg == "code"), None) for call in calls]
    inside = [each for code in given if code is not None for each in ast.walk(code)]
    codes = {str(each.value) for each in inside if isinstance(each, ast.Constant)}
    without = {ast.unparse(call) for call, code in zip(calls, given, strict=True) if code is None}
    assert all(any(name in call for name in OF_A_CONSOLE) for call in without), without
    assert [code for code in sorted(codes) if f" {code}: " not in said] == []


def test_the_pages_have_words_for_every_state_of_every_part() -> None:
    said = WORDS.read_text("utf-8")
    told = {f"{each.part}_{each.why}" for seen in WRONG for each in judged(seen) if each.why}
    assert len(told) > 20
    assert [each for each in sorted(told) if f" {each}: " not in said] == []


EACH = {
    ("node east", "ok"): ("works", ""),
    ("node east", "lost"): ("down", "lost"),
    ("node east", "not connected"): ("down", "away"),
    ("node east", "manager interface not connected"): ("impaired", "manager"),
    ("node east", "does not listen for SIP"): ("down", "deaf"),
    ("gateway 10.0.0.3:9100", "ok"): ("works", ""),
    ("gateway 10.0.0.3:9100", "not connected"): ("down", "missing"),
}


@pytest.mark.parametrize(("told", "is_so"), EACH.items())
def test_one_of_several_machines_is_told_of_its_own_with_words_and_a_remedy(
    told: tuple[str, str], is_so: tuple[str, str]
) -> None:
    [one] = machines(WELL | dict([told]), {told[0]: Carried(2, 3, 1)})
    assert (one.part, one.state, one.why, one.carries.calls) == (told[0], *is_so, 3)
    assert worst_of([one]) == ("works" if one.state == "works" else "impaired")
    assert not one.why or f" {one.kind}_{one.why}: " in WORDS.read_text("utf-8")
    assert bool(remedy(*told)) == (told[1] != "ok")


def test_a_house_with_one_of_each_has_no_machines_to_tell() -> None:
    assert machines(WELL, {}) == []
    assert worst_of([]) == "works"


def test_calls_count_where_they_live_and_talks_at_the_gateway_of_their_agent() -> None:
    desk = Desk(Plan(nodes=("east", "west")))
    engine = Engine([desk], [], Agenda(), lambda: 1.0, lambda turn: None)
    for fact in (
        facts.Arrived("A", "0101", "0700", node="east"),
        facts.Arrived("B", "0102", "0700", node="west"),
        facts.Dialled("C", "kim", "0101", "", "support", node="east"),
        facts.Established("C", "kim"),
    ):
        engine.tell(fact)
    told = carried(desk, {"kim": "g1", "lee": "g2", "min": "g1"})
    assert told["node west"] == Carried(0, 1, 0)
    assert told["node east"] == Carried(0, 2, 1)
    assert (told["gateway g1"], told["gateway g2"]) == (Carried(2, 1, 1), Carried(1, 0, 0))
