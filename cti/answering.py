"""Offers that connect by themselves: the beep, then the caller.

Rule: nobody is connected who has not heard the beep to its end. Where it cannot be heard, the call rings on like any
other and can be confirmed by hand.
"""

from cti import commands, facts
from cti.desk import Desk
from cti.offers import BEEP
from cti.phones import can_speak
from cti.table import CallState
from journal import Agenda, Command, Fact

BEEP_LIMIT = 2.0  # s; a beep of whose end nothing was heard is played once more
OVER = (
    facts.OfferConfirmed,
    facts.OfferCancelled,
    facts.OfferUnanswered,
    facts.OfferFailed,
    facts.Releasing,
    facts.Cleared,
)


class Policy:
    reads = (facts.Offered, facts.PromptEnded, facts.PhoneAttached, *OVER)

    def __init__(self, desk: Desk, agenda: Agenda) -> None:
        self._desk, self._agenda = desk, agenda

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.Offered(call=call, agent=agent, auto=True):
                beep = commands.Beep(call, agent)
                self._agenda.set(f"beep:{call}", now + BEEP_LIMIT, beep)
                return [beep]
            case facts.PromptEnded(call=call, playback=playback, played=True) if playback.startswith(BEEP):
                agent = playback.removeprefix(BEEP)
                heard = can_speak(self._desk.agent(agent))
                return [commands.Confirm(call, agent)] if heard else []
            case facts.PhoneAttached(agent=agent):
                return self._again(agent)
            case _ if isinstance(fact, OVER):
                self._agenda.cancel(f"beep:{fact.call}")
        return []

    def _again(self, agent: str) -> list[Command]:
        """The phone was away while it rang."""
        call = self._desk.call_of(agent)
        if call is None or not call.auto or call.state is not CallState.OFFERED:
            return []
        return [commands.Beep(call.id, agent)]
