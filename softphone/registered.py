"""A user agent with an account at a PBX: registered, and whatever is asked for a password is said again with it.

Digest authentication of RFC 2617 with MD5, with and without `qop=auth`. A registration that fails is tried again for
as long as the account is used: a PBX that is restarted must not cost the phone.
"""

import asyncio
import hashlib
import logging
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import pyVoIP.VoIP  # noqa: F401 pyVoIP.SIP and pyVoIP.RTP import each other unless this one is first
from pyVoIP.SIP import SIPMessage

from softphone.sip import Address, Book, Dialog, Invitation, Sending, Signalling, line_of

log = logging.getLogger(__name__)

EXPIRES = 120  # s that are asked for
AGAIN = 15.0  # s after a registration that failed
ASKED_FOR = (401, 407)
_PART = re.compile(r'(\w+)=("[^"]*"|[^",\s]+)')


@dataclass(frozen=True, slots=True)
class Account:
    """server: host and port of the PBX; user, secret: what we register with; extension: whom we call."""

    server: Address
    user: str
    secret: str = field(repr=False)
    extension: str


class Registered(Signalling):
    """registered: told once, with the SIP code of the first final answer; 408 when there was none."""

    def __init__(self, account: Account, host: str, port: int, book: Book, registered: Callable[[int], None]) -> None:
        super().__init__(account.server, host, port, book, account.user)
        self.account = account
        self._told: Callable[[int], None] | None = registered
        self._texts: dict[tuple[str, str], str] = {}
        self._again: asyncio.TimerHandle | None = None
        uri = f"sip:{account.user}@{account.server[0]}:{account.server[1]}"
        local = f"<{uri}>;tag={self.gen_tag()}"
        target = f"sip:{account.server[0]}:{account.server[1]}"
        self._place = Dialog(self.gen_call_id(), local, f"<{uri}>", target, 0)
        self._expires = EXPIRES

    def enrol(self, expires: int = EXPIRES) -> None:
        """expires: 0 takes the registration back."""
        if self._again is not None:
            self._again.cancel()
        self._expires = expires
        self._place.cseq += 1
        self._request(self._place, "REGISTER", self._via(), self._place.cseq)

    def close(self) -> None:
        if self._again is not None:
            self._again.cancel()
        super().close()

    # --- requests --------------------------------------------------------------------------------------------------

    def _request(self, dialog: Dialog, method: str, via: str, cseq: int) -> None:
        text = dialog.request(method, via, cseq)
        if method == "REGISTER":
            contact = f"<sip:{self.username}@{self.myIP}:{self.myPort}>"
            text = _with(text, f"Contact: {contact}\r\nExpires: {self._expires}\r\n")
        self._transact((dialog.call_id, method), text)

    def _transact(self, key: tuple[str, str], text: str) -> None:
        if running := self.sendings.pop(key, None):
            running.stop()
        self._texts[key] = text
        self.sendings[key] = Sending(lambda: self.send(text), lambda: self._dropped(key))

    def _dropped(self, key: tuple[str, str]) -> None:
        super()._dropped(key)
        self._texts.pop(key, None)
        if key[1] == "REGISTER":
            self._register_answered(408, None)

    def _answer(self, message: SIPMessage) -> None:
        key = (message.headers["Call-ID"], message.headers["CSeq"]["method"])
        code = int(message.status)
        text = self._texts.get(key, "")
        if code < 200 or key[1] == "INVITE" or not text:
            super()._answer(message)
            return
        if _number(text) != int(message.headers["CSeq"]["check"]):
            return  # an answer to what was said before
        if code in ASKED_FOR and "uthorization:" not in text:
            if key[1] == "REGISTER":
                self._place.cseq += 1
            self._transact(key, self._authorized(text, message))
            return
        super()._answer(message)
        del self._texts[key]
        if key[1] == "REGISTER":
            self._register_answered(code, message)

    def _register_answered(self, code: int, message: SIPMessage | None) -> None:
        if self._told is not None:
            told, self._told = self._told, None
            told(code)
        if not self.NSD or not self._expires:
            return
        granted = _granted(message) if message is not None and code == 200 else 0
        pause = granted / 2 if granted else AGAIN
        if code != 200:
            log.warning("the other PBX does not register us: %d", code)
        self._again = asyncio.get_running_loop().call_later(pause, self.enrol)

    # --- INVITE ----------------------------------------------------------------------------------------------------

    def _invite_answered(self, invitation: Invitation, message: SIPMessage, code: int) -> None:
        if int(message.headers["CSeq"]["check"]) != invitation.dialog.cseq:
            return  # the first one's refusal again
        if code not in ASKED_FOR or "uthorization:" in invitation.text or invitation.cancelled:
            super()._invite_answered(invitation, message, code)
            return
        invitation.sending.stop()
        refused = Dialog(**{name: getattr(invitation.dialog, name) for name in Dialog.__slots__})
        refused.remote += f";tag={message.headers['To']['tag']}"
        self.send(refused.request("ACK", invitation.via, refused.cseq))
        self._invite_again(invitation, message)

    def _invite_again(self, invitation: Invitation, challenge: SIPMessage) -> None:
        dialog = invitation.dialog
        text = invitation.text = self._authorized(invitation.text, challenge)
        dialog.cseq, invitation.via = _number(text), line_of(text, "Via")
        invitation.sending = Sending(lambda: self.send(text), lambda: self._lost(dialog.call_id))

    def _authorized(self, text: str, challenge: SIPMessage) -> str:
        """The request as the next of its dialog, in a transaction of its own, with the password's proof."""
        method, uri = text.split(" ", 2)[:2]
        number = _number(text)
        text = text.replace(line_of(text, "Via"), self._via(), 1)
        text = text.replace(f"\r\nCSeq: {number} {method}", f"\r\nCSeq: {number + 1} {method}", 1)
        header = "Authorization" if int(challenge.status) == 401 else "Proxy-Authorization"
        challenged = "WWW-Authenticate" if header == "Authorization" else "Proxy-Authenticate"
        asked = _parts(challenge.headers.get(challenged, ""))
        return _with(text, f"{header}: {proof(asked, self.account, method, uri)}\r\n")


def proof(asked: dict[str, str], account: Account, method: str, uri: str) -> str:
    """The value of an Authorization header. asked: the parts of the challenge."""
    realm, nonce = asked.get("realm", ""), asked.get("nonce", "")
    secret, what = _md5(f"{account.user}:{realm}:{account.secret}"), _md5(f"{method}:{uri}")
    said = {"username": account.user, "realm": realm, "nonce": nonce, "uri": uri}
    counted = ""
    if "auth" in asked.get("qop", "").split(","):
        ours = uuid.uuid4().hex
        said |= {"response": _md5(f"{secret}:{nonce}:00000001:{ours}:auth:{what}"), "cnonce": ours}
        counted = ", qop=auth, nc=00000001"
    else:
        said["response"] = _md5(f"{secret}:{nonce}:{what}")
    if "opaque" in asked:
        said["opaque"] = asked["opaque"]
    quoted = ", ".join(f'{name}="{value}"' for name, value in said.items())
    return f"Digest {quoted}, algorithm=MD5{counted}"


def _parts(challenge: str | dict[str, str]) -> dict[str, str]:
    """pyVoIP reads one of the two headers, and leaves the other as it came."""
    if isinstance(challenge, dict):
        return challenge
    return {name: value.strip('"') for name, value in _PART.findall(challenge)}


def _granted(answer: SIPMessage) -> int:
    found = re.search(r"expires=(\d+)", answer.headers.get("Contact", "")) or re.match(
        r"(\d+)", answer.headers.get("Expires", "")
    )
    return int(found[1]) if found else EXPIRES


def _number(text: str) -> int:
    return int(line_of(text, "CSeq").split(" ")[0])


def _with(text: str, headers: str) -> str:
    return text.replace("Content-Length:", f"{headers}Content-Length:", 1)


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
