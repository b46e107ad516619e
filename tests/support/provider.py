"""A small OpenID Connect provider: discovery, keys, sign-in without questions, tokens. Honest until it is told to lie.

It checks what a provider has to check: the client's secret, the address to return to, the code once, and PKCE.
"""

import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import encode_basic_auth, web
from aiohttp.test_utils import TestServer
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, OKPKey, RSAKey

CLIENT, SECRET = "cordboard", "s3cret-of-the-client"


@dataclass
class Provider:
    """who: claims of the person who signs in; lies: claims that are told instead of the true ones, None leaves one out;
    alg: with which tokens are signed; clock: epoch seconds; asked: what the last sign-in asked for."""

    issuer: str = ""
    back: str = ""
    who: dict[str, Any] = field(default_factory=lambda: {"sub": "u1", "email": "", "email_verified": True})
    lies: dict[str, Any] = field(default_factory=dict)
    alg: str = "RS256"
    clock: Any = time.time
    key: RSAKey | ECKey | OKPKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    published: bool = True
    asked: dict[str, str] = field(default_factory=dict)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def new_key(self, kid: str) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": kid})

    async def document(self, request: web.Request) -> web.Response:
        at = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        told = {name: f"{self.issuer}/{path}" for name, path in at.items()}
        return web.json_response({"issuer": self.issuer, **told})

    async def keys(self, request: web.Request) -> web.Response:
        return web.json_response(KeySet([self.key]).as_dict(private=False))

    async def authorize(self, request: web.Request) -> web.Response:
        self.asked = dict(request.query)
        fits = self.asked["client_id"] == CLIENT and self.asked["redirect_uri"] == self.back
        if not fits or self.asked["code_challenge_method"] != "S256":
            return web.Response(status=400)
        code = secrets.token_urlsafe(16)
        self._codes[code] = self.asked
        told = {"code": code, "state": self.asked["state"], "iss": self.issuer}
        return web.Response(status=302, headers={"Location": f"{self.back}?{urlencode(told)}"})

    async def token(self, request: web.Request) -> web.Response:
        form = await request.post()
        asked = self._codes.pop(str(form["code"]), None)
        known = request.headers.get("Authorization") == encode_basic_auth(CLIENT, SECRET)
        if asked is None or not known or form["redirect_uri"] != asked["redirect_uri"]:
            return web.json_response({"error": "invalid_grant"}, status=400)
        if create_s256_code_challenge(str(form["code_verifier"])) != asked["code_challenge"]:
            return web.json_response({"error": "invalid_grant"}, status=400)
        return web.json_response({"access_token": "x", "token_type": "Bearer", "id_token": self.signed(asked["nonce"])})

    def signed(self, nonce: str) -> str:
        now = int(self.clock())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **self.who,
            **self.lies,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.alg == "none":
            return jwt.encode({"alg": "none"}, claims, OctKey.import_key("x"), algorithms=["none"])
        if self.alg == "HS256":  # with what everybody knows: the published key
            return jwt.encode(
                {"alg": "HS256", "kid": "first"}, claims, OctKey.import_key(self.key.as_pem(private=False))
            )
        return jwt.encode({"alg": self.alg, "kid": self.key.kid or ""}, claims, self.key)


@asynccontextmanager
async def provider(back: str = "http://desk/api/session/single/back") -> AsyncIterator[Provider]:
    known, app = Provider(back=back), web.Application()
    app.router.add_get("/.well-known/openid-configuration", known.document)
    app.router.add_get("/keys", known.keys)
    app.router.add_get("/authorize", known.authorize)
    app.router.add_post("/token", known.token)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    known.issuer = str(server.make_url("")).rstrip("/")
    try:
        yield known
    finally:
        await server.close()
