"""Which call each agent's phone is about, as the server tells it: lines of the log name the call as the server's do.

The server says so on the socket of events: all of them when it connects, {"type": "calls", "calls": {agent: call}},
then each change, {"type": "call", "agent": …, "call": …}, "" for none.
"""

import json

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
        before, after = self._calls, _said(self._calls, text)
        self._calls = {agent: call for agent, call in after.items() if call}
        agents = sorted(before.keys() | self._calls.keys())
        now = {agent: (before.get(agent, ""), self.of(agent)) for agent in agents}
        return {agent: change for agent, change in now.items() if change[0] != change[1]}


def _said(known: dict[str, str], text: str) -> dict[str, str]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is no JSON") from error
    match told:
        case {"type": "calls", "calls": dict(calls)}:
            return {_name(agent): _name(call) for agent, call in calls.items()}
        case {"type": "call", "agent": str(agent), "call": str(call)}:
            return known | {_name(agent): _name(call)}
        case {"type": str()}:
            return known  # of a newer server
    raise Unreadable("it is neither the calls nor one of them")


def _name(text: object) -> str:
    if not isinstance(text, str) or len(text) > LONGEST or not text.isprintable():
        raise Unreadable(f"names must be texts of at most {LONGEST} letters")
    return text
