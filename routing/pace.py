"""How fast a queue moves: how long its talks keep an agent, and how soon those who wait give up.

Rule: both are means of the newest calls, so that a morning does not speak for the afternoon, and both can be told
before the first call. Nothing here knows the time.
"""

from dataclasses import dataclass
from math import log

FIRST_GUESS = 180.0  # s that a caller keeps an agent, until the first one has
MEMORY = 50.0  # calls that the mean counts; an older one counts less and less
FADE = 1 - 1 / MEMORY


@dataclass(frozen=True, slots=True)
class Pace:
    """handling: mean seconds from the ring to the end of the work after the talk; handled: calls that it counts;
    waited: seconds that callers have waited, gave_up: how many of them hung up; both fade alike."""

    handling: float = FIRST_GUESS
    handled: float = 0.0
    waited: float = 0.0
    gave_up: float = 0.0

    @property
    def leaving(self) -> float:
        """How many of one waiting caller give up in a second."""
        return self.gave_up / self.waited if self.waited else 0.0


UNKNOWN = Pace()


def after_handling(pace: Pace, seconds: float) -> Pace:
    handled = min(pace.handled + 1, MEMORY)
    handling = pace.handling + (seconds - pace.handling) / handled
    return Pace(handling, handled, pace.waited, pace.gave_up)


def after_waiting(pace: Pace, seconds: float, gave_up: bool) -> Pace:
    return Pace(pace.handling, pace.handled, pace.waited * FADE + seconds, pace.gave_up * FADE + gave_up)


def wait(waiting: float, served: float, leaving: float) -> float:
    """Seconds until the last of so many has an agent. served: callers a second; leaving: as in `Pace`.

    With exponential times exactly the sum of 1 / (served + j * leaving) for each of those before (Erlang A), here as
    its integral, which costs the same for any number.
    """
    if leaving * waiting < 1e-6 * served:
        return waiting / served
    first, rest = 1 / served, max(0.0, waiting - 1)
    return first + log((served + (rest + 0.5) * leaving) / (served + 0.5 * leaving)) / leaving
