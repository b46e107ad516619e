"""Walk a caller through a route: one fact in, the next place and commands out.

Rule: the place is a fold over facts. It moves on `StepEntered` only, and what is read off it (tries, digits typed
ahead, the number to call back) comes from `DigitPressed`, `WayTaken` and `LookupAnswered`. So a replay of the log,
which throws the commands away, leaves the caller at the same place, and a time-out that belongs to an earlier visit is
known as such.
"""

from ivr.interpreter.place import ANOTHER, PROMPT_LIMIT, TYPED, Place, Walked
from ivr.interpreter.step import step

__all__ = ["ANOTHER", "PROMPT_LIMIT", "TYPED", "Place", "Walked", "step"]
