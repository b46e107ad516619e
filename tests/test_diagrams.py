"""The diagrams in docs are drawn from the tables of now."""

from pathlib import Path

from scripts.diagrams import PAGES, agent_page, call_page, outdated


def test_the_pages_are_those_of_the_tables() -> None:
    assert outdated() == []


def test_a_missing_page_is_outdated(tmp_path: Path) -> None:
    assert [path.name for path in outdated(tmp_path)] == list(PAGES)


def test_an_agent_is_asked_after_the_talk() -> None:
    assert "talking --> after_call: Cleared" in agent_page()


def test_a_call_in_a_talk_may_be_held() -> None:
    assert "| talking | " in call_page()
    assert "Hold" in next(line for line in call_page().splitlines() if line.startswith("| talking |"))
