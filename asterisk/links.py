"""What must be remembered to understand the next event: which callers are ours, who is in which talk.

A fold over events and over what the switch did; no I/O. Everything here can be built again from a look at Asterisk.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Out:
    """A line that we called out. call: to which it belongs; line: as the order names it."""

    call: str
    line: str
    agent: str = ""
    answered: bool = False


MOST_GONE = 2000  # calls that ended lately; so that an old look at Asterisk doesn't bring one back


class Links:
    def __init__(self) -> None:
        self._calls: set[str] = set()
        self._answered: set[str] = set()
        self._released: set[str] = set()
        self._in_mix: dict[str, set[str]] = {}
        self._in_con: dict[str, set[str]] = {}
        self._talks: dict[str, str] = {}
        self._asked: dict[str, tuple[str, str]] = {}  # agent and target of each call's newest consultation
        self._gone: OrderedDict[str, bool] = OrderedDict()  # channel -> it was a call of ours
        self._foreseen: dict[str, str] = {}
        self._ending: set[str] = set()  # legs that we end ourselves
        self._up: set[str] = set()  # legs of agents' own phones, called and not ended
        self._out: dict[str, Out] = {}  # by channel

    def __len__(self) -> int:
        return len(self._calls)

    @property
    def calls(self) -> frozenset[str]:
        """The callers who are with us."""
        return frozenset(self._calls)

    def adopt(self, calls: Iterable[str], answered: Iterable[str], talks: dict[str, str]) -> None:
        """Start from what is believed already. talks: the agent of each call that was established."""
        self._calls |= set(calls)
        self._answered |= set(answered)
        self._talks |= talks

    def knows(self, call: str) -> bool:
        return call in self._calls

    def is_gone(self, channel: str) -> bool:
        return channel in self._gone

    def had(self, call: str) -> bool:
        """It is or was a call of ours."""
        return call in self._calls or self._gone.get(call, False)

    def foresee(self, call: str, visit: str) -> None:
        """A look at Asterisk found this caller; the event of the same visit to us may still be on its way."""
        self._foreseen[call] = visit

    def was_foreseen(self, call: str, visit: str) -> bool:
        return self._foreseen.pop(call, None) == visit

    def begin(self, call: str) -> bool:
        """A caller stands before us. False when it is one that we know."""
        if call in self._calls:
            return False
        self._calls.add(call)
        self._gone.pop(call, None)
        return True

    def ring(self, leg: str) -> None:
        """It was called."""
        self._up.add(leg)

    def is_up(self, leg: str) -> bool:
        """It was called by this process, and its end was not told yet."""
        return leg in self._up

    def expect_end(self, leg: str) -> None:
        """We are hanging this leg up."""
        self._ending.add(leg)

    def is_expected(self, leg: str) -> bool:
        """It has ended. True once for each end that was expected."""
        expected = leg in self._ending
        self._ending.discard(leg)
        self._up.discard(leg)
        return expected

    def answer(self, call: str) -> bool:
        """The line is open. True the first time."""
        new = call in self._calls and call not in self._answered
        if new:
            self._answered.add(call)
        return new

    def call_out(self, channel: str, out: Out) -> None:
        """We are calling somebody. The call itself is ours from now on, and its line counts as open on our side."""
        self._out[channel] = out
        if channel == out.call:
            self._calls.add(channel)
            self._answered.add(channel)

    def out(self, channel: str) -> Out | None:
        return self._out.get(channel)

    def end_out(self, channel: str) -> tuple[Out | None, bool]:
        """The channel is gone. (what it was, we had hung up)"""
        return self._out.pop(channel, None), channel in self._released

    def lines_of(self, call: str) -> list[str]:
        """The channels that we called out about this call and that are still there."""
        return [channel for channel, out in self._out.items() if out.call == call and out.line]

    def in_talk(self, call: str) -> frozenset[str]:
        """Who is in the talk of this call."""
        return frozenset(self._in_mix.get(call, ()))

    def release(self, call: str) -> None:
        """We are hanging up, not the caller."""
        self._released.add(call)

    def end(self, channel: str) -> tuple[bool, bool]:
        """The channel is gone for good. (it was a call of ours, we had hung up)"""
        ours, by_us = channel in self._calls, channel in self._released
        for kept in (self._calls, self._answered, self._released):
            kept.discard(channel)
        self._foreseen.pop(channel, None)
        self._in_mix.pop(channel, None)
        self._talks.pop(channel, None)
        self._asked.pop(channel, None)
        self._in_con.pop(channel, None)
        self._gone[channel] = ours
        if len(self._gone) > MOST_GONE:
            self._gone.popitem(last=False)
        return ours, by_us

    def enter(self, call: str, channel: str) -> set[str]:
        """The channel came into the talk of this call. Gives all who are in it now."""
        members = self._in_mix.setdefault(call, set())
        members.add(channel)
        return members

    def leave(self, call: str, channel: str) -> None:
        """A caller who leaves ends the talk; an agent who leaves may be holding it."""
        self._in_mix.get(call, set()).discard(channel)
        if channel == call:
            self._talks.pop(call, None)

    def expect(self, call: str, agent: str, target: str) -> None:
        """These two are being brought together about this call."""
        self._asked[call] = (agent, target)

    def enter_consult(self, call: str, agent: str) -> tuple[str, str] | None:
        """The agent came into the consultation about this call. Gives agent and target when both are in it."""
        members = self._in_con.setdefault(call, set())
        members.add(agent)
        both = self._asked.get(call)
        return both if both and members.issuperset(both) else None

    def leave_consult(self, call: str, agent: str) -> None:
        self._in_con.get(call, set()).discard(agent)

    def establish(self, call: str, agent: str) -> bool:
        """Both hear each other. True the first time in this talk."""
        new = call in self._calls and self._talks.get(call) != agent
        if new:
            self._talks[call] = agent
        return new
