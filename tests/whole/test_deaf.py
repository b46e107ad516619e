"""Another program takes the port of calls while Asterisk is away for a moment: the house says so, and mends itself."""

import socket
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.support.house import House, running_house
from tests.support.outage import kill
from tests.support.sip import request
from tests.support.until import until

pytestmark = [pytest.mark.asterisk, pytest.mark.slow, pytest.mark.timeout(240)]


async def test_a_house_whose_port_of_calls_was_taken_names_it_and_takes_it_back(tmp_path: Path) -> None:
    async with running_house(tmp_path) as house:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as holder:
            kill(house, "asterisk")
            await until(lambda: _bound(holder, house.sip), "its port did not get free", every=0.001)
            told = await until(lambda: _told(house, "does not listen"), "the house did not notice")
            assert (told["parts"]["asterisk"], told["parts"]["ami"], told["status"]) == ("ok", "ok", "down")
            assert f"UDP {house.sip}" in told["remedies"]["sip"]
        told = await until(lambda: _told(house, "ok"), "it did not take its port back")
        assert told["status"] == "ok"
        assert request(house.sip, "OPTIONS") == [200]


def _bound(holder: socket.socket, place: str) -> bool:
    host, port = place.rsplit(":", 1)
    try:
        holder.bind((host, int(port)))
    except OSError:
        return False
    return True


async def _told(house: House, begins: str) -> dict[str, Any] | None:
    """What the house says of itself, once it says this of SIP."""
    async with aiohttp.ClientSession() as session, session.get(f"{house.url}/api/health") as answer:
        told: dict[str, Any] = await answer.json()
    return told if told["parts"].get("sip", "").startswith(begins) else None
