"""The thread that moves packets: whatever comes, thick or thin, is served, in the order of its socket."""

import socket
import threading
from functools import partial

import pytest

from softphone.gateway.pump import FULL, REST, THICK, Pump

SOCKETS, PACKETS = 16, 5


def test_packets_of_many_sockets_at_once_are_all_served_in_order() -> None:
    pairs = [socket.socketpair(type=socket.SOCK_DGRAM) for _ in range(SOCKETS)]
    heard: dict[int, list[bytes]] = {here.fileno(): [] for here, _ in pairs}
    done, pump = threading.Event(), Pump()

    def hear(here: socket.socket) -> None:
        heard[here.fileno()].append(here.recv(10))
        if all(len(packets) == PACKETS for packets in heard.values()):
            done.set()

    for number in range(PACKETS):
        for _, there in pairs:
            there.send(bytes([number]))
    for here, _ in pairs:
        pump.call(partial(pump.watch, here.fileno(), partial(hear, here)))
    pump.start()
    assert done.wait(10)
    pump.stop()
    assert set(map(tuple, heard.values())) == {tuple(bytes([number]) for number in range(PACKETS))}
    for pair in pairs:
        for end in pair:
            end.close()


def test_what_is_handed_to_the_pump_is_done_while_packets_come_thick() -> None:
    pairs = [socket.socketpair(type=socket.SOCK_DGRAM) for _ in range(2)]
    pump, handed, thick = Pump(), threading.Event(), threading.Event()

    def echo(here: socket.socket, there: socket.socket) -> None:
        here.recv(10)
        there.send(b"again")  # there is always something to read
        thick.set()

    for here, there in pairs:
        there.send(b"first")
        pump.call(partial(pump.watch, here.fileno(), partial(echo, here, there)))
    pump.start()
    assert thick.wait(10)
    pump.call(handed.set)
    assert handed.wait(10)
    pump.stop()
    for pair in pairs:
        for end in pair:
            end.close()


@pytest.mark.parametrize(("together", "rests"), [(1, []), (THICK, [REST]), (FULL - 1, [REST]), (FULL, [])])
def test_it_rests_only_where_packets_come_thick_and_in_time(together: int, rests: list[float]) -> None:
    pairs = [socket.socketpair(type=socket.SOCK_DGRAM) for _ in range(together)]
    rested: list[float] = []
    pump, heard = Pump(rested.append), threading.Semaphore(0)

    def hear(here: socket.socket) -> None:
        here.recv(10)
        heard.release()

    for here, there in pairs:
        there.send(b"once")
        pump.call(partial(pump.watch, here.fileno(), partial(hear, here)))
    pump.start()
    for _ in pairs:
        assert heard.acquire(timeout=10)
    pump.stop()
    assert rested == rests
    for pair in pairs:
        for end in pair:
            end.close()
