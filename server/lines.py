"""Joins two edges that do not know each other: the switch's room asks for agents' lines, a gateway has them."""

from collections.abc import Callable

from asterisk.lines import NoLine
from softphone.client import GatewayClient, GatewayError


class GatewayLines:
    """`asterisk.lines.Lines`, given by a gateway. changed(agent) is called when a line was opened or closed."""

    def __init__(self, gateway: GatewayClient, changed: Callable[[str], None]) -> None:
        self._gateway, self._changed = gateway, changed

    async def open(self, agent: str) -> tuple[str, int]:
        try:
            address = await self._gateway.open(agent)
        except GatewayError as error:
            raise NoLine(str(error)) from error
        self._changed(agent)
        return address

    async def connect(self, agent: str, host: str, port: int) -> None:
        try:
            await self._gateway.connect(agent, host, port)
        except GatewayError as error:
            raise NoLine(str(error)) from error

    async def close(self, agent: str) -> None:
        try:
            await self._gateway.close(agent)
        except GatewayError as error:
            raise NoLine(str(error)) from error
        finally:
            self._changed(agent)
