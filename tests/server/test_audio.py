"""Who hears nothing, by what was counted on both sides in a second."""

import pytest

from server.audio import Count, silent


@pytest.mark.parametrize(
    ("grown", "who"),
    [
        (Count(50, 50, 50, 50), ""),
        (Count(50, 50, 50, 0), "caller"),
        (Count(50, 0, 50, 50), "agent"),
        (Count(50, 0, 50, 0), "both"),
        (Count(0, 0, 0, 0), ""),
        (Count(10, 50, 50, 0), ""),
    ],
    ids=["all is well", "the caller", "the agent", "both", "nobody speaks", "the agent hardly speaks"],
)
def test_who_hears_nothing(grown: Count, who: str) -> None:
    assert silent(grown) == who
