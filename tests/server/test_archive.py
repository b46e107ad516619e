"""What is kept can be put back, and nothing else gets in."""

import io
import sqlite3
import tarfile
from pathlib import Path

import pytest

from server import archive
from server.archive import WrongArchive


def instance(data: Path) -> Path:
    (data / "recordings/en").mkdir(parents=True)
    (data / "recordings/en/hello.wav").write_bytes(b"sound")
    (data / "secrets.json").write_text("{}")
    (data / "sounds").mkdir()
    (data / "sounds/made-again.wav").write_bytes(b"")
    with sqlite3.connect(data / "cordboard.db") as database:
        database.execute("create table entries (number integer)")
        database.execute("insert into entries values (7)")
    database.close()
    return data / "cordboard.db"


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    database = instance(tmp_path / "old")
    assert archive.write(tmp_path / "a.tar.gz", tmp_path / "old", database) == 3
    assert archive.read(tmp_path / "a.tar.gz", tmp_path / "new", tmp_path / "new/cordboard.db") == 3
    assert (tmp_path / "new/recordings/en/hello.wav").read_bytes() == b"sound"
    restored = sqlite3.connect(tmp_path / "new/cordboard.db")
    assert restored.execute("select number from entries").fetchall() == [(7,)]
    restored.close()


def test_an_archive_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    archive.write(tmp_path / "a.tar.gz", tmp_path / "old", instance(tmp_path / "old"))
    assert (tmp_path / "a.tar.gz").stat().st_mode & 0o077 == 0


def test_nothing_is_written_over(tmp_path: Path) -> None:
    database = instance(tmp_path / "old")
    archive.write(tmp_path / "a.tar.gz", tmp_path / "old", database)
    with pytest.raises(WrongArchive, match="exists already"):
        archive.write(tmp_path / "a.tar.gz", tmp_path / "old", database)
    with pytest.raises(WrongArchive, match="exists already"):
        archive.read(tmp_path / "a.tar.gz", tmp_path / "old", database)


@pytest.mark.parametrize("name", ["../outside", "recordings/../../outside", "/etc/passwd", "other"])
def test_an_archive_with_a_file_that_is_not_ours_is_refused_as_a_whole(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        for each in ("secrets.json", name):
            member = tarfile.TarInfo(each)
            member.size = 1
            tar.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(WrongArchive, match="Nothing was put back"):
        archive.read(tmp_path / "a.tar.gz", tmp_path / "new", tmp_path / "new/cordboard.db")
    assert not (tmp_path / "new").exists()


def test_what_is_no_archive_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(b"no")
    with pytest.raises(WrongArchive, match="cannot be read"):
        archive.read(tmp_path / "a.tar.gz", tmp_path, tmp_path / "cordboard.db")
