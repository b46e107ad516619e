"""One part of a house alone, for a machine of its own: `cti run --only PART`.

A part that stands alone must be found by the others and let in by them: its ports cannot be chosen at the start, and
its passwords cannot be made up.
"""

from collections.abc import Mapping
from enum import StrEnum

from config import secrets
from config.settings import PREFIX, Settings, WrongSetting
from server import private


class Part(StrEnum):
    ASTERISK = "asterisk"
    GATEWAY = "gateway"
    SERVER = "server"


# Which addresses it listens at, and which it must know because others stand there; which passwords others have too. The
# server's are those that the others get a copy of, so it may make them up.
PORTS = {Part.ASTERISK: ("sip", "ari", "ami"), Part.GATEWAY: ("gateway",), Part.SERVER: ("http",)}
SHARED = {Part.ASTERISK: ("ari_password", "ami_password"), Part.GATEWAY: ("gateway_token",), Part.SERVER: ()}


def check(part: Part, known: Settings, environ: Mapping[str, str]) -> None:
    """Raises WrongSetting for what the part cannot do without."""
    _refuse_a_stranger(part, known)
    for key in _set_by_hand(part, known):
        if not getattr(known, key).port:
            raise WrongSetting(f"{key}: has no port. The other machines must know it: set {PREFIX}{key.upper()}")
    missing = [PREFIX + name.upper() for name in secrets.missing(environ, known.data, SHARED[part])]
    if missing:
        raise WrongSetting(
            f"environment: {', '.join(missing)} must be the same as at the server. "
            f"Set it, or copy the server's secrets.json to {known.data / 'secrets.json'}"
        )


def has(part: Part, only: Part | None) -> bool:
    """This process starts it, as far as it is asked to."""
    return only in {None, part}


def _refuse_a_stranger(part: Part, known: Settings) -> None:
    if part is Part.ASTERISK and not private.has_own_asterisk(known):
        key = (
            "node: is empty. Set this machine's name" if known.nodes else "asterisk: one runs elsewhere. Leave it empty"
        )
        raise WrongSetting(f"{key} to start one here")
    if part is Part.GATEWAY and not private.has_own_gateway(known):
        raise WrongSetting(f"gateway: {known.gateway} is none of gateways. Set the address that the server knows")


def _set_by_hand(part: Part, known: Settings) -> tuple[str, ...]:
    if part is not Part.SERVER:
        return PORTS[part]
    asterisk = () if known.nodes or known.asterisk else ("ari", "ami")
    return asterisk if known.gateways else (*asterisk, "gateway")
