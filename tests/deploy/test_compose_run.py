"""The house of deploy/compose from nothing to its first talk, as its README and docs/first-day.md tell a person.

The images are the shipped ones; PostgreSQL and Redis are Debian's, called by the names of the images that the file asks
for, because no registry is asked. podman and all that it does to the network is in namespaces that go with the test.
"""

import asyncio
import logging
import os
import secrets
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from softphone.agent import HeadlessAgent, Json
from softphone.ulaw import frames, tone
from tests.deploy import images, machine
from tests.deploy.front import SIPP
from tests.deploy.images import STORE, Engine, build, build_all, engine
from tests.deploy.machine import CHECKOUT
from tests.deploy.outside import Outside, calling, hears
from tests.support.until import until

COMPOSE = CHECKOUT / "build" / "compose"
WHY_NOT = machine.missing(images.NEEDS) or ("" if COMPOSE.exists() else "podman-compose is missing: make test-deploy")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT),
    pytest.mark.skipif(not SIPP, reason="sipp is missing: python3 scripts/setup.py --tests"),
]
logger = logging.getLogger(__name__)
SERVER, STANDBY = "http://127.0.0.1:8080", "http://127.0.0.1:8081"
KAMAILIO = "10.77.0.5:5060"
CLI = ("/opt/cordboard/.venv/bin/python", "/opt/cordboard/deploy/container/start.py", "server.cli")
OWNER, OWNERS = "boss", "a long word for boss"
AGENT, AGENTS = "mina", "a long word for mina"
NUMBER = "0312345678"
CALLER, SPOKEN, ANSWERED = "01012345678", 500.0, 1000.0  # Hz
ROUTE = "route: front\nstart: door\n\nsteps:\n  door:\n    queue: {queue}\n"
POSTGRES = """
FROM debian:bookworm-slim
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql && rm -rf /var/lib/apt/lists/* \\
 && groupmod --gid 999 postgres && usermod --uid 999 --gid 999 postgres \\
 && install -d -o 999 -g 999 -m 0700 /var/lib/postgresql/data
ENV PATH=/usr/lib/postgresql/15/bin:/usr/bin:/bin PGDATA=/var/lib/postgresql/data
RUN printf '%s\\n' '#!/bin/sh' 'set -e' \\
    'if [ ! -s $PGDATA/PG_VERSION ]; then' \\
    '  initdb -U $POSTGRES_USER --pwfile=$POSTGRES_PASSWORD_FILE --auth-host=scram-sha-256 --auth-local=trust' \\
    '  echo "host all all all scram-sha-256" >> $PGDATA/pg_hba.conf' \\
    '  echo "CREATE DATABASE $POSTGRES_DB" | postgres --single postgres' \\
    'fi' 'exec postgres -h "*"' > /entry && chmod 755 /entry
ENTRYPOINT ["/entry"]
"""
REDIS = """
FROM debian:bookworm-slim
RUN apt-get update && apt-get install --yes --no-install-recommends redis-server && rm -rf /var/lib/apt/lists/* \\
 && groupmod --gid 999 redis && usermod --uid 999 --gid 999 redis
"""
PARTS = ("asterisk-east", "asterisk-west", "gateway-1", "gateway-2", "kamailio")  # before a server, which finds them
STAND_INS = {"postgres:17-bookworm": POSTGRES, "redis:7-bookworm": REDIS}


class Compose:
    """podman-compose upon a copy of deploy/compose."""

    def __init__(self, run: Engine, folder: Path) -> None:
        self._run, self._folder = run, folder

    def __call__(self, *words: str, input: str = "") -> str:
        args = f"--podman-args={' '.join(STORE)}"
        command = [sys.executable, "-m", "podman_compose", args, "--project-name", "cordboard", *words]
        done = self._run.tried(command, self._folder, {"PYTHONPATH": str(COMPOSE)}, input)
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-3000:]}{done.stderr[-4000:]}"
        return done.stdout

    def until_healthy(self, service: str, patience: float = 240.0) -> float:
        """Seconds. podman asks for the health only when it is told to, or by a timer of systemd."""
        began = monotonic()
        while self._run.tried(["podman", *STORE, "healthcheck", "run", f"cordboard_{service}_1"]).returncode != 0:
            if monotonic() - began > patience:
                pytest.fail(f"{service}: {self._run('podman', 'logs', '--tail=40', f'cordboard_{service}_1')}")
            sleep(0.5)
        return monotonic() - began


@pytest.fixture(scope="module")
def compose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Compose]]:
    """The house, up, with an owner who may sign in."""
    folder = tmp_path_factory.mktemp("compose")
    with engine(folder) as run:
        build_all(run, folder)
        for name, text in STAND_INS.items():
            file = folder / "Containerfile"
            file.write_text(text, encoding="utf-8")
            build(run, file, f"docker.io/library/{name}", folder)
    with engine(folder, apart=True) as run:
        made = folder / "house"
        shutil.copytree(CHECKOUT / "deploy" / "compose", made, ignore=shutil.ignore_patterns("secrets"))
        as_the_readme_says(made)
        compose = Compose(run, made)
        began = monotonic()
        try:
            compose("up", "--detach", "postgres", "redis")
            compose.until_healthy("postgres")
            compose("up", "--detach", *PARTS)
            for each in PARTS:
                compose.until_healthy(each)
            compose("up", "--detach", "server")
            compose.until_healthy("server")
            compose("up", "--detach")
            logger.info("the house is up after %.0f s", monotonic() - began)
            compose(
                "exec", "-T", "server", *CLI, "user", "add", OWNER, "--role", "owner", "--stdin", input=f"{OWNERS}\n"
            )
            yield run, compose
        finally:
            compose("down", "--volumes", "--timeout", "10")


def as_the_readme_says(house: Path) -> None:
    """Its secrets. Calls may come from this machine, as kamailio/trunks.list has it."""
    for each in (house, *list(house.parents)[:2]):
        each.chmod(0o755)
    kept = house / "secrets"
    kept.mkdir()
    (kept / "postgres").write_text(password := secrets.token_hex(24), encoding="utf-8")
    named = [f"CORDBOARD_{each}" for each in ("ARI_PASSWORD", "AMI_PASSWORD", "GATEWAY_TOKEN", "SEAL", "MASKING")]
    lines = [f"PGPASSWORD={password}", *(f"{name}={secrets.token_hex(24)}" for name in named)]
    (kept / "cordboard.env").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name, owner in (("cordboard.env", 10001), ("postgres", 999)):
        (kept / name).chmod(0o600)
        os.chown(kept / name, owner, -1)


async def first_day(owner: HeadlessAgent, compose: Compose) -> None:
    """Steps 4 to 9 of docs/first-day.md."""
    await owner.ask("POST", "/api/services", {"id": "shop", "name": "The shop", "functions": ["phone"]})
    rights: list[object] = ["admin-phone", "admin-ticket", "design"]
    await owner.ask("PUT", f"/api/people/{OWNER}/rights/shop", {"rights": rights})
    queue = await owner.ask("POST", "/api/queues", {"service": "shop", "name": "Front"})
    text = ROUTE.format(queue=queue["id"])
    await owner.ask("POST", "/api/routes", {"name": "front", "service": "shop", "title": "Front", "text": text})
    await owner.ask("POST", "/api/routes/front/publish", {})
    await owner.ask("PUT", f"/api/routes/numbers/{NUMBER}", {"route": "front"})
    person: Json = {"id": AGENT, "name": "Mina", "email": "mina@example.org"}
    await owner.ask("POST", "/api/people", person)
    compose("exec", "-T", "server", *CLI, "user", "passwd", AGENT, "--stdin", input=f"{AGENTS}\n")
    group = await owner.ask("POST", "/api/groups", {"service": "shop", "name": "Front desk"})
    await owner.ask("PUT", f"/api/people/{AGENT}/rights/shop", {"rights": ["agent-phone"], "groups": [group["id"]]})
    await owner.ask("PATCH", f"/api/people/{AGENT}", {"cti": True})
    await owner.ask("PUT", f"/api/queues/{queue['id']}/members", {"levels": {AGENT: 1}})


@asynccontextmanager
async def signed(url: str) -> AsyncIterator[HeadlessAgent]:
    agent = HeadlessAgent(url, AGENT, AGENTS, frames(tone(ANSWERED)))
    try:
        await agent.sign_in()
        yield agent
    finally:
        await asyncio.gather(agent.close(), return_exceptions=True)  # its server may be gone


async def hear_each_other(caller: Outside, agent: HeadlessAgent) -> None:
    assert await caller.rtp.hears(ANSWERED, 15), "the caller does not hear the agent"
    await until(lambda: hears(agent, SPOKEN), "the agent does not hear the caller")


async def test_a_fresh_house_comes_to_its_first_talk_which_outlives_the_server(
    compose: tuple[Engine, Compose], tmp_path: Path
) -> None:
    run, composed = compose
    async with AsyncExitStack() as kept:
        kept.enter_context(run.inside())
        async with HeadlessAgent(SERVER, OWNER, OWNERS) as owner:
            await first_day(owner, composed)
        agent = await kept.enter_async_context(signed(SERVER))
        await agent.login_cti()
        await agent.ready()
        caller = await kept.enter_async_context(calling(run, KAMAILIO, CALLER, SPOKEN, tmp_path, NUMBER))
        await agent.wait_for_call("offered")
        await agent.confirm()
        await agent.wait_for_talk()
        assert agent.call is not None
        call = str(agent.call["id"])
        await hear_each_other(caller, agent)

        run("podman", "kill", "cordboard_server_1")
        began = monotonic()
        assert await caller.rtp.hears(ANSWERED, 5), "the talk broke off with the server"
        assert await hears(agent, SPOKEN)
        await until(lambda: serves(run, STANDBY), "nobody took over", 60)
        logger.info("the standby serves after %.1f s", monotonic() - began)
        assert caller.rtp.longest_pause(monotonic() - began) < 0.5
        await hear_each_other(caller, agent)

        again = await kept.enter_async_context(signed(STANDBY))
        await again.attach()
        await again.wait_until(lambda each: each.call is not None and each.call["id"] == call)
        await hear_each_other(caller, again)
        await again.hangup()
        await again.wait_for_state("after call")
        async with HeadlessAgent(STANDBY, OWNER, OWNERS) as owner:
            items = (await owner.ask("GET", "/api/tickets"))["items"]
            seen = await owner.ask("GET", f"/api/calls/{call}/witness")
        told = seen["items"]
        assert isinstance(items, list)
        assert isinstance(told, list)
        [ticket] = items
        assert (ticket["call"], ticket["agent"], ticket["caller"]) == (call, AGENT, CALLER)
        assert ticket["talk_seconds"] > 0
        assert (told[0]["kind"], seen["silent"]) == ("CHAN_START", [])
    for node in ("east", "west"):  # whose record of calls is put aside each night
        assert run("podman", "exec", "cordboard_tend_1", "cat", f"/nodes/{node}/last-retention").strip().isdigit()
        log = f"/nodes/{node}/asterisk/log/messages.log"  # … and whose log is turned when it is long
        run("podman", "exec", "cordboard_tend_1", "truncate", "-s", "21M", log)
        await until(lambda: is_short(run, "cordboard_tend_1", log), f"the log of {node} is not turned", 30)  # noqa: B023


async def is_short(run: Engine, container: str, file: str) -> bool:
    asked = ["podman", *STORE, "exec", container, "sh", "-c", f"[ $(stat -c %s {file}) -lt 1000000 ]"]
    return (await asyncio.to_thread(run.tried, asked)).returncode == 0


async def serves(run: Engine, url: str) -> bool:
    asked = ["curl", "-sf", "-m", "3", "-o", "/dev/null", f"{url}/api/health"]
    return (await asyncio.to_thread(run.tried, asked)).returncode == 0
