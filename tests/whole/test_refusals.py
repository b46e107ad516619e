"""What cannot work is refused at the start: exit code 2, the place, the setting and the remedy, and nothing begun."""

import socket
from pathlib import Path

import pytest

from tests.server.test_supervisor import cti, environment

STREAM, DATAGRAM = socket.SOCK_STREAM, socket.SOCK_DGRAM


@pytest.mark.parametrize(
    ("key", "kind"),
    [("HTTP", STREAM), ("SIP", DATAGRAM), ("ARI", STREAM), ("AMI", STREAM), ("GATEWAY", STREAM)],
)
def test_a_taken_port_is_named_with_its_setting(tmp_path: Path, key: str, kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        if kind is STREAM:
            taken.listen()
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        ended = cti("run", **environment(tmp_path, **{key: place}))
    assert ended.returncode == 2
    assert place in ended.stderr
    assert f"CORDBOARD_{key}" in ended.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('htpp = "127.0.0.1:1"', "htpp"),
        ('ari = "127.0.0.1:99999"', "ari"),
        ("dead_man = 1", "dead_man"),
        ('phone_ports = "9-1"', "phone_ports"),
        ('language = "tlh"', "language"),
        ("http = ", "TOML"),
        ("[http]", "http"),
    ],
)
def test_a_wrong_line_in_the_file_is_named_with_its_remedy(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "cordboard.toml"
    file.write_text(line, encoding="utf-8")
    ended = cti("run", **{**environment(tmp_path / "data"), "CORDBOARD_CONFIG": str(file)})
    assert ended.returncode == 2
    assert str(file) in ended.stderr
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "data").exists()
