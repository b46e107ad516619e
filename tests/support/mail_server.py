"""A mail server for tests: real SMTP on a real port, keeping what it gets. It can be told to refuse."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


@dataclass
class MailServer:
    """refuses: how many mails are turned away with a 451 from now on; knows_nobody: so is each address, with a 550."""

    port: int = 0
    got: list[EmailMessage] = field(default_factory=list)
    refuses: int = 0
    knows_nobody: bool = False

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := (await reader.readline()).decode().strip().upper():
            if line == "DATA":
                writer.write(b"354 go on\r\n")
                await self._keep(reader)
            writer.write(self._answer(line))
            if line == "QUIT":
                break
        writer.close()

    def _answer(self, line: str) -> bytes:
        if line.startswith("MAIL") and self.refuses:
            self.refuses -= 1
            return b"451 try again later\r\n"
        if line.startswith("RCPT") and self.knows_nobody:
            return b"550 nobody of that name\r\n"
        return b"221 bye\r\n" if line == "QUIT" else b"250 fine\r\n"

    async def _keep(self, reader: asyncio.StreamReader) -> None:
        lines: list[bytes] = []
        while (line := await reader.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        message = message_from_bytes(b"".join(lines), policy=default)
        assert isinstance(message, EmailMessage)
        self.got.append(message)


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    kept = MailServer()
    server = await asyncio.start_server(kept.serve, "127.0.0.1", 0)
    kept.port = server.sockets[0].getsockname()[1]
    try:
        yield kept
    finally:
        server.close()
        await server.wait_closed()
