"""What one person did."""

from dataclasses import dataclass

from server.times import Time


@dataclass(frozen=True, slots=True)
class PerformanceView:
    """By figure, how many or, where the name ends so, seconds; nothing for none. today: up to `at`; usual: the average
    of the worked ones (`days`) of the last seven days; running: the figure that grows now, "" for none; tickets: by
    state, now; callbacks: to be made, None where there are none.
    """

    service: str
    day: str
    at: Time
    days: int
    today: dict[str, float]
    usual: dict[str, float]
    tickets: dict[str, int]
    callbacks: int | None
    running: str
