"""What was wrong, from when to when. Kept in two files of the data folder and not in the database, which is one of the
parts that may fail: what is over a line each, and what goes on together with a sign of life.

The sign of life also tells, at the next start, how long no server was there.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from server.status.states import State, Told

OVER, NOW = "outages.jsonl", "outages-now.json"
MOST = 500  # that are kept, the newest
WEEK = 7 * 86_400.0
GAP = 10.0  # s without a sign of life after an end in order that are not worth telling: somebody restarted it
WRONG: frozenset[State] = frozenset(("impaired", "down"))


@dataclass(frozen=True, slots=True)
class Outage:
    """ended_at: 0 while it goes on. Epoch seconds. why: as in `states`, the last that was told."""

    part: str
    state: State
    why: str
    begun_at: float
    ended_at: float = 0.0


@dataclass(frozen=True, slots=True)
class _Left:
    """What an earlier server left. at: its last sign of life."""

    at: float
    orderly: bool
    watched_since: float
    open: tuple[Outage, ...] = ()


class Outages:
    """data: the data folder. Where it cannot be written, what is known stays in memory."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.over: tuple[Outage, ...] = ()
        self.open: dict[str, Outage] = {}
        self.watched_since = 0.0
        self._written: tuple[Outage, ...] | None = None

    def begin(self, now: float, *, taken_over: bool = False) -> None:
        """What is known from earlier. taken_over: the earlier server gave its work to this one; nobody noticed."""
        self.over = tuple(_read(self._data / OVER))[-MOST:]
        left = _left(self._data / NOW, now)
        self.open = {one.part: one for one in left.open}
        self.watched_since = left.watched_since
        if not taken_over and left.at < now and (not left.orderly or now - left.at > GAP):
            self._end(Outage("server", "down", "stopped" if left.orderly else "died", left.at, now))

    def take(self, states: Sequence[Told], now: float) -> None:
        """One look."""
        for each in states:
            before = self.open.get(each.part)
            if each.state in WRONG:
                self.open[each.part] = _gone_on(before, each, now)
            elif before is not None:
                del self.open[each.part]
                self._end(replace(before, ended_at=now))

    def keep(self, now: float, *, orderly: bool = False) -> None:
        """Write it down, with a sign of life; may wait for the disk. orderly: the server ends as it should."""
        over, going = self.over, [asdict(one) for one in list(self.open.values())]
        if over != self._written and self._write(OVER, "".join(json.dumps(asdict(one)) + "\n" for one in over)):
            self._written = over
        told = {"at": now, "orderly": orderly, "watched_since": self.watched_since, "open": going}
        self._write(NOW, json.dumps(told))

    def newest(self, count: int) -> list[Outage]:
        """What goes on first, then the latest."""
        going = sorted(self.open.values(), key=lambda one: -one.begun_at)
        return [*going, *sorted(self.over, key=lambda one: -one.ended_at)][:count]

    def up(self, part: str, now: float) -> float:
        """The share of the last seven days, or of the time since it is watched, in which it was not wrong: 0 to 1."""
        since = max(now - WEEK, self.watched_since)
        if now <= since:
            return 1.0
        wrong = sum(_within(one, since, now) for one in (*self.over, *self.open.values()) if one.part == part)
        return max(0.0, 1.0 - wrong / (now - since))

    # -----------------------------------------------------------------------------------------------------------------

    def _end(self, outage: Outage) -> None:
        self.over = (*self.over, outage)[-MOST:]

    def _write(self, name: str, text: str) -> bool:
        aside = self._data / f".{name}"
        try:
            aside.write_text(text, "utf-8")
            aside.replace(self._data / name)
        except OSError:  # a full disk is an outage of its own, and told as that
            return False
        return True


def _gone_on(before: Outage | None, state: Told, now: float) -> Outage:
    """One outage lasts as long as the part is wrong, and counts as the worst that it was."""
    if before is None:
        return Outage(state.part, state.state, state.why, now)
    worse: State = "down" if "down" in (before.state, state.state) else "impaired"
    return replace(before, state=worse, why=state.why)


def _within(one: Outage, since: float, now: float) -> float:
    return max(0.0, (one.ended_at or now) - max(one.begun_at, since))


def _read(file: Path) -> Iterable[Outage]:
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for line in lines:
        try:
            yield Outage(**json.loads(line))
        except (ValueError, TypeError):
            continue  # a line of another version, or half a line


def _left(file: Path, now: float) -> _Left:
    """As good as nothing where there is none, or one of another version."""
    try:
        told = json.loads(file.read_text("utf-8"))
        going = tuple(Outage(**one) for one in told["open"])
        return _Left(float(told["at"]), bool(told["orderly"]), float(told["watched_since"]), going)
    except (OSError, ValueError, TypeError, KeyError):
        return _Left(now, True, now)
