"""Figures as a book for Excel (STA-08): what the page shows, by the rights of the page."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from server.api.auth import Overseer, Permitted, TheHouse
from server.api.figures import By
from server.api.figures import figures as figures_of_calls
from server.api.problems import Problem
from server.api.ticket_figures import Span
from server.api.ticket_figures import figures as figures_of_tickets
from server.exports.figures import CallFigure, Shown, Table, of_calls, of_tickets
from server.exports.sheets import FORMS, ExcelBook, ExcelSheet
from ticketing.counting import CountedBy, CountedOn
from ticketing.facts import Channel

routes = APIRouter(prefix="/api", tags=["figures"])
MOST_SPANS = 20_000  # rows: more would keep the processor for seconds
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Id = Annotated[str, Field(max_length=100)]


class Days(BaseModel):
    """from, to: both included, today if left out; words: what figures, heads, channels and kinds are called, in the
    language of the person."""

    model_config = ConfigDict(validate_by_name=True)
    first: Annotated[Day, Field(alias="from")] = ""
    last: Annotated[Day, Field(alias="to")] = ""
    words: Annotated[dict[Id, Annotated[str, Field(max_length=200)]], Field(max_length=100)] = {}


class CallsWish(Days):
    """As `GET /api/figures`. queues, agents: which figures, in this order."""

    by: By = "half-hour"
    queue: Id = ""
    queues: Annotated[list[CallFigure], Field(min_length=1, max_length=30)]
    agents: Annotated[list[CallFigure], Field(min_length=1, max_length=30)]


class TicketsWish(Days):
    """As `GET /api/ticket-figures`. show: how they stand, the average of a day, or in which time they were solved."""

    by: Span = "day"
    basis: CountedOn = CountedOn.RECEIVED
    of: CountedBy = CountedBy.RECEIPT
    service: Id = ""
    channel: Channel | None = None
    group: Annotated[int, Field(ge=0, lt=2**53)] = 0
    show: Shown = "states"


@routes.post("/figures/file", response_class=Response)
async def calls(wish: CallsWish, person: Overseer, house: TheHouse) -> Response:
    """Three sheets: the queues, the agents, and each span of each queue."""
    told = await figures_of_calls(person, house, wish.first, wish.last, wish.by, wish.queue)
    if sum(len(each.spans) for each in told.queues) > MOST_SPANS:
        raise Problem(422, "this is too much for one file; choose fewer days, one queue, or days instead of half hours")
    return await _book(of_calls(told, wish.queues, wish.agents, wish.words), f"figures-{told.first}-{told.last}")


@routes.post("/ticket-figures/file", response_class=Response)
async def tickets(wish: TicketsWish, person: Permitted, house: TheHouse) -> Response:
    """Two sheets: the table of the page, and the same in the course of time."""
    days, kinds = (wish.first, wish.last, wish.by), (wish.basis, wish.of)
    told = await figures_of_tickets(person, house, *days, *kinds, wish.service, wish.channel or "", wish.group)
    return await _book(of_tickets(told, wish.show, wish.words), f"tickets-{told.first}-{told.last}")


async def _book(tables: Sequence[Table], name: str) -> Response:
    body = await asyncio.to_thread(_written, tables)
    attached = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "Cache-Control": "private, no-store"}
    return Response(body, media_type=FORMS["xlsx"].media, headers=attached)


def _written(tables: Sequence[Table]) -> bytes:
    with TemporaryDirectory(prefix="cordboard-figures-") as folder:
        file = Path(folder) / "figures.xlsx"
        book = ExcelBook(file)
        for table in tables:
            ExcelSheet(file, table.name, table.head, book).add(table.rows)
        book.close()
        return file.read_bytes()
