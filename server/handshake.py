"""The WebSockets of the web server, with the two things in which uvicorn 0.54 forgets who was refused.

A line of a handshake that is longer than 8192 bytes (a page's name, a cookie) is refused by `websockets` with 414 or
431, and so are more than 128 headers. uvicorn looks only at requests that could be read and does not send that: whoever
asked would wait, and the connection would stay open, for ever. And each handshake that our own program refuses with a
document would be an error in the log, so that anybody could fill it.
"""

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class Handshakes(WebSocketsSansIOProtocol):
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        if self.initial_response is not None and self.close_sent:
            self.handshake_complete = True
