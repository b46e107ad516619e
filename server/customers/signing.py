"""Questions to a customer's own system are signed, so that it knows who asks and that nothing was changed. Pure.

Signed is `TIMESTAMP.METHOD.PATH?QUERY.BODY` with HMAC-SHA256 and the key of the service; the header is
`X-Cordboard-Signature: v1=HEX`, beside `X-Cordboard-Timestamp` (epoch seconds). See `docs/customer-api.md`.
"""

import hashlib
import hmac
import secrets

TIMESTAMP, SIGNATURE = "X-Cordboard-Timestamp", "X-Cordboard-Signature"
BYTES = 32  # of a key


def new_key() -> str:
    return f"cbk_{secrets.token_urlsafe(BYTES)}"


def signed(key: str, at: float, method: str, path: str, body: bytes) -> dict[str, str]:
    """The headers. at: epoch seconds; path: with its query, as it is sent."""
    timestamp = str(int(at))
    told = f"{timestamp}.{method}.{path}.".encode() + body
    return {TIMESTAMP: timestamp, SIGNATURE: f"v1={hmac.new(key.encode(), told, hashlib.sha256).hexdigest()}"}
