"""The server that is asked to end does so in order: it closes what it opened and leaves by itself."""

import signal
from pathlib import Path

import pytest

from tests.support.house import running_house
from tests.support.outage import killed


@pytest.mark.asterisk
@pytest.mark.timeout(120)
async def test_a_server_that_is_told_to_end_ends_by_itself(tmp_path: Path) -> None:
    async with running_house(tmp_path / "data") as house:
        await killed(house, "server", signal.SIGTERM)
        told = (house.data / "house.log").read_text(encoding="utf-8")
        assert "server ended (0)" in told
        assert "Traceback" not in house.log("server")
