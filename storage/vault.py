"""The cipher of masked passages: AES-256-GCM, a key per service, each key wrapped by a master key that is in no table.

Who reads the database, or a backup without `secrets.json`, has blocks and noise. What a passage belongs to is part of
what is sealed, so a row that somebody moves to another ticket cannot be opened there.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BITS = 256
NONCE = 12  # bytes, NIST SP 800-38D; random: 2**32 passages by one key are far away


class Locked(Exception):
    """It was sealed with a key that is not here, or was changed since."""


class Vault:
    def __init__(self, masters: str) -> None:
        """masters: `config.secrets.Secrets.masking`: the newest first, then older ones, separated by commas."""
        self._masters = [_derived(each) for each in masters.split(",") if each]

    def wrap(self, key: bytes, service: str) -> str:
        return _sealed(self._masters[0], f"key of {service}", key)

    def unwrap(self, wrapped: str, service: str) -> bytes:
        """Raises `Locked`."""
        for master in self._masters:
            try:
                return _opened(master, f"key of {service}", wrapped)
            except Locked:
                continue
        raise Locked


def new_key() -> bytes:
    return AESGCM.generate_key(BITS)


def seal(key: bytes, about: str, text: str) -> str:
    """about: what the text belongs to; it has to be the same at the opening."""
    return _sealed(key, about, text.encode())


def unseal(key: bytes, about: str, sealed: str) -> str:
    """Raises `Locked`."""
    return _opened(key, about, sealed).decode()


def _derived(master: str) -> bytes:
    return HKDF(SHA256(), BITS // 8, salt=None, info=b"cordboard masking").derive(master.encode())


def _sealed(key: bytes, about: str, content: bytes) -> str:
    nonce = os.urandom(NONCE)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, content, about.encode())).decode()


def _opened(key: bytes, about: str, sealed: str) -> bytes:
    content = base64.b64decode(sealed)
    try:
        return AESGCM(key).decrypt(content[:NONCE], content[NONCE:], about.encode())
    except (InvalidTag, ValueError):
        raise Locked from None
