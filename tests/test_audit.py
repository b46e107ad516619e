"""Of what we depend on: licences are on the list, hashes in the lock; a known hole fails, an unasked one says so."""

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

from scripts import audit, setup

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-2.0-only", True),
        ("Apache-2.0 AND BSD-2-Clause", True),
        ("(MIT OR CC0-1.0)", True),
        ("MIT AND Commons-Clause", False),
        ("MIT OR Apache-2.0 AND SSPL-1.0", False),
        ("GPL-2.0-only", False),
        ("AGPL-3.0-only", False),
        ("GPL-2.0-or-later WITH Classpath-exception-2.0", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_is_on_the_list_or_it_is_not(licence: str, allowed: bool) -> None:
    assert audit.is_allowed(licence) is allowed


def test_a_licence_is_read_from_where_it_stands() -> None:
    assert audit.licence_of({"License-Expression": ["MIT"], "License": ["BSD"]}) == "MIT"
    assert (
        audit.licence_of({"License": ["The text of it\nin many lines"], "Classifier": ["License :: MIT License"]})
        == "MIT"
    )
    assert audit.licence_of({}) == ""


def test_where_the_metadata_say_nothing_the_text_is_read() -> None:
    assert audit.of_text([f"The licence\n{audit.MIT.replace(' ', chr(10))} and more"]) == "MIT"
    assert audit.of_text([audit.MIT, "All rights reserved"]) == ""
    assert audit.of_text([]) == ""


def test_all_that_we_depend_on_may_stand_in_a_work_under_gpl_3() -> None:
    assert audit.licences() == []


def test_most_of_the_lock_was_looked_at() -> None:
    names = audit.locked((ROOT / "requirements.lock").read_text("utf-8"))
    assert len(audit.python_licences(distributions(), names)) > 0.9 * len(names)


@pytest.mark.parametrize("name", [*audit.LOCKS, "runtime.lock"])
def test_every_package_in_the_lock_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert [each for each in blocks if "--hash=sha256:" not in each] == []
    assert "://" not in text


def blocks(name: str) -> set[str]:
    return set(re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8").strip()))


def test_the_image_gets_of_the_lock_what_runs_and_nothing_that_only_tests_need() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runs, tests = (
        {re.split(r"[\[<>=;]", each)[0].lower().replace(".", "-") for each in found}
        for found in (told["project"]["dependencies"], told["dependency-groups"]["dev"])
    )
    names = audit.locked((ROOT / "runtime.lock").read_text("utf-8"))
    assert blocks("runtime.lock") < blocks("requirements.lock")
    assert runs <= names
    assert not tests & names


def test_the_hashes_are_asked_for_when_it_is_installed() -> None:
    assert "--require-hashes" in Path(setup.__file__).read_text("utf-8")
    assert '"ci"' in Path(setup.__file__).read_text("utf-8")


def test_a_known_hole_in_a_python_package_is_a_finding() -> None:
    hole = {"id": "PYSEC-1", "fix_versions": ["2"]}
    report = {
        "dependencies": [{"name": "a", "version": "1", "vulns": [hole]}, {"name": "b", "skip_reason": "not found"}]
    }
    assert audit.holes_in_python(report) == (["a 1: PYSEC-1, mended in 2"], ["b"])


def test_a_known_hole_in_a_package_of_the_pages_is_a_finding() -> None:
    report = {"auditReportVersion": 2, "vulnerabilities": {"left-pad": {"severity": "high"}}}
    assert audit.holes_in_web(report) == (["left-pad: high"], [])


def test_a_service_that_cannot_be_asked_is_no_finding_but_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.holes_in_web({"error": {"code": "ENOTFOUND"}}) == ([], ["all packages of web/"])
    audit.say_unasked("requirements.lock", ["a"])
    assert "NOT ASKED" in capsys.readouterr().out
