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
from server.build import centre
from server.children import call_ourselves
from storage.database import Unreachable
from telemetry import lines

logger = logging.getLogger("server")
WRONG, FAILED = 2, 1


async def serve() -> None:
    settings = load(os.environ)
    async with centre(settings, secrets.load(os.environ, settings.data)) as built:
        await built.run()


def main() -> int:
    gc.freeze()
    gc.enable()
    call_ourselves("cti-server")
    lines.begin("server", os.environ.get(f"{PREFIX}LOG_LEVEL", "info"), os.environ.get(f"{PREFIX}LOG_FORM", "human"))
    for chatty in ("alembic", "uvicorn.error"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        uvloop.run(serve())
    except (WrongSetting, Unreachable) as error:
        logger.error("%s", error)
        return WRONG
    except Replaced:
        logger.error("another server has taken over this Asterisk; this one ends")
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
