"""One command, all processes: started in order, kept running, ended in the opposite order.

Killing any child starts only that child again. Nothing is left behind, however we end: see `server.children`.
"""

import asyncio
import fcntl
import json
import logging
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

from asterisk.sounds import Sounds, SoundSettings, SpeechError, ensure
from config import prompts, secrets
from config.settings import Settings
from server import asides, parts, ports, private
from server.children import Child, Keeper
from server.parts import Part
from server.private import House
from server.upgrading import wishes
from server.upgrading.tree import Upgrades

logger = logging.getLogger(__name__)
Say = Callable[[str, float], None]


class InUse(Exception):
    """Another instance works on this data folder. The text says which process and the remedy."""

    exit_code = 2


def house_of(settings: Settings, only: Part | None = None) -> House:
    """Everything decided: data folder absolute, ports chosen and free, secrets there.

    only: the part that is started here. Raises `ports.PortTaken`, `WrongSetting`.
    """
    absolute = replace(settings, data=settings.data.absolute())
    if only is not None:
        parts.check(only, absolute, os.environ)
    chosen = ports.choose(absolute)
    ports.refuse_taken(chosen, parts.PORTS[only] if only else ())
    return House(private.with_redis(chosen), secrets.load(os.environ, chosen.data))


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the data folder for ourselves. Raises `InUse`.

    What we and our children write from now on is ours alone: journal, recordings, logs, passwords of the parts.
    """
    before = os.umask(0o077)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            owner = lock.read().strip() or "unknown"
            raise InUse(
                f"{data} is in use by process {owner}. End that one, or choose another folder by CORDBOARD_DATA"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            os.umask(before)


async def run(house: House, extra: list[Child], say: Say, ready: Callable[[], None], only: Part | None = None) -> None:
    """Start everything, or one part, tell that it is ready, and stay until Ctrl-C or SIGTERM. extra: started last."""
    ended = asyncio.Event()
    keepers: dict[str, Keeper] = {}
    upgrades = Upgrades(house, keepers)
    asyncio.get_running_loop().add_signal_handler(wishes.SIGNAL, upgrades.begin)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    kept = AsyncExitStack()
    starting = asyncio.create_task(_start(house, extra, say, kept, keepers, only))
    waiting = asyncio.create_task(ended.wait())
    tending = asyncio.create_task(_tend(house, only))
    try:
        await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            ready()
            await waiting
    finally:
        starting.cancel()
        tending.cancel()
        upgrades.close()
        await asyncio.gather(starting, tending, return_exceptions=True)
        await kept.aclose()
        (house.data / "run.json").unlink(missing_ok=True)


async def _tend(house: House, only: Part | None) -> None:
    """Logs, where no server is that looks after them."""
    if not parts.has(Part.SERVER, only):
        await asides.look_after(house.data, house.settings.keep_logs)


async def _start(
    house: House,
    extra: list[Child],
    say: Say,
    kept: AsyncExitStack,
    known: dict[str, Keeper],
    only: Part | None,
) -> None:
    """known: gets the keepers, by the names of their children."""
    sounds = None if only is Part.GATEWAY else await _sounds(house, say)
    keepers = [_keeper(child, kept, known) for child in _stage(house, sounds, only)]
    await asyncio.gather(*(_started(keeper, say) for keeper in keepers))
    for child in [private.server_child(house), *extra] if parts.has(Part.SERVER, only) else extra:
        await _started(_keeper(child, kept, known), say)
    _tell_where(house)


def _stage(house: House, sounds: Sounds | None, only: Part | None) -> list[Child]:
    """What stands beside the server here."""
    stage = []
    if parts.has(Part.GATEWAY, only) and private.has_own_gateway(house.settings):
        stage.append(private.gateway_child(house))
    own_redis = house.settings.redis == private.with_redis(replace(house.settings, redis="")).redis
    if parts.has(Part.SERVER, only) and own_redis:
        stage.append(private.redis_child(house))
    if parts.has(Part.ASTERISK, only) and private.has_own_asterisk(house.settings):
        stage.append(private.asterisk_child(house, sounds))
    return stage


def _keeper(child: Child, kept: AsyncExitStack, known: dict[str, Keeper]) -> Keeper:
    keeper = known[child.name] = Keeper(child)
    kept.push_async_callback(keeper.stop)
    return keeper


async def _started(keeper: Keeper, say: Say) -> None:
    say(keeper.child.name, await keeper.start())


async def _sounds(house: House, say: Say) -> Sounds | None:
    """Prompts and music, made once. Without a speech engine calls still work, with the sounds of Asterisk."""
    began = monotonic()
    chosen = SoundSettings(house.data, language=house.settings.language)
    try:
        return await asyncio.to_thread(ensure, chosen, prompts.shipped())
    except SpeechError as error:
        logger.warning("prompts cannot be spoken: %s", error)
        return None
    finally:
        say("sounds", monotonic() - began)


def _tell_where(house: House) -> None:
    """For `cti doctor` and whoever looks: which process, and where each part listens. No secrets."""
    known = house.settings
    places = {key: str(getattr(known, key)) for key in ("http", "sip", "ari", "ami", "gateway", "redis")}
    whole = house.data / "run.json"
    part = whole.with_suffix(".part")  # whoever waits for the file never reads half of it
    part.write_text(json.dumps({"pid": os.getpid(), **places}, indent=1), encoding="utf-8")
    part.replace(whole)
