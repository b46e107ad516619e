"""Logs that were put aside, and Asterisk's record of calls and its log, which this puts aside each night; the old go.

The server does so at its own machine (`server.retention`). A node or a gateway by itself has no server beside it:
`cti run --only` calls `tend` there, and in containers `start.py tend` does. Standard library only, for it runs
everywhere. What is put aside of the record stays among the recordings, as the record itself: so it can be had by ARI.
"""

import asyncio
import logging
import time
from datetime import datetime, timedelta
from pathlib import Path

from asterisk import log_size
from asterisk.provision import RECORD, WITNESS

logger = logging.getLogger(__name__)
DAY = 86_400.0
HOUR_OF_NIGHT = 3  # local time
LOOK_EVERY = 600.0  # s: whether it is time
NOTE = "last-retention"
OLD_LOGS = "*.log.*"
HOME = "asterisk"  # of all that Asterisk writes, in a data folder
RECORDS = Path("asterisk") / "log" / "cel-custom"
SPOOL = Path("asterisk") / "spool" / "recording"


async def look_after(data: Path, days: int) -> None:
    """Until cancelled, where no server does it: all of this each night, and Asterisk's log whenever it is long."""
    await asyncio.gather(tend(data, days), log_size.watch(data / HOME))


async def tend(data: Path, days: int, look_every: float = LOOK_EVERY) -> None:
    """Until cancelled: once a day, in the night, where no server does it. What a night has missed is done at once.
    days: after which what was put aside goes, 0: never."""
    while True:
        now = time.time()
        if now >= next_round(last_round(data)):
            try:
                removed = await asyncio.to_thread(tidy, data, days, now)
                await asyncio.to_thread(note_round, data, now)
                logger.info("Asterisk's record of calls was put aside; %d old logs removed", removed)
            except OSError:  # a full disk; the next look tries again
                logger.exception("old logs could not be removed; it is tried again")
        await asyncio.sleep(look_every)


def tidy(data: Path, days: int, now: float) -> int:
    """Put record and log aside, and remove what is older than that. How many were removed."""
    put_aside(data, now)
    log_size.turn(data / HOME)
    found = old_logs(data, now - days * DAY) if days else []
    for each in found:
        remove(data, each)
    return len(found)


def put_aside(data: Path, now: float) -> None:
    """Asterisk's own record, once a day: it opens the file anew for each line, so none is lost by a new name."""
    file = data / RECORDS / Path(RECORD).name
    aside = file.with_name(f"{file.name}.{datetime.fromtimestamp(now).astimezone().date()}")
    if file.exists() and file.stat().st_size and not aside.exists():
        file.rename(aside)
        file.touch(0o600)  # at once: a link to nothing among the recordings, and Asterisk lists none of them
    if (data / SPOOL).is_dir():
        for each in file.parent.glob(f"{file.name}.????-??-??"):  # also what was put aside before there were links
            if not (link := _link(data, each)).is_symlink():
                link.symlink_to(f"{RECORD}{each.suffix}")


def old_logs(data: Path, before: float) -> list[Path]:
    """Logs that were put aside before that time; what is being written stays."""
    aside = [*(data / "log").glob(OLD_LOGS), *(data / RECORDS).glob("*.jsonl.*"), *log_size.turned(data / HOME)]
    return [each for each in aside if each.is_file() and each.stat().st_mtime < before]


def remove(data: Path, aside: Path) -> None:
    if aside.parent == data / RECORDS:
        _link(data, aside).unlink(missing_ok=True)
    aside.unlink(missing_ok=True)


def _link(data: Path, aside: Path) -> Path:
    """Among the recordings: `witness-DAY.raw`."""
    return data / SPOOL / f"{WITNESS}-{aside.name.rpartition('.')[2]}.raw"


def next_round(last: float) -> float:
    """The first three o'clock after the last round, epoch seconds."""
    if not last:
        return 0.0
    then = datetime.fromtimestamp(last).astimezone()
    night = then.replace(hour=HOUR_OF_NIGHT, minute=0, second=0, microsecond=0)
    return (night if night > then else night + timedelta(days=1)).timestamp()


def last_round(data: Path) -> float:
    """Epoch seconds, 0.0 for never."""
    try:
        return float((data / NOTE).read_text("ascii"))
    except (OSError, ValueError):
        return 0.0


def note_round(data: Path, at: float) -> None:
    (data / NOTE).write_text(f"{at:.0f}\n", "ascii")
