"""What a call leaves behind: a ticket if somebody talked, an abandoned entry if nobody did, nothing from the menu.

Pure rules on the draft that each call has while it goes on.
"""

from dataclasses import dataclass, replace

from cti import facts
from journal import Fact


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a contact for its ticket. agent: who talked last; talk: seconds of talk that are over;
    talking_since: epoch seconds, 0 = nobody talks; since: epoch seconds of the
    arrival, and since when the caller waits for somebody; ticketed: there is a ticket already, of a message;
    queued_at: epoch seconds from which the caller has waited in queues."""

    call: str
    caller: str
    service: str = ""
    queue: str = ""
    path: tuple[str, ...] = ()
    code: str = ""
    agent: str = ""
    talk: float = 0.0
    talking_since: float = 0.0
    waiting: bool = False
    released_by: str = ""
    since: float = 0.0
    ticketed: bool = False
    queued_at: float = 0.0

    def talked(self, now: float) -> float:
        """Seconds of talk until now, hold included (TEL-36)."""
        return self.talk + (now - self.talking_since if self.talking_since else 0.0)


def drafted(fact: facts.Arrived, now: float) -> Draft:
    return Draft(fact.call, fact.caller, since=now)


def dialled(fact: facts.Dialled) -> Draft:
    return Draft(fact.call, fact.number, fact.service, fact.queue, agent=fact.agent)


def draft(before: Draft, fact: Fact, now: float) -> Draft:
    """The draft after the fact. A ticket belongs to the called service (TEL-22)."""
    match fact:
        case facts.RouteEntered(service=service):
            return replace(before, service=service)
        case facts.WayTaken(label=label, code=code) if label:
            return replace(before, path=(*before.path, label), code=code or before.code)
        case facts.Queued(queue=queue):
            return replace(before, queue=queue, waiting=True, queued_at=before.queued_at or now)
        case facts.Established(agent=agent):
            return replace(before, agent=agent, talking_since=now, waiting=False)
        case facts.Transferred(target=target):
            return replace(before, agent=target)
        case facts.PassedToQueue(queue=queue):
            return replace(_resting(before, now), queue=queue)
        case facts.Requeued() | facts.PassedToAgent():
            return _resting(before, now)
        case facts.ForwardFailed():
            return replace(before, waiting=True)
        case facts.PassedToRoute(agent=agent, survey=True):
            done = before.talked(now)
            return replace(before, talk=done, talking_since=0.0, released_by=f"agent:{agent}")
        case facts.Dismissed() | facts.PassedToRoute() | facts.PassedToNumber():
            return replace(before, talk=before.talked(now), talking_since=0.0)
        case facts.Releasing(by=by):
            return replace(before, released_by=before.released_by or by)
    return _served_otherwise(before, fact, now)


def _resting(before: Draft, now: float) -> Draft:
    """The caller waits again after a talk; the first wait began long ago."""
    return replace(before, talk=before.talked(now), talking_since=0.0, waiting=True)


def _served_otherwise(before: Draft, fact: Fact, now: float) -> Draft:
    """Who is promised a call, has left a message or talks to somebody outside has not been waiting in vain."""
    match fact:
        case facts.VoicemailLeft():
            return replace(before, waiting=False, ticketed=True)
        case facts.Forwarded(agent=""):
            return replace(before, waiting=False, ticketed=True, talking_since=now)
        case facts.CallbackRequested():
            return replace(before, waiting=False)
        case facts.Overflowed(queue=queue):
            return replace(before, queue=queue)
    return before
