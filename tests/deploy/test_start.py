"""What the images run: secrets from files, one program of a few, and the configuration of an Asterisk beside it."""

from pathlib import Path

import pytest

from deploy.container import start
from tests.support.house import borrow

NODE = {"CORDBOARD_SIP": "10.77.0.11:5060", "CORDBOARD_ARI": "10.77.0.11:8088", "CORDBOARD_AMI": "10.77.0.11:5038"}


def test_secrets_in_files_become_the_environment_and_a_line_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cordboard.env").write_text("# made at\nCORDBOARD_SEAL=a=b\n\n", encoding="utf-8")
    assert start.secrets_in(tmp_path) == {"CORDBOARD_SEAL": "a=b"}
    (tmp_path / "other.env").write_text("a secret word\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"other.env, line 1") as refused:
        start.secrets_in(tmp_path)
    assert "a secret word" not in str(refused.value)


def test_a_program_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no sh"):
        start.become("sh", [], {})


def test_the_configuration_of_an_asterisk_is_written_beside_it(tmp_path: Path) -> None:
    borrow(tmp_path)
    told = {**NODE, "CORDBOARD_TRUNKS": "10.77.0.5", "CORDBOARD_DATA": str(tmp_path)}
    start.become(start.ASTERISK, ["/usr/lib/asterisk/modules"], told)
    etc = tmp_path / "asterisk" / "etc"
    assert "astmoddir => /usr/lib/asterisk/modules" in (etc / "asterisk.conf").read_text()
    assert "match = 10.77.0.5/32" in (etc / "pjsip.conf").read_text()
    assert (tmp_path / "moh" / "default").is_dir()


def test_a_manager_port_on_loopback_is_for_this_machine_and_another_one_for_the_servers_too(tmp_path: Path) -> None:
    borrow(tmp_path)
    allowed = []
    for ami in ("127.0.0.1:5038", "10.77.0.11:5038"):
        told = {**NODE, "CORDBOARD_AMI": ami, "CORDBOARD_DATA": str(tmp_path)}
        start.become(start.ASTERISK, ["/usr/lib/asterisk/modules"], told)
        text = (tmp_path / "asterisk" / "etc" / "manager.conf").read_text()
        allowed += [line for line in text.splitlines() if line.startswith("permit")]
    assert allowed == ["permit = 127.0.0.1/32", "permit = 0.0.0.0/0"]
