"""Orders become requests."""

import pytest

from asterisk.ari.request import Request
from asterisk.phrase import Phrase
from cti import orders


def media(prompt: str, language: str) -> list[str]:
    return [f"sound:{language}/{prompt}", f"sound:{language}/pause"]


PHRASE = Phrase(media, lambda queue: f"class-{queue}")


def said(order: orders.CallOrder, queue: str = "") -> list[str]:
    return [f"{request.method} {request.path}" for request in PHRASE.requests(order, queue)]


def last(order: orders.CallOrder, queue: str = "") -> Request[object]:
    return PHRASE.requests(order, queue)[-1]


def test_prompts_are_played_one_after_the_other_in_one_playback() -> None:
    request = last(orders.StartPrompt("7.1", "menu-1", ("hello", "menu"), "ko"))
    assert request.path == "/channels/7.1/play/7.1%3Amenu-1"
    assert request.query["media"] == "sound:ko/hello,sound:ko/pause,sound:ko/menu,sound:ko/pause"


def test_a_playbacks_name_may_hold_anything() -> None:
    assert last(orders.StopPrompt("7.1", "a/b?c")).path == "/playbacks/7.1%3Aa%2Fb%3Fc"


def test_an_announcement_comes_before_the_answer() -> None:
    ordered = orders.Announce("7.1", "unallocated", ("system.unallocated",), "en")
    assert said(ordered) == ["POST /channels/7.1/progress", "POST /channels/7.1/play/7.1%3Aunallocated"]


@pytest.mark.parametrize(("cause", "number"), [("normal", "16"), ("busy", "17"), ("unallocated", "1"), ("odd", "16")])
def test_a_cause_goes_out_as_its_q850_number(cause: str, number: str) -> None:
    assert last(orders.HangUp("7.1", cause)).query == {"reason_code": number}


def test_whoever_waits_or_talks_stays_when_the_server_is_away() -> None:
    for order in (orders.StartMusic("7.1", "sales"), orders.Connect("7.1", "kim")):
        first = PHRASE.requests(order)[0]
        assert first.query == {"variable": "TIMEOUT(absolute)", "value": "0"}


def test_who_waits_is_in_no_bridge_and_leaves_that_of_their_talk() -> None:
    order, music = orders.StartMusic("7.1", "sales"), "POST /channels/7.1/moh"
    assert said(order) == ["POST /channels/7.1/variable", music]
    talked = [f"{each.method} {each.path}" for each in PHRASE.requests(order, talked=True)]
    assert talked == ["POST /channels/7.1/variable", "POST /bridges/mix-7.1/removeChannel", music]


def test_music_on_hold_is_that_of_the_calls_queue() -> None:
    assert last(orders.Hold("7.1", "kim"), "sales").query == {"mohClass": "class-sales"}


def test_a_call_that_was_in_no_queue_hears_the_default_music() -> None:
    assert last(orders.StartComfort("7.1")).query == {"mohClass": "default"}


def test_caller_and_agent_enter_the_talk_together() -> None:
    request = last(orders.Connect("7.1", "kim"))
    assert (request.path, request.query["channel"]) == ("/bridges/mix-7.1/addChannel", "7.1,leg-kim~")


def test_who_is_asked_meets_the_agent_in_a_bridge_of_their_own() -> None:
    request = last(orders.Consult("7.1", "kim", "lee"))
    assert (request.path, request.query["channel"]) == ("/bridges/con-7.1/addChannel", "leg-kim~,leg-lee~")


def test_an_agents_line_is_a_channel_with_the_agents_name() -> None:
    query = PHRASE.open_line("kim", "127.0.0.1", 20000).query
    assert (query["channelId"], query["external_host"], query["format"]) == ("leg-kim~", "127.0.0.1:20000", "ulaw")
