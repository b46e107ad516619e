"""`cti` as people start it: it refuses what cannot work, and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server import supervisor
from server.supervisor import InUse
from tests.support.house import borrow
from tests.support.pbx import free_range

CTI = [sys.executable, "-m", "server.cli"]


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CORDBOARD_")}
    told = {"DATA": str(data), "HTTP": "127.0.0.1:0", "SIP": "127.0.0.1:0", "RTP_PORTS": free_range()}
    return kept | {f"CORDBOARD_{name}": value for name, value in (told | more).items()}


def cti(*words: str, **told: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*CTI, *words], env=told, capture_output=True, text=True, check=False, timeout=60)


@contextmanager
def demo(data: Path) -> Iterator[subprocess.Popen[str]]:
    """The demo centre without callers, once it says that it is ready."""
    borrow(data)
    told = environment(data)
    with subprocess.Popen([*CTI, "demo", "--callers", "0"], env=told, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert any("Ctrl-C ends it" in line for line in process.stdout), "it did not get ready"
            yield process
        finally:
            process.kill()


def of_house(data: Path) -> dict[int, str]:
    """The processes that were started for this data folder: pid → command line."""
    return {
        pid: words for pid, words in _processes() if str(data) in words or f"CORDBOARD_DATA={data}" in _environ(pid)
    }


def _processes() -> Iterator[tuple[int, str]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_text().replace("\0", " ").strip()
        except OSError:
            continue
        if words:
            yield int(folder.name), words


def _environ(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/environ").read_text(errors="replace").split("\0")
    except OSError:
        return []


def until(so: Callable[[], object], within: float = 20.0) -> None:
    end = time.monotonic() + within
    while not so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def server_of(data: Path) -> list[int]:
    return [pid for pid, words in of_house(data).items() if words.endswith("-m server.main")]


def test_a_data_folder_belongs_to_one_instance(tmp_path: Path) -> None:
    refused = pytest.raises(InUse, match=rf"in use by process {os.getpid()}.*CORDBOARD_DATA")
    with supervisor.only_one(tmp_path), refused, supervisor.only_one(tmp_path):
        pass


def test_a_data_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with supervisor.only_one(tmp_path):
            pass


def test_a_taken_port_ends_the_start_and_names_what_changes_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = cti("run", **environment(tmp_path, HTTP=f"127.0.0.1:{port}"))
    assert done.returncode == 2
    assert re.search(rf"127\.0\.0\.1:{port} .*CORDBOARD_HTTP", done.stderr)
    assert not of_house(tmp_path)


def test_a_wrong_setting_ends_the_start(tmp_path: Path) -> None:
    done = cti("run", **environment(tmp_path, LANGUAGE="xx"))
    assert (done.returncode, done.stderr.splitlines()[0][:32]) == (2, "error: environment: CORDBOARD_LA")


def test_a_file_of_settings_to_begin_with_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cordboard.toml"
    assert cti("init", str(file), **environment(tmp_path)).returncode == 0
    assert cti("doctor", **environment(tmp_path, CONFIG=str(file))).returncode == 0


@pytest.mark.asterisk
@pytest.mark.parametrize(
    "number", [pytest.param(signal.SIGINT, marks=pytest.mark.slow), signal.SIGTERM, signal.SIGKILL]
)
def test_whatever_ends_it_nothing_is_left_behind(tmp_path: Path, number: signal.Signals) -> None:
    with demo(tmp_path) as process:
        assert len(of_house(tmp_path)) >= 5
        process.send_signal(number)
        process.wait(20)
    until(lambda: not of_house(tmp_path))
    assert str(tmp_path) not in Path("/proc/self/mounts").read_text()


@pytest.mark.asterisk
def test_killing_the_server_starts_only_the_server_again(tmp_path: Path) -> None:
    with demo(tmp_path) as process:
        before = of_house(tmp_path)
        os.kill(server_of(tmp_path)[0], signal.SIGKILL)
        until(lambda: any(pid not in before for pid in server_of(tmp_path)))
        others = {pid for pid, words in before.items() if not words.endswith("-m server.main")}
        assert others <= of_house(tmp_path).keys()
        process.terminate()
        process.wait(20)
