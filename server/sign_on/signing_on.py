"""The way in: to the provider and back, and who that is here.

What has to be remembered meanwhile is in a sealed cookie of the browser that began, so nothing is kept for those who
never come back, and nobody can finish what another browser began.
"""

import hmac
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import urlencode

import msgspec
from authlib.common.security import generate_token
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from server.lookups.seal import Seal
from server.sign_on.asking import Asking, Json, Unreachable
from server.sign_on.tokens import Identity, Refused, UnknownKey, identity_of
from storage.sign_on import Provider, SignOns

BACK = "/api/session/single/back"
GOOD_FOR = 600.0  # s between the way out and the way back
FRESH_FOR = 3600.0  # s that what the provider publishes is believed
KEYS_AGAIN = 30.0  # s between two looks for new keys


class Ticket(msgspec.Struct, frozen=True):
    """What the browser brings back, sealed."""

    state: str
    nonce: str
    verifier: str
    issuer: str
    at: float


@dataclass
class Published:
    """What the provider says of itself. at: by the machine's own clock."""

    document: Json
    keys: KeySet
    at: float

    def address(self, name: str) -> str:
        value = self.document.get(name)
        if not isinstance(value, str):
            raise Unreachable(f"the provider names no {name}")
        return value


class SingleSignOn:
    def __init__(
        self,
        records: SignOns,
        seal: Seal,
        allowed: Collection[str],
        address: str,
        clock: Callable[[], float],
    ) -> None:
        """address: of our pages (`Settings.public_address`); clock: epoch seconds."""
        self.records, self.seal, self.allowed, self._address, self._clock = records, seal, allowed, address, clock
        self._asking = Asking(allowed)
        self._published: dict[str, Published] = {}

    @property
    def back(self) -> str:
        """Where the provider sends people; it has to be registered there."""
        return self._address + BACK

    async def provider(self) -> Provider | None:
        """None where nobody may come in so."""
        found = await self.records.provider()
        return found if found and found.active else None

    async def out(self, provider: Provider) -> tuple[str, str]:
        """Where the browser goes, and the cookie that it takes along. Raises `Unreachable`."""
        published = await self.published(provider.issuer)
        ticket = Ticket(generate_token(48), generate_token(48), generate_token(48), provider.issuer, self._clock())
        asked = {
            "response_type": "code",
            "client_id": provider.client,
            "redirect_uri": self.back,
            "scope": "openid profile email",
            "state": ticket.state,
            "nonce": ticket.nonce,
            "code_challenge": create_s256_code_challenge(ticket.verifier),
            "code_challenge_method": "S256",
        }
        where = published.address("authorization_endpoint")
        joint = "&" if "?" in where else "?"
        return f"{where}{joint}{urlencode(asked)}", self.seal.close(msgspec.json.encode(ticket).decode())

    async def home(self, provider: Provider, cookie: str, state: str, code: str, issuer: str) -> Identity:
        """Who came back. issuer: as the answer names it (RFC 9207), "" where it does not. Raises `Refused`,
        `Unreachable`."""
        ticket = self._ticket(cookie)
        if not hmac.compare_digest(ticket.state.encode(), state.encode()) or not code:
            raise Refused("the answer belongs to another sign-in")
        if ticket.issuer != provider.issuer or issuer not in ("", provider.issuer):
            raise Refused("the answer comes from another provider")
        published = await self.published(provider.issuer)
        told = await self._asking.post(*self._question(provider, published, code, ticket))
        token = told.get("id_token")
        if not isinstance(token, str):
            raise Refused("the provider sent no ID token")
        return await self._identity(provider, token, ticket.nonce)

    async def _identity(self, provider: Provider, token: str, nonce: str) -> Identity:
        """A key that is not known may be a new one: the keys are fetched once more, but not all the time."""
        known, now = await self.published(provider.issuer), self._clock()
        try:
            return identity_of(token, known.keys, provider.issuer, provider.client, nonce, now)
        except UnknownKey:
            if time.monotonic() - known.at < KEYS_AGAIN:
                raise
        self._published.pop(provider.issuer, None)
        fresh = await self.published(provider.issuer)
        return identity_of(token, fresh.keys, provider.issuer, provider.client, nonce, now)

    def _question(
        self, provider: Provider, published: Published, code: str, ticket: Ticket
    ) -> tuple[str, dict[str, str], tuple[str, str] | None]:
        secret = self.seal.open(provider.secret)
        if secret is None:
            raise Unreachable("the secret was sealed on another machine; type it again")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "code_verifier": ticket.verifier,
        }
        ways = published.document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if secret and isinstance(ways, list) and "client_secret_basic" in ways:
            return published.address("token_endpoint"), form, (provider.client, secret)
        more = {"client_id": provider.client} | ({"client_secret": secret} if secret else {})
        return published.address("token_endpoint"), form | more, None

    def _ticket(self, cookie: str) -> Ticket:
        try:
            ticket = msgspec.json.decode(self.seal.open(cookie) or "", type=Ticket)
        except msgspec.DecodeError:
            raise Refused("this browser has not begun a sign-in") from None
        if not 0 <= self._clock() - ticket.at <= GOOD_FOR:
            raise Refused("the sign-in took too long")
        return ticket

    async def published(self, issuer: str) -> Published:
        """What the provider says of itself, with its keys. Raises `Unreachable`."""
        known = self._published.get(issuer)
        if known is not None and time.monotonic() - known.at < FRESH_FOR:
            return known
        document = await self._asking.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if document.get("issuer") != issuer:
            raise Unreachable("the provider calls itself by another name; type the issuer exactly as it does")
        made = Published(document, KeySet([]), time.monotonic())
        try:
            made.keys = KeySet.import_key_set(await self._asking.get(made.address("jwks_uri")))  # type: ignore[arg-type]  # checked by the import
        except (JoseError, ValueError, KeyError, TypeError):
            raise Unreachable("the keys of the provider cannot be read") from None
        self._published[issuer] = made
        return made

    def forget(self) -> None:
        """The settings were changed: everything is asked anew."""
        self._published.clear()
