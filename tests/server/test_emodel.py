"""The score falls with loss and delay, never leaves its bounds, and agrees with published points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.emodel import BEST, WORST, grade, mos, rating, score_of

LOSS, JITTER, RTT = st.floats(0, 100), st.floats(0, 1000), st.floats(0, 5000)


@given(LOSS, JITTER, RTT)
def test_a_score_is_within_its_bounds(loss: float, jitter: float, rtt: float) -> None:
    assert WORST <= mos(loss, jitter, rtt) <= BEST


@given(LOSS, LOSS, JITTER, RTT)
def test_more_loss_never_sounds_better(one: float, other: float, jitter: float, rtt: float) -> None:
    assert mos(max(one, other), jitter, rtt) <= mos(min(one, other), jitter, rtt) + 1e-9


@given(LOSS, JITTER, RTT, RTT)
def test_more_delay_never_sounds_better(loss: float, jitter: float, one: float, other: float) -> None:
    assert mos(loss, jitter, max(one, other)) <= mos(loss, jitter, min(one, other)) + 1e-9


@given(LOSS, JITTER, JITTER, RTT)
def test_more_jitter_never_sounds_better(loss: float, one: float, other: float, rtt: float) -> None:
    assert mos(loss, max(one, other), rtt) <= mos(loss, min(one, other), rtt) + 1e-9


@pytest.mark.parametrize(("r", "score"), [(93.2, 4.41), (80, 4.02), (70, 3.60), (60, 3.10), (50, 2.58), (0, 1.0)])
def test_the_scores_are_those_of_annex_b(r: float, score: float) -> None:
    assert score_of(r) == pytest.approx(score, abs=0.005)


def test_a_delay_up_to_the_knee_hardly_costs_and_then_it_does() -> None:
    assert rating(0, 150) == pytest.approx(93.2 - 3.6)
    assert rating(0, 300) == pytest.approx(93.2 - 7.2 - 0.11 * 122.7)


@pytest.mark.parametrize(
    ("loss", "rtt", "word"), [(0, 20, "good"), (6, 40, "fair"), (20, 40, "poor"), (0, 900, "poor")]
)
def test_scores_have_words(loss: float, rtt: float, word: str) -> None:
    assert grade(mos(loss, 2, rtt)) == word
