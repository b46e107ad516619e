"""The configuration of a private Asterisk, before anything is started."""

from configparser import ConfigParser
from pathlib import Path

import pytest

from asterisk import modules, provision
from asterisk.launch import command
from asterisk.root import Installation

TOLD = provision.Private(
    sip=("127.0.0.1", 5060),
    ari=("127.0.0.1", 8088),
    ami=("127.0.0.1", 5038),
    rtp_ports=(10000, 10099),
    media="127.0.0.1",
    trunks=("127.0.0.1", "192.0.2.0/24"),
    ari_user="cordboard",
    ari_password="of ari",
    ami_user="cordboard",
    ami_password="of ami",
    emergency=("sip:duty@192.0.2.9",),
)


def rendered(music: list[str] | None = None) -> dict[str, str]:
    return provision.render(TOLD, "/usr/lib/asterisk/modules", modules.lines(), music or [])


def test_no_file_has_a_place_left_to_fill() -> None:
    assert not [name for name, text in rendered().items() if "%{" in text]


def test_both_control_doors_open_on_their_address_only() -> None:
    files = rendered()
    assert "bindaddr = 127.0.0.1\nbindport = 8088" in files["http.conf"]
    assert "bindaddr = 127.0.0.1\nport = 5038" in files["manager.conf"]


def test_trunks_are_known_by_address_and_by_nothing_else() -> None:
    pjsip = rendered()["pjsip.conf"]
    assert "match = 127.0.0.1/32\nmatch = 192.0.2.0/24" in pjsip
    assert "identify_by = ip" in pjsip


def test_a_media_address_that_is_left_open_is_not_written() -> None:
    assert "media_address = 127.0.0.1" in rendered()["pjsip.conf"]


def test_there_is_always_music() -> None:
    assert "[default]" in provision.music_classes([])
    assert provision.music_classes(["waltz", "default"]).count("[default]") == 1


@pytest.mark.parametrize("name", ["res_pjsip_refer", "res_pjsip_endpoint_identifier_anonymous"])
def test_what_could_crash_it_or_let_strangers_in_is_not_loaded(name: str) -> None:
    assert f"load = {name}" not in rendered()["modules.conf"]


def test_the_emergency_queue_rings_the_phones_that_are_set() -> None:
    assert "member => PJSIP/trunk/sip:duty@192.0.2.9" in rendered()["queues.conf"]


def test_every_template_with_sections_can_be_read() -> None:
    reader = ConfigParser(
        strict=False, delimiters=("=",), comment_prefixes=(";", "#"), interpolation=None, allow_no_value=True
    )
    for name in ("rtp.conf", "http.conf", "cel.conf", "logger.conf", "musiconhold.conf", "ari.conf"):
        reader.read_string(rendered()[name])
    assert reader["general"]["rtpstart"] == "10000"


def test_what_is_written_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    provision.write(tmp_path, rendered())
    assert (tmp_path / "asterisk/etc/ari.conf").stat().st_mode & 0o077 == 0


def test_another_machine_may_ask_for_its_record_of_calls_among_the_recordings(tmp_path: Path) -> None:
    for _ in range(2):
        provision.write(tmp_path, rendered())
    link = tmp_path / "asterisk/spool/recording" / f"{provision.WITNESS}.raw"
    assert str(link.readlink()) == provision.RECORD


def test_a_folder_of_music_with_a_strange_name_is_left_alone(tmp_path: Path) -> None:
    for name in ("waltz", "a]b", "default"):
        (tmp_path / "asterisk/moh" / name).mkdir(parents=True)
    assert provision.music_of(tmp_path) == ["default", "waltz"]


def test_the_jail_can_write_to_nothing_but_the_data_folder(tmp_path: Path) -> None:
    words = command(Installation(tmp_path / "root"), tmp_path / "data")
    writable = [words[at + 1] for at, word in enumerate(words) if word == "--bind"]
    assert writable
    assert all(folder.startswith(str(tmp_path / "data")) for folder in writable)


def test_no_password_stands_on_the_command_line(tmp_path: Path) -> None:
    assert not [word for word in command(Installation(tmp_path), tmp_path) if "of ari" in word or "of ami" in word]
