"""An agent without a browser: signs in at the server, has a phone, follows what is live, presses buttons.

For integration tests, benches and demo agents. Speaks only what a page speaks: the HTTP API, `WS /api/live` and
`WS /api/softphone`.
"""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self
from urllib.parse import quote

import aiohttp

from softphone.headless import HeadlessPhone

Json = dict[str, object]


class Declined(Exception):
    """The server said no. `status`: of HTTP; `code`: of a refusal, "" else; the text is its sentence."""

    def __init__(self, status: int, detail: str, code: str = "") -> None:
        super().__init__(f"{status}: {detail}")
        self.status, self.code = status, code


class PhoneSocket:
    """The page's end of `WS /api/softphone`. `signal` is what a `HeadlessPhone` calls with its offer."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._url = session, url
        self._page = secrets.token_urlsafe(9)
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._answers: asyncio.Queue[str] = asyncio.Queue()
        self._changed = asyncio.Condition()
        self.attached = self.line = self.taken = False
        self.runs = True  # False: it is frozen, and gives no sign
        self.take = False  # the phone shall be taken over from another window
        self.why = ""  # the voice was lost
        self.complaints: list[str] = []

    async def open(self, *, sign: bool = True) -> None:
        """sign: it says that it runs, and is asked for it from then on."""
        self._socket = await self._session.ws_connect(self._url, params={"page": self._page})
        if sign:
            await self._socket.send_json({"type": "here"})
        self._hearing = asyncio.create_task(self._hear(self._socket))

    async def close(self) -> None:
        """Closes the words, not the voice. `open` again goes on as the same page."""
        if self._socket is not None:
            await self._socket.close()
        if self._hearing is not None:
            await self._hearing

    @property
    def is_open(self) -> bool:
        return self._hearing is not None and not self._hearing.done()

    async def until_closed(self) -> None:
        """By us or by the server."""
        if self._hearing is not None:
            await self._hearing

    async def signal(self, sdp: str) -> str:
        """Offer, and wait for the answer. Raises `Declined`."""
        self.taken = False
        complaints = len(self.complaints)
        while not self._answers.empty():
            self._answers.get_nowait()
        await self.say({"type": "offer", "sdp": sdp, "take": self.take})
        async with asyncio.timeout(15):
            answer = await self._answers.get()
        if not answer:
            raise Declined(400, self.complaints[complaints])
        return answer

    async def say(self, message: Json) -> None:
        if self._socket is None:
            raise Declined(0, "the phone's socket is not open")
        await self._socket.send_json(message)

    async def wait_until(self, so: Callable[["PhoneSocket"], bool], within: float = 15.0) -> None:
        async with asyncio.timeout(within), self._changed:
            await self._changed.wait_for(lambda: so(self))

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                told = json.loads(message.data)
                if told == {"type": "ask"} and self.runs:
                    await socket.send_json({"type": "here"})
                async with self._changed:
                    self._take(told)
                    self._changed.notify_all()

    def _take(self, told: Json) -> None:
        match told:
            case {"type": "answer", "sdp": str(sdp)}:
                self._answers.put_nowait(sdp)
            case {"type": "state", "attached": bool(attached), "line": bool(line)}:
                self.attached, self.line, self.why = attached, line, str(told.get("why", ""))
            case {"type": "taken"}:
                self.taken, self.attached = True, False
            case {"type": "occupied"}:
                self.complaints.append("the phone is open in another window")
                self._answers.put_nowait("")
            case {"type": "error", "detail": str(detail)}:
                self.complaints.append(detail)
                self._answers.put_nowait("")


class HeadlessAgent:
    """call: the agent's call as `CallView` fields, None when there is none; state: as in `AgentView`."""

    def __init__(self, url: str, login: str, password: str, sound: Iterator[bytes] | None = None) -> None:
        """url: of the server, like http://127.0.0.1:8080."""
        self._url, self._login, self._password = url.rstrip("/"), login, password
        self._session: aiohttp.ClientSession | None = None
        self._following: asyncio.Task[None] | None = None
        self._changed = asyncio.Condition()
        self._csrf = ""
        self._sound = sound
        self.socket: PhoneSocket | None = None
        self.phone: HeadlessPhone | None = None
        self.id = ""
        self.me: Json | None = None
        self.call: Json | None = None
        self.facts: list[Json] = []
        self.number = 0  # of the newest entry that was told

    async def __aenter__(self) -> Self:
        await self.sign_in()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    # --- coming and going ------------------------------------------------------------------------------------------

    async def sign_in(self) -> None:
        """Sign in and follow what is live. Raises `Declined`."""
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        me = await self.ask("POST", "/api/session", {"login": self._login, "password": self._password})
        self.id, self._csrf = str(me["id"]), str(me["csrf"])
        await self._listen({})

    async def come_back(self) -> None:
        """After the server went away: live messages go on where they broke off, and so do the words of the phone."""
        await self._listen({"since": str(self.number)})
        if self.socket is not None:
            await self.socket.close()
            await self.socket.open()

    async def _listen(self, params: dict[str, str]) -> None:
        assert self._session is not None
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        live = await self._session.ws_connect(
            self._url + "/api/live", params={"lines": "true"} | params, max_msg_size=0
        )
        self._following = asyncio.create_task(self._follow(live))

    async def attach(self) -> HeadlessPhone:
        """Bring the phone up, or bring it up again as a page that was reloaded does."""
        assert self._session is not None
        if self.socket is not None:
            await self.socket.close()
        self.socket = PhoneSocket(self._session, self._url + "/api/softphone")
        await self.socket.open()
        if self.phone is None:
            self.phone = HeadlessPhone(self._signal, self._sound)
        await self.phone.attach()
        await self.socket.wait_until(lambda socket: socket.attached)
        return self.phone

    @property
    def following(self) -> bool:
        """False once the server has closed its live messages, as it does when it ends."""
        return self._following is not None and not self._following.done()

    async def close(self) -> None:
        if self.phone is not None:
            await self.phone.detach()
        if self.socket is not None:
            await self.socket.close()
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _signal(self, sdp: str) -> str:
        assert self.socket is not None
        return await self.socket.signal(sdp)

    # --- the desk's buttons ----------------------------------------------------------------------------------------

    async def login_cti(self) -> None:
        """Phone up, then 기본 (idle): logged in, takes no calls yet."""
        await self.attach()
        await self.go("idle")

    async def ready(self) -> None:
        await self.go("ready")

    async def logout_cti(self) -> None:
        await self.go("off")

    async def go(self, state: str, reason: str = "") -> None:
        """PUT /api/me/state. Raises `Declined`."""
        wish: Json = {"state": state}
        await self.ask("PUT", "/api/me/state", wish | ({"reason": reason} if reason else {}))

    async def dial(self, to: str, **more: object) -> Json:
        """Call this number; gives the call. more: as the API's `POST /api/calls`. Raises `Declined`."""
        return await self.ask("POST", "/api/calls", {"to": to, **more})

    async def confirm(self) -> None:
        """Also while the voice has broken off for a moment: the server waits for it."""
        await self._press("confirm")

    async def cancel(self) -> None:
        await self._press("cancel")

    async def hold(self) -> None:
        await self._press("hold")

    async def resume(self) -> None:
        await self._press("resume")

    async def hangup(self) -> None:
        await self._press("hangup")

    async def dismiss(self, reason: str) -> None:
        await self._press("dismiss", {"reason": reason})

    async def warn(self, step: str) -> None:
        await self._press("warn", {"step": step, "reason": "abuse"})

    async def withdraw(self, step: str) -> None:
        await self._press("withdraw", {"step": step})

    async def consult(self, target: str) -> None:
        await self._press("consult", {"agent": target})

    async def swap(self) -> None:
        await self._press("swap")

    async def conference(self) -> None:
        await self._press("conference")

    async def drop(self, party: str) -> None:
        await self._press("drop", {"party": party})

    async def end(self) -> None:
        """Of a conference, for everybody."""
        await self._press("end")

    async def complete(self) -> None:
        await self._press("complete")

    async def abandon(self) -> None:
        await self._press("abandon")

    async def transfer(self, to: str) -> None:
        """to: `agent:ID` or `queue:ID`."""
        await self._press("transfer", {"to": to})

    async def send_digits(self, digits: str) -> None:
        await self._press("digits", {"digits": digits})

    async def _press(self, button: str, body: Json | None = None) -> None:
        if self.call is None:
            raise Declined(0, "the agent has no call")
        await self.ask("POST", f"/api/calls/{quote(str(self.call['id']), safe='')}/{button}", body)

    # --- waiting ---------------------------------------------------------------------------------------------------

    async def wait_until(self, so: Callable[["HeadlessAgent"], bool], within: float = 30.0) -> None:
        """Until this is so, looked at after every live message. Raises TimeoutError."""
        async with asyncio.timeout(within), self._changed:
            await self._changed.wait_for(lambda: so(self))

    async def wait_for_state(self, state: str, within: float = 30.0) -> None:
        await self.wait_until(lambda agent: agent.me is not None and agent.me["state"] == state, within)

    async def wait_for_call(self, state: str, within: float = 30.0) -> Json:
        await self.wait_until(lambda agent: agent.call is not None and agent.call["state"] == state, within)
        assert self.call is not None
        return self.call

    async def wait_for_talk(self, within: float = 30.0) -> None:
        """Until the agent speaks with the caller, or with the colleague who asks or is asked."""
        await self.wait_until(lambda agent: agent.call is not None and _speaks(agent.call), within)

    # --- inside ----------------------------------------------------------------------------------------------------

    async def ask(self, method: str, path: str, body: Json | None = None) -> Json:
        assert self._session is not None
        headers = {"X-CSRF-Token": self._csrf} if self._csrf else {}
        async with self._session.request(method, self._url + path, json=body, headers=headers) as answer:
            text = await answer.text()
        told = json.loads(text) if text else {}
        if answer.status >= 400:
            raise Declined(answer.status, str(told.get("detail", text)), str(told.get("code", "")))
        return dict(told)

    async def _follow(self, live: aiohttp.ClientWebSocketResponse) -> None:
        try:
            async for message in live:
                if message.type is aiohttp.WSMsgType.TEXT:
                    async with self._changed:
                        for line in message.data.split("\n"):
                            self._take(json.loads(line))
                        self._changed.notify_all()
        finally:
            await live.close()

    def _take(self, told: Json) -> None:
        if told["type"] == "present":
            self.me, self.call, self.number = _object(told, "me"), _object(told, "call"), _number(told)
        elif told["type"] == "fact":
            self.facts.append(told)
            self.number = _number(told)
            self._take_views(told)

    def _take_views(self, told: Json) -> None:
        agent, call = _object(told, "agent"), _object(told, "call")
        if agent is not None and agent["id"] == self.id:
            self.me = agent
        if call is not None and self._is_mine(call):
            self.call = call
        elif self.call is not None and self._is_gone(told, call):
            self.call = None

    def _is_mine(self, call: Json) -> bool:
        parties = call["parties"]
        return isinstance(parties, list) and self.id in parties

    def _is_gone(self, told: Json, call: Json | None) -> bool:
        """Ours was given to somebody else, or is over."""
        fact, ours = _object(told, "fact") or {}, self.call or {}
        if call is not None:
            return call["id"] == ours["id"]
        return told["kind"] == "Cleared" and fact.get("call") == ours["id"]


def _speaks(call: Json) -> bool:
    return call["state"] == "talking" or call["consult_state"] == "consulting"


def _object(told: Json, key: str) -> Json | None:
    found = told.get(key)
    return found if isinstance(found, dict) else None


def _number(told: Json) -> int:
    return int(str(told["number"]))
