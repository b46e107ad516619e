"""A server of the pages with a script instead of a switch: for looking at every page in every state.

It speaks the shapes of `server.views` and `server.messages`, so it cannot drift from them unseen. Run it with
`python -m tests.support.scripted_desk 5180 --scene full` after `npm run build`.
The phone is a real WebRTC peer (aiortc) that sends the page's own voice back.
"""

import asyncio
import itertools
import json
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict, replace
from pathlib import Path

import typer
from aiohttp import WSMsgType, web
from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaRelay

from cti.consult import ConsultState
from cti.facts import AgentState
from cti.rights import granted
from cti.table import CallState as S
from server.messages import FactMessage, Ping, PresentMessage
from server.views import AgentView, CallbackView, CallView, Me, QueueView, ReasonView, ServiceView, TicketView
from tests.support import scripted_transfers
from tests.support.scenes import SCENES, Scene
from ticketing.facts import TicketKind
from ticketing.life import TicketState

DIST = Path(__file__).parents[2] / "web" / "dist"
REASONS = [
    ReasonView("rest", "break", {"en": "Rest", "ko": "휴식", "ja": "休憩"}),
    ReasonView("meal", "break", {"en": "Meal", "ko": "식사", "ja": "食事"}),
    ReasonView("meeting", "break", {"en": "Meeting", "ko": "회의", "ja": "会議"}),
    ReasonView("ticket", "work", {"en": "Ticket handling", "ko": "티켓처리", "ja": "チケット処理"}),
    ReasonView("report", "work", {"en": "Collating and reporting", "ko": "취합/보고", "ja": "集計・報告"}),
]
FUNCTIONS = ["callback", "phone", "ticket"]
SERVICES = [ServiceView("support", "Support", FUNCTIONS), ServiceView("sales", "Sales", FUNCTIONS)]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ScriptedDesk:
    """One person, one page at a time; what the person asks for happens at once."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.number = scene, 1000
        self.timelines: dict[str, list[FactMessage]] = {}
        self.sockets: set[web.WebSocketResponse] = set()
        self.phones: set[RTCPeerConnection] = set()
        self.ids = itertools.count(900)

    # --- people ----------------------------------------------------------------------------------------------------

    def me(self, login: str) -> Me:
        agent = login.startswith("agent")
        role = login.rstrip("123456")
        names = {"agent1": "김민서", "supervisor": "박서연"}
        name = names.get(login, login)
        rights: dict[str, list[str]] = {}
        for service, right in sorted(granted([role], [each.id for each in SERVICES], agent)):
            rights.setdefault(service, []).append(right)
        return Me(login, name, [role], SERVICES, "", agent, REASONS, "token", True, rights)

    @property
    def agent(self) -> AgentView:
        return self.scene.agents["agent1"]

    @property
    def own_call(self) -> CallView | None:
        return self.scene.calls.get(self.agent.call)

    # --- what happens ----------------------------------------------------------------------------------------------

    async def happen(
        self,
        kind: str,
        fact: dict[str, object],
        call: CallView | None = None,
        agent: AgentView | None = None,
        ticket: TicketView | None = None,
    ) -> None:
        self.number += 1
        message = FactMessage(self.number, time.time(), 0, kind, fact, call, agent, ticket=ticket)
        if about := fact.get("call"):
            self.timelines.setdefault(str(about), []).append(message)
        await self.tell(message)

    async def tell(self, message: FactMessage | Ping | PresentMessage) -> None:
        for socket in list(self.sockets):
            await socket.send_json(asdict(message))

    async def set_agent(self, state: str, reason: str = "", call: str = "") -> None:
        changed = replace(self.agent, state=AgentState(state), reason=reason, since=time.time(), call=call)
        self.scene.agents["agent1"] = changed
        fact: dict[str, object] = {"agent": "agent1", "state": state, "reason": reason}
        await self.happen("AgentStateChanged", fact, agent=changed)

    async def set_call(self, kind: str, call: CallView, **fact: object) -> None:
        self.scene.calls[call.id] = call
        await self.happen(kind, {"call": call.id, "agent": "agent1", **fact}, call=call)

    async def ring(self) -> None:
        """A caller arrives, waits, and is offered to agent1."""
        now, id = time.time(), f"call-{next(self.ids)}"
        call = CallView(
            id, S.QUEUED, "01028415093", "", "0700000001", "support", "support", ["Payments", "Credit card"],
            "payments", "", now - 24, now - 14, 0.0, 0.0, 0.0, 0,
        )  # fmt: skip
        await self.set_call("Arrived", call, caller=call.caller, dialled=call.dialled, name="", trunk="demo")
        await self.set_call("WayTaken", call, step="menu", way="1", label="Payments", code="P")
        await self.set_call("Queued", call, queue="payments", priority=0)
        call = replace(call, state=S.OFFERED, agent="agent1", offered_at=now, ring_until=now + 20)
        await self.set_call("Offered", call, why="ready the longest of 3 agents in Payments")
        await self.set_agent("offered", call=id)

    async def bustle(self, pace: float) -> None:
        """As many changes of agents' states in a second, for ever."""
        dice = random.Random(1)
        while True:
            await asyncio.sleep(1 / pace)
            agent = dice.choice([each for each in self.scene.agents.values() if each.id != "agent1"])
            changed = replace(agent, state=dice.choice(list(AgentState)), since=time.time())
            self.scene.agents[agent.id] = changed
            fact: dict[str, object] = {"agent": agent.id, "state": changed.state, "reason": ""}
            await self.happen("AgentStateChanged", fact, agent=changed)

    async def act(self, call: CallView, action: str, body: dict[str, str]) -> None:
        match action:
            case _ if action in scripted_transfers.ACTIONS:
                await scripted_transfers.act(self, call, action, body)
            case "confirm" if call.consult == "agent1":
                helped = replace(call, consult_state=ConsultState.CONSULTING, consult_ring_until=0.0)
                await self.set_call("ConsultEstablished", helped, agent=call.agent, target="agent1")
                await self.set_agent("talking", call=call.id)
            case "confirm":
                await self.talk(call)
            case "cancel":
                await self.set_call("OfferCancelled", replace(call, state=S.QUEUED, agent=""))
                await self.set_agent("ready")
            case "hold":
                await self.set_call("Held", replace(call, state=S.HELD))
            case "resume":
                await self.set_call("Retrieved", replace(call, state=S.TALKING))
            case "digits":
                await self.set_call("DigitPressed", call, digit=body["digits"])
            case "dismiss":
                await self.set_call("Dismissed", replace(call, state=S.DISMISSED, agent=""), reason=body["reason"])
                await self.set_agent("work", "ticket")
                asyncio.get_running_loop().call_later(4, lambda: asyncio.ensure_future(self.clear(call)))
            case "hangup":
                await self.clear(call)
                await self.set_agent("after call")

    async def talk(self, call: CallView) -> None:
        now, ticket = time.time(), next(self.ids)
        await self.set_call("OfferConfirmed", replace(call, state=S.CONNECTING))
        self.scene.tickets[ticket] = TicketView(
            ticket, call.id, TicketKind.ANSWERED, TicketState.OPEN, call.service, call.queue, call.caller, call.path,
            "agent1", now, 0.0, "", "", [],
        )  # fmt: skip
        call = replace(call, state=S.TALKING, talk_at=now, talking_since=now, ticket=ticket)
        await self.set_call("Established", call)
        await self.happen("TicketOpened", {"call": call.id, "ticket": ticket}, ticket=self.scene.tickets[ticket])
        await self.set_agent("talking", call=call.id)

    async def clear(self, call: CallView) -> None:
        self.scene.calls.pop(call.id, None)
        await self.happen("Cleared", {"call": call.id, "cause": "normal", "by": "agent:agent1"})

    # --- HTTP ------------------------------------------------------------------------------------------------------

    async def session(self, request: web.Request) -> web.Response:
        if request.method == "DELETE":
            return web.Response(status=204, headers={"Set-Cookie": "who=; Path=/"})
        body = await request.json()
        if body["password"] != "cordboard":
            return problem(401, "Login or password is wrong.")
        response = web.json_response(asdict(self.me(body["login"])))
        response.set_cookie("who", body["login"])
        return response

    async def get_me(self, request: web.Request) -> web.Response:
        login = request.cookies.get("who")
        return web.json_response(asdict(self.me(login))) if login else problem(401, "Sign in first.")

    async def put_state(self, request: web.Request) -> web.Response:
        body = await request.json()
        await self.set_agent(body["state"], body.get("reason", "rest" if body["state"] == "break" else ""))
        return web.json_response(asdict(self.agent))

    async def call_action(self, request: web.Request) -> web.Response:
        call = self.scene.calls.get(request.match_info["id"])
        if call is None:
            return problem(409, "this call is over")
        await self.act(call, request.match_info["action"], await request.json())
        return web.Response(status=204)

    async def targets(self, request: web.Request) -> web.Response:
        others = [agent for agent in self.scene.agents.values() if agent.id != "agent1"]
        others.sort(key=lambda agent: (agent.state is not AgentState.READY, agent.since))
        why = [("" if agent.state is AgentState.READY else "state") for agent in others]
        agents = [{"agent": asdict(agent), "why_not": not_} for agent, not_ in zip(others, why, strict=True)]
        return web.json_response({"agents": agents, "queues": [asdict(one) for one in self.scene.queues.values()]})

    async def timeline(self, request: web.Request) -> web.Response:
        entries = [*self.timelines.get(request.match_info["id"], [])]
        return web.json_response({"items": [asdict(entry) for entry in entries]})

    async def tickets(self, request: web.Request) -> web.Response:
        query = request.query
        found = [
            ticket for ticket in self.scene.tickets.values() if query.get("caller", ticket.caller) == ticket.caller
        ]
        found = [ticket for ticket in found if query.get("q", "") in f"{ticket.caller} {ticket.subject} {ticket.note}"]
        found.sort(key=lambda ticket: -ticket.opened_at)
        return web.json_response({"items": [asdict(ticket) for ticket in found], "next": ""})

    async def ticket(self, request: web.Request) -> web.Response:
        id = int(request.match_info["id"])
        if id not in self.scene.tickets:
            return problem(404, "no such ticket")
        if request.method == "PATCH":
            if self.scene.fails:
                return problem(503, "the database does not answer")
            self.scene.tickets[id] = replace(self.scene.tickets[id], **await request.json())
        return web.json_response(asdict(self.scene.tickets[id]))

    async def callbacks(self, request: web.Request) -> web.Response:
        items: list[CallbackView] = self.scene.callbacks
        return web.json_response({"items": [asdict(item) for item in items], "next": ""})

    async def callback_choices(self, request: web.Request) -> web.Response:
        return web.json_response({"paths": [], "assigners": [], "assignees": []})

    async def demo_call(self, request: web.Request) -> web.Response:
        await self.ring()
        return web.Response(status=202)

    # --- sockets ---------------------------------------------------------------------------------------------------

    def present(self, login: str) -> PresentMessage:
        watching = not login.startswith("agent")
        calls: list[CallView] = list(self.scene.calls.values()) if watching else []
        queues: list[QueueView] = list(self.scene.queues.values())
        agent = None if watching else self.agent
        own = None if watching else self.own_call
        return PresentMessage(self.number, time.time(), agent, own, calls, list(self.scene.agents.values()), queues)

    async def live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(asdict(self.present(request.cookies["who"])))
        self.sockets.add(socket)
        async for _ in socket:
            pass
        self.sockets.discard(socket)
        return socket

    async def softphone(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "state", "attached": False, "line": False})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            told = json.loads(message.data)
            if told["type"] == "offer":
                await self.answer(socket, told["sdp"])
        return socket

    async def answer(self, socket: web.WebSocketResponse, sdp: str) -> None:
        peer, relay = RTCPeerConnection(), MediaRelay()
        self.phones.add(peer)
        peer.on("track", lambda track: peer.addTrack(relay.subscribe(track)))
        await peer.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
        await peer.setLocalDescription(await peer.createAnswer())
        await socket.send_json({"type": "answer", "sdp": peer.localDescription.sdp})
        self.scene.agents["agent1"] = replace(self.agent, phone=True)
        await self.happen("PhoneAttached", {"agent": "agent1", "kind": "browser"}, agent=self.agent)
        await socket.send_json({"type": "state", "attached": True, "line": True})


async def bustling(desk: ScriptedDesk, pace: float) -> AsyncIterator[None]:
    task = asyncio.create_task(desk.bustle(pace))
    yield
    task.cancel()


def problem(status: int, detail: str) -> web.Response:
    body = {"type": "about:blank", "title": detail, "status": status, "detail": detail}
    return web.json_response(body, status=status, content_type="application/problem+json")


async def page(request: web.Request) -> web.FileResponse:
    file = DIST / request.path.lstrip("/")
    return web.FileResponse(file if file.is_file() else DIST / "index.html")


async def health(request: web.Request) -> web.Response:
    return web.json_response({"status": "ok", "demo": True})


def application(desk: ScriptedDesk) -> web.Application:
    app = web.Application()
    routes: list[tuple[str, str, Handler]] = [
        ("*", "/api/session", desk.session),
        ("GET", "/api/health", health),
        ("*", "/api/me", desk.get_me),
        ("PUT", "/api/me/language", desk.get_me),
        ("PUT", "/api/me/state", desk.put_state),
        ("GET", "/api/calls/{id}/timeline", desk.timeline),
        ("GET", "/api/calls/{id}/targets", desk.targets),
        ("POST", "/api/calls/{id}/{action}", desk.call_action),
        ("GET", "/api/tickets", desk.tickets),
        ("*", "/api/tickets/{id}", desk.ticket),
        ("GET", "/api/callbacks", desk.callbacks),
        ("GET", "/api/callbacks/choices", desk.callback_choices),
        ("POST", "/api/demo/call", desk.demo_call),
        ("GET", "/api/live", desk.live),
        ("GET", "/api/softphone", desk.softphone),
        ("GET", "/{path:.*}", page),
    ]
    for method, path, handler in routes:
        app.router.add_route(method, path, handler)
    return app


def main(port: int, scene: str = "busy", pace: float = 0.0) -> None:
    """Serve the built pages with a scene of `tests.support.scenes`; pace: changes of agents in a second."""
    desk = ScriptedDesk(SCENES[scene]())
    app = application(desk)
    if pace:
        app.cleanup_ctx.append(lambda _: bustling(desk, pace))
    web.run_app(app, host="127.0.0.1", port=port, print=None, shutdown_timeout=0.1)


if __name__ == "__main__":
    typer.run(main)
