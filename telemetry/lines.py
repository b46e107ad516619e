"""The shape of a log line: for people, or one JSON object a line; both say of which call, agent and request it tells.

Personal data are never in messages (SEC-4); ids are opaque: a call's is Asterisk's channel id, as in CEL.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

IDS = ("request", "call", "agent", "target", "ticket", "queue", "route", "webhook", "mail", "entry")
_USUAL = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}
_HUMAN = "%(asctime)s %(levelname)s %(name)s %(message)s"
_REQUEST: ContextVar[str] = ContextVar("request", default="")
_CALL: ContextVar[str] = ContextVar("call", default="")


def about(thing: object) -> dict[str, object]:
    """The ids in a fact, command or order, for `extra`: logger.info("…", extra=about(order))."""
    found = {name: getattr(thing, name, None) for name in ("call", "agent", "target", "queue", "route")}
    return {name: value for name, value in found.items() if isinstance(value, str | int) and value}


@contextmanager
def within(request: str) -> Iterator[None]:
    """Lines that are written meanwhile belong to this request."""
    token = _REQUEST.set(request)
    try:
        yield
    finally:
        _REQUEST.reset(token)


@contextmanager
def concerning(call: str) -> Iterator[None]:
    """Lines that are written meanwhile tell of this call, "" of none, unless they say themselves of which."""
    token = _CALL.set(call)
    try:
        yield
    finally:
        _CALL.reset(token)


def concerns(call: str) -> None:
    """All that is written from now on, in this task, tells of this call."""
    _CALL.set(call)


def request() -> str:
    """The id of the request that is being answered, "" outside of one."""
    return _REQUEST.get()


def ids_of(record: logging.LogRecord) -> dict[str, object]:
    """In the order of `IDS`, then whatever else the line was given."""
    more = {name: value for name, value in record.__dict__.items() if name not in _USUAL}
    if current := _REQUEST.get():
        more.setdefault("request", current)
    if call := _CALL.get():
        more.setdefault("call", call)
    known = {name: more.pop(name) for name in IDS if more.get(name) not in (None, "")}
    return known | {name: value for name, value in more.items() if value not in (None, "")}


class ForPeople(logging.Formatter):
    """`time LEVEL logger message [call=… agent=…]`."""

    def __init__(self) -> None:
        super().__init__(_HUMAN)

    def formatMessage(self, record: logging.LogRecord) -> str:
        text = super().formatMessage(record)
        ids = " ".join(f"{name}={value}" for name, value in ids_of(record).items())
        return f"{text} [{ids}]" if ids else text


class AsJson(logging.Formatter):
    """One object a line: at (RFC 3339, UTC), level, part, logger, message, ids, error."""

    def __init__(self, part: str) -> None:
        """part: server, gateway, callers …"""
        super().__init__()
        self._part = part

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower(), "part": self._part}
        line |= {"logger": record.name, "message": record.getMessage(), **ids_of(record)}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def begin(part: str, level: str, form: str) -> None:
    """The log of this process, to standard error. form: `human` or `json`."""
    shown = logging.StreamHandler()
    shown.setFormatter(AsJson(part) if form == "json" else ForPeople())
    logging.basicConfig(level=level.upper(), handlers=[shown])
