"""Calendars: weekly hours, holidays and days with hours of their own, under a name that routes use.

Rule: a calendar says `open`, `closed` or `holiday`; who forces it says more than all of them, until a moment or until
it is taken back (EXT-30, EXT-34, EXT-35).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise

from ivr.hours import ALL_DAY, DAYS, Span

FAR = 15  # days that are looked at
Zone = Callable[[str], tzinfo]  # the zone of a name such as Asia/Seoul; raises ValueError


class Day(StrEnum):
    """What a calendar says at one moment, as the ways of an hours step."""

    OPEN = "open"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    FORCED = "forced"  # closed by hand


class Force(StrEnum):
    NONE = ""
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days without hours. first, last: as 2026-12-25, both included."""

    first: str
    last: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with hours of its own, a holiday too. spans: minutes since midnight; none is closed."""

    date: str
    spans: tuple[Span, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """service: whose routes may use it, "" for all; days: the spans of Monday to Sunday, minutes since midnight, 1440
    is 24:00; zone: such as Asia/Seoul."""

    id: str
    name: str
    service: str = ""
    zone: str = "UTC"
    days: tuple[tuple[Span, ...], ...] = ((ALL_DAY,),) * 7
    holidays: tuple[Holiday, ...] = ()
    special: tuple[SpecialDay, ...] = ()


def day_of(calendar: Calendar, at: float, zone: Zone) -> Day:
    """at: epoch seconds. A day of its own goes over a holiday, a holiday over the week."""
    there = datetime.fromtimestamp(at, zone(calendar.zone))
    today, minute = there.date().isoformat(), there.hour * 60 + there.minute
    own = next((day for day in calendar.special if day.date == today), None)
    if own is None and any(each.first <= today <= each.last for each in calendar.holidays):
        return Day.HOLIDAY
    spans = own.spans if own else calendar.days[there.weekday()]
    return Day.OPEN if any(start <= minute < end for start, end in spans) else Day.CLOSED


def next_change(calendar: Calendar, at: float, zone: Zone) -> float:
    """When it opens or closes next, in epoch seconds; 0.0: not within a fortnight."""
    is_open = day_of(calendar, at, zone) is Day.OPEN
    moments = _moments(calendar, at, zone)
    return next((moment for moment in moments if (day_of(calendar, moment, zone) is Day.OPEN) != is_open), 0.0)


def _moments(calendar: Calendar, at: float, zone: Zone) -> Iterator[float]:
    """Those after `at` at which something may change, in order."""
    midnight = datetime.fromtimestamp(at, zone(calendar.zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    for today in (midnight + timedelta(days=day) for day in range(FAR)):
        own = next((day for day in calendar.special if day.date == today.date().isoformat()), None)
        spans = own.spans if own else calendar.days[today.weekday()]
        minutes = sorted({0, *(minute for span in spans for minute in span)})
        moments = ((today + timedelta(minutes=minute)).timestamp() for minute in minutes)
        yield from (moment for moment in moments if moment > at)


def complaints(calendar: Calendar, zone: Zone) -> list[str]:
    """What cannot be so, as sentences; [] when all can."""
    wrong = [] if calendar.name.strip() else ["name: say what it is called"]
    try:
        zone(calendar.zone)
    except ValueError:
        wrong.append(f"zone: there is no time zone {calendar.zone!r}; write such as Asia/Seoul")
    if len(calendar.days) != len(DAYS):
        wrong.append("days: there are seven, Monday first")
    for name, spans in [*zip(DAYS, calendar.days, strict=False), *((day.date, day.spans) for day in calendar.special)]:
        wrong += _spans(name, spans)
    for each in calendar.holidays:
        if not (_is_date(each.first) and _is_date(each.last) and each.first <= each.last):
            wrong.append(f"holiday {each.name or each.first}: write dates such as 2026-12-25, the earlier first")
    dates = [day.date for day in calendar.special]
    wrong += [f"{day!r}: write a date such as 2026-12-24" for day in dates if not _is_date(day)]
    wrong += [f"{day}: this day is here twice" for day in sorted({day for day in dates if dates.count(day) > 1})]
    return wrong


def _spans(name: str, spans: tuple[Span, ...]) -> list[str]:
    wrong = []
    for start, end in spans:
        if not 0 <= start < end <= ALL_DAY[1]:
            wrong.append(f"{name}: hours begin before they end, within 00:00 and 24:00")
    ordered = sorted(spans)
    if any(later[0] < earlier[1] for earlier, later in pairwise(ordered)):
        wrong.append(f"{name}: two spans overlap; make one of them")
    return wrong


def _is_date(said: str) -> bool:
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False
