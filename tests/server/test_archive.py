"""What is kept can be put back, what is torn, forged or newer is refused before anything is put anywhere."""

import asyncio
import gzip
import io
import json
import random
import sqlite3
import tarfile
from pathlib import Path

import pytest

from server import archive
from server.archive import WrongArchive, sealing
from server.archive.contents import Contents, encoded
from storage.migrate import migrate, versions


def told(done: int, whole: int) -> None:
    assert 0 <= done <= whole


def instance(data: Path) -> Path:
    for folder in ("recordings/en", "sounds", "asterisk/moh/default"):
        (data / folder).mkdir(parents=True)
    (data / "recordings/en/hello.wav").write_bytes(b"sound")
    (data / "asterisk/moh/default/a.wav").write_bytes(b"music")
    (data / "secrets.json").write_text("{}")
    (data / "sounds/made-again.wav").write_bytes(b"")
    asyncio.run(migrate(url(data)))
    with sqlite3.connect(data / "cordboard.db") as database:
        database.execute("insert into services (id, name, language) values ('support', '고객 지원', 'ko')")
    database.close()
    return data


def url(data: Path) -> str:
    return f"sqlite:///{data}/cordboard.db"


def kept(tmp_path: Path) -> Path:
    old = instance(tmp_path / "old")
    archive.write(tmp_path / "a.tar.gz", old, url(old), told)
    return tmp_path / "a.tar.gz"


def put_back(file: Path, data: Path) -> Contents:
    return archive.read(file, data, url(data), told)


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    contents = put_back(kept(tmp_path), tmp_path / "new")
    assert sorted(contents.parts) == [
        "asterisk/moh/default/a.wav",
        "cordboard.db",
        "recordings/en/hello.wav",
        "secrets.json",
    ]
    assert contents.tables == versions()[-1]
    assert (tmp_path / "new/recordings/en/hello.wav").read_bytes() == b"sound"
    restored = sqlite3.connect(tmp_path / "new/cordboard.db")
    assert restored.execute("select name from services").fetchall() == [("고객 지원",)]
    restored.close()
    for private in ("cordboard.db", "secrets.json", "recordings/en/hello.wav"):
        assert (tmp_path / "new" / private).stat().st_mode & 0o077 == 0


def test_an_archive_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    assert kept(tmp_path).stat().st_mode & 0o077 == 0


def test_nothing_is_written_over(tmp_path: Path) -> None:
    file = kept(tmp_path)
    with pytest.raises(WrongArchive, match="exists already"):
        archive.write(file, tmp_path / "old", url(tmp_path / "old"), told)
    with pytest.raises(WrongArchive, match="exists already"):
        put_back(file, tmp_path / "old")


def test_half_an_archive_is_not_left_behind(tmp_path: Path) -> None:
    (tmp_path / "none.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(WrongArchive, match="cannot be copied"):
        archive.write(tmp_path / "a.tar.gz", tmp_path, f"sqlite:///{tmp_path}/none.db", told)
    assert not (tmp_path / "a.tar.gz").exists()


@pytest.mark.parametrize("left", [0.1, 0.5, 0.99])
def test_a_torn_archive_is_refused_and_nothing_is_put_back(tmp_path: Path, left: float) -> None:
    whole = kept(tmp_path).read_bytes()
    (tmp_path / "torn.tar.gz").write_bytes(whole[: int(len(whole) * left)])
    with pytest.raises(WrongArchive, match="take another backup"):
        put_back(tmp_path / "torn.tar.gz", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_changed_byte_is_found_and_named(tmp_path: Path) -> None:
    changed = gzip.decompress(kept(tmp_path).read_bytes()).replace(b"sound", b"s0und")
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(changed))
    with pytest.raises(WrongArchive, match=r"hello\.wav is not what was written"):
        put_back(tmp_path / "b.tar.gz", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def made(file: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(file, "w:gz") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return file


@pytest.mark.parametrize("name", ["../outside", "recordings/../../outside", "/etc/passwd", "other", "rows/../x"])
def test_an_archive_with_a_file_that_is_not_ours_is_refused_as_a_whole(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongArchive, match="Nothing was put back"):
        put_back(made(tmp_path / "a.tar.gz", {"secrets.json": b"x", name: b"x"}), tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("newer", [Contents("9.0", "9999", 0.0), Contents("9.0", versions()[-1], 0.0, format=3)])
def test_an_archive_of_a_newer_version_is_refused_with_the_version_named(tmp_path: Path, newer: Contents) -> None:
    with pytest.raises(WrongArchive, match=r"newer version \(9\.0.*install that version"):
        put_back(made(tmp_path / "a.tar.gz", {"contents.json": encoded(newer)}), tmp_path / "new")


@pytest.mark.parametrize("list_", [b"", b"{", json.dumps({"parts": {"a": 1}}).encode()])
def test_an_archive_without_a_readable_list_is_refused(tmp_path: Path, list_: bytes) -> None:
    with pytest.raises(WrongArchive, match="no list"):
        put_back(made(tmp_path / "a.tar.gz", {"contents.json": list_}), tmp_path / "new")


def test_what_is_no_archive_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(b"no")
    with pytest.raises(WrongArchive, match="cannot be read"):
        put_back(tmp_path / "a.tar.gz", tmp_path / "new")


# --- sealed ----------------------------------------------------------------------------------------------------------


def sealed(tmp_path: Path, size: int = 300_000) -> tuple[Path, Path]:
    """An archive, and the file of its key."""
    old, key, file = instance(tmp_path / "old"), tmp_path / "backup.key", tmp_path / "a.age"
    (old / "recordings/en/hello.wav").write_bytes(random.Random(1).randbytes(size))  # many pieces of the format
    archive.write(file, old, url(old), told, sealing.recipients([sealing.new_key(key)]))
    return file, key


def opened(file: Path, key: Path, data: Path) -> Contents:
    return archive.read(file, data, url(data), told, sealing.identities(key))


def test_what_was_sealed_comes_back_with_its_key(tmp_path: Path) -> None:
    file, key = sealed(tmp_path)
    assert key.stat().st_mode & 0o077 == 0
    assert file.stat().st_mode & 0o077 == 0
    assert b"secrets.json" not in file.read_bytes()
    contents = opened(file, key, tmp_path / "new")
    assert "secrets.json" in contents.parts
    was = (tmp_path / "old/recordings/en/hello.wav").read_bytes()
    assert (tmp_path / "new/recordings/en/hello.wav").read_bytes() == was


def test_each_of_several_keys_opens_it(tmp_path: Path) -> None:
    old, keys = instance(tmp_path / "old"), [tmp_path / "one", tmp_path / "two"]
    public = sealing.recipients([sealing.new_key(key) for key in keys])
    archive.write(tmp_path / "a.age", old, url(old), told, public)
    for key in keys:
        assert opened(tmp_path / "a.age", key, tmp_path / f"new-{key.name}").parts


@pytest.mark.parametrize("left", [0, 10, 100, 200, 65_536, 200_000, -1, -20])
def test_a_sealed_archive_that_was_cut_off_is_refused(tmp_path: Path, left: int) -> None:
    file, key = sealed(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:left])
    with pytest.raises(WrongArchive, match="another backup"):
        opened(file, key, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("place", [0.001, 0.3, 0.6, 0.999])
def test_a_changed_byte_of_a_sealed_archive_is_found(tmp_path: Path, place: float) -> None:
    file, key = sealed(tmp_path)
    whole = bytearray(file.read_bytes())
    whole[int(len(whole) * place)] ^= 1
    file.write_bytes(whole)
    with pytest.raises(WrongArchive):
        opened(file, key, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_without_its_key_a_sealed_archive_says_which_one_it_wants(tmp_path: Path) -> None:
    file, _ = sealed(tmp_path, 10)
    with pytest.raises(WrongArchive, match="--key FILE"):
        put_back(file, tmp_path / "new")
    sealing.new_key(tmp_path / "another.key")
    with pytest.raises(WrongArchive, match="sealed for other keys"):
        opened(file, tmp_path / "another.key", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_key_is_not_written_over_and_what_is_none_is_said_so(tmp_path: Path) -> None:
    sealing.new_key(tmp_path / "key")
    with pytest.raises(WrongArchive, match="exists already"):
        sealing.new_key(tmp_path / "key")
    (tmp_path / "no").write_text("no key")
    with pytest.raises(WrongArchive, match="no private key"):
        sealing.identities(tmp_path / "no")
    with pytest.raises(WrongArchive, match="'age1x' is no public key"):
        sealing.recipients(["age1x"])
    private = (tmp_path / "key").read_text().splitlines()[1]
    with pytest.raises(WrongArchive) as wrong:
        sealing.recipients([private])
    assert private not in str(wrong.value)


def test_a_place_that_is_full_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    keys = sealing.recipients([sealing.new_key(tmp_path / "key")])
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        pytest.raises(WrongArchive, match="Make room"),
        sealing.sealed(full, keys) as plain,
    ):
        plain.write(bytes(3_000_000))
