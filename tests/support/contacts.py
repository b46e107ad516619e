"""Which contacts of a story must have left a ticket, told from what happened to them and nothing else."""

from collections import Counter
from collections.abc import Sequence

from cti import facts
from cti.plan import Plan
from journal import Fact
from ticketing.facts import TicketOpened

AT_ONCE = (facts.Established, facts.Dialled, facts.VoicemailLeft)
AT_THE_END = (facts.Queued, facts.CallbackRequested)  # of calls; who only heard a menu leaves none


def each_has_one_ticket(story: Sequence[Fact], plan: Plan) -> None:
    """Who talked, was called, was put through, left a message, asked to be called, gave up or was missed has exactly
    one ticket (of a number of ours); everybody else has none."""
    over = {fact.call for fact in story if isinstance(fact, facts.Cleared)}
    owed = {fact.call for fact in story if isinstance(fact, AT_ONCE)}
    owed |= {fact.call for fact in story if isinstance(fact, facts.Forwarded) and not fact.agent}  # by the route
    owed |= over & {fact.call for fact in story if isinstance(fact, AT_THE_END)}
    known = {fact.call for fact in story if isinstance(fact, facts.CallFact)}
    missed = [fact for fact in story if isinstance(fact, facts.Missed) and fact.dialled in plan.numbers]
    owed |= {fact.call for fact in missed if fact.call not in known - over or fact.call in owed}
    tickets = Counter(fact.call for fact in story if isinstance(fact, TicketOpened))
    assert tickets == dict.fromkeys(owed, 1)
