"""Who somebody is, by the ID token of the provider: every claim is checked (OpenID Connect Core 3.1.3.7). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")  # with a key pair only: `none` and shared secrets prove nothing here
LEEWAY = 60  # s that the clocks may differ
SECOND = frozenset({"mfa", "otp", "hwk", "sms", "swk", "pop", "fpt", "face"})  # RFC 8176: more than a password


class Refused(Exception):
    """This token proves nothing. The text says why, for those who look after the machine."""


class UnknownKey(Refused):
    """It was signed with a key that the provider may have made since."""


@dataclass(frozen=True, slots=True)
class Identity:
    """email: "" where the provider has not verified it; second: the provider asked for a second factor."""

    issuer: str
    subject: str
    email: str
    name: str
    login: str
    second: bool


def identity_of(token: str, keys: KeySet, issuer: str, client: str, nonce: str, now: float) -> Identity:
    """now: epoch seconds. Raises `Refused`."""
    try:
        decoded = jwt.decode(token, _the_key(token, keys), algorithms=list(ALGORITHMS))
    except (JoseError, ValueError, TypeError) as error:
        raise Refused(f"the token is not signed as it has to be ({type(error).__name__})") from None
    claims = CodeIDToken(decoded.claims, decoded.header, _wanted(issuer, client), {"nonce": nonce, "client_id": client})
    try:
        claims.validate(now=int(now), leeway=LEEWAY)
    except Exception as error:  # noqa: BLE001  # of two libraries; whatever it is, the token is refused
        raise Refused(f"a claim of the token is wrong ({type(error).__name__})") from None
    if claims.get("nonce") != nonce:
        raise Refused("the token belongs to another sign-in")
    return _identity(decoded.claims)


def _the_key(token: str, keys: KeySet) -> KeySet:
    """The keys with the id that the token names. Raises `UnknownKey`."""
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError) as error:
        raise Refused(f"the token cannot be read ({type(error).__name__})") from None
    if header.get("alg") not in ALGORITHMS:
        raise Refused("the token is signed in a way that proves nothing")
    kid = header.get("kid")
    fitting = [each for each in keys.keys if kid is None or each.kid == kid]
    if not fitting:
        raise UnknownKey("the token is signed with a key that the provider has not published")
    return KeySet(fitting)


def _wanted(issuer: str, client: str) -> dict[str, object]:
    return {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": client},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "iat": {"essential": True},
        "nonce": {"essential": True},
    }


def _identity(claims: dict[str, object]) -> Identity:
    verified = claims.get("email_verified") is True
    amr = claims.get("amr")
    methods: Sequence[object] = amr if isinstance(amr, list) else ()
    return Identity(
        str(claims["iss"]),
        str(claims["sub"]),
        str(claims.get("email") or "") if verified else "",
        str(claims.get("name") or claims.get("preferred_username") or ""),
        str(claims.get("preferred_username") or ""),
        any(method in SECOND for method in methods),
    )
