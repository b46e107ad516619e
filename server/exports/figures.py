"""Figures of queues, agents and tickets as rows of a book for Excel (STA-08). Pure but for the calendar.

Rule: counts are numbers, shares are percentages, times are durations and spans are dates: all can be reckoned with.
What the heads, channels and kinds are called comes from the page, in the language of the person; names of queues and
people are what people wrote. Days are those of the organisation, as in all figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

from server.exports.sheets import Cell, Share
from server.times import day_of
from server.views import FiguresOf, FiguresPage, TicketCountsView, TicketFiguresView

CallFigure = Literal[
    "offered", "answered", "abandoned", "short", "left", "service_level", "level_of_answered", "abandon_rate", "asa",
    "aht", "occupancy", "longest", "talk", "hold", "after",
]  # fmt: skip
TicketFigure = Literal[
    "received", "unassigned", "open", "held", "solved", "completed", "talk", "average", "again_rate"
]  # fmt: skip
Shown = Literal["states", "perDay", "within"]
SHARES = frozenset({"service_level", "level_of_answered", "abandon_rate", "occupancy", "again_rate"})
TIMES = frozenset({"asa", "aht", "longest", "talk", "hold", "after", "average"})
NO_SUMS = frozenset({"average", "again_rate"})  # of tickets: an average by day would mean nothing
BANDS = 9
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of the book."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def of_calls(
    told: FiguresPage, queues: Sequence[CallFigure], agents: Sequence[CallFigure], words: Words
) -> list[Table]:
    """The queues, who worked in them, and each span of each queue."""
    time = _moment if told.by == "half-hour" else _day
    together = [FiguresOf("", _said(words, "all"), told.all.whole)] if len(told.queues) > 1 else []
    worked = [each for each in told.agents if each.whole.answered or each.whole.occupancy is not None]
    course = ([of.name, time(span.at), *_figures(span.figures, queues)] for of in told.queues for span in of.spans)
    titles = [_said(words, figure) for figure in queues]
    return [
        Table(_said(words, "queues"), [_said(words, "queue"), *titles], _wholes([*told.queues, *together], queues)),
        Table(
            _said(words, "agents"),
            [_said(words, "agent"), *(_said(words, figure) for figure in agents)],
            _wholes(worked, agents),
        ),
        Table(_said(words, "spans"), [_said(words, "queue"), _said(words, "time"), *titles], course),
    ]


def of_tickets(told: TicketFiguresView, shown: Shown, words: Words) -> list[Table]:
    """What stands in the table of the page, and the same in the course of time."""
    names = [f"within:{band}" for band in range(BANDS)] if shown == "within" else list(get_args(TicketFigure))
    titles = [_said(words, name) for name in names]
    days = told.days if shown == "perDay" else 1

    def cells(counts: TicketCountsView, days: int) -> list[Cell]:
        if shown == "within":
            return list(counts.within)
        return [_cell(name, _by_day(name, getattr(counts, name), days)) for name in names]

    rows = [[words.get(f"row:{row.id}", row.name or row.id), *cells(row.counts, days)] for row in told.rows]
    time = _moment if told.by == "hour" else _day
    course = ([time(span.at), *cells(span.counts, 1)] for span in told.spans)
    first = _said(words, "of")
    return [
        Table(first, [first, *titles], [*rows, [_said(words, "all"), *cells(told.all, days)]]),
        Table(_said(words, "course"), [_said(words, "time"), *titles], course),
    ]


def _wholes(parts: Iterable[FiguresOf], figures: Sequence[str]) -> Iterable[Sequence[Cell]]:
    return ([part.name, *_figures(part.whole, figures)] for part in parts)


def _figures(of: object, figures: Sequence[str]) -> list[Cell]:
    return [_cell(name, getattr(of, name)) for name in figures]


def _by_day(name: str, value: float | None, days: int) -> float | None:
    return value if value is None or days == 1 or name in NO_SUMS else value / days


def _cell(name: str, value: float | None) -> Cell:
    if value is None:
        return None
    if name in SHARES:
        return Share(value)
    return timedelta(seconds=round(value)) if name in TIMES else round(value, 4)


def _moment(at: float) -> Cell:
    """In the time zone of the organisation, without saying so, as Excel has it."""
    return datetime.fromtimestamp(at, UTC).astimezone().replace(tzinfo=None)


def _day(at: float) -> Cell:
    return date.fromisoformat(day_of(at))


def _said(words: Words, name: str) -> str:
    return words.get(name) or name
