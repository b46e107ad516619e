"""The switch of each service that lets programs with API keys in (SEC-01). Two requests: the audit log tells which."""

from dataclasses import replace

from fastapi import APIRouter

from cti.contract import ServiceState
from server.api.auth import Permitted, TheHouse
from server.api.problems import Problem
from server.house import House

routes = APIRouter(prefix="/api/services/{id}/open-api", tags=["keys"])


@routes.put("", status_code=204)
async def switch_on(id: str, person: Permitted, house: TheHouse) -> None:
    """Keys with rights in it open it again, as they did."""
    await _put(house, id, True)


@routes.delete("", status_code=204)
async def switch_off(id: str, person: Permitted, house: TheHouse) -> None:
    """Keys open nothing of it from now on, and are kept. One with rights in another service still opens that."""
    await _put(house, id, False)


async def _put(house: House, id: str, on: bool) -> None:
    known = house.plan.services.get(id)
    if known is None or known.state == ServiceState.TERMINATED:
        raise Problem(404, "there is no such service, or it is terminated; GET /api/services lists them")
    changed = replace(known, open_api=on)
    await house.records.organisation.put_service(changed)
    house.plan.services[id] = changed
