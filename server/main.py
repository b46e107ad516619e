"""The server's process: `python -m server.main`. Settings and secrets come by environment, from the supervisor."""

# ruff: noqa: E402  # the collector must rest before the rest is read in
import gc

gc.disable()  # what is read in stays: looking for garbage in it takes a quarter of the start

import logging
import os
import sys

import uvloop

from asterisk.centre import Replaced
from config import secrets
from config.settings import PREFIX, WrongSetting, load
from server.build import centre, taken_over
from server.children import call_ourselves
from storage.baton import BatonLost
from storage.database import Unreachable
from storage.lease import LeaseLost, Served
from telemetry import lines

logger = logging.getLogger("server")
WRONG, FAILED = 2, 1
# of the collector: hundreds of desks that wait are thousands of objects, looked at in vain each time
LOOKS = (5_000, 10, 5)
NO_REDIS = (
    "environment: CORDBOARD_REDIS: is not set, and the server alone starts none. Write redis://127.0.0.1:6379/0, "
    "or start the whole house: cti run"
)


async def serve(take_over: bool) -> None:
    settings = load(os.environ)
    if not settings.redis:
        raise WrongSetting(NO_REDIS)
    known = secrets.load(os.environ, settings.data)
    taken = await taken_over(settings, known) if take_over else None
    call_ourselves("cti-server")
    async with centre(settings, known, taken) as built:
        await built.run()


def main(take_over: bool = False) -> int:
    """take_over: from a server that runs, when this one is ready."""
    gc.freeze()
    gc.set_threshold(*LOOKS)
    gc.enable()
    lines.begin("server", os.environ.get(f"{PREFIX}LOG_LEVEL", "info"), os.environ.get(f"{PREFIX}LOG_FORM", "human"))
    for chatty in ("alembic", "uvicorn.error"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        uvloop.run(serve(take_over))
    except (WrongSetting, Unreachable, Served) as error:
        logger.error("%s", error)
        return WRONG
    except (Replaced, BatonLost, LeaseLost):
        logger.error("another server has taken over, or may have; this one ends")
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
