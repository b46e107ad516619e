"""A line keeps its order however people come and go."""

from hypothesis import given
from hypothesis import strategies as st

from routing.line import Line

ids, ranks = st.sampled_from("abcdef"), st.tuples(st.integers(-2, 0), st.floats(0, 9))


@given(st.lists(st.one_of(st.tuples(ids, ranks), ids), max_size=200))
def test_it_orders_as_sorting_would(acts: list[tuple[str, tuple[float, float]] | str]) -> None:
    line, table = Line(), dict[str, tuple[float, float]]()
    for act in acts:
        if isinstance(act, str):
            line.leave(act)
            table.pop(act, None)
        else:
            line.join(*act)
            table[act[0]] = act[1]
        first = line.first()
        assert (first and first[1]) == min(table, key=lambda id: (table[id], id), default=None)
    assert list(line) == sorted(table, key=lambda id: (table[id], id))
    assert len(line) == len(table)


def test_who_does_not_suit_keeps_the_place() -> None:
    line = Line()
    for number, id in enumerate("abc"):
        line.join(id, (float(number),))
    found = line.first(lambda id: id != "a")
    assert found == ((1.0,), "b")
    assert line.first() == ((0.0,), "a")


def test_a_line_in_which_nobody_suits_gives_nobody() -> None:
    line = Line()
    line.join("a", (0.0,))
    assert line.first(lambda _: False) is None
    assert list(line) == ["a"]


def test_who_comes_and_goes_a_thousand_times_leaves_no_trace() -> None:
    line = Line()
    for number in range(1000):
        line.join("a", (float(number),))
    assert len(line._heap) < 100
