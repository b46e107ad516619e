"""What `cti doctor` looks at on the machine: room on the disk, the clock, time zones, and what Asterisk has loaded."""

import ctypes
import shutil
import zoneinfo
from collections.abc import Iterable, Iterator
from pathlib import Path

import aiohttp

from asterisk.modules import MODULES
from server.doctor import WITHIN, Finding

TIME_ERROR = 5  # adjtimex(2): the clock is not kept by anybody
TIMEX = 256  # bytes, more than struct timex has
LITTLE = 2_000_000_000  # bytes free below which somebody should look
ZONES = ("UTC", "Asia/Seoul", "Asia/Tokyo")


def disk(data: Path, least: int) -> Finding:
    """least: megabytes below which nothing is recorded, as the setting `recording_room`."""
    place = next(each for each in (data, *data.parents) if each.exists())
    free = shutil.disk_usage(place).free
    return judged_disk(free, least << 20)


def judged_disk(free: int, least: int) -> Finding:
    room = {"gb": f"{free / 1e9:.1f}"}
    told = f"{room['gb']} GB are free for the data folder"
    if free < least:
        remedy = "make room; `cti retention` tells what is due"
        return Finding("disk", f"{told}: nothing is recorded", remedy, code="full", values=room)
    if free < LITTLE:
        remedy = "make room before recording stops; `cti retention` tells what is due"
        return Finding("disk", told, remedy, code="little", values=room)
    return Finding("disk", told, code="room", values=room)


def clock() -> Finding:
    """Whether the kernel says that somebody (NTP) keeps the clock right."""
    timex = ctypes.create_string_buffer(TIMEX)
    state = ctypes.CDLL(None, use_errno=True).adjtimex(timex)
    return judged_clock(state)


def judged_clock(state: int) -> Finding:
    """state: as adjtimex(2) gives it, below 0 where it may not be asked."""
    if state == TIME_ERROR:
        remedy = (
            "apt-get install chrony (in a container: on its host); times of calls and logs, and sign-in codes, drift"
        )
        return Finding("clock", "nobody keeps it right (NTP)", remedy, urgent=False, code="unkept")
    if state < 0:
        return Finding("clock", "cannot be asked here", code="unknown")
    return Finding("clock", "is kept right", code="kept")


def time_zones(names: Iterable[str] = ZONES) -> Finding:
    missing = [name for name in names if not _is_zone(name)]
    if missing:
        named = ", ".join(missing)
        remedy, values = "apt-get install tzdata", {"named": named}
        return Finding("zones", f"no data of time zones: {named}", remedy, code="missing", values=values)
    return Finding("zones", "data of time zones are there", code="there")


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


async def modules(ari: str, login: tuple[str, str]) -> list[Finding]:
    """Those that we need and that are not running in Asterisk."""
    query = {"api_key": ":".join(login)}
    try:
        async with (
            aiohttp.ClientSession(timeout=WITHIN, raise_for_status=True) as session,
            session.get(f"{ari}/ari/asterisk/modules", params=query) as answer,
        ):
            told = await answer.json()
    except (aiohttp.ClientError, TimeoutError) as error:
        told = f"cannot be asked for: {type(error).__name__}"
        return [Finding("modules", told, "is Asterisk running?", code="unasked")]
    return list(judged_modules({str(each["name"]): str(each["status"]) for each in told}))


def judged_modules(loaded: dict[str, str]) -> Iterator[Finding]:
    """loaded: name with .so → status, as ARI tells it."""
    needed = [(name, purpose) for purpose, names in MODULES.items() for name in names.split()]
    missing = [(name, purpose) for name, purpose in needed if loaded.get(f"{name}.so") != "Running"]
    for name, purpose in missing:
        remedy = f"it is for {purpose}; install the package of Asterisk that has it, then start again"
        values = {"name": name, "purpose": purpose}
        yield Finding("modules", f"{name} does not run", remedy, code="missing", values=values)
    if not missing:
        count = len(needed)
        yield Finding("modules", f"all {count} that are needed run", code="all", values={"count": str(count)})
