"""Is a page still heard? Pure: times in, a turn out. All times are seconds of one steady clock.

A page in a call sends a packet each 20 ms, muted or not, so half a second without any is enough to miss it. A page
outside of a call is silent by right; whether it is there, it has to say when it is asked (a knock).
Each false alarm makes more patient, so that a bad network does not turn the caller's music on and off: a page that
comes back by itself doubles the patience, half a minute without an alarm forgets that.
"""

from dataclasses import dataclass
from enum import Enum, auto

LOOK_EVERY = 0.1  # s
IDLE_LOOK_EVERY = 0.5  # s, while there is no page
LATE = 0.2  # s between two looks: whoever looks was kept from it, and the packets perhaps too
KNOCK_AFTER = 0.15  # s without any packet until the page is asked for a sign of life
KNOCK_EVERY = 0.2  # s, while a voice that has just broken off is waited for
IDLE_KNOCK_EVERY = 1.0  # s, while nobody speaks
SPEAKS = 0.2  # s; voice was the last that was heard, or nearly
SILENT_AFTER, LONGEST_PATIENCE = 0.5, 2.0  # s until a page whose voice broke off counts as away
QUIET_AFTER = 5.0  # s until a page that did not speak counts as away
STEADY = 0.2  # s that a voice must be heard without a break to count as back
FALSE_ALARM = 5.0  # s; who is back by themselves within that had a pause, no accident
FORGIVEN_AFTER = 30.0  # s without an alarm


class Turn(Enum):
    NONE = auto()
    KNOCK = auto()
    AWAY = auto()
    BACK = auto()


@dataclass(slots=True)
class Attention:
    """Of whoever looks at the pages. A look that is late says nothing of them, for their packets may be waiting to be
    read. Of late looks one after the other, each counts as one in time: who is never in time is not blind for ever."""

    _looked: float = 0.0
    _late: bool = False

    def deaf(self, now: float, read: bool) -> float:
        """How long nobody listened since the last look, in s. read: the packets that had come by then are read."""
        gap, self._looked = now - self._looked, now
        was_late, self._late = self._late, gap > LATE or not read
        if not self._late:
            return 0.0
        return max(0.0, gap - LOOK_EVERY) if was_late else gap


@dataclass(slots=True)
class Watch:
    """silent: the page was told as away. One for each agent; patience outlives the page."""

    silent: bool = False
    patience: float = SILENT_AFTER
    _knocked: float = 0.0
    _alarm: float = -FORGIVEN_AFTER
    _steady_since: float = 0.0
    _last: float = 0.0
    _deaf: float = 0.0  # s since anything was heard in which nobody listened

    def begin(self) -> None:
        """Another page is up."""
        self.silent, self._steady_since = False, 0.0

    def look(self, heard: float, spoke: float, now: float, deaf: float = 0.0) -> Turn:
        """heard: when anything came from the page; spoke: when voice came; deaf: s before now, since the last look, in
        which nobody listened. That is no silence of the page."""
        before = self._deaf if heard == self._last else 0.0
        self._last, self._deaf = heard, min(before + deaf, now - heard)
        quiet, voice = now - heard - self._deaf, heard - spoke < SPEAKS
        if self.silent:
            return self._is_back(quiet, voice, now)
        if quiet > (self._patience_now(now) if voice else QUIET_AFTER):
            self.silent, self._alarm, self._steady_since = True, now, 0.0
            return Turn.AWAY
        return self._knock(quiet, voice, now)

    def _is_back(self, quiet: float, voice: bool, now: float) -> Turn:
        if quiet > KNOCK_AFTER:
            self._steady_since = 0.0
            return self._knock(quiet, False, now)
        self._steady_since = self._steady_since or now
        if voice and now - self._steady_since < STEADY:
            return Turn.NONE
        self.silent = False
        if now - self._alarm < FALSE_ALARM:
            self.patience = min(LONGEST_PATIENCE, 2 * self.patience)
        return Turn.BACK

    def _patience_now(self, now: float) -> float:
        if now - self._alarm > FORGIVEN_AFTER:
            self.patience = SILENT_AFTER
        return self.patience

    def _knock(self, quiet: float, voice: bool, now: float) -> Turn:
        every = KNOCK_EVERY if voice else IDLE_KNOCK_EVERY
        if quiet <= (KNOCK_AFTER if voice else IDLE_KNOCK_EVERY) or now - self._knocked < every:
            return Turn.NONE
        self._knocked = now
        return Turn.KNOCK
