"""The open sockets of desks, and what waits to be told there.

What concerns nobody's own call is kept once for all who may see the same, and each of them takes it when it is their
turn: in a large house most of what happens is that. A desk never hears of two things in another order than they
happened.
"""

import asyncio
from collections import deque
from collections.abc import Collection
from math import ceil

from cti.plan import Person

PACE, SLOWEST = 0.1, 2.0  # s between two texts to somebody whom what happened does not concern
EACH = 0.0005  # s more than that for each desk that follows; so all together get 2000 texts a second
STEP = 0.02  # s between two looks whose turn it is
MOST_UNSENT = 2000  # messages that a slow desk may be behind
KEPT = 10.0  # s for which a group keeps what it was told; longer than SLOWEST
PING_EVERY = 15.0  # s


class LetGo(Exception):
    """This desk is too far behind, or its session is over."""


class Viewer:
    """One open socket. session: the token of the session behind it; seen: the last thing it was told of what all were
    told; group: of those who are told the same, None for one who gets each thing at once."""

    def __init__(self, person: Person, session: str = "", seen: int = 0, group: "Group | None" = None) -> None:
        self.person, self.session, self.seen, self.group = person, session, seen, group
        self.lost = False
        self._own: list[tuple[int, str]] = []
        self._called = False
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Future[None] | None = None

    def put(self, number: int, text: str, *, urgent: bool = False) -> None:
        """number: the how manieth thing it is that was told. urgent: it concerns the person."""
        if len(self._own) >= MOST_UNSENT:
            self.lost = True
        else:
            self._own.append((number, text))
        if urgent or self.lost or self.group is None:
            self.call()
        else:
            self.group.go_round()

    @property
    def waits(self) -> bool:
        return bool(self._own) or (self.group is not None and self.seen < self.group.number)

    def call(self) -> None:
        """It may take what waits."""
        self._called = True
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def let_go(self) -> None:
        self.lost = True
        self.call()

    async def texts(self) -> list[str]:
        """All that waits, once it may be taken. Nothing after `PING_EVERY`, or when it is let go. There are as many
        viewers as desks, so this is a timer and a future and no more."""
        silent = self._loop.time() + PING_EVERY
        while not (self._called and (texts := self._taken())) and not self.lost:
            self._called = False
            self._waiting = self._loop.create_future()
            timer = self._loop.call_at(silent, self.call)
            try:
                await self._waiting
            finally:
                timer.cancel()
                self._waiting = None
            if self._loop.time() >= silent:
                self._called = False
                return self._taken()
        self._called = False
        return [] if self.lost else texts

    def _taken(self) -> list[str]:
        own, self._own = self._own, []
        if self.group is None:
            return [text for _, text in own]
        if self.seen < self.group.forgotten:
            self.lost = True
        of_all, self.seen = self.group.since(self.seen), self.group.number
        numbers = {number for number, _ in own}
        return [text for _, text in sorted([*own, *(each for each in of_all if each[0] not in numbers)], key=_number)]


class Group:
    """Those who may see the same, and want it alike. number: of the newest thing that it was told; forgotten: of the
    newest that it does not know any more."""

    def __init__(self) -> None:
        self.number = self.forgotten = 0
        self.viewers: deque[Viewer] = deque()
        self._news: dict[object, tuple[int, float, str]] = {}  # by what would be told instead; the newest last
        self._loop = asyncio.get_running_loop()
        self._left = 0  # of those whose turn has to come
        self._timer: asyncio.TimerHandle | None = None
        self._pace = PACE

    def one_of(self, but: Collection[str] = ()) -> Person | None:
        """Somebody who stands for all but these. Who is being let go may have other rights by now."""
        return next((each.person for each in self.viewers if not each.lost and each.person.id not in but), None)

    def put(self, number: int, text: str, instead: object, pace: float) -> None:
        """instead: what was told under the same name need not be told any more. pace: s until all have had their
        turn."""
        now = self._loop.time()
        self._news.pop(instead, None)
        self._news[instead] = number, now, text
        self._forget(now - KEPT)
        self.number, self._pace = number, pace
        self.go_round()

    def go_round(self) -> None:
        """Everybody has their turn from now on."""
        self._left = len(self.viewers)
        if self._timer is None:
            self._timer = self._loop.call_later(STEP, self._turn)

    def since(self, number: int) -> list[tuple[int, str]]:
        """What was told after this, the newest first."""
        found = []
        for told, _, text in reversed(self._news.values()):
            if told <= number:
                break
            found.append((told, text))
        return found

    def _forget(self, before: float) -> None:
        while self._news:
            name, (number, at, _) = next(iter(self._news.items()))
            if at >= before:
                break
            del self._news[name]
            self.forgotten = number

    def _turn(self) -> None:
        """As many as have to come in a step, so that never all sockets are written to at once."""
        many = min(ceil(len(self.viewers) * STEP / self._pace), len(self.viewers))
        for _ in range(many):
            viewer = self.viewers[0]
            self.viewers.rotate(-1)
            if viewer.waits:
                viewer.call()
        self._left -= many
        self._timer = self._loop.call_later(STEP, self._turn) if self._left > 0 and many else None


def pace(desks: int) -> float:
    """s between two texts to each of so many, of what does not concern them."""
    return min(max(PACE, desks * EACH), SLOWEST)


def _number(each: tuple[int, str]) -> int:
    return each[0]
