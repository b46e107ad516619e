"""Mail to people: written down first, sent by SMTP, tried again when that fails.

Without a mail server (`CORDBOARD_MAIL`) nothing leaves the house: the mails wait in the list that org admins see. In
the demo that list shows what stands in them.
"""

import asyncio
import logging
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from sqlalchemy.exc import SQLAlchemyError

from storage.mails import Mail, Mails

logger = logging.getLogger(__name__)
EVERY = 30.0  # s between two looks at what is due
LONGEST = 20.0  # s that the mail server may take for a step
ABOUT_ONE = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)  # says nothing of other mails
PORTS = {"smtp": 587, "smtps": 465}


class Post:
    def __init__(self, mails: Mails, server: str, sender: str, clock: Callable[[], float]) -> None:
        """server: `smtp://user:password@host:port` or `smtps://…`, "" for none; sender: the address it comes from."""
        self.mails, self._server, self._sender, self._clock = mails, server, sender, clock
        self._news = asyncio.Event()
        self._trouble = ""

    @property
    def trouble(self) -> str | None:
        """Why the mail server took nothing at the last try, "" where it did or nothing was tried; None without one."""
        return self._trouble if self._server else None

    async def write(self, to: str, subject: str, body: str, ticket: int = 0) -> None:
        """ticket: that it tells of: it goes with the customer who is erased, sent or not."""
        await self.mails.add(to, subject, body, self._clock(), ticket)
        self._news.set()

    async def again(self, id: int) -> None:
        await self.mails.again(id, self._clock())
        self._news.set()

    async def run(self) -> None:
        while True:
            self._news.clear()
            try:
                await self.deliver()
            except SQLAlchemyError:  # calls go on without mails; the next look tries again
                logger.exception("mails cannot be read or kept")
            try:
                async with asyncio.timeout(EVERY):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def deliver(self) -> None:
        """Everything that is due, once."""
        if not self._server:
            return
        for mail in await self.mails.due(self._clock()):
            try:
                await asyncio.to_thread(send, self._server, self._sender, mail)
            except (OSError, smtplib.SMTPException) as error:
                logger.warning("a mail could not be sent; it is tried again", extra={"mail": mail.id})
                told = _told(error)
                self._trouble = "" if isinstance(error, ABOUT_ONE) else told
                await self.mails.failed(mail, self._clock(), told)
            else:
                self._trouble = ""
                await self.mails.sent(mail.id, self._clock())


def send(server: str, sender: str, mail: Mail) -> None:
    """Blocks. Raises `OSError` or `smtplib.SMTPException`."""
    address = urlsplit(server)
    with _open(address) as connection:
        if address.username:
            connection.login(unquote(address.username), unquote(address.password or ""))
        connection.send_message(letter(sender, mail))


def _open(address: SplitResult) -> smtplib.SMTP:
    host, port = address.hostname or "", address.port or PORTS[address.scheme]
    context = ssl.create_default_context()
    if address.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=LONGEST, context=context)
    connection = smtplib.SMTP(host, port, timeout=LONGEST)
    connection.ehlo()
    if connection.has_extn("starttls"):
        connection.starttls(context=context)
    elif address.username:
        connection.close()
        raise smtplib.SMTPException("the mail server offers no TLS; a password is not sent in the clear")
    return connection


def letter(sender: str, mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message.set_content(mail.body)
    return message


def _told(error: Exception) -> str:
    """What the mail server said, without addresses: they stand in the row already."""
    code = getattr(error, "smtp_code", 0)
    return f"{type(error).__name__}{f' {code}' if code else ''}" if code else f"{type(error).__name__}: {error}"[:200]
