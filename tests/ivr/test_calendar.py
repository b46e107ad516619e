"""What a calendar says: weekly hours, holidays, days with hours of their own, in the time of its place."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from config.routes import zone_of
from ivr.calendar import Calendar, Day, Holiday, SpecialDay, complaints, day_of

NINE_TO_SIX = ((540, 1080),)
SEOUL = Calendar(
    "office",
    "Office",
    zone="Asia/Seoul",
    days=(NINE_TO_SIX,) * 5 + ((), ()),
    holidays=(Holiday("2026-12-24", "2026-12-26", "Christmas"),),
    special=(SpecialDay("2026-12-26", ((600, 720),), "Inventory"), SpecialDay("2026-11-28", ((540, 720),))),
)


def says(at: str) -> Day:
    """at: in Seoul."""
    return day_of(SEOUL, datetime.fromisoformat(at).replace(tzinfo=ZoneInfo("Asia/Seoul")).timestamp(), zone_of)


@pytest.mark.spec("EXT-30", "EXT-34")
@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-27T09:00", Day.OPEN),  # a Friday
        ("2026-11-27T17:59", Day.OPEN),
        ("2026-11-27T18:00", Day.CLOSED),
        ("2026-11-29T10:00", Day.CLOSED),  # a Sunday
        ("2026-11-28T10:00", Day.OPEN),  # a Saturday with hours of its own
        ("2026-12-24T00:00", Day.HOLIDAY),
        ("2026-12-25T23:59", Day.HOLIDAY),
        ("2026-12-26T10:30", Day.OPEN),  # its own hours go over the holiday
        ("2026-12-26T13:00", Day.CLOSED),
        ("2026-12-28T09:00", Day.OPEN),
    ],
)
def test_a_calendar_says_what_its_hours_holidays_and_special_days_say(at: str, said: Day) -> None:
    assert says(at) is said


def test_a_sound_calendar_has_no_complaints() -> None:
    assert complaints(SEOUL, zone_of) == []


def test_each_complaint_about_a_calendar_says_what_to_write() -> None:
    wrong = Calendar(
        "x",
        " ",
        zone="Asia/Nowhere",
        days=(((600, 540),), ((540, 720), (700, 800)), (), (), (), ()),
        holidays=(Holiday("2026-02-30", "2026-03-01"), Holiday("2026-05-02", "2026-05-01", "May")),
        special=(SpecialDay("soon"), SpecialDay("2026-01-01"), SpecialDay("2026-01-01")),
    )
    said = "\n".join(complaints(wrong, zone_of))
    for part in (
        "name:",
        "Asia/Nowhere",
        "seven",
        "mon:",
        "tue: two",
        "2026-02-30",
        "May",
        "'soon'",
        "2026-01-01: this",
    ):
        assert part in said
