"""A SIP packet by hand, for what no proper phone would send."""

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
        phone.sendto(
            _packet(method, f"{source}:{phone.getsockname()[1]}", target, user, sender, call_id), (host, int(port))
        )
        statuses = [_status(phone)]
        while statuses[-1] // 100 == 1:
            statuses.append(_status(phone))
    return statuses


def _packet(method: str, contact: str, target: str, user: str, sender: str, call_id: bytes) -> bytes:
    body = SDP.format(host=contact.split(":")[0]) if method == "INVITE" else ""
    unique = uuid.uuid4().hex
    head = (
        f"{method} sip:{user}@{target} SIP/2.0\r\nVia: SIP/2.0/UDP {contact};branch=z9hG4bK{unique}\r\n"
        f"From: <sip:{sender}@{contact}>;tag={unique[:8]}\r\nTo: <sip:{user}@{target}>\r\nCSeq: 1 {method}\r\n"
        f"Contact: <sip:{sender}@{contact}>\r\nMax-Forwards: 70\r\nContent-Type: application/sdp\r\n"
        f"Content-Length: {len(body)}\r\nCall-ID: "
    )
    return head.encode() + (call_id or unique.encode()) + b"\r\n\r\n" + body.encode()


def _status(phone: socket.socket) -> int:
    answer = re.match(rb"SIP/2\.0 (\d{3})", phone.recv(65535))
    return int(answer[1]) if answer else 0
