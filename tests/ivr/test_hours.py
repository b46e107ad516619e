"""Opening hours in the time of one place."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ivr.hours import ALWAYS, Week, span

SEOUL = ZoneInfo("Asia/Seoul")
OFFICE = Week((((540, 1080),),) * 5 + ((),) * 2, SEOUL, frozenset({date(2026, 12, 25)}))


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> float:
    return datetime(2026, month, day, hour, minute, tzinfo=SEOUL).timestamp()


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        (at(20, 8, 59), False),
        (at(20, 9, 0), True),
        (at(20, 17, 59), True),
        (at(20, 18, 0), False),
        (at(21, 12), False),
        (at(25, 12, month=12), False),
    ],
    ids=["before", "opens", "last minute", "closes", "Saturday", "holiday"],
)
def test_the_office_is_open(when: float, is_open: bool) -> None:
    assert OFFICE.is_open(when) is is_open


def test_always_is_always() -> None:
    assert ALWAYS.is_open(datetime(2026, 1, 1, 0, 0, tzinfo=UTC).timestamp())
    assert ALWAYS.is_open(datetime(2026, 1, 1, 23, 59, 59, tzinfo=UTC).timestamp())


def test_midnight_can_be_the_end_of_a_day() -> None:
    assert span("22:00-24:00") == (1320, 1440)
