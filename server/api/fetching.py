"""The file of an export, over HTTP."""

import time

from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from server.api.problems import Problem
from server.exports.sheets import FORMS
from server.exports.shelf import Export, ExportState
from server.house import House


def file_of(house: House, one: Export, services: frozenset[str]) -> FileResponse:
    """Once: it is gone when it is fetched. services: those of which the person may still have it. Raises a 404, 403."""
    if one.state is not ExportState.READY:
        raise Problem(404, "this file is not there: it was fetched already, or is not written yet")
    if not one.wish.services <= services:
        house.exports.fetched(one)
        raise Problem(403, "you have no longer the right to all that is in this file; export again")
    one.state = ExportState.FETCHED
    stamp = time.strftime("%Y%m%d-%H%M", time.localtime(house.clock()))
    return FileResponse(
        one.path,
        media_type=FORMS[one.wish.format].media,
        filename=f"{one.wish.what}-{stamp}.{one.wish.format}",
        headers={"Cache-Control": "private, no-store"},
        background=BackgroundTask(house.exports.fetched, one),
    )
