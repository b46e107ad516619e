"""`cti ivr impact`."""

from pathlib import Path

from typer.testing import CliRunner

from server.commands.routes import app
from tests.server.test_rehearse import ROUTE, TESTS


def test_the_callers_whom_a_new_version_concerns_are_told(tmp_path: Path) -> None:
    old, new, tests = tmp_path / "old.yaml", tmp_path / "new.yaml", tmp_path / "tests.yaml"
    old.write_text(ROUTE)
    new.write_text(ROUTE.replace("keys: {1: {to: bye}}", "keys: {1: {to: wait}}") + "  wait: {queue: small}\n")
    tests.write_text(TESTS)
    told = CliRunner().invoke(app, ["impact", str(old), str(new), "--tests", str(tests), "--callers", "20"])
    assert told.exit_code == 0, told.output
    assert "of 21 callers meet something else" in told.output
    assert "no choice → goodbye  ⇒  no choice → queue small (presses one" in told.output


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["impact", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")])
    assert told.exit_code != 0
    assert "cannot be read" in str(told.exception)
