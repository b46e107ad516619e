"""What is said again after a time without a server, as a table: what callers hear, and what is recorded of them."""

from dataclasses import replace

import pytest

from asterisk.again import said_again
from cti import orders
from cti.agent import Agent
from cti.announced import Announced
from cti.call import Call
from cti.consult import Consult, ConsultState
from cti.recording import Recording, RecordingState
from cti.table import CallState
from cti.talks import Talks
from journal import Order

S = CallState
WITH = Call("7.1", "010", "070", state=S.TALKING, queue="sales", agent="kim", route="main", talks=Talks(1.0, 1.0))
START, STOP = orders.StartComfort("7.1"), orders.StopComfort("7.1")
MUSIC = orders.StartMusic("7.1", "sales")
CUT, CUTS = Announced(prompt="menu-1"), orders.StopPrompt("7.1", "menu-1")
WITH_LEE = Consult(ConsultState.JOINED, "lee")


def again(*calls: Call, phone: bool = True) -> list[Order]:
    return list(said_again(calls, {"kim": Agent("kim", phone=phone)}))


@pytest.mark.parametrize(
    ("call", "phone", "expected"),
    [
        (WITH, True, [STOP]),
        (WITH, False, [START]),
        (replace(WITH, consult=WITH_LEE), False, [STOP]),
        (replace(WITH, state=S.HELD), True, [START]),
        (replace(WITH, state=S.HELD, consult=WITH_LEE), True, [STOP]),
        (replace(WITH, state=S.QUEUED), True, [MUSIC]),
        (replace(WITH, state=S.QUEUED, announced=Announced("waiting.1")), True, []),
        (replace(WITH, state=S.QUEUED, announced=CUT), True, [CUTS, MUSIC]),
        (replace(WITH, announced=CUT), True, [CUTS, STOP]),
        (replace(WITH, state=S.IN_ROUTE, announced=CUT), True, []),
        (replace(WITH, state=S.FORWARDED, passed_by="kim"), True, [MUSIC]),
        (replace(WITH, state=S.FORWARDED), True, [orders.RingBack("7.1", True)]),
        (replace(WITH, state=S.OUTSIDE), True, [orders.RingBack("7.1", False)]),
        (replace(WITH, state=S.IN_ROUTE), True, []),
    ],
)
def test_what_a_caller_should_hear_is_said_again(call: Call, phone: bool, expected: list[Order]) -> None:
    assert again(call, phone=phone) == expected


@pytest.mark.parametrize(
    ("state", "call", "hushed"),
    [
        (RecordingState.ON, S.TALKING, False),
        (RecordingState.ON, S.HELD, True),
        (RecordingState.ON, S.QUEUED, True),
        (RecordingState.ON, S.DISMISSED, False),
        (RecordingState.PAUSED, S.TALKING, True),
    ],
)
def test_what_is_recorded_is_said_again_with_its_silence(state: RecordingState, call: CallState, hushed: bool) -> None:
    tape = Recording(state, "7.1-1", 1)
    start, hush = orders.StartRecording("7.1", "7.1-1"), orders.HushRecording("7.1", "7.1-1", hushed)
    assert [
        each for each in again(replace(WITH, state=call, recording=tape)) if isinstance(each, orders.RecordingOrder)
    ] == [start, hush]


def test_what_was_stopped_is_said_to_be_stopped_and_others_are_left_alone() -> None:
    tape = Recording(RecordingState.OFF, "7.1-1", 1)
    assert [each for each in again(replace(WITH, recording=tape), WITH) if isinstance(each, orders.RecordingOrder)] == [
        orders.StopRecording("7.1", "7.1-1")
    ]
