"""Who somebody from the provider is here: as known already, else by the verified address or the login; else new."""

import logging
import re
from collections.abc import Callable

from sqlalchemy.exc import IntegrityError

from cti.plan import Person
from server.sign_on.tokens import Identity
from server.staff.staff import Staff
from storage.credentials import Credentials
from storage.people import Account, Details
from storage.sign_on import Provider, SignOns

logger = logging.getLogger(__name__)
NOT_IN_A_LOGIN = re.compile(r"[^a-z0-9._-]+")


class NotLetIn(Exception):
    """code: for the sign-in page."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Matching:
    def __init__(self, records: SignOns, staff: Staff, credentials: Credentials, clock: Callable[[], float]) -> None:
        self._records, self._staff, self._credentials, self._clock = records, staff, credentials, clock

    async def person(self, provider: Provider, who: Identity) -> Person:
        """Raises `NotLetIn`. Whoever has a second factor here comes in only if the provider asked for one too."""
        login = await self._records.known_as(who.issuer, who.subject)
        if login is None:
            login = await self._found(provider, who) or await self._made(provider, who)
            if await self._staff.find(login) is not None:
                await self._records.know(who.issuer, who.subject, login, self._clock())
        person = await self._staff.find(login)
        if person is None:
            raise NotLetIn("unknown")
        if (await self._credentials.second(login)).sure and not who.second:
            raise NotLetIn("second")
        return person

    async def _found(self, provider: Provider, who: Identity) -> str | None:
        accounts = await self._staff.people.all()
        if provider.match == "subject":
            return next((each.person.id for each in accounts if each.person.id == who.subject), None)
        return _by_address(accounts, who.email)

    async def _made(self, provider: Provider, who: Identity) -> str:
        """Somebody new, who may do nothing yet."""
        login = who.subject if provider.match == "subject" else who.login or who.email.partition("@")[0]
        login = NOT_IN_A_LOGIN.sub("-", login.lower()).strip("-._")[:40]
        if not provider.creates or len(login) < 2 or (provider.match == "email" and not who.email):
            raise NotLetIn("unknown")
        try:
            await self._staff.register(
                Person(login, (who.name or login)[:100], frozenset()), Details(email=who.email), []
            )
        except IntegrityError:
            raise NotLetIn("taken") from None
        logger.info("somebody new came in by single sign-on")
        return login


def _by_address(accounts: list[Account], email: str) -> str | None:
    """One account with this address; two are nobody, for it cannot be told which. Raises `NotLetIn`."""
    found = [each.person.id for each in accounts if email and each.email.casefold() == email.casefold()]
    if len(found) > 1:
        raise NotLetIn("several")
    return found[0] if found else None
