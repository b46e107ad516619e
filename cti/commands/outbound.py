"""Calling somebody."""

from dataclasses import dataclass

from cti.commands.base import AgentCommand


@dataclass(frozen=True, slots=True)
class Dial(AgentCommand):
    """call: an id that is new. number: as it was typed. service: in whose name, "" for the agent's first.

    caller_id: of a registered number, 0 for the default. callback, ticket: what it is about, 0 for nothing;
    queue: of the callback, "" for the first in which the agent serves the service.
    """

    call: str
    number: str
    caller_id: int = 0
    service: str = ""
    queue: str = ""
    callback: int = 0
    ticket: int = 0
