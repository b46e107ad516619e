"""The file that lets a restarted gateway open the same lines."""

from pathlib import Path

import pytest

from softphone.gateway.linebook import Kept, LineBook


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gateway" / "lines.json"


def test_lines_are_read_as_they_were_written(file: Path) -> None:
    lines = {"김": Kept(24000, ("127.0.0.1", 10002)), "lee": Kept(24002, None)}
    LineBook(file).write(lines)
    assert LineBook(file).read() == lines


def test_only_the_owner_may_read_the_file(file: Path) -> None:
    LineBook(file).write({})
    assert file.stat().st_mode & 0o777 == 0o600


def test_no_file_means_no_lines(file: Path) -> None:
    assert LineBook(file).read() == {}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"lines": 5}',
        '{"lines": {"a": {"port": "x", "peer": null}}}',
        '{"lines": {"a": {"port": 0}}}',
        "\x00",
    ],
)
def test_a_damaged_file_means_no_lines(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content)
    assert LineBook(file).read() == {}
