"""What a centre knows at one moment, as plain values that can be compared."""

from typing import Any

from tests.support.centre import Brain


def present(brain: Brain) -> dict[str, Any]:
    """Everything that a restart has to bring back. Lines of the agenda that are due are left out: see `overdue`."""
    desk, book, board = brain.desk, brain.book, brain.routing.board
    now, lib = brain.clock(), brain.library
    return {
        "number": brain.engine.number,
        "calls": dict(desk.calls),
        "agents": dict(desk.agents),
        "calls of agents": {agent: call.id for agent in desk.agents if (call := desk.call_of(agent))},
        "routes": {call: (visitor.flow, visitor.place) for call, visitor in brain.ivr.visitors.items()},
        "leaving": dict(brain.ivr.leaving.waiters),
        "announcing": (dict(brain.announcing.languages), dict(brain.announcing.waiters)),
        "calling back": (
            dict(brain.calling_back.promises),
            dict(brain.calling_back.dialled),
            dict(brain.calling_back.again),
            dict(brain.calling_back.listening),
        ),
        "places": dict(brain.routing.places),
        "routed agents": dict(brain.routing.agents),
        "ringing": brain.routing.ringing.present(),
        "lines": {queue: (board.waiting_in(queue), board.ready_in(queue)) for queue in brain.plan.queues},
        "said no": {call: board.pauses(call) for call in brain.routing.places},
        "passed by": dict(brain.routing.passed_by),
        "waiting for": dict(brain.routing.waiting_for.calls),
        "sent on": (
            dict(brain.overflowing.waiters),
            {call: set(left) for call, left in brain.overflowing.doors.left.items()},
        ),
        "proposed": board.proposed(),
        "tickets": (book.next_ticket, dict(book.open)),
        "callbacks": (book.next_callback, dict(book.promises)),
        "incidents": (brain.incidents.next_incident, dict(brain.incidents.open)),
        "restrictions": dict(brain.incidents.restrictions),
        "recovering": dict(brain.incidents.recovering),
        "library": (lib.published, lib.scheduled, lib.failed, lib.switches, lib.calendars, lib.forced),
        "drafts": dict(brain.ticketing.drafts),
        "agenda": {key: due for key, due in brain.agenda.lines().items() if due.at > now},
    }


def overdue(brain: Brain) -> dict[str, Any]:
    """What has to be asked at once. After a restart it may hold what was asked before without leaving a fact."""
    now = brain.clock()
    return {key: due for key, due in brain.agenda.lines().items() if due.at <= now}
