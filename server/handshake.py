"""The WebSockets of the web server, with an answer for a request that cannot be read.

A line of a handshake that is longer than 8192 bytes (a page's name, a cookie) is refused by `websockets` with 414 or
431, and so are more than 128 headers. uvicorn 0.54 looks only at requests that could be read and does not send that:
whoever asked would wait, and the connection would stay open, for ever.
"""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class Handshakes(WebSocketsSansIOProtocol):
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()
