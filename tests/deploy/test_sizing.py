"""docs/sizing.md has what its formulae say, and the formulae agree with sums by hand."""

import pytest

from scripts import sizing


def test_the_page_has_the_tables_of_its_formulae() -> None:
    page = sizing.PAGE.read_text("utf-8")
    assert sizing.with_tables(page) == page, "run: python -m scripts.sizing"


def test_a_hundred_agents_by_hand() -> None:
    load = sizing.load_of(100)
    assert load.calls_hour == pytest.approx(800)  # 0.8 of ten an hour each
    assert load.talks == pytest.approx(800 * 300 / 3600)
    assert sizing.server_cores(load) == pytest.approx(
        800 / 3600 * (0.0115 + 0.048 + 300 / 5 * 75e-5 + 100 * 12 * 85e-6)
    )
    assert sizing.server_line(load) == pytest.approx(800 / 3600 * 100 * 5.1e3 / 1e6)
    assert sizing.size_of(load).recordings_gb == pytest.approx(800 * 10 * 300 * 10.4e3 / 1e9)


def test_no_server_of_a_divided_house_is_fuller_than_it_may_be() -> None:
    for agents in sizing.AGENTS:
        load = sizing.load_of(agents)
        houses = sizing.size_of(load).houses
        assert sizing.is_borne(load, houses)
        assert houses == 1 or not sizing.is_borne(load, houses - 1)


def test_the_most_agents_of_a_house_fit_into_one_and_ten_more_do_not() -> None:
    most = sizing.most_agents_of_a_house()
    assert sizing.size_of(sizing.load_of(most)).houses == 1
    assert sizing.size_of(sizing.load_of(most + 10)).houses > 1


def test_every_measured_figure_says_where_it_was_measured() -> None:
    assert all(figure.source for figure in sizing.MEASURED.values())
