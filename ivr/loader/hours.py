"""How opening hours are written."""

from datetime import UTC, date, tzinfo

from ivr.flow import Hours
from ivr.hours import ALWAYS, DAYS, Span, Week, span
from ivr.loader.reader import NAME, RouteReader
from ivr.reading import Table, Text
from journal.copies import replace

WEEK = frozenset({"timezone", "closed on", *DAYS})
ALWAYS_WORD = "always"


def hours(reader: RouteReader, table: Table) -> Hours:
    node = table.items["hours"][1]
    known = Hours(
        ALWAYS,
        reader.text(table, "open"),
        reader.text(table, "closed"),
        reader.text(table, "holiday", ""),
        reader.text(table, "forced", ""),
    )
    if not isinstance(node, Text):
        return replace(known, week=_week(reader, reader.table(node, "hours", WEEK)))
    if node.value == ALWAYS_WORD:
        return known
    if not NAME.fullmatch(node.value):
        remedy = "write always, the name of a calendar, or the spans of each weekday"
        reader.complain(node.at, f"hours cannot be {node.value!r}", remedy)
    return replace(known, calendar=node.value)


def _week(reader: RouteReader, week: Table) -> Week:
    days = tuple(tuple(filter(None, (_span(reader, text) for text in reader.texts(week, day)))) for day in DAYS)
    closed = frozenset(filter(None, (_date(reader, text) for text in reader.texts(week, "closed on"))))
    return Week(days, zone(reader, week), closed)


def _span(reader: RouteReader, text: Text) -> Span | None:
    try:
        return span(text.value)
    except ValueError as wrong:
        reader.complain(text.at, str(wrong), 'write it as "09:00-18:00"')
        return None


def _date(reader: RouteReader, text: Text) -> date | None:
    try:
        return date.fromisoformat(text.value)
    except ValueError:
        reader.complain(text.at, f"{text.value!r} is no date", "write it as 2026-12-25")
        return None


def zone(reader: RouteReader, table: Table) -> tzinfo:
    """UTC where none is written."""
    if "timezone" not in table.items:
        return UTC
    name = reader.text(table, "timezone")
    try:
        return reader.zone(name)
    except (ValueError, KeyError):
        reader.complain(table.items["timezone"][1].at, f"there is no time zone {name!r}", "write such as Asia/Seoul")
        return UTC
