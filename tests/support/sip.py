"""SIP packets by hand, for what no proper phone would send, and the proof of a password."""

import hashlib
import re
import socket
import uuid

SDP = "v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n"


def request(
    target: str, method: str = "INVITE", source: str = "127.0.0.1", user: str = "0700000001", sender: str = "0101",
    call_id: bytes = b"", within: float = 3.0,
) -> list[int]:  # fmt: skip
    """Send one request from a socket of its own; the status codes that come back, up to the first final one."""
    host, port = target.rsplit(":", 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
        phone.bind((source, 0))
        phone.settimeout(within)
        here = f"{source}:{phone.getsockname()[1]}"
        phone.sendto(packet(method, target, user, sender, here, call_id=call_id), (host, int(port)))
        statuses = [_status(phone)]
        while statuses[-1] // 100 == 1:
            statuses.append(_status(phone))
    return statuses


def packet(
    method: str, target: str, user: str, sender: str, contact: str,
    *, home: str = "", call_id: bytes = b"", number: int = 1, more: str = "",
) -> bytes:  # fmt: skip
    """One request. contact: host:port of the sender; home: the host that it says it is of; more: header lines."""
    body = SDP.format(host=contact.split(":")[0]) if method == "INVITE" else ""
    unique = uuid.uuid4().hex
    lines = [
        f"{method} sip:{user}@{target} SIP/2.0",
        f"Via: SIP/2.0/UDP {contact};branch=z9hG4bK{unique};rport",
        f"From: <sip:{sender}@{home or contact}>;tag={unique[:8]}",
        f"To: <sip:{user}@{target}>",
        f"CSeq: {number} {method}",
        f"Contact: <sip:{sender}@{contact}>",
        "Max-Forwards: 70",
        *(["Content-Type: application/sdp"] if body else []),
        f"Content-Length: {len(body)}",
        *more.splitlines(),
        "Call-ID: ",
    ]
    return "\r\n".join(lines).encode() + (call_id or unique.encode()) + b"\r\n\r\n" + body.encode()


def authorised(user: str, secret: str, challenge: str, uri: str) -> str:
    """The Authorization header of a REGISTER (RFC 2617 with MD5), by what was asked for."""
    asked = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge))
    realm, nonce = asked.get("realm", ""), asked.get("nonce", "")
    ha1, ha2 = _md5(f"{user}:{realm}:{secret}"), _md5(f"REGISTER:{uri}")
    told = f'Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}"'
    told += f', opaque="{asked["opaque"]}"' if "opaque" in asked else ""
    if "qop" in asked:
        return f'{told}, qop=auth, nc=00000001, cnonce="b", response="{_md5(f"{ha1}:{nonce}:00000001:b:auth:{ha2}")}"'
    return f'{told}, response="{_md5(f"{ha1}:{nonce}:{ha2}")}"'


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _status(phone: socket.socket) -> int:
    answer = re.match(rb"SIP/2\.0 (\d{3})", phone.recv(65535))
    return int(answer[1]) if answer else 0
