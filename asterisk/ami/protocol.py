"""panoramisk 1.4 with its five defects mended.

1. CR and LF in a value began a new action: such values are refused.
2. UTF-8 was decoded piece by piece, so a letter at the edge of a TCP segment was lost: decoded as one stream.
3. A callback that raised closed the connection: it is logged and the next event read.
4. Actions without an answer were sent again after a reconnect: they fail at once instead.
5. A frozen Asterisk went unnoticed: silence for two and a half pings ends the connection.
"""

import asyncio
import codecs
import logging

from panoramisk import Manager
from panoramisk.ami_protocol import AMIProtocol

logger = logging.getLogger(__name__)
FORBIDDEN = frozenset("\r\n\0")
PATIENCE = 2.5  # pings without a word


class Decoded(str):
    """Text that was decoded already; panoramisk decodes whatever it is given."""

    __slots__ = ()

    def decode(self, *_: object) -> str:
        return self


class _Everything:
    """panoramisk keeps actions that are not in this collection to send them again; so all are in it."""

    def __contains__(self, action: object) -> bool:
        return True


class MendedProtocol(AMIProtocol):  # type: ignore[misc]  # panoramisk has no types
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.heard_at = asyncio.get_running_loop().time()

    def data_received(self, data: bytes) -> None:
        self.heard_at = asyncio.get_running_loop().time()
        super().data_received(Decoded(self._decoder.decode(data)))

    def handle_message(self, message: dict[str, str]) -> None:
        try:
            super().handle_message(message)
        except Exception:
            logger.exception("an event of kind %r was not understood", message.get("Event", ""))

    def send(self, data: dict[str, object], as_list: bool | None = None) -> asyncio.Future[object]:
        for name, value in data.items():
            values = value if isinstance(value, list | tuple) else (value,)
            if any(FORBIDDEN & set(f"{name}{one}") for one in values):
                raise ValueError(f"the AMI field {name} has a control character in it")
        answer: asyncio.Future[object] = super().send(data, as_list=as_list)
        return answer

    def close(self) -> None:
        for action in list(self.responses.values()):
            if not action.future.done():
                action.future.set_exception(ConnectionError("the connection to AMI is lost"))
                action.future.exception()  # whoever does not wait for it is not warned of it
        self.responses.clear()
        super().close()


class MendedAmi(Manager):  # type: ignore[misc]  # panoramisk has no types
    """Reconnects by itself, two seconds after a loss; logs in again each time."""

    def __init__(self, **config: object) -> None:
        super().__init__(protocol_factory=MendedProtocol, forgetable_actions=_Everything(), **config)
        self.closed = False

    def connection_made(self, future: "asyncio.Future[object]") -> None:
        if future.cancelled() or self.closed:
            return
        super().connection_made(future)

    def connect(self, *arguments: object, **options: object) -> object:
        return None if self.closed else super().connect(*arguments, **options)

    def login(self, future: "asyncio.Future[object]") -> bool:
        """A login that gets no answer is no login; the lost connection brings the next try."""
        return False if future.cancelled() or future.exception() else bool(super().login(future))

    def ping(self) -> None:
        protocol = self.protocol
        silence = self.loop.time() - protocol.heard_at if protocol else 0.0
        if protocol and not protocol.closed and silence > PATIENCE * self.ping_interval:
            logger.error("Asterisk's manager interface has been silent for %.0f s; connecting again", silence)
            protocol.transport.abort()
            return
        super().ping()

    def close(self) -> None:
        self.closed = True
        super().close()
