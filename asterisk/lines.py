"""The gateway's end of the agents' open lines, as this room sees it."""

from typing import Protocol


class NoLine(Exception):
    """The gateway cannot give the agent a line now. The text is a sentence."""


class Lines(Protocol):
    """Each agent's line: an RTP address at the gateway, joined to the page of the agent as long as one is there."""

    async def open(self, agent: str) -> tuple[str, int]:
        """Where the gateway receives this agent's media from Asterisk: host, UDP port. The same one when it is open
        already. Raises `NoLine`."""
        ...

    async def connect(self, agent: str, host: str, port: int) -> None:
        """Asterisk receives this agent's media there. Raises `NoLine`."""
        ...

    async def close(self, agent: str) -> None:
        """The line is not needed any more. Harmless when there is none. Raises `NoLine`."""
        ...
