"""The Python of the house: the one that was called, unless the system's is clearly faster and fits."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scripts import setup
from server import doctor, interpreter
from server.interpreter import Interpreter

CALLED = Interpreter("/somewhere/python3", (3, 12), 0.020, True)
SYSTEM = Interpreter("/usr/bin/python3", (3, 11), 0.012, False)


@pytest.mark.parametrize(
    ("system", "taken"),
    [
        (SYSTEM, True),
        (replace(SYSTEM, seconds=0.018), False),  # no clear difference
        (replace(SYSTEM, seconds=0.040), False),
        (replace(SYSTEM, version=(3, 10)), False),
    ],
)
def test_the_system_s_python_is_taken_when_it_is_clearly_faster_and_not_too_old(
    system: Interpreter, taken: bool
) -> None:
    assert interpreter.is_faster(system, CALLED) is taken


def test_the_doctor_names_the_faster_one() -> None:
    well = doctor.python(None)
    assert (well.code, well.remedy) == ("version", "")
    slow = doctor.python((SYSTEM, 1.66))
    assert slow.code == "slow"
    assert "1.7 times as long as /usr/bin/python3" in slow.text
    assert ".venv" in slow.remedy
    assert not slow.urgent  # calls are served


def test_what_is_compared_is_this_python_and_the_system_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that does nothing but say how quick it was stands for the system's."""
    told = tmp_path / "python3"
    told.write_text("#!/bin/sh\necho 3 12 0.0000001 1\n")
    told.chmod(0o755)
    for system, expected in ((told, str(told)), (tmp_path / "none", None), (Path(sys.executable), None)):
        monkeypatch.setattr(interpreter, "SYSTEM", system)
        interpreter.faster.cache_clear()
        setup.python.cache_clear()
        found = interpreter.faster()
        assert (found and found[0].path) == expected
        assert setup.python().path == (expected or sys.executable)
    interpreter.faster.cache_clear()
    setup.python.cache_clear()


def test_a_python_is_tried_by_running_it(tmp_path: Path) -> None:
    told = interpreter.tried(sys.executable)
    assert told is not None
    assert told.version == sys.version_info[:2]
    assert 0 < told.seconds < interpreter.ANSWERS_WITHIN
    broken = tmp_path / "python3"
    broken.write_text("#!/bin/sh\necho no python\n")
    assert interpreter.tried(str(broken)) is None  # may not be run at all
    broken.chmod(0o755)
    assert interpreter.tried(str(broken)) is None
    assert interpreter.tried(str(tmp_path / "missing")) is None


@pytest.mark.parametrize("line", ["version = 3.12.1", "version_info = 3.12.1.final.0"])
def test_what_is_there_counts_and_not_what_would_be_made(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "VENV", tmp_path)
    setup.python.cache_clear()
    assert setup.python_version() == setup.python().version
    (tmp_path / "pyvenv.cfg").write_text(f"home = /usr/bin\n{line}\n")
    assert setup.python_version() == (3, 12)
