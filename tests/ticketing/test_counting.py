"""Tickets are counted as they stand, and what was solved by how long it took."""

import pytest

from ticketing.counting import Counted, Counts, band
from ticketing.facts import TicketKind
from ticketing.life import TicketState

HOUR = 3600.0


def counts(*tickets: tuple[TicketState, float]) -> Counts:
    """Of these, each with the hours after which it was solved, 0 for not."""
    told = Counts()
    for state, hours in tickets:
        told.add(Counted({}, 1000.0, 1000.0 + hours * HOUR if hours else 0.0, state, TicketKind.ANSWERED, False))
    return told


@pytest.mark.spec("STA-05")
@pytest.mark.parametrize(("hours", "expected"), [(0, 0), (3, 0), (3.01, 1), (24, 7), (24.01, 8), (900, 8)])
def test_bands_are_of_three_hours_to_a_day_and_the_edge_is_within(hours: float, expected: int) -> None:
    assert band(hours * HOUR) == expected


@pytest.mark.spec("STA-04")
@pytest.mark.parametrize("state", [each for each in TicketState if each is not TicketState.SPAM])
def test_each_state_is_counted_in_one_column(state: TicketState) -> None:
    told = counts((state, 0))
    columns = (told.unassigned, told.open, told.held, told.solved, told.completed)
    assert (told.received, sum(columns)) == (1, 1)


def test_what_is_not_solved_has_no_part_in_the_average() -> None:
    told = counts((TicketState.SOLVED, 2), (TicketState.COMPLETED, 4), (TicketState.OPEN, 0))
    assert (told.average, sum(told.within)) == (3 * HOUR, 2)
    assert (counts((TicketState.OPEN, 0)).average, Counts().again_rate) == (None, None)


@pytest.mark.spec("STA-09")
def test_calls_that_we_made_are_no_inquiries() -> None:
    told = Counts()
    for kind, again in ((TicketKind.ANSWERED, True), (TicketKind.ABANDONED, False), (TicketKind.OUTBOUND, True)):
        told.add(Counted({}, 1000.0, 0.0, TicketState.OPEN, kind, again))
    assert (told.received, told.asked, told.again_rate) == (3, 2, 0.5)
