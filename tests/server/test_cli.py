"""The command line as such: which commands there are, what is read in for them, and how errors are said."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from config.settings import WrongSetting
from server import cli

READ_IN = "import sys; from server.cli import app; import server.commands.starting; print(*sys.modules)"


@pytest.mark.parametrize("name", cli.MODULES)
def test_each_command_says_what_it_does(name: str) -> None:
    said = CliRunner().invoke(cli.app, [name, "--help"])
    assert said.exit_code == 0
    assert f"cti {name}" in said.output.replace("root", "cti")


def test_a_house_starts_without_reading_in_what_other_commands_need() -> None:
    told = subprocess.run([sys.executable, "-c", READ_IN], capture_output=True, text=True, check=True).stdout.split()
    assert {"sqlalchemy", "fastapi", "alembic", "ivr"}.isdisjoint(told)


def test_an_error_with_a_remedy_is_said_and_any_other_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def wrong() -> None:
        raise WrongSetting("http: has no port. Write host:port")

    monkeypatch.setattr(cli, "app", wrong)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "error: http: has no port. Write host:port\n"

    def broken() -> None:
        raise KeyError("a fault")

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(KeyError):
        cli.main()
