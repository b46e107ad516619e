"""The switch without telephones as a look at Asterisk would find it: so `asterisk.reconcile` can be tried on it."""

from collections.abc import Iterator, Mapping

from asterisk import names
from asterisk.ari.objects import CallerID, Channel, DialplanCEP
from asterisk.phrase import DIALLED
from asterisk.reconcile import Seen, SeenChannel
from cti.fake import FakeSwitch
from cti.fake_line import NOBODY, Line

Places = Mapping[str, tuple[str, str]]  # by call: the caller's number, the dialled one


def look(switch: FakeSwitch, numbers: Places, messages: dict[str, float | None]) -> Seen:
    """numbers: of the callers; messages: seconds of those that are over, None for never begun. Both as the test knows
    them, because the switch keeps neither."""
    channels = {each.channel.id: each for each in (*_callers(switch, numbers), *_called(switch), *_legs(switch))}
    bridges: dict[str, frozenset[str]] = {}
    for call, line in switch.lines.items():
        for id, members in _rooms(switch, call, line):
            bridges[id] = bridges.get(id, frozenset()) | members
    playing = frozenset(names.playback_of(call, one) for call, line in switch.lines.items() for one, _ in line.prompts)
    music = {call: line.queue for call, line in switch.lines.items() if line.queue}
    return Seen(channels, bridges, messages, playing, playing, music=music)


def _callers(switch: FakeSwitch, numbers: Places) -> Iterator[SeenChannel]:
    for call in switch.lines:
        if call not in switch.out:
            caller, dialled = numbers.get(call, ("", ""))
            yield _channel(call, "Up", ("in", dialled, "0"), caller)


def _called(switch: FakeSwitch) -> Iterator[SeenChannel]:
    for id, out in switch.out.items():
        yield _channel(id, "Up" if out.answered else "Ring", ("out", out.order.call))


def _legs(switch: FakeSwitch) -> Iterator[SeenChannel]:
    for agent in switch.open:
        yield _channel(names.leg_of(agent), "Up")
    for agent in switch.phones.ringing:
        yield _channel(names.leg_of(agent), "Ringing")


def _channel(id: str, state: str, args: tuple[str, ...] = (), caller: str = "") -> SeenChannel:
    plan = DialplanCEP(
        context="", exten="", priority=1, app_name="Stasis" if args else "", app_data=",".join(("cti", *args))
    )
    who = CallerID(name="", number=caller)
    told = Channel(
        id=id,
        protocol_id="",
        name=f"PJSIP/trunk-{id}",
        state=state,
        caller=who,
        connected=who,
        accountcode="",
        dialplan=plan,
        creationtime="",
        language="",
        channelvars={DIALLED: "1"},
    )
    return SeenChannel(told, args)


def _rooms(switch: FakeSwitch, call: str, line: Line) -> Iterator[tuple[str, set[str]]]:
    """The bridges that a line keeps, and who is in them."""
    joined = {one if one in switch.out else names.leg_of(one) for one in line.joined}
    inside = {names.leg_of(line.agent)} if line.agent and not line.held and not line.out else set()
    if line.agent or joined:
        yield names.mix_of(call), {call, *inside, *joined}
    if line.consult != NOBODY:
        yield names.con_of(call), {names.leg_of(one) for one in line.consult} - inside
