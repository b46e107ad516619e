"""Ports are chosen where none is set, and a taken one is named with what changes it."""

import socket

import pytest

from config.settings import load
from server import ports
from server.ports import PortTaken, choose, refuse_taken

FREE = {"CORDBOARD_HTTP": "127.0.0.1:0", "CORDBOARD_SIP": "127.0.0.1:0"}


def test_ports_that_are_left_open_are_chosen_and_all_different() -> None:
    chosen = choose(load(FREE))
    tcp = {chosen.http.port, chosen.ari.port, chosen.ami.port, chosen.gateway.port}
    assert len(tcp) == 4
    assert 0 not in {*tcp, chosen.sip.port}


def test_what_is_chosen_is_given_to_nobody_else_until_it_is_bound() -> None:
    chosen = choose(load({**FREE, "CORDBOARD_RTP_PORTS": "20000-30000"}))
    first = int(ports.ANYBODYS.read_text(encoding="ascii").split()[0])
    for address in (chosen.http, chosen.ari, chosen.ami, chosen.gateway, chosen.sip):
        assert 30000 < address.port < first


def test_where_somebody_listens_is_not_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        port = ports.free("127.0.0.1", socket.SOCK_DGRAM)
        other.bind(("127.0.0.1", port))
        monkeypatch.setattr(ports, "FIRST", port)
        monkeypatch.setattr(ports, "TRIES", 1)
        monkeypatch.setattr(ports, "LAST", port + 1)
        assert ports.free("127.0.0.1", socket.SOCK_DGRAM) != port


def test_ports_that_are_set_stay() -> None:
    assert choose(load({**FREE, "CORDBOARD_ARI": "127.0.0.1:8088"})).ari.port == 8088


def test_free_ports_are_fine() -> None:
    refuse_taken(choose(load(FREE)))


@pytest.mark.parametrize(
    ("key", "kind", "protocol"),
    [("http", socket.SOCK_STREAM, "TCP"), ("sip", socket.SOCK_DGRAM, "UDP"), ("ami", socket.SOCK_STREAM, "TCP")],
)
def test_a_taken_port_is_named_with_the_setting_that_changes_it(
    key: str, kind: socket.SocketKind, protocol: str
) -> None:
    with socket.socket(socket.AF_INET, kind) as other:
        other.bind(("127.0.0.1", 0))
        if kind is socket.SOCK_STREAM:
            other.listen()
        port = other.getsockname()[1]
        known = choose(load({**FREE, f"CORDBOARD_{key.upper()}": f"127.0.0.1:{port}"}))
        with pytest.raises(PortTaken, match=rf"{protocol} 127\.0\.0\.1:{port} .* CORDBOARD_{key.upper()}"):
            refuse_taken(known)


def test_the_ports_of_an_asterisk_that_runs_already_are_its_own() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        told = {**FREE, "CORDBOARD_SIP": f"127.0.0.1:{other.getsockname()[1]}", "CORDBOARD_ASTERISK": "http://h:8088"}
        refuse_taken(choose(load(told)))
