"""`cti ivr test`."""

import xml.etree.ElementTree as xml
from pathlib import Path

from typer.testing import CliRunner, Result

from server.commands.routes import app

ROUTE = """
route: small
start: choose
steps:
  choose:
    menu: hello
    keys: {1: {to: bye}}
    no input: bye
    wrong input: bye
  bye: {goodbye: bye}
"""
TESTS = "route: small\ntests:\n  presses one: {does: [1], ends: goodbye}\n"


def play(folder: Path, tests: str = TESTS, *more: str) -> Result:
    (folder / "small.yaml").write_text(ROUTE)
    (folder / "tests").mkdir(exist_ok=True)
    (folder / "tests" / "small.yaml").write_text(tests)
    return CliRunner().invoke(app, ["test", str(folder / "tests"), *more])


def test_what_passes_and_what_was_not_walked_is_said(tmp_path: Path) -> None:
    result = play(tmp_path)
    assert result.exit_code == 0
    assert "small: 1 of 1 tests pass; 33 % of 3 ways are walked" in result.output
    assert "  not walked: choose, no input" in result.output


def test_a_fault_names_file_line_and_test(tmp_path: Path) -> None:
    result = play(tmp_path, TESTS.replace("goodbye", "queue sales"))
    assert result.exit_code == 1
    assert "small.yaml:3:3: presses one: the call ends with goodbye, not queue sales" in result.output


def test_too_little_coverage_fails(tmp_path: Path) -> None:
    assert play(tmp_path, TESTS, "--least", "30").exit_code == 0
    assert play(tmp_path, TESTS, "--least", "90").exit_code == 1


def test_the_results_are_written_as_junit(tmp_path: Path) -> None:
    play(tmp_path, TESTS.replace("goodbye", "hung up"), "--junit", str(tmp_path / "out.xml"))
    suite = xml.parse(tmp_path / "out.xml").getroot().find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")


def test_tests_without_their_route_are_refused(tmp_path: Path) -> None:
    result = play(tmp_path, TESTS.replace("route: small", "route: other"))
    assert "no other.yaml beside it or its folder" in str(result.exception)
