"""What happened, in order. This room knows nobody.

A `Fact` is something that happened (past tense, never changed).
A `Command` is something somebody wants (imperative, may be refused).
An `Order` is something the switch is told to do (imperative, carried out at the edge).
A policy turns facts into commands: whenever this happened, ask for that.
The log keeps facts; everything we know is a fold over it.
The agenda keeps what is asked for later; it is filled by the same fold, so a restart loses no timer.
"""

from journal.agenda import Agenda, Due
from journal.log import Entry, Log, MemoryLog
from journal.words import Command, Fact, Order

__all__ = ["Agenda", "Command", "Due", "Entry", "Fact", "Log", "MemoryLog", "Order"]
