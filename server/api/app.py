"""The web side put together: routers, problem documents, and headers that keep strangers out of the pages."""

from collections.abc import Awaitable, Callable, Iterable
from functools import cache

from fastapi import APIRouter, Depends, FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.api import (
    about,
    agents,
    attachments,
    auditing,
    calendars,
    callbacks,
    calls,
    conduct,
    connections,
    customers,
    dialling,
    docs,
    documenting,
    emergency,
    events,
    extensions,
    figure_files,
    figures,
    identity,
    intruders,
    keys,
    live,
    masking,
    mine,
    open_api,
    organisation,
    outbound,
    pages,
    people,
    performance,
    phones,
    problems,
    prompts,
    queue_people,
    queues,
    recordings,
    records,
    route_versions,
    route_walks,
    routes,
    session,
    signposts,
    simulations,
    single,
    skills,
    status,
    templates,
    ticket_completing,
    ticket_figures,
    ticket_lists,
    ticket_setup,
    ticket_work,
    transfer_targets,
    triggers,
    voice,
    webhooks,
)
from server.api.auth import guard
from server.api.plain import SmallBodies, must_be_plain
from server.api.watched import Watched
from server.house import House
from server.version import VERSION

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "media-src 'self' blob: mediastream:; connect-src 'self' ws: wss:; worker-src 'self' blob:; font-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


NOWHERE = {"type": "http", "method": "GET", "path": "/\0", "root_path": "", "headers": [], "path_params": {}}


def create_app(house: House, more: Iterable[APIRouter] = ()) -> FastAPI:
    """more: routers that need other parts than the house, such as the phone's signalling."""
    return _furnished(_empty(), house, more)


def open_app(house: House, more: Iterable[APIRouter] = ()) -> FastAPI:
    """The same for the one house of a process: nothing is left to be done but to give it the house."""
    return _furnished(prepared(), house, more)


@cache
def prepared() -> FastAPI:
    """An app without a house, whose routes are all built. FastAPI builds them when one is looked for the first time: a
    second or more, in which a server that has just begun would hear neither Asterisk nor anybody else."""
    app = _empty()
    for route in app.routes:
        signposts.build(route, dict(NOWHERE))
    return app


def _furnished(app: FastAPI, house: House, more: Iterable[APIRouter]) -> FastAPI:
    app.state.house = house
    for router in more:
        _include(app, router)
    app.include_router(pages.router())  # takes every path that nobody has taken before
    return app


def _include(app: FastAPI, router: APIRouter) -> None:
    app.include_router(router, dependencies=[Depends(guard), Depends(must_be_plain)])
    signposts.put_up(app.router.routes[-1], router)


def _empty() -> FastAPI:
    app = FastAPI(
        title="Cordboard",
        version=VERSION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    problems.install(app)
    documenting.install(app)
    for router in (
        session.routes,
        single.routes,
        mine.routes,
        performance.routes,
        people.routes,
        organisation.routes,
        open_api.routes,
        identity.routes,
        keys.routes,
        calls.routes,
        dialling.routes,
        callbacks.routes,
        outbound.routes,
        agents.routes,
        voice.routes,
        ticket_setup.routes,
        ticket_completing.routes,
        ticket_lists.routes,
        ticket_work.routes,
        records.routes,
        masking.routes,
        triggers.routes,
        templates.routes,
        attachments.routes,
        conduct.routes,
        recordings.routes,
        queues.routes,
        queue_people.routes,
        figures.routes,
        figure_files.routes,
        ticket_figures.routes,
        simulations.routes,
        skills.routes,
        transfer_targets.routes,
        prompts.routes,
        connections.routes,
        *customers.ROUTERS,
        route_versions.routes,
        route_walks.routes,
        emergency.routes,
        calendars.routes,
        routes.routes,
        phones.routes,
        extensions.routes,
        intruders.routes,
        status.routes,
        webhooks.routes,
        events.routes,
        about.routes,
        docs.routes,
        live.routes,
    ):
        _include(app, router)
    auditing.install(app)
    app.add_middleware(SmallBodies)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Watched)
    return app


class SafeHeaders:
    """Plain ASGI, because it must not touch sockets nor buffer answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _with_headers(send))


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
