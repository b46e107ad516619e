"""How many callers an Asterisk lets in where no setting says it: as many as its machine bears."""

import os
from contextlib import suppress
from pathlib import Path

CALLERS_OF_A_CORE = 200  # who wait with music, and speak: 5 ms of a core a second for each (docs/sizing.md)
QUOTA = Path("/sys/fs/cgroup/cpu.max")  # of a container: `50000 100000`, µs of each so many µs; or `max 100000`


def callers(quota: Path = QUOTA) -> int:
    return max(1, int(CALLERS_OF_A_CORE * cores(quota)))


def cores(quota: Path = QUOTA) -> float:
    """That this process may use: a part of one in a small container."""
    all_of_them = float(len(os.sched_getaffinity(0)))
    with suppress(OSError, ValueError):
        most, period = quota.read_text("ascii").split()
        return min(all_of_them, int(most) / int(period))
    return all_of_them
