"""Processor time of processes, to the nanosecond, as the scheduler counts it."""

import platform
import time
from pathlib import Path

OF_ALL = 2  # clock_getcpuclockid(3) in the kernel's coding: the scheduler's count of a process


def seconds_of(pid: int) -> float:
    """Time on a processor of all threads, those too that have ended: Asterisk has some for each call."""
    return time.clock_gettime(~pid << 3 | OF_ALL)


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def machine() -> str:
    """Processor, cores and load of this machine in one line."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    name = models[0].partition(":")[2].strip() if models else platform.machine()
    load = Path("/proc/loadavg").read_text().split()[0]
    return f"{name}, {len(models)} cores, load {load}"
