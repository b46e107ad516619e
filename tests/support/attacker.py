"""Attacks by SIP from an address of the attacker's own: 127.0.0.2 and the like stand for strangers."""

import asyncio
import re
import socket
from dataclasses import dataclass

from tests.support.sip import authorised, packet

BURST = 20  # packets
AGENT = "friendly-scanner"


@dataclass(frozen=True, slots=True)
class Attacker:
    """source: whose address; target: host:port of Asterisk."""

    source: str
    target: str

    async def asks(self, method: str, user: str, sender: str = "100") -> int:
        """One request; the final status, 0 for no answer within two seconds."""
        with self._socket() as phone:
            return (await self._sent(phone, self._packet(method, user, sender)))[0]

    async def guesses(self, account: str, password: str) -> int:
        """Registers with this password. 401: it was wrong; 200: it was right."""
        with self._socket() as phone:
            status, answer = await self._sent(phone, self._packet("REGISTER", account, account))
            challenge = re.search(r"WWW-Authenticate: (.+)\r\n", answer)
            if status != 401 or challenge is None:
                return status
            proof = authorised(account, password, challenge[1], f"sip:{account}@{self.target}")
            second = self._packet("REGISTER", account, account, f"Authorization: {proof}", 2)
            return (await self._sent(phone, second))[0]

    async def floods(self, method: str, user: str, until: asyncio.Event) -> int:
        """About 1,000 requests a second, without a look at the answers; how many were sent."""
        sent = 0
        with self._socket() as phone:
            while not until.is_set():
                for _ in range(BURST):
                    phone.send(self._packet(method, user, f"+1900{sent:07d}"))
                sent += BURST
                await asyncio.sleep(0.02)
        return sent

    def _packet(self, method: str, user: str, sender: str, more: str = "", number: int = 1) -> bytes:
        more = f"User-Agent: {AGENT}\n{more}"
        here = f"{self.source}:5060"
        return packet(method, self.target, user, sender, here, home=self.target, number=number, more=more)

    def _socket(self) -> socket.socket:
        host, port = self.target.rsplit(":", 1)
        phone = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        phone.bind((self.source, 0))
        phone.connect((host, int(port)))
        phone.setblocking(False)
        return phone

    async def _sent(self, phone: socket.socket, request: bytes) -> tuple[int, str]:
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(phone, request)
        try:
            async with asyncio.timeout(2.0):
                while True:
                    answer = (await loop.sock_recv(phone, 65535)).decode(errors="replace")
                    found = re.match(r"SIP/2\.0 (\d{3})", answer)
                    if found and int(found[1]) >= 200 and _number(request.decode()) == _number(answer):
                        return int(found[1]), answer
        except TimeoutError:
            return 0, ""


def _number(message: str) -> str:
    found = re.search(r"CSeq: (\d+)", message)
    return found[1] if found else ""
