"""What is asked and answered can be encrypted, beside the signature (CUS-18, SEC-04). Pure but for the random numbers.

A JWE in compact form (RFC 7516) with `alg` dir and `enc` A256GCM: every language has a library for it. `kid` says with
which key, so that the other side can hold two while one is changed. See `docs/customer-api.md`.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

PARAMETER = "data"  # of an address, for GET
KIND = "application/jose"
ALGORITHMS = ("dir", "A256GCM")  # no compression: a small answer must not hide a large one
BYTES = 32  # of a key
KID_SIGNS = 16


class Unopened(ValueError):
    """It was not encrypted, or not with this key, or was changed on its way."""


def new_cipher() -> str:
    """A key as it is told to people: 32 bytes in base64url, without padding."""
    return secrets.token_urlsafe(BYTES)


def kid_of(key: str) -> str:
    return hashlib.sha256(_bytes(key)).hexdigest()[:KID_SIGNS]


@dataclass(frozen=True)
class Envelope:
    """key: of the service, see `new_cipher`."""

    key: str = field(repr=False)

    def close(self, values: Mapping[str, str]) -> str:
        header = {"alg": "dir", "enc": "A256GCM", "kid": kid_of(self.key)}
        return jwe.encrypt_compact(header, msgspec.json.encode(dict(values)), self._oct)

    def open(self, content: bytes) -> bytes:
        """Raises `Unopened`."""
        try:
            opened = jwe.decrypt_compact(content.strip(), self._oct, algorithms=list(ALGORITHMS)).plaintext
        except (JoseError, ValueError, TypeError, KeyError):
            raise Unopened from None
        return opened or b""

    @property
    def _oct(self) -> OctKey:
        return OctKey.import_key(_bytes(self.key))


def _bytes(key: str) -> bytes:
    return base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
