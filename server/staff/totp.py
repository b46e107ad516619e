"""Codes of a second factor: TOTP as in RFC 6238, with SHA-1, six digits and steps of 30 s, as apps know it. Pure."""

import base64
import hashlib
import hmac
import struct
from urllib.parse import quote

STEP = 30  # s
DIGITS = 6
SECRET_BYTES = 20
SLACK = 1  # steps that a clock may be off, before and after


def code(secret: bytes, step: int) -> str:
    """RFC 4226, with the step as the counter."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(secret: bytes, given: str, now: float) -> int:
    """The step whose code this is, 0 for none. now: epoch seconds."""
    here, told = int(now // STEP), given.replace(" ", "").encode()
    near = range(here - SLACK, here + SLACK + 1)
    return next((step for step in near if hmac.compare_digest(code(secret, step).encode(), told)), 0)


def plain(secret: bytes) -> str:
    """As people type it into their app."""
    return base64.b32encode(secret).decode().rstrip("=")


def address(secret: bytes, login: str, issuer: str = "Cordboard") -> str:
    """What the picture for the app says."""
    label = quote(f"{issuer}:{login}")
    return f"otpauth://totp/{label}?secret={plain(secret)}&issuer={quote(issuer)}&digits={DIGITS}&period={STEP}"
