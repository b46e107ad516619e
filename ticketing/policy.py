"""What calls make of tickets and callbacks.

A talk opens the ticket (TEL-20), in the called service (TEL-22), once for each contact. A caller who gives up while
waiting leaves an abandoned entry and, where the queue says so, a callback; who asked to be called, an entry and the
callback. Who leaves from the menu leaves nothing.
Each call that an agent makes has a ticket from the moment of dialling (TEL-26). Whose talk is cut off by the switch is
called back; so is whose line broke while waiting, at the old place, and who pressed the key for it and hung up before
saying at which number, where there is one.
"""

from cti import facts as cti
from cti.nodes import NODE_LOST
from cti.numbers import is_callable
from cti.plan import Plan
from journal import Command, Fact
from journal.copies import replace
from ticketing import commands
from ticketing.facts import WITHOUT_TALK, CallbackReason, TicketKind
from ticketing.ticket import Draft, dialled, draft, drafted

CUT = frozenset({"pbx restart", "lost", NODE_LOST})  # causes of an end that neither side wanted
SERVED = frozenset({"emergency-queue"})  # choices of the dialplan's give-up menu that need no call back
OF_NOTES = {
    "callback": TicketKind.CALLBACK,
    "voicemail": TicketKind.VOICEMAIL,
    "emergency-queue": TicketKind.FORWARDED,
}  # what the dialplan noted; all others hung up


class Policy:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.drafts: dict[str, Draft] = {}

    def react(self, fact: Fact, now: float) -> list[Command]:
        return [command for command in self._commands(fact, now) if self._has(command)]

    def _has(self, command: Command) -> bool:
        """Callbacks are a function of its own (CB-01). What a route has promised is kept all the same."""
        if not isinstance(command, commands.AskCallback) or command.reason is CallbackReason.ASKED:
            return True
        return self._calls_back(command.service)

    def _calls_back(self, service: str) -> bool:
        known = self._plan.services.get(service)
        return known is None or "callback" in known.functions

    def _commands(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case cti.Arrived(call=call):
                self.drafts[call] = drafted(fact, now)
            case cti.Dialled(call=call):
                known = self.drafts[call] = dialled(fact)
                # the queue in which the customer would wait if the phone is lost is no choice of anybody
                about = replace(known, queue=fact.queue if fact.callback else "")
                return [replace(_ticket(about, TicketKind.OUTBOUND), callback=fact.callback, after=fact.ticket)]
            case cti.Missed():
                return self._missed(fact)
            case cti.VoicemailLeft():
                return self._message(fact, now)
            case cti.CallFact(call=call) if call in self.drafts:
                before = self.drafts[call]
                after = self.drafts[call] = draft(before, fact, now)
                return self._remains(before, after, fact, now)
        return []

    def _remains(self, before: Draft, after: Draft, fact: cti.CallFact, now: float) -> list[Command]:
        match fact:
            case cti.Established(agent=agent):
                return self._talk(before, after, agent)
            case cti.Forwarded(agent="") if not (before.agent or before.ticketed):
                return [_ticket(after, TicketKind.FORWARDED)]
            case cti.Transferred(target=target):
                return [commands.PassTicket(fact.call, target)]
            case cti.Dismissed(reason=reason):
                return [commands.FlagTicket(fact.call, "hostile", reason)]
            case cti.Warned(step=step):
                return [commands.FlagTicket(fact.call, "warned", step)]
            case cti.CallbackRequested(number=number, queue=queue):
                return [self._asked(after, queue, number)]
            case cti.Cleared():
                del self.drafts[fact.call]
                return self._end(after, fact, now)
        return []

    def _talk(self, before: Draft, after: Draft, agent: str) -> list[Command]:
        if not before.agent and not before.ticketed:
            return [_ticket(after, TicketKind.ANSWERED)]
        return [commands.PassTicket(after.call, agent)] if agent != before.agent else []

    def _end(self, over: Draft, fact: cti.Cleared, now: float) -> list[Command]:
        then: list[Command] = []
        lost = over.waiting and fact.cause == NODE_LOST and self._calls_back(over.service)
        chose = (over.choosing or lost) and is_callable(over.caller)
        if over.agent or over.ticketed:
            then.append(commands.EndTalk(over.call, over.talks.until(now), fact.cause, over.released_by or fact.by))
        elif over.waiting and not chose:
            then.append(_ticket(over, TicketKind.ABANDONED))
        cut_off = fact.cause in CUT and not (over.released_by or over.dismissed or lost)
        if over.agent and over.caller and cut_off:
            then.append(_callback(over, over.queue, over.caller, CallbackReason.INTERRUPTED))
        if chose:
            then.append(replace(self._asked(over, over.queue, over.caller, lost), unless=over.held))
        if not (over.agent or over.ticketed) and (chose or (over.promised and not over.waiting)):
            then.append(replace(_ticket(over, TicketKind.CALLBACK), callback=over.held))  # its number is known now
        if over.waiting and not chose and over.caller and self._owed(over, now):
            gave_up = _callback(over, over.queue, over.caller, CallbackReason.ABANDONED)
            then.append(replace(gave_up, unless=over.held))
        return then

    def _owed(self, over: Draft, now: float) -> bool:
        """Whoever gave up is called back where the queue says so, after having waited as long as it says."""
        queue = self._plan.queues.get(over.queue)
        return queue is None or (queue.callback_on_abandon and now - over.queued_at >= queue.callback_after)

    def _asked(self, known: Draft, queue: str, number: str, lost: bool = False) -> commands.AskCallback:
        """A queue that calls by itself has the newest wish; it takes the place of an older entry of this number. So
        does a caller whose line broke: the place is worth more than the entry."""
        calls = self._plan.queues.get(queue)
        asked = _callback(known, queue, number, CallbackReason.LOST if lost else CallbackReason.ASKED)
        return replace(asked, renews=lost or (calls is not None and calls.calling_back.on))

    def _message(self, fact: cti.VoicemailLeft, now: float) -> list[Command]:
        """A ticket with the message, and a promise to call where there is a number. A message that was cut off by the
        end of the call comes after that."""
        living = self.drafts.get(fact.call)
        known = living or Draft(fact.call, fact.caller, fact.service, path=fact.path, code=fact.code, since=now)
        queue = self._plan.queues.get(fact.queue)
        known = replace(known, queue=fact.queue, service=queue.service if queue else known.service)
        then: list[Command] = []
        if not fact.talked and not known.ticketed:
            then.append(_ticket(known, TicketKind.VOICEMAIL))
            then += [] if living else [commands.EndTalk(fact.call, 0.0, "normal", "caller")]
        if living:
            self.drafts[fact.call] = draft(living, fact, now)
        return [*then, *_call_back(known, CallbackReason.VOICEMAIL)]

    def _missed(self, fact: cti.Missed) -> list[Command]:
        """Noted by the dialplan while nobody answered for it. A call that is known here has its ticket at its end; one
        to a number of nobody has none."""
        number = self._plan.numbers.get(fact.dialled)
        known = Draft(fact.call, fact.caller, number.service if number else "")
        reason = CallbackReason.VOICEMAIL if fact.kind == "voicemail" else CallbackReason.MISSED
        kind = OF_NOTES.get(fact.kind, TicketKind.ABANDONED)
        owed = fact.kind not in SERVED and (fact.caller or fact.kind == "voicemail")
        if living := self.drafts.get(fact.call):
            self.drafts[fact.call] = replace(living, promised=bool(owed))
        then: list[Command] = [_ticket(known, kind)] if known.service and not living else []
        if then and kind not in WITHOUT_TALK:
            then.append(commands.EndTalk(fact.call, 0.0, "normal", "caller"))
        promised = _callback(known, "", fact.caller, reason)
        return [promised, *then] if owed else then


def _ticket(known: Draft, kind: TicketKind) -> commands.OpenTicket:
    return commands.OpenTicket(
        known.call, kind, known.service, known.queue, known.caller, known.agent, known.path, known.code
    )


def _call_back(known: Draft, reason: CallbackReason) -> list[Command]:
    return [_callback(known, known.queue, known.caller, reason)] if is_callable(known.caller) else []


def _callback(known: Draft, queue: str, number: str, reason: CallbackReason) -> commands.AskCallback:
    way = known.path, known.code, known.since
    place = known.queued_at, known.priority, dict(known.skills)
    return commands.AskCallback(known.call, known.service, queue, number, reason, *way, *place)
