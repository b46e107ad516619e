"""Which worker runs which file. Real calls and real pages mostly wait, pure tests only compute: each kind has a lane.

The first worker has the pages, two have the real calls, the last one all that is pure, at a lower priority: it takes
what the others leave idle and never makes a call late. Whose lane is empty helps in others, see HELPS. A lane stays on
one worker as long as possible, because its files share a house.
"""

from collections.abc import Iterable

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

# Paths that begin so, in the order in which they are run. The rest is pure.
LANES: tuple[tuple[str, ...], ...] = (
    ("tests/browser/", "tests/softphone/test_chromium.py"),
    ("tests/calls/test_on_asterisk.py", "tests/server/rehearsing/test_real.py"),
    (
        *("tests/whole/", "tests/chaos/", "tests/asterisk/", "tests/softphone/", "tests/server/test_supervisor.py"),
        *("tests/deploy/test_kamailio.py", "tests/deploy/test_namespaces.py"),
    ),
)
PAGES, CALLS, WHOLE, PURE = range(len(LANES) + 1)
# Lane of a worker → lanes from which it takes files, in this order. Two browsers at a time are as many as two cores
# bear; what is pure stays alone with the worker that is polite, which must not be in the way of a call.
HELPS = {PAGES: (PAGES, WHOLE, CALLS, PURE), CALLS: (CALLS, PAGES, WHOLE, PURE), WHOLE: (WHOLE, CALLS, PURE)}
HELPS |= {PURE: (PURE,)}
POLITE = 5  # how much nicer the pure lane is than the others


def lane_of(file: str) -> int:
    """Of a path such as `tests/whole/test_offers.py`."""
    return next((lane for lane, begins in enumerate(LANES) if file.startswith(begins)), PURE)


def own_lane(worker: str) -> int:
    """worker: as xdist names them, `gw0` and so on. More than there are lanes take whatever is there."""
    number = int(worker.removeprefix("gw"))
    return number if number in HELPS else PAGES


def _rank(file: str) -> int:
    """Where a file stands in its lane."""
    begins = (*LANES, ())[lane_of(file)]
    return next((at for at, begin in enumerate(begins) if file.startswith(begin)), 0)


def next_file(files: Iterable[str], lane: int) -> str | None:
    """files: those that nobody has begun; lane: of the worker that asks. A helper begins at the end."""
    ranked = sorted(files, key=_rank)
    for each in HELPS[lane]:
        if found := [file for file in ranked if lane_of(file) == each]:
            return found[0 if each == lane else -1]
    return None


class Lanes(LoadFileScheduling):  # type: ignore[misc]  # pytest-xdist tells no types
    def _assign_work_unit(self, node: WorkerController) -> None:
        chosen = next_file(self.workqueue, own_lane(node.gateway.id))
        if chosen is None:
            node.shutdown()
            return
        self.workqueue.move_to_end(chosen, last=False)
        super()._assign_work_unit(node)
