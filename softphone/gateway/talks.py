"""Which call each agent's phone is about, as the server tells it: lines of the log name the call as the server's do.

The server says so on the socket of events: all of those with a line here when it has been told the lines,
{"type": "calls", "calls": {agent: call}}, then each change, {"type": "call", "agent": …, "call": …}, "" for none.
"""

import json
from dataclasses import dataclass

LONGEST = 128  # letters of an agent's or a call's name


class Unreadable(Exception):
    """What was said is not what the table above says."""


class Talks:
    def __init__(self) -> None:
        self._calls: dict[str, str] = {}

    def of(self, agent: str) -> str:
        """ "" for none, or when nobody told."""
        return self._calls.get(agent, "")

    def ids(self, agent: str) -> dict[str, object]:
        """For `extra` of a line that is about this agent's phone."""
        return {"agent": agent, "call": self.of(agent)}

    def learn(self, text: str) -> dict[str, tuple[str, str]]:
        """What changed: agent → the call before and the one now, "" for none. Raises `Unreadable`."""
        told = _said(text)
        now = told.calls if told.one else dict.fromkeys(self._calls, "") | told.calls
        changed = {agent: (self.of(agent), call) for agent, call in sorted(now.items()) if self.of(agent) != call}
        for agent, (_, call) in changed.items():
            if call:
                self._calls[agent] = call
            else:
                del self._calls[agent]
        return changed


@dataclass(frozen=True, slots=True)
class _Said:
    """one: the rest is as it was."""

    calls: dict[str, str]
    one: bool


def _said(text: str) -> _Said:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is no JSON") from error
    match told:
        case {"type": "calls", "calls": dict(calls)}:
            return _Said({_name(agent): _name(call) for agent, call in calls.items()}, one=False)
        case {"type": "call", "agent": str(agent), "call": str(call)}:
            return _Said({_name(agent): _name(call)}, one=True)
        case {"type": str()}:
            return _Said({}, one=True)  # of a newer server
    raise Unreadable("it is neither the calls nor one of them")


def _name(text: object) -> str:
    if not isinstance(text, str) or len(text) > LONGEST or not text.isprintable():
        raise Unreadable(f"names must be texts of at most {LONGEST} letters")
    return text
