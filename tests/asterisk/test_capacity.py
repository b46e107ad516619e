"""As many callers as the machine, or the container, bears."""

import os
from pathlib import Path

import pytest

from asterisk.capacity import CALLERS_OF_A_CORE, callers, cores

HERE = len(os.sched_getaffinity(0))


@pytest.mark.parametrize(
    ("told", "most"),
    [("max 100000\n", HERE), ("50000 100000\n", 0.5), ("99900000 100000\n", HERE), ("strange", HERE), ("", HERE)],
)
def test_a_container_has_as_many_cores_as_its_quota_says(tmp_path: Path, told: str, most: float) -> None:
    quota = tmp_path / "cpu.max"
    quota.write_text(told)
    assert cores(quota) == most
    assert callers(quota) == CALLERS_OF_A_CORE * most


def test_without_a_container_all_of_them_count(tmp_path: Path) -> None:
    assert cores(tmp_path / "none") == HERE
