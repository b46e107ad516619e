"""What can go wrong with a request to ARI."""

import msgspec


class AriError(Exception):
    """ARI said no, or said nothing. status: the HTTP status, 0 where there was no answer; reason: a short sentence;
    what: method and path of the request."""

    def __init__(self, status: int, reason: str, what: str = "") -> None:
        super().__init__(f"{what}: {status} {reason}" if what else f"{status} {reason}")
        self.status, self.reason, self.what = status, reason, what


class Unreachable(AriError):
    """No answer: no connection, a lost one, or none in time."""

    def __init__(self, reason: str, what: str = "") -> None:
        super().__init__(0, reason, what)


class BadRequest(AriError):
    """400; also the answer about a channel that is gone by now."""


class NotFound(AriError):
    """404: there is no such channel, bridge or playback (any more)."""


class Conflict(AriError):
    """409: it exists already, or is not in a state for this."""


class Unprocessable(AriError):
    """422: the channel has left Stasis."""


class ServerFault(AriError):
    """500 and above."""


BY_STATUS: dict[int, type[AriError]] = {400: BadRequest, 404: NotFound, 409: Conflict, 422: Unprocessable}
GONE = (BadRequest, NotFound, Conflict, Unprocessable)  # look again at what there is; nothing is broken


class _Said(msgspec.Struct):
    message: str = ""
    error: str = ""


def error_of(status: int, body: bytes, what: str) -> AriError:
    """The error that an answer of this status is."""
    try:
        said = msgspec.json.decode(body, type=_Said)
        reason = said.message or said.error
    except msgspec.DecodeError:
        reason = ""
    kind = BY_STATUS.get(status) or (ServerFault if status >= 500 else AriError)
    return kind(status, reason or "no reason given", what)
