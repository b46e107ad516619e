"""An Asterisk of the bench's own: started in a scratch folder, spoken to by ARI, gone at the end."""

import asyncio
import secrets
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from asterisk import launch, modules, provision, root
from bench.cpu import children

APP = "bench"


class Ari:
    """As few requests as a bench needs."""

    def __init__(self, session: aiohttp.ClientSession, url: str, pid: int) -> None:
        self._session, self._url, self.pid = session, url, pid

    async def ask(self, method: str, path: str, **query: str) -> dict[str, object]:
        async with self._session.request(method, f"{self._url}/ari/{path}", params=query) as answer:
            if answer.status >= 400:
                raise RuntimeError(f"{method} {path}: {answer.status} {await answer.text()}")
            return dict(await answer.json()) if answer.status == 200 else {}

    async def external_media(self, channel: str, host: str, port: int) -> tuple[str, int]:
        """A channel that sends G.711 to host:port; where it waits for ours."""
        query = {"app": APP, "channelId": channel, "external_host": f"{host}:{port}", "format": "ulaw"}
        await self.ask("POST", "channels/externalMedia", **query)
        return await self._variable(channel, "ADDRESS"), int(await self._variable(channel, "PORT"))

    async def _variable(self, channel: str, name: str) -> str:
        told = await self.ask("GET", f"channels/{channel}/variable", variable=f"UNICASTRTP_LOCAL_{name}")
        return str(told["value"])

    async def bridge(self, bridge: str, *channels: str) -> None:
        """Let them hear each other. A channel that has just been made is not in the application yet: tried again."""
        await self.ask("POST", f"bridges/{bridge}", type="mixing")
        for _ in range(50):
            with suppress(RuntimeError):
                await self.ask("POST", f"bridges/{bridge}/addChannel", channel=",".join(channels))
                return
            await asyncio.sleep(0.02)
        raise RuntimeError(f"{bridge} did not come together within a second")

    async def channel_at(self, extension: str) -> str:
        """The channel that has dialled this and is in the application; waited for up to 5 s."""
        for _ in range(100):
            for channel in await self.all("channels"):
                place = channel["dialplan"]
                if isinstance(place, dict) and place["exten"] == extension and place["app_name"] == "Stasis":
                    return str(channel["id"])
            await asyncio.sleep(0.05)
        raise RuntimeError(f"nobody at {extension}")

    async def all(self, path: str) -> list[dict[str, object]]:
        async with self._session.get(f"{self._url}/ari/{path}") as answer:
            return list(await answer.json())

    async def until_started(self) -> None:
        """ARI answers before everything is loaded; the last module of the list tells."""
        last = modules.lines().split()[-1]
        for _ in range(300):
            with suppress(RuntimeError):
                if (await self.ask("GET", f"asterisk/modules/{last}"))["status"] == "Running":
                    return
            await asyncio.sleep(0.1)
        raise RuntimeError(f"{last} was not loaded within 30 s")

    async def version(self) -> str:
        told = await self.ask("GET", "asterisk/info", only="system")
        system = told["system"]
        return str(system["version"]) if isinstance(system, dict) else "?"


@asynccontextmanager
async def private_asterisk(
    folder: Path, first_port: int, rtp_ports: int = 400, instead: Mapping[str, str] | None = None
) -> AsyncIterator[Ari]:
    """ARI on first_port, AMI and SIP on the next two, RTP from first_port + 200 on. instead: files by their name."""
    password = secrets.token_hex(16)
    installed = root.find()
    told = _told(first_port, rtp_ports, password)
    files = provision.render(told, installed.modules, modules.lines(), [])
    provision.write(folder, files | dict(instead or {}))
    process = await asyncio.create_subprocess_exec(
        *launch.command(installed, folder), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{first_port}"
    try:
        async with (
            aiohttp.ClientSession(auth=aiohttp.BasicAuth("bench", password)) as session,
            await _listening(session, url),
        ):
            ari = Ari(session, url, _innermost(process))
            await ari.until_started()
            yield ari
    finally:
        process.terminate()
        await process.wait()


def _told(first_port: int, rtp_ports: int, password: str) -> provision.Private:
    here = [("127.0.0.1", first_port + step) for step in range(3)]
    return provision.Private(
        sip=here[2],
        ari=here[0],
        ami=here[1],
        rtp_ports=(first_port + 200, first_port + 199 + rtp_ports),
        media="127.0.0.1",
        trunks=("127.0.0.1",),
        ari_user="bench",
        ari_password=password,
        ami_user="bench",
        ami_password=password,
    )


async def _listening(session: aiohttp.ClientSession, url: str) -> aiohttp.ClientWebSocketResponse:
    """The events socket that makes the application known; tried until Asterisk has started."""
    for _ in range(300):
        try:
            return await session.ws_connect(f"{url}/ari/events", params={"app": APP})
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)
    raise RuntimeError("Asterisk did not start within 30 s")


def _innermost(process: Process) -> int:
    """Asterisk itself, inside bubblewrap."""
    pid = process.pid
    while inner := children(pid):
        pid = inner[0]
    return pid
