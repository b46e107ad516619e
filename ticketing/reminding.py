"""Callbacks for a certain time: when it comes, whoever is to call is reminded.

A policy that only writes on the agenda. The contacts of most promises are long over, so their times are not read from
the log after a restart but given.
"""

from collections.abc import Mapping

from journal import Agenda, Command, Fact
from ticketing import facts
from ticketing.commands import RemindOfCallback
from ticketing.promises import Promise


class Reminding:
    reads = (facts.CallbackTimed, facts.CallbackFellDue, facts.CallbackClosed)

    def __init__(self, agenda: Agenda, open: Mapping[int, Promise]) -> None:
        """open: the promises that there are already; those that fell due meanwhile are told at once."""
        self._agenda = agenda
        for callback, promise in open.items():
            if promise.due_at and not promise.reminded:
                self._remind(callback, promise.due_at)

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.CallbackTimed(callback=callback, due_at=due_at) if due_at:
                self._remind(callback, due_at)
            case facts.CallbackTimed() | facts.CallbackFellDue() | facts.CallbackClosed():
                self._agenda.cancel(_key(fact.callback))
        return []

    def _remind(self, callback: int, at: float) -> None:
        self._agenda.set(_key(callback), at, RemindOfCallback(callback))


def _key(callback: int) -> str:
    return f"due:{callback}"
