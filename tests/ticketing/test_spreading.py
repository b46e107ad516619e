"""Even distribution, and rates that are cut."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.spreading import CallbackState, rate, spread, state_of


@pytest.mark.spec("CB-13")
def test_what_is_left_over_goes_to_who_has_the_fewest_then_by_name() -> None:
    assert spread([1, 2, 3, 4, 5], ["b", "a", "c"], {"a": 7, "b": 1}) == {1: "c", 2: "b", 3: "a", 4: "c", 5: "b"}
    assert spread([9], ["b", "a"], {}) == {9: "a"}
    assert spread([9], [], {}) == {}


@pytest.mark.spec("CB-13")
@given(
    st.sets(st.integers(1, 99)),
    st.sets(st.sampled_from("abcdef"), min_size=1),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9)),
)
def test_everybody_gets_the_same_but_for_one(callbacks: set[int], agents: set[str], load: dict[str, int]) -> None:
    to = spread(callbacks, agents, load)
    got = Counter(to.values())
    assert to.keys() == callbacks
    assert max(got[agent] for agent in agents) - min(got[agent] for agent in agents) <= 1
    assert to == spread(sorted(callbacks, reverse=True), sorted(agents, reverse=True), load)
    least = min(got[agent] for agent in agents)
    luckier = [load.get(agent, 0) for agent in agents if got[agent] == least]
    assert all(load.get(agent, 0) <= min(luckier) for agent in agents if got[agent] > least)


@pytest.mark.spec("CB-23")
@pytest.mark.parametrize(
    ("completed", "assigned", "told"),
    [
        *((5, 12, "41.66"), (1, 11, "9.090"), (1, 7, "14.28"), (7, 30, "23.33"), (2, 3, "66.66"), (1, 200, "0.500")),
        *((3, 3, "100.0"), (0, 4, "0.000"), (1, 2, "50.00"), (0, 0, "")),
    ],
)
def test_a_rate_is_cut_and_not_rounded(completed: int, assigned: int, told: str) -> None:
    assert rate(completed, assigned) == told


@pytest.mark.spec("CB-09")
def test_a_callback_that_nobody_has_is_registered() -> None:
    told = [state_of(closed, assignee) for closed, assignee in ((False, ""), (False, "kim"), (True, "kim"), (True, ""))]
    assert told == [
        *(CallbackState.REGISTERED, CallbackState.UNPROCESSED),
        *(CallbackState.COMPLETE, CallbackState.COMPLETE),
    ]
