"""A system that is down is left alone for a while, so that callers do not wait for it one after the other. Pure."""

from dataclasses import dataclass

FAILURES = 5  # one after the other
REST = 15.0  # s; then one caller tries


@dataclass(slots=True)
class Breaker:
    failures: int = 0
    until: float = 0.0

    def lets_through(self, now: float) -> bool:
        """After the rest one call is let through; the next rest begins at once, and ends if that one succeeds."""
        if self.failures < FAILURES:
            return True
        if now < self.until:
            return False
        self.until = now + REST
        return True

    def note(self, well: bool, now: float) -> None:
        self.failures = 0 if well else self.failures + 1
        if self.failures == FAILURES:
            self.until = now + REST
