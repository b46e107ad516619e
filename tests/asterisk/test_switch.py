"""Orders on a real Asterisk, heard by real RTP: each side hears what it should and nothing else."""

import pytest

from asterisk.provision import SOUNDS
from cti import commands, facts
from tests.support.exchange import AGENT, CALLER, CALM, LONG, MUSIC, SHORT, Exchange
from tests.support.listening import ALIKE, likeness, read_wav
from tests.support.rtp import LOUD, QUIET, RATE

pytestmark = pytest.mark.asterisk


async def test_a_caller_is_answered_and_hears_the_prompt_to_its_end(house: Exchange) -> None:
    caller = await house.answered()
    house.ask(commands.Play(caller.id, "menu-1", ("short", "short")))
    assert await caller.rtp.hears(SHORT)
    ended = await house.until(facts.PromptEnded, call=caller.id)
    assert (ended.playback, ended.played) == ("menu-1", True)


async def test_digits_that_a_caller_presses_arrive_in_order(house: Exchange) -> None:
    caller = await house.answered()
    caller.rtp.press("12#")
    await house.so(lambda: [fact.digit for fact in house.found(facts.DigitPressed)] == ["1", "2", "#"])


async def test_a_stopped_prompt_falls_silent_at_once(house: Exchange) -> None:
    caller = await house.answered()
    house.ask(commands.Play(caller.id, "menu-1", ("long",)))
    assert await caller.rtp.hears(LONG)
    house.ask(commands.StopPrompt(caller.id, "menu-1"))
    assert await caller.rtp.stops_hearing(LONG, within=2.0)


async def test_a_missing_prompt_ends_as_not_played(house: Exchange) -> None:
    caller = await house.answered()
    house.ask(commands.Play(caller.id, "menu-1", ("nowhere",)))
    assert not (await house.until(facts.PromptEnded, call=caller.id)).played


async def test_a_caller_hears_a_text_with_a_number_in_it_that_is_spoken_on_demand(house: Exchange) -> None:
    caller = await house.answered()
    words = "text:Your order 4 8 2 is ready."
    house.ask(commands.Play(caller.id, "order-1", (words, "short")))
    assert await caller.rtp.hears(SHORT)  # it comes after the text, which has been heard by now
    (uri,) = house.spoken.media(words, "en")
    text = read_wav(house.pbx.house.data / "sounds" / f"{uri.removeprefix(f'sound:{SOUNDS}/')}.wav")
    middle = text[len(text) // 2 :][: RATE // 2]
    assert likeness(middle, caller.rtp.recent(30)) > ALIKE
    assert (await house.until(facts.PromptEnded, call=caller.id)).played


@pytest.mark.parametrize(("queue", "tone"), [("sales", CALM), ("support", MUSIC)])
async def test_each_queue_has_its_own_music(house: Exchange, queue: str, tone: float) -> None:
    caller = await house.queued(queue)
    assert caller.rtp.level(tone) > LOUD


async def test_a_caller_goes_to_the_queue_without_waiting_for_the_end_of_the_prompt(house: Exchange) -> None:
    caller = await house.answered()
    house.ask(commands.Play(caller.id, "menu-1", ("long",)))
    assert await caller.rtp.hears(LONG)
    house.ask(commands.Enqueue(caller.id, "sales"))
    assert await caller.rtp.hears(CALM, within=3.0)


async def test_caller_and_agent_hear_each_other_and_not_themselves(house: Exchange) -> None:
    caller, phone = await house.talking()
    assert await caller.rtp.hears(AGENT)
    assert await phone.hears(CALLER)
    assert await caller.rtp.stops_hearing(CALM)
    assert caller.rtp.level(CALLER) < QUIET
    assert phone.level(AGENT) < QUIET


async def test_on_hold_the_caller_hears_the_queues_music_and_the_agent_nothing(house: Exchange) -> None:
    caller, phone = await house.talking()
    house.ask(commands.Hold(caller.id, "agent1"))
    assert await caller.rtp.hears(CALM)
    assert await caller.rtp.stops_hearing(AGENT)
    assert await phone.stops_hearing(CALLER)


async def test_after_hold_both_hear_each_other_again(house: Exchange) -> None:
    caller, phone = await house.talking()
    house.ask(commands.Hold(caller.id, "agent1"))
    assert await caller.rtp.hears(CALM)
    house.ask(commands.Retrieve(caller.id, "agent1"))
    assert await caller.rtp.hears(AGENT)
    assert await phone.hears(CALLER)
    assert await caller.rtp.stops_hearing(CALM)
    assert len(house.found(facts.Established)) == 1


async def test_a_caller_hears_music_while_the_agents_page_is_away_and_speech_when_it_is_back(house: Exchange) -> None:
    caller, phone = await house.talking()
    phone.say(None)
    house.ask(commands.Comfort(caller.id, on=True))
    assert await caller.rtp.hears(CALM)
    phone.say(AGENT)
    house.ask(commands.Comfort(caller.id, on=False))
    assert await caller.rtp.hears(AGENT)
    assert await caller.rtp.stops_hearing(CALM)
    assert await phone.hears(CALLER)


async def test_who_is_muted_at_the_switch_hears_and_is_not_heard(house: Exchange) -> None:
    caller, phone = await house.talking()
    house.ask(commands.Mute("agent1", caller.id, on=True))
    assert await caller.rtp.stops_hearing(AGENT)
    assert await phone.hears(CALLER)
    house.ask(commands.Mute("agent1", caller.id, on=False))
    assert await caller.rtp.hears(AGENT)


async def test_a_caller_given_back_to_the_queue_hears_its_music_and_the_line_stays(house: Exchange) -> None:
    caller, phone = await house.talking()
    house.ask(commands.Requeue(caller.id, "agent1", "the phone stayed away"))
    assert await caller.rtp.hears(CALM)
    assert await phone.stops_hearing(CALLER)
    assert "leg-agent1~" in house.channels()


async def test_digits_sent_into_a_talk_are_heard_by_the_caller(house: Exchange) -> None:
    caller, _ = await house.talking()
    house.ask(commands.SendDigits(caller.id, "agent1", "15#"))
    await house.so(lambda: caller.rtp.digits_heard == "15#")


async def test_an_agent_talks_to_one_caller_after_another_on_the_same_line(house: Exchange) -> None:
    first, phone = await house.talking()
    house.ask(commands.HangUp(first.id, "agent1"))
    await house.until(facts.Cleared, call=first.id)
    second = await house.queued()
    house.engine.tell(facts.AgentStateChanged("agent1", facts.AgentState.READY))
    house.connect(second, "agent1")
    assert await second.rtp.hears(AGENT)
    assert await phone.hears(CALLER)


async def test_the_agent_hangs_up_and_nothing_of_the_call_is_left(house: Exchange) -> None:
    caller, _ = await house.talking()
    house.ask(commands.HangUp(caller.id, "agent1"))
    cleared = await house.until(facts.Cleared, call=caller.id)
    await caller.sip.ended()
    assert (cleared.cause, cleared.by) == ("normal", "system")
    await house.so(lambda: house.channels() == ["leg-agent1~"] and house.bridges() == [])


async def test_the_caller_hangs_up_and_nothing_of_the_call_is_left(house: Exchange) -> None:
    caller, phone = await house.talking()
    caller.sip.hang_up()
    cleared = await house.until(facts.Cleared, call=caller.id)
    assert (cleared.cause, cleared.by) == ("normal", "caller")
    await house.so(lambda: house.channels() == ["leg-agent1~"] and house.bridges() == [])
    assert await phone.stops_hearing(CALLER)


async def test_a_number_that_nobody_has_is_announced_without_answering_and_released_with_404(house: Exchange) -> None:
    caller = await house.call("0799999999")
    house.ask(commands.RefuseNumber(caller.id))
    await house.until(facts.PromptEnded, call=caller.id)
    house.ask(commands.Clear(caller.id, "unallocated"))
    await caller.sip.ended()
    assert caller.sip.answers()[-1] == 404
    assert 200 not in caller.sip.answers()


async def test_without_an_open_line_the_talk_fails_and_the_caller_keeps_waiting(house: Exchange) -> None:
    await house.ready("agent1")
    caller = await house.queued()
    house.pbx.ari("DELETE", "/channels/leg-agent1~")
    house.connect(caller, "agent1")
    failed = await house.until(facts.OrderFailed, call=caller.id)
    assert (failed.order, failed.agent) == ("Connect", "agent1")
    assert caller.rtp.level(CALM) > LOUD


async def test_who_takes_a_call_while_their_line_is_still_being_opened_is_heard(house: Exchange) -> None:
    caller = await house.queued()
    house.lines.opens_in = 0.5
    house.log_in()
    house.connect(caller, "agent1")
    await house.until(facts.Established, call=caller.id)
    assert await caller.rtp.hears(AGENT)
    assert await house.lines.phones["agent1"].hears(CALLER)
    assert not house.found(facts.OrderFailed)


async def test_who_hangs_up_meanwhile_holds_nothing_up(house: Exchange) -> None:
    caller, another = await house.queued(), await house.queued()
    house.lines.opens_in = 0.5
    house.log_in()
    house.connect(caller, "agent1")
    caller.sip.hang_up()
    await house.until(facts.Cleared, call=caller.id)
    house.connect(another, "agent1")
    await house.until(facts.Established, call=another.id)
    assert await another.rtp.hears(AGENT)


async def test_names_and_numbers_of_any_script_arrive(house: Exchange) -> None:
    await house.call(sender='"김민수 محمد" <sip:+821012345678@127.0.0.1>')
    arrived = house.found(facts.Arrived)[-1]
    assert (arrived.name, arrived.caller) == ("김민수 محمد", "+821012345678")


async def test_an_anonymous_caller_has_neither_number_nor_name(house: Exchange) -> None:
    await house.call(sender='"Anonymous" <sip:anonymous@anonymous.invalid>')
    arrived = house.found(facts.Arrived)[-1]
    assert (arrived.name, arrived.caller) == ("", "")


async def test_a_prompt_that_is_not_in_the_house_fails_the_order(house: Exchange) -> None:
    caller = await house.answered()
    house.ask(commands.Play(caller.id, "menu-1", ("unheard of",)))
    assert (await house.until(facts.OrderFailed, call=caller.id)).order == "StartPrompt"


async def test_agents_whose_logins_begin_one_another_have_lines_at_the_same_time(house: Exchange) -> None:
    caller, phone = await house.talking("kim2")
    await house.ready("kim")  # Asterisk takes an id for taken that is the beginning of one that there is
    another = await house.queued()
    house.connect(another, "kim")
    await house.until(facts.Established, call=another.id)
    assert await caller.rtp.hears(AGENT)
    assert await phone.hears(CALLER)


async def test_a_line_that_is_open_is_not_opened_twice(house: Exchange) -> None:
    caller, phone = await house.talking()
    house.asterisk.reopen_lines()
    await house.so(lambda: len(house.asterisk.switch) == 0)
    assert await caller.rtp.hears(AGENT)
    assert await phone.hears(CALLER)


async def test_a_line_follows_a_gateway_that_came_back_elsewhere(house: Exchange) -> None:
    old = await house.ready()
    del house.lines.phones["agent1"]
    old.close()
    house.asterisk.reopen_lines()
    await house.so(lambda: "agent1" in house.lines.phones and house.lines.phones["agent1"].has_partner)
    caller = await house.queued()
    house.connect(caller, "agent1")
    assert await caller.rtp.hears(AGENT)
    assert await house.lines.phones["agent1"].hears(CALLER)
