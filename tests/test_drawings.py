"""Drawings in the documents are those of the tables of now."""

from scripts.draw import PAGE, drawn


def test_the_life_of_a_call_is_drawn_as_the_table_has_it() -> None:
    page = PAGE.read_text("utf-8")
    assert "stateDiagram-v2" in page
    assert drawn(page) == page
