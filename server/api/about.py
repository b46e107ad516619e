"""The house about itself: is it well, its figures for Prometheus, and in the demo a caller at a wish."""

import json
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from server.api.auth import Everybody, TheHouse
from server.api.problems import Problem
from server.api.watched import may_read_metrics
from server.remedies import remedies
from server.version import VERSION
from telemetry.counted import TEXT

routes = APIRouter(tags=["about"])
TAKES_CALLS = ("asterisk", "database", "sip")


class Health(BaseModel):
    """status: `ok` when calls can be taken; degraded: they can, and something is missing; parts: `ok`, or what is
    wrong; remedies: what to do about each that is not ok; uptime: seconds."""

    status: str
    version: str
    uptime: float
    parts: dict[str, str]
    demo: bool
    degraded: bool = False
    remedies: dict[str, str] = {}


class Caller(BaseModel):
    kind: Literal["patient", "impatient", "wrong-digit", "silent", "abusive"] = "patient"


@routes.get("/api/health", responses={503: {"model": Health}})
async def health(house: TheHouse, response: Response) -> Health:
    """200 when calls can be taken, else 503."""
    parts = await house.health()
    well = all(parts.get(part, "ok") == "ok" for part in TAKES_CALLS)
    response.status_code = 200 if well else 503
    uptime = house.clock() - house.started_at
    todo = remedies(parts)
    return Health(
        status="ok" if well else "down",
        version=VERSION,
        uptime=uptime,
        parts=parts,
        demo=house.settings.demo,
        degraded=well and bool(todo),
        remedies=todo,
    )


@routes.get("/metrics", include_in_schema=False)
async def metrics(house: TheHouse, request: Request) -> Response:
    """For Prometheus: 403 for whoever may not read, see `metrics_token`."""
    if not may_read_metrics(request, house.settings.metrics_token):
        raise Problem(403, "metrics are for this machine only; set metrics_token, and show it as Authorization: Bearer")
    return Response(house.metrics(), media_type=TEXT)


@routes.post("/api/demo/call", status_code=202)
async def ring(signed: Everybody, house: TheHouse, caller: Caller | None = None) -> dict[str, str]:
    """One simulated caller calls now."""
    if not house.settings.demo:
        raise Problem(404, "simulated callers are there in the demo only; start it by: cti demo")
    kind = (caller or Caller()).kind
    if not await house.wish(json.dumps({"kind": kind})):
        raise Problem(503, "the simulated callers cannot be reached; are they running?")
    return {"kind": kind}
