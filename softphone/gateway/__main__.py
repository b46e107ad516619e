"""`python -m softphone.gateway`: test the parts, open the lines of before, serve until told to stop."""

import asyncio
import logging
import os
import signal
import sys
import time

from aiohttp import web

from softphone.gateway import anatomy, candidates, settings
from softphone.gateway.callbook import CallBook
from softphone.gateway.control import application
from softphone.gateway.feed import Feed
from softphone.gateway.figures import Figures, Lateness
from softphone.gateway.linebook import LineBook
from softphone.gateway.phones import Phones
from softphone.gateway.pump import Pump
from softphone.gateway.silence import IDLE_LOOK_EVERY, LOOK_EVERY
from telemetry import lines

logger = logging.getLogger("softphone.gateway")
MEASURE_EVERY = 5.0  # s


async def serve(chosen: settings.GatewaySettings) -> None:
    anatomy.check()
    anatomy.speak_only_g711()
    candidates.install(chosen.reach)
    pump, feed, figures = Pump(), Feed(), Figures()
    phones = Phones(
        pump,
        feed,
        LineBook(chosen.folder / "lines.json"),
        chosen.line_host,
        chosen.line_ports,
        CallBook(chosen.folder / "calls.json"),
        chosen.reach.ports,
    )
    pump.start()
    phones.restore()
    await phones.resume()
    app = application(phones, feed, chosen.token, figures.door(chosen.metrics_token).answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, chosen.host, chosen.port).start()
        logger.info("gateway listens on %s:%d", chosen.host, chosen.port)
        await _until_told(phones, figures)
    finally:
        await phones.close()
        await runner.cleanup()
        pump.stop()


async def _until_told(phones: Phones, figures: Figures) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    measured, lateness = time.monotonic(), Lateness()
    while not told.is_set():
        now = time.monotonic()
        figures.late(lateness.come())
        rest = LOOK_EVERY if _look(phones, now) else IDLE_LOOK_EVERY
        if now - measured >= MEASURE_EVERY:
            measured = now
            phones.measure()
            figures.look(*phones.legs())
        await asyncio.sleep(lateness.rests(rest))  # to wait for the signal as well would double what it costs


def _look(phones: Phones, now: float) -> bool:
    try:
        return phones.look(now)
    except Exception:
        logger.exception("phones could not be looked after")
        return True


def main() -> int:
    try:
        chosen = settings.read(os.environ)
    except settings.WrongSetting as error:
        print(error, file=sys.stderr)  # noqa: T201  # before there is a log
        return 2
    lines.begin("gateway", chosen.log_level, chosen.log_form)
    logging.getLogger("aioice").setLevel(logging.WARNING)  # it tells every candidate: addresses of people
    sys.setswitchinterval(0.0001)  # a busy event loop must not keep the pump from its packets
    try:
        asyncio.run(serve(chosen))
    except (anatomy.WrongParts, OSError) as error:
        logger.error("the gateway cannot start: %s", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
