"""Looks at what Asterisk has, at every connect and every few seconds, and mends what differs (`asterisk.reconcile`)."""

import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace

from asterisk import names, never, reconcile, translate
from asterisk.ami import Ami, AmiError
from asterisk.ari import objects
from asterisk.ari.errors import AriError, NotFound, ServerFault
from asterisk.ari.operations import bridge_list, channel_get, channel_list, playback_get, recording_get_live
from asterisk.ari.rest import Rest
from asterisk.cel import Witness
from asterisk.links import Links
from asterisk.reconcile import Believed, Finding, Seen
from asterisk.switch import AsteriskSwitch
from cti import facts, orders
from cti.table import CallState
from journal import Fact
from telemetry.lines import about

logger = logging.getLogger(__name__)
ROUTE_AGAIN = (CallState.IN_ROUTE,)
UNREADABLE = "a call that ARI cannot read was hung up"


class Audit:
    """believed: what the desk has now; tell: takes a fact; length: the seconds of a message that was recorded, None for
    one that was not; at_restart: how a call ended of which nothing more is known."""

    def __init__(
        self,
        rest: Rest,
        ami: Ami,
        links: Links,
        switch: AsteriskSwitch,
        believed: Callable[[], Believed],
        tell: Callable[[Fact], None],
        witness: Witness,
        length: Callable[[str], float | None],
        app: str,
        at_restart: str = "pbx restart",
    ) -> None:
        self._length, self._at_restart = length, at_restart
        self._rest, self._ami, self._links, self._switch = rest, ami, links, switch
        self._believed, self._tell, self._witness, self._app = believed, tell, witness, app
        self._began = time.time()
        self._wrong_before: frozenset[str] = frozenset()
        self.mended = 0

    async def look(self) -> Seen:
        """What Asterisk has now. Raises AriError, AmiError."""
        try:
            channels = await self._rest.send(channel_list())
        except ServerFault:
            channels = await self._one_by_one()
        bridges = await self._rest.send(bridge_list())
        playing = frozenset([each async for each in self._announcements()])
        messages = {id: self._length(id) for id in [each async for each in self._messages()]}
        begun = self._switch.playing
        return replace(Seen.of(channels, bridges, self._app), playing=playing, begun=begun, messages=messages)

    async def _messages(self) -> AsyncIterator[str]:
        """Those that are believed to be recorded, and are not."""
        for call in self._believed().calls.values():
            if call.message.running and not await self._is_recorded(call.message.id):
                yield call.message.id

    async def _is_recorded(self, message: str) -> bool:
        try:
            await self._rest.send(recording_get_live(names.message_name(message)))
        except NotFound:
            return False
        return True

    async def _announcements(self) -> AsyncIterator[str]:
        """The ids of those that must be heard to their end and play now. Who plays one is known again from here."""
        for call in self._believed().calls.values():
            if not (announced := reconcile.announcement(call)):
                continue
            with suppress(NotFound):
                await self._rest.send(playback_get(announced))
                self._switch.is_playing(announced)
                yield announced

    async def after_connect(self, restarted: bool) -> Seen:
        """Everything may have happened meanwhile, so all that is wrong is mended at once."""
        cause_of: Callable[[str], str] = self._witness.cause_of
        if restarted:
            cause_of = lambda call: self._witness.cause_of(call) or self._at_restart  # noqa: E731  # one word differs
        seen, findings = await self._compare(cause_of, self._never_called())
        self._adopt_rooms(seen)
        self._began = 0.0  # what is called from now on, is called by this process
        self._recall(seen)
        for finding in findings:
            self._mend(finding)
        self._wrong_before = frozenset()
        await self._bring_back(seen)
        return seen

    async def again(self) -> Seen:
        """A look in between: what was wrong in the look before too is mended."""
        seen, findings = await self._compare(self._witness.cause_of, in_between=True)
        for finding in findings:
            if finding.key in self._wrong_before:
                logger.warning("found by the audit: %s", finding.key, extra=about(finding))
                self._mend(finding)
        self._wrong_before = frozenset(finding.key for finding in findings)
        return seen

    async def after_move(self, agent: str) -> None:
        """The agent has another leg than before: it comes to where the one before was."""
        _, findings = await self._compare(self._witness.cause_of)
        mine = {id for id, call in self._believed().calls.items() if agent in call.parties}
        for finding in findings:
            if mine.intersection(order.call for order in finding.orders if isinstance(order, orders.CallOrder)):
                self._mend(finding)

    def _adopt_rooms(self, seen: Seen) -> None:
        calls = self._believed().calls.values()
        waiting = {call.id: call.queue for call in calls if call.state in reconcile.WAITING and call.queue}
        self._switch.rooms.adopt(seen.bridges, {id: waiting[id] for id in waiting.keys() & seen.channels.keys()})

    def _recall(self, seen: Seen) -> None:
        """The lines that were called out before this process."""
        for id, found in seen.channels.items():
            out = translate.called_out(list(found.args), id)
            if out is not None and self._links.out(id) is None:
                out.answered = found.channel.state == "Up"
                self._links.call_out(id, out)

    def _never_called(self) -> frozenset[str]:
        """The lines that a process before this one was to call, and has not."""
        return frozenset(filter(self._witness.never_saw, never.wanted(self._believed().calls.values(), self._began)))

    async def _compare(
        self,
        cause_of: Callable[[str], str],
        uncalled: frozenset[str] = frozenset(),
        in_between: bool = False,
    ) -> tuple[Seen, list[Finding]]:
        """uncalled: see `Seen.never`; in_between: what this process has given is worth something."""
        before = self._believed()
        seen = await self.look()
        seen = replace(seen, never=uncalled - seen.channels.keys())
        if in_between:
            music, useless = self._switch.music(seen.bridges), self._switch.rooms.useless(seen.bridges)
            seen = replace(seen, music=music, useless=frozenset(useless))
        later = self._believed()
        for call in later.calls.keys() & set(map(names.call_of_mix, seen.bridges)):
            self._switch.has_talk(call)
        return seen, reconcile.compare(before, later, seen, cause_of, self._links.is_gone)

    def _mend(self, finding: Finding) -> None:
        self.mended += 1
        if finding.arrived is not None:
            self._welcome(finding.arrived)
        for fact in finding.facts:
            self._note(fact)
            self._tell(fact)
        for order in finding.orders:
            self._switch.obey(order)
        if finding.remove_talk:
            self._switch.remove_talk(finding.remove_talk)
        if finding.remove_room:
            self._switch.remove_room(finding.remove_room)

    def _welcome(self, found: reconcile.SeenChannel) -> None:
        args, id = list(found.args), found.channel.id
        if self._links.begin(id):
            self._links.foresee(id, translate.visit_of(args))
            self._tell(translate.arrived(found.channel, args))

    def _note(self, fact: Fact) -> None:
        match fact:
            case facts.Cleared(call=call):
                self._links.end(call)
            case facts.Established(call=call, agent=agent):
                self._links.establish(call, agent)

    async def _bring_back(self, seen: Seen) -> None:
        """What a caller in a route pressed or heard meanwhile is lost, and a prompt may still run that nobody can
        name: the dialplan takes them out of everything and hands them over again."""
        for id, call in self._believed().calls.items():
            found = seen.channels.get(id)
            if call.state not in ROUTE_AGAIN or call.message.running or found is None or not found.is_caller:
                continue
            try:
                await self._ami.redirect(found.channel.name, "cti-enter")
            except AmiError as error:
                logger.info("not handed over again: %s", error, extra={"call": id})
                self._tell(facts.Returned(id))

    async def _one_by_one(self) -> list[objects.Channel]:
        """One channel with bytes that are no text makes the whole list unreadable for as long as it lives."""
        readable: list[objects.Channel] = []
        for line in await self._ami.command("core show channels concise"):
            name, *_, id = line.split("!")
            try:
                readable.append(await self._rest.send(channel_get(id)))
            except NotFound:
                continue
            except AriError:
                logger.error(UNREADABLE)
                await self._ami.hang_up(name)
        return readable
