"""The web server's own limits."""

from fastapi import FastAPI

from config.settings import Settings
from server.api.phone import LONGEST
from server.serving import serve


def test_a_message_on_a_socket_cannot_fill_the_memory_and_the_longest_offer_fits() -> None:
    assert 4 * LONGEST < serve(FastAPI(), Settings()).config.ws_max_size <= 1 << 20
