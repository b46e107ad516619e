"""How a message is signed, by the scheme of Standard Webhooks (github.com/standard-webhooks/standard-webhooks). Pure.

HMAC-SHA256 over `id.timestamp.body`. The header holds a signature for each secret that is good now, so a secret is
changed without losing a message.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping

PREFIX = "whsec_"
BYTES = 32  # of a secret


def secret_of(random: bytes) -> str:
    """As it is told to people."""
    return PREFIX + base64.b64encode(random).decode()


def headers(secrets: Iterable[str], id: str, at: float, body: bytes) -> Mapping[str, str]:
    """at: epoch seconds, now and not of the event, so that an old message cannot be played again."""
    timestamp = str(int(at))
    signatures = " ".join(signature(secret, id, timestamp, body) for secret in secrets)
    return {"webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures}


def signature(secret: str, id: str, timestamp: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
