"""What is left over is found, and what belongs together is not."""

import os
from pathlib import Path

from server.doctor import orphans, who_starts
from server.supervisor import only_one


def test_a_call_with_its_channel_and_bridge_and_an_open_line_are_no_orphans() -> None:
    assert orphans(["1.1"], ["1.1", "leg-agent1~"], ["mix-1.1", "hold-general"]) == []


def test_a_channel_without_a_call_is_an_orphan() -> None:
    assert [each.text for each in orphans([], ["1.1"], [])] == ["channel 1.1 belongs to no call"]


def test_a_bridge_whose_call_is_over_is_an_orphan() -> None:
    assert [each.text for each in orphans([], [], ["mix-1.1"])] == ["bridge mix-1.1 belongs to no call"]


def test_a_call_without_a_channel_is_an_orphan() -> None:
    assert [each.text for each in orphans(["1.1"], [], [])] == ["call 1.1 has no channel"]


def test_each_orphan_comes_with_what_is_done_about_it() -> None:
    assert all(each.remedy for each in orphans(["1.2"], ["1.1"], ["mix-1.3"]))


def test_a_house_that_starts_is_told_from_one_that_does_not_run(tmp_path: Path) -> None:
    """The pid that an ended house leaves in its lock may be anybody's by now."""
    assert who_starts(tmp_path / "new") == ""
    with only_one(tmp_path):
        assert who_starts(tmp_path) == str(os.getpid())
    assert who_starts(tmp_path) == ""
