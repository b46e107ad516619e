"""The gateway's metrics add up what all legs count, whoever they belong to."""

import pytest

from softphone.gateway.figures import Figures, Lateness, Leg


class Thing:
    """A media object or a line: the same as long as it is the same page."""


def leg(of: Thing, received: int, lost: int = 0, jitter: float = 2.0, kind: str = "page") -> Leg:
    return Leg(of, kind, received, received, lost, jitter)


def value(figures: Figures, name: str, **labels: str) -> float:
    found = figures.registry.get_sample_value(f"cordboard_gateway_{name}", labels)
    return found or 0.0


def test_packets_grow_by_what_came_since_the_last_look() -> None:
    figures, page = Figures(), Thing()
    figures.look([leg(page, 100, lost=1)], lines=1, phones=1)
    figures.look([leg(page, 250, lost=3)], lines=1, phones=1)
    assert value(figures, "packets_received_total", leg="page") == 250
    assert value(figures, "packets_lost_total", leg="page") == 3


def test_another_page_of_the_same_agent_counts_anew_and_nothing_is_taken_back() -> None:
    figures, first, second = Figures(), Thing(), Thing()
    figures.look([leg(first, 100)], 1, 1)
    figures.look([leg(second, 40)], 1, 1)
    assert value(figures, "packets_received_total", leg="page") == 140


def test_what_was_late_is_not_lost_any_more_but_a_counter_never_falls() -> None:
    figures, page = Figures(), Thing()
    figures.look([leg(page, 100, lost=5)], 1, 1)
    figures.look([leg(page, 150, lost=2)], 1, 1)
    assert value(figures, "packets_lost_total", leg="page") == 5


def test_jitter_is_sampled_only_where_packets_came() -> None:
    figures, page, line = Figures(), Thing(), Thing()
    for _ in range(2):
        figures.look([leg(page, 100, jitter=4.0), leg(line, 0, kind="switch")], 1, 1)
    assert value(figures, "jitter_seconds_count", leg="page") == 1
    assert value(figures, "jitter_seconds_sum", leg="page") == 0.004
    assert value(figures, "jitter_seconds_count", leg="switch") == 0


def test_who_is_away_from_the_gateway_is_not_told_by_name() -> None:
    figures = Figures()
    figures.look([leg(Thing(), 1)], lines=3, phones=2)
    assert "cordboard_gateway_lines 3.0" in figures.text().decode()


def test_a_loop_is_late_by_what_it_comes_after_its_rest_however_long_it_rests() -> None:
    now = [100.0]
    lateness = Lateness(lambda: now[0])
    for rest, late in ((0.1, 0.0), (0.5, 0.2), (0.1, 0.05)):
        now[0] += lateness.rests(rest) + late
        assert lateness.come() == pytest.approx(late)
