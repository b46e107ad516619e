"""What a call leaves behind: a ticket if somebody talked, was promised a call or gave up; nothing from the menu.

Pure rules on the draft that each call has while it goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cti import facts, overflow, talks
from cti.promised import callback_of
from cti.talks import Talks
from journal import Fact
from journal.copies import replace


@dataclass(frozen=True)  # without slots: see `journal.copies`
class Draft:
    """What is known of a contact for its ticket. agent: who talked last; since: epoch seconds of the arrival; waiting:
    the caller waits for somebody; ticketed: there is a ticket already, of a message; queued_at, priority, skills: as in
    `CallbackAsked`; choosing: the caller says at which number to be called; held: the callback to this number that
    waits in the queue; promised: the caller has asked to be called."""

    call: str
    caller: str
    service: str = ""
    queue: str = ""
    path: tuple[str, ...] = ()
    code: str = ""
    agent: str = ""
    talks: Talks = talks.NONE
    waiting: bool = False
    released_by: str = ""
    dismissed: bool = False  # whose talk was ended so is owed nothing, whatever ends the announcement
    since: float = 0.0
    ticketed: bool = False
    queued_at: float = 0.0
    priority: int = 0
    skills: Mapping[str, int] = field(default_factory=dict)
    choosing: bool = False
    held: int = 0
    promised: bool = False


def drafted(fact: facts.Arrived, now: float) -> Draft:
    return Draft(fact.call, fact.caller, since=now)


def dialled(fact: facts.Dialled) -> Draft:
    return Draft(fact.call, fact.number, fact.service, fact.queue, agent=fact.agent)


def draft(before: Draft, fact: Fact, now: float) -> Draft:
    """The draft after the fact. A ticket belongs to the called service (TEL-22)."""
    if (talked := talks.evolve(before.talks, fact, now)) is not before.talks:
        before = replace(before, talks=talked)
    match fact:
        case facts.RouteEntered(service=service):
            return replace(before, service=service)
        case facts.WayTaken(label=label, code=code) if label:
            return replace(before, path=(*before.path, label), code=code or before.code)
        case facts.Queued() | facts.QueueWidened():
            return _queued(before, fact, now)
        case facts.Established(agent=agent):
            return replace(before, agent=agent, waiting=False)
        case facts.Transferred(target=target):
            return replace(before, agent=target)
        case facts.PassedToQueue(queue=queue):
            return replace(before, queue=queue, waiting=True, skills={})
        case facts.Requeued() | facts.PassedToAgent() | facts.ForwardFailed():
            return replace(before, waiting=True)
        case facts.PassedToRoute():
            return _routed(before, fact)
        case facts.Dismissed() | facts.PassedToNumber():
            return replace(before, dismissed=isinstance(fact, facts.Dismissed))
        case facts.Releasing(by=by):
            return replace(before, released_by=before.released_by or by)
    return _served_otherwise(before, fact)


def _routed(before: Draft, fact: facts.PassedToRoute) -> Draft:
    done = replace(before, choosing=False)
    if fact.route == overflow.NOTED:
        return replace(done, choosing=True)
    return replace(done, released_by=f"agent:{fact.agent}") if fact.survey else done


def _queued(before: Draft, fact: facts.Queued | facts.QueueWidened, now: float) -> Draft:
    if isinstance(fact, facts.QueueWidened):
        return replace(before, skills=fact.skills)
    since = min(before.queued_at or now, fact.since or now)
    where = replace(before, queue=fact.queue, waiting=True, choosing=False)
    return replace(where, queued_at=since, priority=fact.priority, skills=fact.skills, held=callback_of(fact.promise))


def _served_otherwise(before: Draft, fact: Fact) -> Draft:
    """Who is promised a call, has left a message or talks to somebody outside has not been waiting in vain."""
    match fact:
        case facts.VoicemailLeft():
            return replace(before, waiting=False, ticketed=True)
        case facts.Forwarded(agent=""):
            return replace(before, waiting=False, ticketed=True)
        case facts.CallbackRequested(queue=queue):
            return replace(before, waiting=False, choosing=False, promised=True, queue=queue or before.queue)
        case facts.Overflowed(queue=queue):
            return replace(before, queue=queue)
    return before
