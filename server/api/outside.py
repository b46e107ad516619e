"""Addresses outside that people type: judged before they are kept, and again at every use."""

from collections.abc import Collection
from urllib.parse import urlsplit

from server.api.problems import Problem


def must_be_safe(url: str, allowed: Collection[str]) -> None:
    """allowed: hosts of the own network that the settings name. Raises a 422."""
    try:
        parts = urlsplit(url)
        host, _ = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise Problem(422, "url: this is no address; write https://host/path", code="lookup_url") from None
    if not host or parts.username or parts.fragment or any(sign <= " " for sign in url):
        raise Problem(422, "url: this is no address; write https://host/path, without a login", code="lookup_url")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in allowed):
        raise Problem(422, "url: only https; http is for hosts that the settings allow", code="lookup_https")
