"""What is believed against what Asterisk has, as a table."""

from dataclasses import replace

import msgspec
import pytest

from asterisk import never
from asterisk.ari.objects import CallerID, Channel, DialplanCEP
from asterisk.reconcile import Believed, Finding, Seen, SeenChannel, compare
from cti import facts, orders
from cti.announced import Announced
from cti.call import Call
from cti.conduct import Step
from cti.consult import Consult, ConsultState
from cti.facts import MessageEnd, OutEnd
from cti.message import Message
from cti.sent import Sent
from cti.table import CallState
from cti.talks import Talks
from cti.warning import Warnings
from journal import Fact, Order

S = CallState
WITH = Call("7.1", "010", "070", state=S.TALKING, queue="sales", agent="kim", route="main", talks=Talks(1.0, 1.0))
PLACES = {
    "nowhere": {},
    "waits": {},
    "alone": {"mix-7.1": frozenset({"7.1"})},
    "leg alone": {"mix-7.1": frozenset({"leg-kim~"})},
    "talks": {"mix-7.1": frozenset({"7.1", "leg-kim~"})},
    "all": {"mix-7.1": frozenset({"7.1", "leg-kim~", "leg-lee~"})},
}


def channel(id: str, app: str = "Stasis", data: str = "cti,in,070,0") -> Channel:
    nobody = CallerID(name="", number="010")
    plan = DialplanCEP(context="", exten="", priority=1, app_name=app, app_data=data)
    return Channel(
        id=id,
        protocol_id="",
        name=f"PJSIP/trunk-{id}",
        state="Up",
        caller=nobody,
        connected=nobody,
        accountcode="",
        dialplan=plan,
        creationtime="",
        language="en",
    )


def seen(place: str = "nowhere", *, caller: bool = True, leg: bool = True, held_by_dialplan: bool = False) -> Seen:
    channels: dict[str, SeenChannel] = {}
    if caller:
        args = () if held_by_dialplan else ("in", "070", "0")
        channels["7.1"] = SeenChannel(channel("7.1"), args)
    if leg:
        channels["leg-kim~"] = SeenChannel(channel("leg-kim~", "AppDial2", ""))
    return Seen(channels, PLACES[place], music={"7.1": "sales"} if place == "waits" else {})


def findings(call: Call | None, has: Seen, lines: frozenset[str] = frozenset({"kim"})) -> list[Finding]:
    believed = Believed({call.id: call} if call else {}, lines)
    return compare(believed, believed, has, lambda _: "busy", lambda _: False)


def ordered(call: Call | None, has: Seen) -> list[Order]:
    return [order for finding in findings(call, has) for order in finding.orders]


def told(call: Call | None, has: Seen) -> list[Fact]:
    return [fact for finding in findings(call, has) for fact in finding.facts]


CONNECT, HOLD = orders.Connect("7.1", "kim"), orders.Hold("7.1", "kim")
MUSIC = orders.StartMusic("7.1", "sales")


@pytest.mark.parametrize(
    ("state", "place", "expected"),
    [
        (S.ARRIVED, "nowhere", [orders.PickUp("7.1")]),
        (S.IN_ROUTE, "nowhere", []),
        (S.QUEUED, "nowhere", [MUSIC]),
        (S.QUEUED, "talks", [MUSIC]),
        (S.QUEUED, "waits", []),
        (S.OFFERED, "alone", [MUSIC]),
        (S.OFFERED, "waits", []),
        (S.CONNECTING, "waits", [CONNECT]),
        (S.CONNECTING, "alone", [CONNECT]),
        (S.TALKING, "talks", []),
        (S.TALKING, "alone", [CONNECT]),
        (S.TALKING, "leg alone", [CONNECT]),
        (S.TALKING, "waits", [CONNECT]),
        (S.HELD, "alone", []),
        (S.HELD, "talks", [HOLD]),
        (S.HELD, "nowhere", [CONNECT, HOLD]),
        (S.DISMISSED, "alone", []),
        (S.UNALLOCATED, "nowhere", [orders.Announce("7.1", "unallocated", ("system.unallocated",), "en")]),
        (S.RELEASING, "alone", [orders.HangUp("7.1", "normal")]),
    ],
)
def test_a_caller_is_put_where_they_belong(state: CallState, place: str, expected: list[Order]) -> None:
    call = replace(WITH, state=state)
    assert [order for order in ordered(call, seen(place)) if not isinstance(order, orders.Part)] == expected


JOIN = orders.Join("7.1", "kim", "lee")
ASK = orders.Consult("7.1", "kim", "lee")
CON = {"con-7.1": frozenset({"leg-kim~", "leg-lee~"})}
C = ConsultState


def consulted(state: CallState, consult: ConsultState) -> Call:
    return replace(WITH, state=state, consult=Consult(consult, "lee", 1.0))


def seen_consult(place: str, *, together: bool) -> Seen:
    has = seen(place)
    lee = {"leg-lee~": SeenChannel(channel("leg-lee~", "AppDial2", ""))}
    return Seen(has.channels | lee, {**has.bridges, **(CON if together else {"con-7.1": frozenset({"leg-lee~"})})})


@pytest.mark.parametrize(
    ("state", "consult", "place", "together", "expected"),
    [
        (S.HELD, C.ASKED, "alone", False, []),
        (S.HELD, C.CONNECTING, "alone", False, [ASK]),
        (S.HELD, C.CONSULTING, "alone", True, []),
        (S.HELD, C.CONSULTING, "talks", False, [HOLD, ASK]),
        (S.HELD, C.CONSULTING, "nowhere", True, [CONNECT, HOLD, ASK]),
        (S.TALKING, C.ASIDE, "talks", False, []),
        (S.TALKING, C.ASIDE, "alone", True, [CONNECT]),
        (S.TALKING, C.JOINED, "talks", False, [JOIN, orders.EndConsult("7.1", ("lee",))]),
        (S.TALKING, C.JOINED, "all", False, [orders.EndConsult("7.1", ("lee",))]),
        (S.HELD, C.JOINED, "all", False, [orders.StepOut("7.1", "kim"), orders.EndConsult("7.1", ("lee",))]),
        (S.HELD, C.NONE, "alone", True, [orders.EndConsult("7.1", ("kim", "lee"))]),
    ],
)
def test_who_is_asked_is_where_they_belong(
    state: CallState, consult: ConsultState, place: str, together: bool, expected: list[Order]
) -> None:
    call = consulted(state, consult) if consult else replace(WITH, state=state)
    believed = Believed({"7.1": call}, frozenset({"kim", "lee"}))
    has = seen_consult(place, together=together)
    found = compare(believed, believed, has, lambda _: "", lambda _: False)
    assert [order for one in found for order in one.orders] == expected


def test_a_consultation_of_which_nobody_heard_is_told() -> None:
    believed = Believed({"7.1": consulted(S.HELD, C.CONNECTING)}, frozenset({"kim", "lee"}))
    found = compare(believed, believed, seen_consult("alone", together=True), lambda _: "", lambda _: False)
    assert [fact for one in found for fact in one.facts] == [facts.ConsultEstablished("7.1", "kim", "lee")]


def test_a_consultation_about_a_call_that_is_over_is_removed() -> None:
    nobody = Believed({}, frozenset())
    found = compare(nobody, nobody, Seen({}, CON), lambda _: "", lambda _: False)
    assert [one.remove_talk for one in found] == ["7.1"]


LINE = "ext-7.1-1"
BRIDGE = orders.Bridge("7.1", LINE)
ANSWERED = facts.OutAnswered("7.1", LINE)
UNANSWERED = facts.OutEnded("7.1", LINE, OutEnd.NO_ANSWER)
OVER = facts.OutEnded("7.1", LINE, OutEnd.NORMAL)
OUTSIDE = {"mix-7.1": frozenset({"7.1", LINE})}


def forwarded(state: CallState) -> Call:
    return replace(WITH, state=state, agent="", line=LINE, passed_by="kim", lines=1)


FAILED = facts.OutEnded("7.1", LINE, OutEnd.FAILED, "system")
NOT_DIALLED = {"CTI_DIALLED": ""}


def seen_outside(place: str, line: str) -> Seen:
    """line: the state of its channel, "" for none; one that is made and waits to be dialled is `made`."""
    has = seen("nowhere" if place == "both" else place)
    out = msgspec.structs.replace(channel(LINE), state=line)
    if line == "made":
        out = msgspec.structs.replace(out, state="Down", channelvars=NOT_DIALLED)
    there = {LINE: SeenChannel(out, ("out", "7.1"))} if line else {}
    return replace(has, channels=has.channels | there, bridges=OUTSIDE if place == "both" else has.bridges)


@pytest.mark.parametrize(
    ("state", "place", "line", "expected"),
    [
        pytest.param(S.FORWARDED, "waits", "Ringing", [], id="who waits while it rings outside is left alone"),
        pytest.param(S.FORWARDED, "nowhere", "Ringing", [MUSIC], id="who waits for it and hears nothing gets music"),
        pytest.param(S.FORWARDED, "waits", "Up", [ANSWERED], id="somebody outside answered and nobody heard of it"),
        pytest.param(S.FORWARDED, "waits", "", [UNANSWERED], id="nobody answered outside and nobody heard of it"),
        pytest.param(
            S.FORWARDED, "waits", "Down", [], id="who waits while the networks look for the number is left alone"
        ),
        pytest.param(
            S.FORWARDED, "waits", "made", [FAILED], id="who waits for a line that nobody will dial comes back"
        ),
        pytest.param(S.OUTSIDE, "both", "Up", [], id="who talks with somebody outside is left alone"),
        pytest.param(S.OUTSIDE, "waits", "Up", [BRIDGE], id="who should talk outside and waits is put together"),
        pytest.param(S.OUTSIDE, "alone", "Up", [BRIDGE], id="who is alone in the talk gets the other one"),
        pytest.param(S.OUTSIDE, "alone", "", [OVER], id="whose talk outside ended unheard is let go"),
    ],
)
def test_who_was_sent_outside_is_where_they_belong(
    state: CallState, place: str, line: str, expected: list[Order | Fact]
) -> None:
    found = findings(forwarded(state), seen_outside(place, line))
    assert [word for one in found for word in (*one.orders, *one.facts)] == expected


def test_a_customer_who_will_never_be_called_is_told_as_failed() -> None:
    made = msgspec.structs.replace(channel("7.1"), state="Down", channelvars=NOT_DIALLED)
    called = Call("7.1", "010", "070", state=S.DIALLING, agent="kim", outbound=True)
    (found,) = findings(called, Seen({"7.1": SeenChannel(made, ("out", "7.1"))}, {}), frozenset())
    assert found.facts == (facts.Cleared("7.1", "failed", "system"),)
    assert found.orders == (orders.DropLine("7.1", "7.1"),)


def test_a_talk_of_which_nobody_heard_is_told() -> None:
    assert told(replace(WITH, state=S.CONNECTING), seen("talks")) == [facts.Established("7.1", "kim")]


def test_a_call_that_asterisk_does_not_have_is_over_and_the_witness_says_why() -> None:
    assert told(WITH, seen(caller=False)) == [facts.Cleared("7.1", "busy", "caller")]


def test_a_caller_whom_the_dialplan_holds_is_left_alone() -> None:
    assert findings(WITH, seen(held_by_dialplan=True)) == []


def test_a_caller_whom_nobody_knows_has_arrived() -> None:
    (found,) = findings(None, seen())
    assert found.arrived is not None
    assert found.arrived.channel.id == "7.1"


def test_a_caller_who_hung_up_during_the_look_does_not_come_back() -> None:
    nobody = Believed({}, frozenset({"kim"}))
    assert compare(nobody, nobody, seen(), lambda _: "", lambda id: id == "7.1") == []


def test_a_call_that_changed_during_the_look_is_not_touched() -> None:
    before, later = Believed({"7.1": replace(WITH, state=S.QUEUED)}), Believed({"7.1": WITH})
    assert compare(before, later, seen("waits", leg=False), lambda _: "", lambda _: False) == []


def test_who_waits_and_is_in_no_talk_is_left_alone_where_all_are_given_music_right_after_the_look() -> None:
    queued = replace(WITH, state=S.QUEUED)
    assert ordered(queued, replace(seen(), music=None)) == []
    assert ordered(queued, replace(seen("talks"), music=None)) == [MUSIC]


def test_who_has_the_music_of_another_queue_gets_that_of_their_own() -> None:
    assert ordered(replace(WITH, state=S.QUEUED), replace(seen(), music={"7.1": "support"})) == [MUSIC]


def test_an_announcement_is_not_cut_short_by_music() -> None:
    told = replace(WITH, state=S.QUEUED, announced=Announced("waiting.1"))
    assert findings(told, replace(seen(), playing=frozenset({"7.1:waiting.1"}))) == []


def test_a_room_in_which_callers_waited_is_removed() -> None:
    nobody = Believed({}, frozenset())
    found = compare(nobody, nobody, Seen({}, {"hold-sales": frozenset({"7.1"})}), lambda _: "", lambda _: False)
    assert [one.remove_room for one in found] == ["hold-sales"]


def test_a_call_that_arrived_during_the_look_is_not_lost() -> None:
    assert compare(Believed(), Believed({"7.1": WITH}), seen(caller=False, leg=False), lambda _: "", bool) == []


def test_an_agent_without_a_line_gets_one() -> None:
    assert ordered(None, seen(caller=False, leg=False)) == [orders.OpenLine("kim")]


def test_a_line_whose_agent_has_gone_home_is_closed() -> None:
    closing = [order for one in findings(None, seen(caller=False), frozenset()) for order in one.orders]
    assert closing == [orders.CloseLine("kim")]


def test_a_talk_without_a_call_is_removed() -> None:
    assert [one.remove_talk for one in findings(None, seen("leg alone", caller=False))] == ["7.1"]


def test_an_agent_in_the_talk_of_somebody_else_is_taken_out() -> None:
    assert orders.Part("7.1", "kim") in ordered(replace(WITH, agent="lee"), seen("talks"))


def test_arguments_of_other_applications_are_not_ours() -> None:
    has = Seen.of([channel("7.1", data="other,in,070,0")], [], "cti")
    assert not has.channels["7.1"].is_caller


CLOSING = replace(WITH, state=S.DISMISSED, agent="", closing=("system.dismissal",))
SAYS = "7.1:dismissal"


@pytest.mark.spec("TEL-31")
def test_an_announcement_that_plays_is_left_alone() -> None:
    assert findings(CLOSING, replace(seen("alone"), playing=frozenset({SAYS}))) == []


@pytest.mark.spec("TEL-31")
def test_an_announcement_that_nobody_began_is_said() -> None:
    said = orders.StartPrompt("7.1", "dismissal", ("system.dismissal",), "en")
    assert said in ordered(CLOSING, seen("alone"))


@pytest.mark.spec("TEL-31")
def test_an_announcement_whose_end_was_not_told_is_over() -> None:
    told = findings(CLOSING, replace(seen("alone"), begun=frozenset({SAYS})), frozenset({"kim"}))
    assert [fact for finding in told for fact in finding.facts] == [facts.PromptEnded("7.1", "dismissal", played=True)]


def test_a_warning_that_does_not_play_any_more_is_said_again_unless_it_was_begun_here() -> None:
    warned = replace(WITH, warnings=Warnings(saying=Step.WARNING_1, playback="w", prompt="conduct.warning1"))
    assert ordered(warned, seen("talks")) == [orders.StartPrompt("7.1", "w", ("conduct.warning1",), "en")]
    begun = replace(seen("talks"), begun=frozenset({"7.1:w"}))
    assert told(warned, begun) == [facts.PromptEnded("7.1", "w", played=True)]


def test_whom_nobody_was_told_to_call_is_called() -> None:
    called = Call("7.1", "010", "070", state=S.DIALLING, agent="kim", outbound=True, dial_seconds=20.0)
    (found,) = findings(called, Seen({}, {}, never=frozenset({"7.1"})), frozenset())
    assert (found.orders, found.facts) == ((orders.CallOut("7.1", "", "010", "070", 20.0, "kim"),), ())
    sent = replace(forwarded(S.FORWARDED), sent=Sent("0311110001", "070", 30.0, 1.0))
    waits = replace(seen_outside("waits", ""), never=frozenset({LINE}))
    assert [order for one in findings(sent, waits) for order in one.orders] == [
        orders.CallOut("7.1", LINE, "0311110001", "070", 30.0)
    ]


@pytest.mark.parametrize(("at", "called"), [(99.0, ["7.1"]), (60.0, []), (100.0, [])])
def test_nobody_is_called_long_after_it_was_asked_for_and_nobody_whom_this_server_calls(
    at: float, called: list[str]
) -> None:
    asked = Call("7.1", "010", "070", state=S.DIALLING, agent="kim", outbound=True, arrived_at=at)
    assert list(never.wanted([asked], 100.0)) == called


def test_a_number_that_nobody_has_is_announced_where_nobody_began_it() -> None:
    unknown = replace(WITH, state=S.UNALLOCATED, agent="", queue="")
    assert orders.Announce("7.1", "unallocated", ("system.unallocated",), "en") in ordered(unknown, seen())
    over = facts.PromptEnded("7.1", "unallocated", played=True)
    assert over in told(unknown, replace(seen(), begun=frozenset({"7.1:unallocated"})))


def test_a_message_of_which_nothing_was_recorded_is_recorded() -> None:
    leaves = replace(WITH, state=S.IN_ROUTE, agent="", message=Message("m1", 1, most=60.0, running=True, silence=3.0))
    assert ordered(leaves, replace(seen(), messages={"m1": None})) == [orders.RecordMessage("7.1", "m1", 60.0, 3.0, "")]
    assert facts.MessageEnded("7.1", "m1", 2.0, MessageEnd.OVER) in told(leaves, replace(seen(), messages={"m1": 2.0}))
