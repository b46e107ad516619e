"""What follows while somebody is called: it rings for a while only, and a call that could not be made is over."""

from cti import commands, facts
from cti.desk import Desk
from cti.table import CALLING
from journal import Agenda, Command, Fact

SPARE = 30.0  # s beyond the time that it may ring: the phone of the agent may have to ring first


class Policy:
    reads = (facts.Dialled, facts.Established, facts.Releasing, facts.Cleared, facts.LineClosed)

    def __init__(self, desk: Desk, agenda: Agenda) -> None:
        self._desk, self._agenda = desk, agenda

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.Dialled(call=call, seconds=seconds):
                until = now + seconds + SPARE
                self._agenda.set(f"dial:{call}", until, commands.Clear(call, "no answer", "policy"))
            case facts.Established(call=call) | facts.Releasing(call=call) | facts.Cleared(call=call):
                self._agenda.cancel(f"dial:{call}")
            case facts.LineClosed(agent=agent, cause=cause) if cause != "released":
                return self._phone_lost(agent)
        return []

    def _phone_lost(self, agent: str) -> list[Command]:
        """The agent's own phone was not lifted, or was put down while it rang at the other side."""
        call = self._desk.call_of(agent)
        return [commands.Clear(call.id, "normal", f"agent:{agent}")] if call and call.state in CALLING else []
