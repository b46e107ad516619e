"""How `cti upgrade` and the tree of `cti run` speak: a wish and its answer, as files of the data folder.

The wish names the Python of the newer installation; the signal says that it is there. Who can write into the data
folder could change everything else too.
"""

import json
import os
import signal
import time
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

SIGNAL = signal.SIGUSR1
WISH, ANSWER = "upgrade.json", "upgraded.json"
PATIENCE, EVERY = 120.0, 0.1  # s


class NotUpgraded(Exception):
    """The house goes on as it was. The text says why."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """python: the newer program's; gateway: is it to be started again too?"""

    id: str
    python: str
    gateway: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """trouble: empty where all went well; seconds: from the wish until the newer server worked."""

    id: str
    seconds: float
    trouble: str = ""


def put(data: Path, name: str, what: Wish | Answer) -> None:
    """Whoever reads it never reads half of it."""
    part = data / f"{name}.part"
    part.write_text(json.dumps(asdict(what)), encoding="utf-8")
    part.replace(data / name)


def wish(data: Path) -> Wish:
    """Raises OSError, ValueError, TypeError where there is none that can be read."""
    return Wish(**json.loads((data / WISH).read_text(encoding="utf-8")))


def answer(data: Path) -> Answer | None:
    try:
        return Answer(**json.loads((data / ANSWER).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def upgrade(data: Path, python: str, gateway: bool) -> Answer:
    """Wish it and wait for the answer. Raises `NotUpgraded`."""
    pid = _top_of(data)
    wanted = Wish(uuid.uuid4().hex, python, gateway)
    put(data, WISH, wanted)
    os.kill(pid, SIGNAL)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        told = answer(data)
        if told is not None and told.id == wanted.id:
            return told
        time.sleep(EVERY)
    raise NotUpgraded("there was no answer in time; see the log of `cti run`. What runs goes on")


def _top_of(data: Path) -> int:
    """The process of `cti run`."""
    try:
        pid = int(json.loads((data / "run.json").read_text(encoding="utf-8"))["pid"])
        os.kill(pid, 0)
    except (OSError, ValueError, KeyError):
        raise NotUpgraded(
            f"nothing runs on {data}. Start it by `cti run`, or name its folder by CORDBOARD_DATA"
        ) from None
    return pid
