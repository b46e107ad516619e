"""What follows for a caller who was sent to a number outside: who answers is put through, who does not is given up."""

from cti import commands, facts
from cti.facts import OutEnd
from journal import Agenda, Command, Fact

SPARE = 10.0  # s beyond the time that it may ring: then its end was never reported


class Policy:
    reads = (facts.ForwardFact, facts.SentOut, facts.Releasing, facts.Cleared, facts.OutAnswered, facts.OutEnded)

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case (
                facts.PassedToNumber(call=call, line=line, seconds=seconds)
                | facts.SentOut(call=call, line=line, seconds=seconds)
            ):
                over = commands.EndForward(call, line, OutEnd.NO_ANSWER)
                self._agenda.set(f"forward:{call}", now + seconds + SPARE, over)
            case facts.ForwardFact(call=call) | facts.Releasing(call=call) | facts.Cleared(call=call):
                self._agenda.cancel(f"forward:{call}")
            case facts.OutAnswered(call=call, line=line) if line:
                return [commands.AnswerForward(call, line)]
            case facts.OutEnded(call=call, line=line, end=end) if line:
                return [commands.EndForward(call, line, end)]
        return []
