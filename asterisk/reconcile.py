"""What we believe against what Asterisk has. Pure: both in, findings out.

Each finding has a key that stays the same as long as the same thing is wrong. A look right after a connect is acted
on at once; later looks only on what was wrong in the look before too, since orders may be under way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from asterisk import names, never, translate
from asterisk.ari import objects
from asterisk.causes import unanswered_in_words
from asterisk.phrase import DIALLED
from cti import facts, orders
from cti.agent import Agent
from cti.call import DISMISSAL, UNALLOCATED, Call, out_of_talk, restored
from cti.consult import ConsultState, joined
from cti.facts import AgentState, LineState, MessageEnd, OutEnd
from cti.table import CALLING, CallState
from journal import Fact, Order

S = CallState
WAITING = (S.QUEUED, S.OFFERED, S.FORWARDED)
SPEAKING = (S.CONNECTING, S.TALKING)
WITHOUT_CON = (ConsultState.NONE, ConsultState.JOINED)
ASKING = (ConsultState.CONNECTING, ConsultState.CONSULTING)


@dataclass(frozen=True)
class Believed:
    """calls: those that are not over; lines: the agents whose line should be open; rung: the lines that are there for
    one call, by agent."""

    calls: dict[str, Call] = field(default_factory=dict)
    lines: frozenset[str] = frozenset()
    rung: dict[str, LineState] = field(default_factory=dict)

    @classmethod
    def of(cls, calls: Mapping[str, Call], agents: Iterable[Agent]) -> "Believed":
        """From the desk: whoever is logged in to the CTI with a phone that is always connected has a line."""
        known = {agent.id: agent for agent in agents}
        living = {
            id: call for id, call in calls.items() if not call.promised and not _is_awaited(call, known.get(call.agent))
        }
        lines = frozenset(id for id, agent in known.items() if agent.is_nailed and agent.state is not AgentState.OFF)
        rung: dict[str, LineState] = {id: each.line for id, each in known.items() if each.line is not LineState.CLOSED}
        return cls(living, lines, rung)

    def and_still(self, later: "Believed") -> "Believed":
        """What was believed before the look and still is after it; the rest was changing meanwhile."""
        now = later.calls.get  # the same object, mostly; to compare all that two of them hold takes time
        same = {id: call for id, call in self.calls.items() if now(id) is call or now(id) == call}
        rung = {agent: line for agent, line in self.rung.items() if later.rung.get(agent) is line}
        return Believed(same, self.lines & later.lines, rung)

    @property
    def waited_for(self) -> frozenset[str]:
        """Legs of phones at which nobody is yet."""
        return frozenset(names.leg_of(agent) for agent, line in self.rung.items() if line is not LineState.OPEN)


def _is_awaited(call: Call, agent: Agent | None) -> bool:
    """Nobody was called yet: the agent's own phone has to be lifted first."""
    return call.state is S.DIALLING and agent is not None and not agent.is_nailed and agent.line is not LineState.OPEN


@dataclass(frozen=True)
class SeenChannel:
    """args: of Stasis() for a caller who is with us, else empty."""

    channel: objects.Channel
    args: tuple[str, ...] = ()

    @property
    def is_caller(self) -> bool:
        return translate.is_caller(list(self.args))

    @property
    def is_called(self) -> bool:
        """Somebody whom we have called, in a call of their own."""
        out = translate.called_out(list(self.args), self.channel.id)
        return out is not None and not out.line

    @property
    def was_never_dialled(self) -> bool:
        """Whoever was to dial it was gone before. Not told by an Asterisk that is not set up by us."""
        told = self.channel.channelvars or {}
        return self.channel.state == "Down" and told.get(DIALLED) == ""


@dataclass(frozen=True)
class Seen:
    """channels by id; bridges: who is in each; messages: of those that are believed to be recorded and are not, their
    seconds, or None when nothing was ever recorded; playing: ids of the announcements that play now, begun: of those
    that this process has begun or has seen playing; never: lines that were to be called lately, and never began;
    music: call → queue whose music it was given by this process, None where all are given it right after the look;
    useless: rooms in which nobody is to wait."""

    channels: dict[str, SeenChannel]
    bridges: dict[str, frozenset[str]]
    messages: dict[str, float | None] = field(default_factory=dict)
    playing: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    music: Mapping[str, str] | None = None
    useless: frozenset[str] = frozenset()

    @classmethod
    def of(cls, channels: Iterable[objects.Channel], bridges: Iterable[objects.Bridge], app: str) -> "Seen":
        return cls(
            {channel.id: SeenChannel(channel, _stasis_args(channel, app)) for channel in channels},
            {bridge.id: frozenset(bridge.channels) for bridge in bridges},
        )

    def without(self, legs: frozenset[str]) -> "Seen":
        return replace(self, channels={id: channel for id, channel in self.channels.items() if id not in legs})

    def within(self, bridge: str, *channels: str) -> bool:
        return self.bridges.get(bridge, frozenset()).issuperset(channels)


@dataclass(frozen=True)
class Finding:
    """What is wrong, and what mends it. remove_talk: the call whose bridge has no use; remove_room: a bridge in which
    callers waited; arrived: an unknown caller."""

    key: str
    facts: tuple[Fact, ...] = ()
    orders: tuple[Order, ...] = ()
    remove_talk: str = ""
    remove_room: str = ""
    arrived: SeenChannel | None = None

    @property
    def call(self) -> str:
        """That it is about, "" for none."""
        told = (getattr(each, "call", "") for each in (*self.facts, *self.orders))
        return self.remove_talk or next((call for call in told if call), "")


def compare(
    before: Believed, later: Believed, seen: Seen, cause_of: Callable[[str], str], is_gone: Callable[[str], bool]
) -> list[Finding]:
    """before, later: what was believed when the look began and when it ended; is_gone: the channel ended lately."""
    sure = before.and_still(later)
    there = seen.without(later.waited_for)
    return [
        *_never_called(sure, seen),
        *_lost(sure, seen, cause_of),
        *_strangers(before, later, seen, is_gone),
        *(finding for call in sure.calls.values() for finding in _misplaced(call, there)),
        *_phones(sure, seen),
        *(finding for call in sure.calls.values() for finding in _forwarded(call, seen)),
        *(finding for call in sure.calls.values() for finding in _said(call, seen)),
        *_lines(sure, before, later, seen),
        *_leftovers(before, later, seen),
    ]


def _lost(sure: Believed, seen: Seen, cause_of: Callable[[str], str]) -> Iterator[Finding]:
    for id in sure.calls.keys() - seen.channels.keys() - seen.never:
        cleared = facts.Cleared(id, _why(sure.calls[id], cause_of(id)), "caller")
        yield Finding(f"{id} is gone", facts=(cleared,))


def _never_called(sure: Believed, seen: Seen) -> Iterator[Finding]:
    for call in sure.calls.values():
        if seen.never & {call.id, call.line}:
            yield Finding(f"nobody was called for {call.id}", orders=(never.calling(call),))


def _why(call: Call, cause: str) -> str:
    """cause: from the witness, "" where it does not know."""
    if call.state not in CALLING:
        return cause or "lost"
    return unanswered_in_words(cause).value


def _strangers(before: Believed, later: Believed, seen: Seen, is_gone: Callable[[str], bool]) -> Iterator[Finding]:
    for id, channel in seen.channels.items():
        known = id in before.calls or id in later.calls or is_gone(id)
        if channel.is_caller and not known:
            yield Finding(f"{id} is not known", arrived=channel)
        out = translate.called_out(list(channel.args), id)
        if out is not None and not is_gone(id) and out.call not in before.calls and out.call not in later.calls:
            yield Finding(f"{id} was called out for no call", orders=(orders.DropLine(out.call, id),))


def _misplaced(call: Call, seen: Seen) -> Iterator[Finding]:
    """Where the caller is and where they should be. A caller whom the dialplan holds comes back by themselves."""
    found = seen.channels.get(call.id)
    if found is None or not (found.is_caller or found.is_called):
        return
    if call.state in CALLING:
        yield from _called(call, found)
        return
    if (announced := announcement(call)) and announced not in seen.playing:
        yield _unsaid(call, announced, seen)
    ordered = tuple(_orders_for(call, seen))
    if ordered:
        told = ", ".join(type(order).__name__ for order in ordered)
        yield Finding(f"{call.id} is {call.state} and needs {told}", orders=ordered)
    elif call.state is S.CONNECTING:
        yield Finding(f"{call.id} is connected", facts=(facts.Established(call.id, call.agent),))
    elif _is_consulted_about(call, seen):
        begun = facts.ConsultEstablished(call.id, call.agent, call.consult.target)
        yield Finding(f"{call.id} is consulted about", facts=(begun,))


def _called(call: Call, found: SeenChannel) -> Iterator[Finding]:
    """They have answered and nobody has heard of it, or will never be called."""
    if found.channel.state == "Up":
        yield Finding(f"{call.id} was answered", facts=(facts.Established(call.id, call.agent),))
    elif found.was_never_dialled:
        cleared = facts.Cleared(call.id, OutEnd.FAILED.value, "system")
        yield Finding(f"{call.id} was never dialled", (cleared,), (orders.DropLine(call.id, call.id),))


def announcement(call: Call) -> str:
    """The id of the playback that the caller must hear to its end; "" for none."""
    if call.state is S.DISMISSED and call.closing:
        return names.playback_of(call.id, DISMISSAL)
    if call.state is S.UNALLOCATED:
        return names.playback_of(call.id, UNALLOCATED)
    if call.announced.playback and call.state in WAITING:  # the music comes after its end
        return names.playback_of(call.id, call.announced.playback)
    return names.playback_of(call.id, call.warnings.playback) if call.warnings.saying else ""


def _unsaid(call: Call, announced: str, seen: Seen) -> Finding:
    """Its end was not told, or it never began: then the closing one is said, and a warning too."""
    begun = announced in seen.begun
    if call.state in (S.DISMISSED, S.UNALLOCATED) and not begun:
        return Finding(f"{announced} was not heard", orders=tuple(restored(call)))
    if call.warnings.saying and not begun:
        warning = call.warnings
        say = orders.StartPrompt(call.id, warning.playback, (warning.prompt,), call.language)
        return Finding(f"{announced} was not heard", orders=(say,))
    _, playback = names.call_and_playback(announced)
    return Finding(f"{announced} does not play any more", facts=(facts.PromptEnded(call.id, playback, begun),))


def _is_consulted_about(call: Call, seen: Seen) -> bool:
    """The consultation has begun and nobody has heard of it."""
    awaited = call.state is S.HELD and call.consult.state is ConsultState.CONNECTING
    return awaited and seen.within(names.con_of(call.id), names.leg_of(call.agent), names.leg_of(call.consult.target))


def _orders_for(call: Call, seen: Seen) -> Iterator[Order]:
    id, mix, leg = call.id, names.mix_of(call.id), names.leg_of(call.agent)
    state = call.state
    if state is S.ARRIVED and call.route:
        yield orders.PickUp(id)
    elif state in WAITING and not call.is_sent_by_route and _lacks_music(call, seen):
        yield orders.StartMusic(id, call.queue)
    elif state is S.OUTSIDE and call.line in seen.channels and not seen.within(mix, id, call.line):
        yield orders.Bridge(id, call.line)
    elif state in SPEAKING and not seen.within(mix, id, leg) and leg in seen.channels:
        yield orders.Connect(id, call.agent)
        yield from _missing(call, seen)
    elif state in SPEAKING:
        yield from _missing(call, seen)
    elif state is S.HELD:
        yield from _held(call, seen)
    elif state is S.RELEASING:
        yield orders.HangUp(id, "normal")


def _lacks_music(call: Call, seen: Seen) -> bool:
    """Asterisk does not tell who has music: whoever gave it knows. An announcement is followed by it."""
    if seen.within(names.mix_of(call.id), call.id):
        return True
    return seen.music is not None and not call.announced.playback and seen.music.get(call.id) != call.queue


def _forwarded(call: Call, seen: Seen) -> Iterator[Finding]:
    """What became of the line outside while nobody looked."""
    if call.state not in (S.FORWARDED, S.OUTSIDE) or call.id not in seen.channels:
        return
    line = seen.channels.get(call.line)
    if call.line in seen.never:
        return
    if line is None:
        end = OutEnd.NORMAL if call.state is S.OUTSIDE else OutEnd.NO_ANSWER
        yield Finding(f"{call.line} is gone", facts=(facts.OutEnded(call.id, call.line, end),))
    elif call.state is S.FORWARDED and line.channel.state == "Up":
        yield Finding(f"{call.line} has answered", facts=(facts.OutAnswered(call.id, call.line),))
    elif call.state is S.FORWARDED and line.was_never_dialled:
        failed = facts.OutEnded(call.id, call.line, OutEnd.FAILED, "system")
        yield Finding(f"{call.line} was never dialled", facts=(failed,))


def _said(call: Call, seen: Seen) -> Iterator[Finding]:
    """A message whose end nobody has heard of."""
    message = call.message
    if not message.running or message.id not in seen.messages or call.id not in seen.channels:
        return
    if (seconds := seen.messages[message.id]) is None:
        record = orders.RecordMessage(call.id, message.id, message.most, message.silence, message.end)
        yield Finding(f"the message {message.id} was never begun", orders=(record,))
        return
    ended = facts.MessageEnded(call.id, message.id, seconds, MessageEnd.OVER)
    yield Finding(f"the message {message.id} is over", facts=(ended,))


def _missing(call: Call, seen: Seen) -> Iterator[Order]:
    """Who is joined and not in the talk."""
    for party in joined(call.consult):
        leg = names.leg_of(party)
        if leg in seen.channels and not seen.within(names.mix_of(call.id), leg):
            yield orders.Join(call.id, call.agent, party)


def _held(call: Call, seen: Seen) -> Iterator[Order]:
    """The caller alone in the talk, or with those who are joined; the agent's line nowhere, or with who is asked."""
    id, mix, leg = call.id, names.mix_of(call.id), names.leg_of(call.agent)
    moved = list(_missing(call, seen))  # each brings the agent's line along
    if not seen.within(mix, id) and leg in seen.channels:
        moved.insert(0, orders.Connect(id, call.agent))
    if moved or seen.within(mix, leg):
        moved.append(out_of_talk(call))
    yield from moved
    target = names.leg_of(call.consult.target)
    both_open = leg in seen.channels and target in seen.channels
    if call.consult.state in ASKING and both_open and (moved or not seen.within(names.con_of(id), leg, target)):
        yield orders.Consult(id, call.agent, call.consult.target)


def _lines(sure: Believed, before: Believed, later: Believed, seen: Seen) -> Iterator[Finding]:
    for agent in sorted(sure.lines):
        if names.leg_of(agent) not in seen.channels:
            yield Finding(f"{agent} has no line", orders=(orders.OpenLine(agent),))
    needed = {*before.lines, *later.lines, *before.rung, *later.rung}
    for id in sorted(seen.channels):
        agent = names.agent_of_leg(id)
        if agent and agent not in needed:
            yield Finding(f"{agent} has a line and needs none", orders=(orders.CloseLine(agent),))


def _phones(sure: Believed, seen: Seen) -> Iterator[Finding]:
    """Agents' phones that ring or talk: a leg that ended, or was answered, and nobody has heard of it."""
    for agent, line in sorted(sure.rung.items()):
        leg = seen.channels.get(names.leg_of(agent))
        if leg is None:
            yield Finding(f"the phone of {agent} is {line} without a leg", facts=(facts.LineClosed(agent, "lost"),))
        elif line is LineState.RINGING and leg.channel.state == "Up":
            yield Finding(f"the phone of {agent} was answered", facts=(facts.LineAnswered(agent),))


def _leftovers(before: Believed, later: Believed, seen: Seen) -> Iterator[Finding]:
    for bridge, members in seen.bridges.items():
        if names.is_old_room(bridge) or bridge in seen.useless:
            yield Finding(f"{bridge} is not needed", remove_room=bridge)
        if asked := names.call_of_con(bridge):
            yield from _useless_consult(asked, members, before.calls.get(asked), later.calls.get(asked))
        id = names.call_of_mix(bridge)
        if not id:
            continue
        call = later.calls.get(id)
        if call is None and id not in before.calls:
            yield Finding(f"the talk of {id} has no call", remove_talk=id)
        elif call is not None and before.calls.get(id) == call:
            for agent in filter(None, map(names.agent_of_leg, sorted(members))):
                if agent not in (call.agent, *joined(call.consult)):
                    yield Finding(f"{agent} is in the talk of {id}", orders=(orders.Part(id, agent),))


def _useless_consult(id: str, members: frozenset[str], before: Call | None, later: Call | None) -> Iterator[Finding]:
    """Nobody is asked about this call, or the call is over. An empty bridge waits for the next question."""
    if before is None and later is None:
        yield Finding(f"the consultation about {id} has no call", remove_talk=id)
    elif before == later and later is not None and members and later.consult.state in WITHOUT_CON:
        parties = tuple(filter(None, map(names.agent_of_leg, sorted(members))))
        yield Finding(f"nobody consults about {id}", orders=(orders.EndConsult(id, parties),))


def _stasis_args(channel: objects.Channel, app: str) -> tuple[str, ...]:
    plan = channel.dialplan
    if plan.app_name != "Stasis":
        return ()
    name, *args = plan.app_data.split(",")
    return tuple(args) if name == app else ()
