"""Which Asterisk, and from which of the host's package sources."""

from pathlib import Path

import pytest

from asterisk.root import NoAsterisk, deb822_sources, debian_mirror, find, main_version, one_line_sources, read_sources

DEBIAN = 'PRETTY_NAME="Debian"\nVERSION_CODENAME=bookworm\nID=debian\n'
UBUNTU = "ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n"
HOST = "http" + "://mirror.example"  # no file names a package source, not even an invented one
DEB822 = f"""Types: deb
# where it comes from
URIs: {HOST}/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb-src
URIs: {HOST}/source
Suites: bookworm

Types: deb
Enabled: no
URIs: {HOST}/off
Suites: bookworm
"""
ONE_LINE = f"""# deb {HOST}/off bookworm main
deb [arch=amd64 signed-by=/k.gpg] {HOST}/debian bookworm main contrib
deb-src {HOST}/debian bookworm main
deb {HOST}/tools tools main
"""


def test_sources_of_the_newer_format_are_read() -> None:
    assert deb822_sources(DEB822) == [
        (f"{HOST}/debian", "bookworm"),
        (f"{HOST}/debian", "bookworm-updates"),
    ]


def test_sources_of_the_one_line_format_are_read() -> None:
    assert one_line_sources(ONE_LINE) == [
        (f"{HOST}/debian", "bookworm"),
        (f"{HOST}/tools", "tools"),
    ]


def test_all_files_of_a_host_are_read(tmp_path: Path) -> None:
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / "sources.list").write_text(ONE_LINE)
    (tmp_path / "sources.list.d/debian.sources").write_text(DEB822)
    assert len(read_sources(tmp_path)) == 4


def test_the_mirror_is_the_one_that_has_the_hosts_own_suite() -> None:
    assert debian_mirror(one_line_sources(ONE_LINE)[::-1], DEBIAN) == f"{HOST}/debian"


def test_a_host_without_a_mirror_of_debian_is_told_what_to_do() -> None:
    with pytest.raises(NoAsterisk, match=r"no mirror of Debian .* set CORDBOARD_ASTERISK"):
        debian_mirror([("http://archive.example/ubuntu", "noble")], UBUNTU)


@pytest.mark.parametrize(
    ("text", "version"),
    [("22.10.1+dfsg+~cs6", 22), ("1:22.10.1~dfsg-2", 22), ("certified/20.7", 20), ("GIT-23-abc", 23), ("(none)", 0)],
)
def test_versions_are_read_in_all_their_forms(text: str, version: int) -> None:
    assert main_version(text) == version


def test_a_root_that_is_not_whole_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asterisk.root.installed_version", lambda: 0)
    (tmp_path / "root.new").mkdir()
    with pytest.raises(NoAsterisk, match=r"setup\.py"):
        find(tmp_path / "root")
