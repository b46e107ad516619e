"""Secrets of others, kept so that whoever reads the database, or a backup of it alone, cannot use them."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


class Seal:
    def __init__(self, key: str) -> None:
        """key: `config.secrets.Secrets.seal`."""
        self._box = Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))

    def close(self, secret: str) -> str:
        return self._box.encrypt(secret.encode()).decode() if secret else ""

    def open(self, sealed: str) -> str | None:
        """None where it was sealed with another key: the secret has to be typed again."""
        try:
            return self._box.decrypt(sealed.encode()).decode() if sealed else ""
        except InvalidToken:
            return None
