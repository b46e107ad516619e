"""Texts of prompts: where a complaint points."""

from pathlib import Path

import pytest

from config.prompts import LANGUAGES, WrongPrompts, load


def complaint(folder: Path, text: str) -> str:
    (folder / "some.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(WrongPrompts) as caught:
        load([folder])
    return str(caught.value)


def test_the_shipped_prompts_are_there_in_every_language() -> None:
    assert all(set(texts) == set(LANGUAGES) for texts in load().values())


def test_two_folders_are_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("own.hello: {en: Hello}", encoding="utf-8")
    assert set(load()) < set(load([Path("config/prompts"), tmp_path]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hello: {en: Hi}\nBye!: {en: Bye}", "some.yaml:2:1: 'Bye!' is no name"),
        ("hello: Hi", "some.yaml:1:1: hello has no texts"),
        ("hello:\n  en: Hi\n  fi: Hei", "some.yaml:3:3: 'fi' is no language here: use en, ko, ja"),
        ("hello:\n  en: Hi\n  ko:", "some.yaml:3:3: the ko text of hello is empty"),
        ("hello: {en: Hi\nbye: x", "some.yaml:2:4: expected ',' or '}'"),
        ("hello: {en: a}\nhello: {en: b}", 'some.yaml:2:1: found duplicate key "hello"'),
        ("- a", "some.yaml:1:1: write prompts as"),
    ],
)
def test_a_wrong_text_is_named_with_its_line_and_column(tmp_path: Path, text: str, told: str) -> None:
    assert told in complaint(tmp_path, text)


def test_a_name_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("hello: {en: Hi}", encoding="utf-8")
    told = complaint(tmp_path, "\nhello: {en: Hi}")
    assert "some.yaml:2:1: hello is already in" in told
    assert "a.yaml:1:1" in told
