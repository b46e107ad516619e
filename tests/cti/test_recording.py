"""The recording of a call: every cell of its machine, the rules of queues, and what follows from calls."""

import itertools
from dataclasses import replace

import pytest

from cti import commands, facts, orders
from cti.call import Call
from cti.facts import NoRoom, RecordingEnd
from cti.plan import Plan, Recording
from cti.recorder import announce, decide, is_hushed, must_announce, possible
from cti.recording import MAY, TRANSITIONS, RecordingState, evolve
from cti.recording import Recording as Tape
from cti.refused import Refused
from cti.table import IN_TALK, CallState
from journal import Fact
from tests.cti.sentences import of_recording, when
from tests.support.centre import Centre
from tests.support.plan import plan

R = RecordingState
FACTS: list[Fact] = [
    facts.RecordingStarted("A", "A-1", "agent1", "general", "support", 90),
    facts.RecordingPaused("A", "A-1", "agent1", "card"),
    facts.RecordingResumed("A", "A-1", "agent1"),
    facts.RecordingEnded("A", "A-1", RecordingEnd.STOPPED),
]
WISHES: list[type[commands.RecordingCommand]] = [
    commands.StartRecording,
    commands.PauseRecording,
    commands.ResumeRecording,
    commands.StopRecording,
]


def rules(recording: Recording = Recording.ON_DEMAND, announced: bool = False, days: int = 90) -> Plan:
    """Talks of the queue `general` are recorded like this."""
    made = plan()
    made.queues["general"] = replace(
        made.queues["general"], recording=recording, recording_announced=announced, recording_days=days
    )
    return made


def tape(state: RecordingState, by: str = "agent1") -> Tape:
    return Tape(state, "A-1", 1, by)


def talk(state: RecordingState, by: str = "agent1", call: CallState = CallState.TALKING) -> Call:
    return Call("A", "0101", "0700", state=call, queue="general", agent="agent1", recording=tape(state, by))


def told(state: RecordingState, fact: Fact) -> str:
    kind = type(fact)
    return of_recording(state, kind.__name__, {known for known, each in TRANSITIONS if each is kind}, "cannot happen")


@pytest.mark.parametrize(
    ("state", "fact"),
    [pytest.param(state, fact, id=told(state, fact)) for state, fact in itertools.product(R, FACTS)],
)
def test_a_fact_is_in_the_table_or_impossible(state: RecordingState, fact: Fact) -> None:
    if (state, type(fact)) in TRANSITIONS:
        assert evolve(tape(state), fact, 1.0).state is TRANSITIONS[state, type(fact)]
    else:
        with pytest.raises(ValueError, match="cannot happen"):
            evolve(tape(state), fact, 1.0)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        pytest.param(state, kind, id=of_recording(state, kind.__name__, MAY[kind], "is refused"))
        for state, kind in itertools.product(R, WISHES)
    ],
)
def test_a_wish_is_possible_or_refused_and_what_it_makes_happen_is_possible(
    state: RecordingState, kind: type[commands.RecordingCommand]
) -> None:
    call = talk(state)
    assert possible(call, kind, rules()) == (state in MAY[kind])
    if state in MAY[kind]:
        happened, _ = decide(call, kind("A", "agent1"), rules(), NoRoom.NONE)
        assert [(state, type(fact)) in TRANSITIONS for fact in happened] == [True]
    else:
        with pytest.raises(Refused, match="while the recording is"):
            decide(call, kind("A", "agent1"), rules(), NoRoom.NONE)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        pytest.param(state, kind, id=f"{when(state)}, {kind.__name__} is refused")
        for state, kind in itertools.product(CallState, WISHES)
        if state not in IN_TALK
    ],
)
def test_only_a_talk_can_be_recorded(state: CallState, kind: type[commands.RecordingCommand]) -> None:
    with pytest.raises(Refused, match="not possible while the call is"):
        decide(talk(R.OFF, call=state), kind("A", "agent1"), rules(), NoRoom.NONE)


def test_only_who_has_the_call_records_it() -> None:
    with pytest.raises(Refused, match="somebody else"):
        decide(talk(R.OFF), commands.StartRecording("A", "agent2"), rules(), NoRoom.NONE)


def test_a_queue_that_is_never_recorded_refuses() -> None:
    with pytest.raises(Refused) as refused:
        decide(talk(R.OFF), commands.StartRecording("A", "agent1"), rules(Recording.NEVER), NoRoom.NONE)
    assert refused.value.code == "recording_never"


def test_what_a_rule_began_is_not_stopped_by_the_agent_but_paused() -> None:
    call, always = talk(R.ON, by=""), rules(Recording.ALWAYS)
    with pytest.raises(Refused) as refused:
        decide(call, commands.StopRecording("A", "agent1"), always, NoRoom.NONE)
    assert refused.value.code == "recording_always"
    assert not possible(call, commands.StopRecording, always)
    happened, _ = decide(call, commands.PauseRecording("A", "agent1", "card"), always, NoRoom.NONE)
    assert happened == [facts.RecordingPaused("A", "A-1", "agent1", "card")]


def test_a_full_disk_refuses_the_agent_and_is_told_for_a_rule() -> None:
    with pytest.raises(Refused, match="no room"):
        decide(talk(R.OFF), commands.StartRecording("A", "agent1"), rules(), NoRoom.DISK_FULL)
    happened, ordered = decide(talk(R.OFF), commands.RecordTalk("A"), rules(Recording.ALWAYS), NoRoom.DISK_FULL)
    assert (happened, ordered) == ([facts.RecordingRefused("A", NoRoom.DISK_FULL)], [])


def test_a_recording_is_kept_for_the_days_of_its_queue() -> None:
    happened, _ = decide(talk(R.OFF), commands.RecordTalk("A"), rules(Recording.ALWAYS, days=7), NoRoom.NONE)
    assert [fact.days for fact in happened if isinstance(fact, facts.RecordingStarted)] == [7]


def test_an_id_that_could_leave_its_folder_does_not() -> None:
    call = replace(talk(R.OFF), id="../../etc/passwd")
    happened, ordered = decide(call, commands.RecordTalk(call.id), rules(Recording.ALWAYS), NoRoom.NONE)
    assert ordered == [orders.StartRecording(call.id, ".._.._etc_passwd-2")]
    assert isinstance(happened[0], facts.RecordingStarted)


@pytest.mark.parametrize("state", CallState)
def test_nobody_is_recorded_while_nobody_talks(state: CallState) -> None:
    heard = state in (CallState.TALKING, CallState.DISMISSED)
    assert is_hushed(talk(R.ON, call=state)) is not heard
    assert is_hushed(talk(R.PAUSED, call=state))


@pytest.mark.parametrize(
    ("mode", "announced", "told", "wanted"),
    [
        (Recording.ALWAYS, True, False, True),
        (Recording.ON_DEMAND, True, False, True),
        (Recording.ALWAYS, True, True, False),
        (Recording.ALWAYS, False, False, False),
        (Recording.NEVER, True, False, False),
    ],
)
def test_who_may_be_recorded_is_told_once(mode: Recording, announced: bool, told: bool, wanted: bool) -> None:
    call = Call("A", "0101", "0700", state=CallState.IN_ROUTE, recording=Tape(told=told))
    wish = commands.Enqueue("A", "general", 3)
    assert must_announce(call, wish, rules(mode, announced)) is wanted
    assert announce(call, wish)[0] == [facts.RecordingAnnounced("A", "general", 3)]


# --- in a centre -----------------------------------------------------------------------------------------------------


def taped(mode: Recording = Recording.ALWAYS) -> Centre:
    centre = Centre(rules(mode))
    centre.talks()
    return centre


def story(centre: Centre, tape: str = "A-1") -> list[str]:
    return centre.switch.tapes[tape].story


def tapes(centre: Centre) -> list[str]:
    return [type(entry.fact).__name__ for entry in centre.log if "Record" in type(entry.fact).__name__]


def test_a_talk_of_such_a_queue_is_recorded_from_its_first_word_to_its_last() -> None:
    centre = taped()
    centre.advance(5)
    centre.hang_up()
    assert story(centre) == ["agent1"]
    assert tapes(centre) == ["RecordingStarted", "RecordingEnded"]


def test_a_queue_on_demand_is_recorded_when_the_agent_says_so() -> None:
    centre = taped(Recording.ON_DEMAND)
    centre.advance(5)
    assert centre.switch.tapes == {}
    centre.ask(commands.StartRecording("A", "agent1"))
    centre.advance(5)
    centre.ask(commands.StopRecording("A", "agent1"))
    centre.ask(commands.StartRecording("A", "agent1"))
    assert set(centre.switch.tapes) == {"A-1", "A-2"}
    assert not centre.switch.tapes["A-1"].running


def test_the_caller_is_told_before_waiting_and_the_offer_comes_after() -> None:
    centre = Centre(rules(Recording.ALWAYS, announced=True))
    centre.ready("agent1")
    centre.waits()
    assert centre.switch.hears("A") == "system.recorded"
    assert centre.state("agent1") == "ready"
    centre.advance(3)
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(1)
    names = ("RecordingAnnounced", "Queued", "Offered", "Established", "RecordingStarted")
    assert [name for name in centre.story if name in names] == list(names)


def test_a_caller_who_was_not_told_is_not_recorded_by_a_rule_but_by_the_agent() -> None:
    centre = Centre(rules(Recording.ALWAYS, announced=True))
    centre.ready("agent1")
    centre.switch.failing.add("StartPrompt")
    centre.waits()
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(5)
    assert tapes(centre) == ["RecordingAnnounced"]
    centre.ask(commands.StartRecording("A", "agent1"))
    assert "A-1" in centre.switch.tapes


def test_an_announcement_whose_end_is_never_told_does_not_keep_the_caller() -> None:
    centre = Centre(rules(Recording.ALWAYS, announced=True))
    centre.switch.deaf.add("StartPrompt")
    centre.waits()
    centre.advance(31)
    assert centre.brain.desk.calls["A"].state is CallState.QUEUED


def test_a_caller_who_comes_back_in_the_middle_of_being_told_is_told_again() -> None:
    centre = Centre(rules(Recording.ALWAYS, announced=True))
    centre.waits()
    centre.tell(facts.Returned("A"))
    centre.advance(10)
    assert tapes(centre) == ["RecordingAnnounced"] * 2
    assert centre.brain.desk.calls["A"].state is CallState.QUEUED
    assert centre.brain.desk.calls["A"].recording.told


def test_no_music_is_recorded_and_both_sides_stay_aligned() -> None:
    centre = taped()
    centre.advance(5)
    centre.ask(commands.Hold("A", "agent1"))
    centre.advance(5)
    centre.ask(commands.Retrieve("A", "agent1"))
    centre.advance(5)
    assert story(centre) == ["agent1", "", "agent1"]


def test_a_pause_is_silence_and_ends_when_the_agent_says_so() -> None:
    centre = taped()
    centre.advance(5)
    centre.ask(commands.PauseRecording("A", "agent1", "card"))
    centre.advance(5)
    centre.ask(commands.ResumeRecording("A", "agent1"))
    centre.advance(500)
    assert story(centre) == ["agent1", "", "agent1"]
    assert tapes(centre) == ["RecordingStarted", "RecordingPaused", "RecordingResumed"]


def test_a_forgotten_pause_ends_by_itself() -> None:
    centre = taped()
    centre.ask(commands.PauseRecording("A", "agent1", "card"))
    centre.advance(centre.plan.recording_pause_limit + 1)
    assert centre.kept(facts.RecordingResumed) == [facts.RecordingResumed("A", "A-1", "")]


def test_resuming_a_pause_on_hold_waits_for_the_talk() -> None:
    centre = taped()
    centre.advance(1)
    centre.ask(commands.PauseRecording("A", "agent1", "card"))
    centre.ask(commands.Hold("A", "agent1"))
    centre.advance(1)
    centre.ask(commands.ResumeRecording("A", "agent1"))
    centre.advance(1)
    assert story(centre)[-1] == ""
    centre.ask(commands.Retrieve("A", "agent1"))
    centre.advance(1)
    assert story(centre)[-1] == "agent1"


def test_a_recording_follows_the_call_to_who_takes_it_over() -> None:
    centre = taped()
    centre.ready("agent2")
    centre.advance(1)
    centre.ask(commands.Consult("A", "agent1", "agent2"))
    centre.ask(commands.Confirm("A", "agent2"))
    centre.advance(1)
    centre.ask(commands.Conference("A", "agent1"))
    centre.advance(1)
    centre.ask(commands.Complete("A", "agent1"))
    centre.advance(1)
    assert story(centre)[:3] == ["agent1", "", "agent1+agent2"]
    assert story(centre)[-1] == "agent2"
    assert tapes(centre) == ["RecordingStarted"]


def test_the_closing_announcement_is_recorded_too() -> None:
    centre = taped()
    centre.advance(1)
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    centre.advance(30)
    assert story(centre)[:2] == ["agent1", "system.dismissal"]
    assert tapes(centre) == ["RecordingStarted", "RecordingEnded"]


def test_a_disk_that_fills_ends_the_recording_and_not_the_call() -> None:
    centre = taped()
    centre.advance(1)
    centre.tell(facts.RecordingRoomChanged(NoRoom.DISK_FULL, 0))
    assert centre.kept(facts.RecordingEnded) == [facts.RecordingEnded("A", "A-1", RecordingEnd.DISK_FULL)]
    assert not centre.switch.tapes["A-1"].running
    assert centre.switch.hears("A") == "agent1"
    centre.tell(facts.RecordingRoomChanged(NoRoom.NONE, 10**9))
    centre.ask(commands.StartRecording("A", "agent1"))
    assert centre.switch.tapes["A-2"].running


def test_a_switch_that_cannot_record_ends_the_recording_and_not_the_call() -> None:
    centre = Centre(rules(Recording.ALWAYS))
    centre.switch.failing.add("StartRecording")
    centre.talks()
    centre.advance(1)
    assert centre.kept(facts.RecordingEnded) == [facts.RecordingEnded("A", "A-1", RecordingEnd.FAILED)]
    assert centre.switch.hears("A") == "agent1"


def test_a_restart_in_the_middle_knows_the_recording() -> None:
    centre = taped()
    centre.ask(commands.PauseRecording("A", "agent1", "card"))
    before = centre.brain.desk.calls["A"].recording
    centre.restart()
    assert centre.brain.desk.calls["A"].recording == before
    centre.advance(centre.plan.recording_pause_limit + 1)
    assert centre.brain.desk.calls["A"].recording.state is R.ON


@pytest.mark.parametrize("mode", Recording, ids=lambda mode: f"recorded {mode}")
@pytest.mark.parametrize("state", RecordingState, ids=lambda state: f"it is {state}")
@pytest.mark.parametrize("room", NoRoom, ids=lambda room: f"room {room or 'enough'}")
def test_every_button_of_a_recording_that_is_offered_is_accepted(
    mode: Recording, state: RecordingState, room: NoRoom
) -> None:
    for call, by in itertools.product(CallState, ("", "agent1")):
        told = talk(state, by, call)
        for wish in (wish for wish in WISHES if possible(told, wish, rules(mode), room)):
            decide(told, wish("A", "agent1"), rules(mode), room)
    if room and state is R.OFF:
        assert not possible(talk(state), commands.StartRecording, rules(mode), room)
