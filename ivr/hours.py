"""Opening hours: the hours of each weekday and the days that are closed, in the time of one place."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

Span = tuple[int, int]  # minutes since midnight: from, until (not included); 24:00 is 1440
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALL_DAY: Span = (0, 1440)


@dataclass(frozen=True, slots=True)
class Week:
    """days: the spans of Monday to Sunday; closed: holidays."""

    days: tuple[tuple[Span, ...], ...]
    zone: tzinfo = UTC
    closed: frozenset[date] = frozenset()

    def is_open(self, at: float) -> bool:
        """at: epoch seconds."""
        return self.way(at) == "open"

    def way(self, at: float) -> str:
        """`open`, `closed` or `holiday`. at: epoch seconds."""
        there = datetime.fromtimestamp(at, self.zone)
        if there.date() in self.closed:
            return "holiday"
        minute = there.hour * 60 + there.minute
        return "open" if any(start <= minute < end for start, end in self.days[there.weekday()]) else "closed"


ALWAYS = Week(((ALL_DAY,),) * 7)


def span(text: str) -> Span:
    """`09:00-18:00` → (540, 1080). Raises ValueError with a sentence."""
    start, dash, end = text.partition("-")
    if not dash:
        raise ValueError(f"{text!r} is not a span such as 09:00-18:00")
    minutes = _minutes(start), _minutes(end)
    if minutes[0] >= minutes[1]:
        raise ValueError(f"{text!r} ends before it begins; write two spans for hours over midnight")
    return minutes


def _minutes(text: str) -> int:
    hour, colon, minute = text.strip().partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and int(minute) < 60 and int(hour) * 60 <= 1440):
        raise ValueError(f"{text.strip()!r} is not a time such as 09:00")
    minutes = int(hour) * 60 + int(minute)
    if minutes > 1440:
        raise ValueError(f"{text.strip()!r} is later than 24:00")
    return minutes
