"""Secrets: made once, kept for their owner."""

from pathlib import Path

import pytest

from config import secrets
from config.settings import WrongSetting, load


def test_secrets_are_made_once_and_only_their_owner_can_read_them(tmp_path: Path) -> None:
    first = secrets.load({}, tmp_path)
    assert secrets.load({}, tmp_path) == first
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0


def test_the_environment_goes_over_the_file(tmp_path: Path) -> None:
    kept = secrets.load({}, tmp_path)
    told = secrets.load({"CORDBOARD_GATEWAY_TOKEN": "told"}, tmp_path)
    assert told.gateway_token == "told"
    assert secrets.load({}, tmp_path) == kept


def test_children_are_told_all_of_them(tmp_path: Path) -> None:
    known = secrets.load({}, tmp_path / "parent")
    assert secrets.load(secrets.as_environment(known), tmp_path / "child") == known


def test_a_damaged_file_is_named_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{")
    with pytest.raises(WrongSetting, match=r"secrets\.json: .*Remove it"):
        secrets.load({}, tmp_path)


def test_an_asterisk_that_runs_already_is_greeted_by_the_name_in_its_address(tmp_path: Path) -> None:
    known = secrets.load({}, tmp_path)
    named = load({"CORDBOARD_ASTERISK": "http://me:a%20word@192.0.2.1:8088"})
    assert secrets.ari_login(named, known) == ("me", "a word")
    assert secrets.ari_login(load({}), known) == (secrets.ARI_USER, known.ari_password)


def test_secrets_are_not_shown_when_printed(tmp_path: Path) -> None:
    known = secrets.load({}, tmp_path)
    assert known.ari_password not in repr(known)


def test_master_keys_of_masking_are_changed_in_the_file_and_nothing_else(tmp_path: Path) -> None:
    known = secrets.load({}, tmp_path)
    secrets.put_masking(tmp_path, "new,old")
    after = secrets.load({}, tmp_path)
    assert (after.masking, after.seal, after.ari_password) == ("new,old", known.seal, known.ari_password)
