"""What a route would do to callers, found before any caller meets it: dead ends, endless loops, unknown queues.

Rule: errors keep a route from being published, whatever the way; warnings are for its author. Nothing here recurses,
and the time grows with the number of ways, so that routes of thousands of steps are checked while one writes.
"""

from ivr.checker.check import check, must_be_sound
from ivr.checker.known import NOTHING, Known

__all__ = ["NOTHING", "Known", "check", "must_be_sound"]
