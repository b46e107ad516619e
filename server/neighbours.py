"""What `cti doctor` looks at outside: mail server, single sign-on, webhooks, the own address. Can they be reached, and
how long do their certificates last? Nothing is asked of them."""

import asyncio
import socket
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography import x509
from sqlalchemy.exc import SQLAlchemyError

from config.settings import Settings
from server.doctor import Finding
from storage.database import Unreachable, open
from storage.sign_on import SignOns
from storage.webhooks import Webhooks

WITHIN = 3.0  # s
SOON = 14  # days before the end of a certificate
DAY = 86_400.0
PORTS = {"https": 443, "http": 80, "smtp": 25, "smtps": 465}
ENCRYPTED = ("https", "smtps")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """about: what it is for; remedy: what to do when it cannot be reached."""

    about: str
    url: str
    remedy: str


async def all_of(known: Settings) -> list[Finding]:
    neighbours = [*of_settings(known), *await _of_database(known)]
    return list(await asyncio.gather(*(look(each) for each in neighbours)))


def of_settings(known: Settings) -> list[Neighbour]:
    found = []
    if known.mail:
        found.append(
            Neighbour("mail", known.mail, "mails wait and are sent later; mend the setting mail, or the server")
        )
    if known.address:
        found.append(
            Neighbour("address", known.address, "people cannot reach the pages there: proxy, name or firewall")
        )
    if known.traces:
        found.append(
            Neighbour("traces", known.traces, "calls go on, spans are lost; start the collector, or unset traces")
        )
    return found


async def look(at: Neighbour) -> Finding:
    parts = urlsplit(at.url)
    host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    shown = f"{host}:{port}"
    try:
        ends = await asyncio.wait_for(asyncio.to_thread(_reach, host, port, parts.scheme in ENCRYPTED), 2 * WITHIN)
    except ssl.SSLCertVerificationError as error:
        text = f"{shown} has a certificate that is not believed: {error.verify_message}"
        return Finding(at.about, text, "renew it", code="unbelieved", values={"shown": shown})
    except (OSError, TimeoutError) as error:
        text = f"{shown} cannot be reached: {type(error).__name__}"
        return Finding(at.about, text, at.remedy, code="unreached", values={"shown": shown})
    return judged(at.about, shown, ends, time.time())


def judged(about: str, shown: str, ends: float, now: float) -> Finding:
    """ends: of its certificate, epoch seconds; 0 where there is none."""
    if not ends:
        return Finding(about, f"{shown} can be reached", code="reached", values={"shown": shown})
    days = int((ends - now) / DAY)
    text = f"{shown} can be reached, its certificate lasts {days} days"
    values, ends_soon = {"shown": shown, "days": str(days)}, days < SOON
    code = "ends" if ends_soon else "lasts"
    return Finding(about, text, "renew it" if ends_soon else "", code=code, values=values)


def _reach(host: str, port: int, encrypted: bool) -> float:
    """Connect and let go again. When its certificate ends, 0 without one."""
    with socket.create_connection((host, port), WITHIN) as plain:
        if not encrypted:
            return 0.0
        with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as safe:
            written = safe.getpeercert(binary_form=True)
    return x509.load_der_x509_certificate(written).not_valid_after_utc.timestamp() if written else 0.0


async def _of_database(known: Settings) -> Iterable[Neighbour]:
    if not known.database and not (known.data / "cordboard.db").exists():
        return []
    try:
        database = await open(known.database_url)
    except Unreachable:
        return []  # that is told already
    try:
        provider = await SignOns(database).provider()
        webhooks = [each for each in await Webhooks(database).all() if each.active]
    except SQLAlchemyError:  # older tables: that is told already
        return []
    finally:
        await database.close()
    found = (
        [Neighbour("sign-on", provider.issuer, "nobody comes in by single sign-on; passwords work")] if provider else []
    )
    return found + [
        Neighbour("webhook", each.url, f"events wait a day for {each.name!r}; see Settings, Webhooks")
        for each in webhooks
    ]
