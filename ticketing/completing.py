"""Solved tickets are completed by themselves when nothing came after that for some days (TKT-04). Pure.

The guides name both states and not what leads from one to the other; why it is so:
`docs/decisions/0050-solved-becomes-completed.md`.
"""

from ticketing.life import TicketStep, Wish

DAY = 86_400.0  # s
AFTER = 7  # days, where a service has not said anything else
LONGEST = 365
BY = "days:"  # who did it, in the history: this and how many days


def solved_before(days: int, now: float) -> float:
    """Tickets that were solved earlier than this are due. now: epoch seconds; days: 0 for never."""
    return now - days * DAY if days else 0.0


def completion(days: int) -> Wish:
    return Wish(TicketStep.COMPLETE, f"{BY}{days}")
