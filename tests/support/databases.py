"""Databases of the tests' own: SQLite in a file, and a PostgreSQL that lives as long as the session."""

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.database import open
from storage.migrate import migrate_open
from tests.support.free import free_port

KINDS = ("sqlite", "postgresql")
STARTS_WITHIN = 20.0  # s
NOBODY = "nobody"  # PostgreSQL refuses to run as root


MIGRATED = "migrated"  # the database of which others are copies
MADE: set[int] = set()  # ports of servers of this process that have it
COPIED = TemporaryDirectory(prefix="cordboard-sqlite-")  # as long as this process


async def _migrate(url: str) -> None:
    database = await open(url)
    await migrate_open(database)
    await database.close()


async def fill_sqlite(file: Path) -> None:
    """The file becomes a database with all tables: a copy of one that was migrated once."""
    first = Path(COPIED.name) / "migrated.db"
    if not first.exists():
        await _migrate(f"sqlite:///{first}")
    shutil.copyfile(first, file)


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. Each test gets a database of its own."""

    bin: Path
    port: int
    control: tuple[object, ...] = ()
    starting: tuple[object, ...] = ()

    def stop(self) -> None:
        """As a machine that is switched off: nobody is asked."""
        _as_nobody([*self.control, "-m", "immediate", "stop"])

    def start(self) -> None:
        _as_nobody([*self.control, *self.starting])

    def new_url(self) -> str:
        name = f"t{uuid.uuid4().hex}"
        run([self.bin / "createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "cordboard", name])
        return self._url(name)

    def _url(self, name: str) -> str:
        return f"postgresql://cordboard@127.0.0.1:{self.port}/{name}"

    async def fill(self, url: str) -> None:
        """Give this empty database the tables, as a copy of one that was migrated: that takes a tenth of the time."""
        reach = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "cordboard"]
        if self.port not in MADE:
            run([self.bin / "createdb", *reach, MIGRATED])
            await _migrate(self._url(MIGRATED))
            MADE.add(self.port)
        name = url.rpartition("/")[2]
        run([self.bin / "dropdb", *reach, name])
        run([self.bin / "createdb", *reach, "-T", MIGRATED, name])


@contextmanager
def postgres(*, safe: bool = False) -> Iterator[Postgres]:
    """In a folder of its own, because pytest's are closed to everybody but ourselves. safe: it waits for the disk, as
    one at work does.

    Raises AssertionError with the remedy where there is none to run.
    """
    with TemporaryDirectory(prefix="cordboard-postgres-") as folder:
        if os.getuid() == 0:
            shutil.chown(folder, NOBODY)
        with _running(Path(folder), "on" if safe else "off") as server:
            yield server


@contextmanager
def _running(folder: Path, fsync: str) -> Iterator[Postgres]:
    bin, port, data = binaries(), free_port(), folder / "data"
    _as_nobody([bin / "initdb", "-D", data, "-U", "cordboard", "-A", "trust", "-E", "UTF8", "--no-sync"])
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync={fsync}"
    control = [bin / "pg_ctl", "-D", data, "-w", "-t", str(int(STARTS_WITHIN))]
    starting = ("-l", folder / "log", "-o", options, "start")
    _as_nobody([*control, *starting])
    try:
        yield Postgres(bin, port, tuple(control), starting)
    finally:
        _as_nobody([*control, "-m", "immediate", "stop"])


def binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert found, "there is no PostgreSQL to test with. Install it: apt-get install postgresql, or run: make test"
    return found[-1].parent


def run(command: list[object], user: str | None = None) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, user=user, capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, f"{words[0]}: {done.stderr[-1000:]}"


def _as_nobody(command: list[object]) -> None:
    """As ourselves, unless we are root. The server that `start` leaves behind must not keep our pipes open."""
    user = NOBODY if os.getuid() == 0 else None
    if "start" not in command:
        run(command, user)
        return
    nowhere = subprocess.DEVNULL
    subprocess.run([str(word) for word in command], user=user, stdout=nowhere, stderr=nowhere, check=True, cwd="/")
