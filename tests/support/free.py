"""Ports for what tests start."""

import socket

from server import ports


def free_port() -> int:
    """One on loopback at which nobody listens now, neither by UDP nor by TCP."""
    return ports.free("127.0.0.1", socket.SOCK_DGRAM, socket.SOCK_STREAM)
