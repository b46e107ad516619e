"""`cti ivr publish`, `import` and `export`, into the database of a centre that does not run."""

import asyncio
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner, Result

from config.demo import demo_centre
from config.settings import Settings
from server.commands.routes import app
from storage.database import open
from storage.migrate import migrate_open
from storage.people import Passwords
from storage.routes import Routes, Version
from storage.seed import seed

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
NIGHT = "route: night\nstart: bye\nsteps:\n  bye:\n    goodbye: system.goodbye\n"
TESTS = "route: night\ntests:\n  all: {ends: goodbye}\n"


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a database with the demo's services."""
    url = f"sqlite:///{tmp_path / 'data' / 'c.db'}"
    monkeypatch.setenv("CORDBOARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CORDBOARD_DATABASE", url)
    asyncio.run(_fill(url))
    return url


async def _fill(url: str) -> None:
    database = await open(url)
    await migrate_open(database)
    demo = demo_centre(Settings().http)
    await seed(database, demo.plan, demo.password, QUICK)
    await database.close()


def cti(*said: str) -> Result:
    return CliRunner().invoke(app, list(said))


def written(folder: Path, text: str = NIGHT) -> str:
    (folder / "git" / "tests").mkdir(parents=True, exist_ok=True)
    (folder / "git" / "night.yaml").write_text(text)
    (folder / "git" / "tests" / "night.yaml").write_text(TESTS)
    return str(folder / "git")


def waiting(url: str) -> list[Version]:
    async def read() -> list[Version]:
        database = await open(url)
        found = await Routes(database).waiting()
        await database.close()
        return found

    return asyncio.run(read())


def test_a_folder_is_published_with_its_tests_at_the_next_start(centre: str, tmp_path: Path) -> None:
    told = cti("publish", written(tmp_path), "--service", "support", "--comment", "from Git", "--login", "designer")
    assert told.exit_code == 0, told.output
    assert "night is version 1; the next start of the server publishes it" in told.output
    (waits,) = waiting(centre)
    assert (waits.text, waits.tests, waits.author, waits.comment) == (NIGHT, TESTS, "designer", "from Git")


def test_a_faulty_route_is_refused_with_file_line_and_exit_code_1(centre: str, tmp_path: Path) -> None:
    folder = written(tmp_path, NIGHT.replace("goodbye: system.goodbye", "queue: none"))
    told = cti("publish", folder, "--service", "support")
    assert told.exit_code == 1
    assert f"{tmp_path}/git/night.yaml:4:3: error: " in told.output
    assert waiting(centre) == []


def test_a_route_that_is_new_there_needs_its_service(centre: str, tmp_path: Path) -> None:
    told = cti("publish", written(tmp_path))
    assert (told.exit_code, "add --service" in told.output) == (1, True)


def test_an_import_is_a_draft_and_only_what_was_published_is_exported(centre: str, tmp_path: Path) -> None:
    assert "night is a draft" in cti("import", written(tmp_path), "--service", "support").output
    told = cti("export", str(tmp_path / "out"), "night")
    assert (told.exit_code, told.output) == (1, "the route night was never published\n")
    assert cti("import", written(tmp_path), "--login", "designer").exit_code == 1
