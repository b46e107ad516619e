"""Trees of categories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti.refused import Refused
from ticketing.categories import LEVELS, Category, CategoryTree, below, check_place, in_order, path, up

RECEIPT = CategoryTree.RECEIPT


def chain(levels: int) -> dict[int, Category]:
    return {id: Category(id, "support", RECEIPT, id - 1, f"L{id}") for id in range(1, levels + 1)}


def new(parent: int, id: int = 0, service: str = "support", tree: CategoryTree = RECEIPT, name: str = "") -> Category:
    return Category(id, service, tree, parent, name or f"New {id}")


@pytest.mark.spec("TKT-31")
def test_a_tree_has_five_levels() -> None:
    known = chain(4)
    check_place(known, new(4))
    with pytest.raises(Refused, match="5 levels"):
        check_place(chain(5), new(5))


@pytest.mark.spec("TKT-31")
def test_what_is_moved_takes_what_is_under_it_along() -> None:
    known = chain(3) | {9: new(0, id=9), 10: new(9, id=10), 11: new(10, id=11)}
    check_place(known, new(2, id=9))
    with pytest.raises(Refused, match="5 levels"):
        check_place(known, new(3, id=9))


def test_nothing_stands_under_itself_or_in_another_tree() -> None:
    known = chain(3)
    with pytest.raises(Refused, match="under itself"):
        check_place(known, new(3, id=1))
    for other in (new(1, service="sales"), new(1, tree=CategoryTree.PROCESSING), new(7)):
        with pytest.raises(Refused, match="no such place"):
            check_place(known, other)


def test_no_two_beside_each_other_have_one_name() -> None:
    known = {1: new(0, id=1, name="Card"), 2: new(0, id=2, name="Refund"), 3: new(1, id=3, name="Refund")}
    for twin in (new(0, name="card"), new(0, id=2, name="Card"), new(0, id=3, name="Refund")):
        with pytest.raises(Refused, match="of that name"):
            check_place(known, twin)
    check_place(known, new(2, name="Card"))
    check_place(known | {4: new(0, id=4, name="Card")}, new(0, id=4, name="Card"))


def test_the_way_to_a_category_is_read_from_the_top() -> None:
    assert path(chain(3), 3) == "L1 > L2 > L3"
    assert path(chain(3), 0) == ""


MOVES = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 12)), max_size=40)


@given(MOVES)
def test_whatever_is_moved_where_the_tree_stays_a_tree_of_five_levels(moves: list[tuple[int, int]]) -> None:
    known: dict[int, Category] = {}
    for id, parent in moves:
        wanted = new(parent, id=id)
        try:
            check_place(known, wanted)
        except Refused:
            continue
        known[id] = wanted
    assert len(in_order(known.values())) == len(known)
    for id in known:
        assert up(known, id)[0].parent == 0
        assert len(up(known, id)) <= LEVELS
        assert id in below(known.values(), up(known, id)[0].id)
