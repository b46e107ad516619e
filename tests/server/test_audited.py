"""Whatever is written down about people with power has a name that people can read."""

import re
from pathlib import Path

import pytest

from server.rights import is_audited
from server.rights.operations import OPERATIONS

WORDS = Path(__file__).parents[2] / "web" / "admin" / "people" / "audited"
NAMED = re.compile(r'^  "([A-Z]+ /\S+)":\s+"(.+)",$', re.MULTILINE)


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_each_operation_of_the_audit_log_has_a_name_of_its_own(language: str) -> None:
    named = dict(NAMED.findall((WORDS / f"{language}.ts").read_text(encoding="utf-8")))
    assert set(named) == {operation for operation in OPERATIONS if is_audited(operation)}
    assert len(set(named.values())) == len(named)
