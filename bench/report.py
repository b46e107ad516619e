"""Figures as Markdown: tables, quantiles, and on what they were measured."""

import platform
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from asterisk import launch, root
from bench.cpu import machine

LIBRARIES = ("aiortc", "aiohttp", "uvicorn", "SQLAlchemy", "pyVoIP")


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [_line(heads), _line(["---"] + ["---:"] * (len(heads) - 1)), *(_line([*map(str, row)]) for row in rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def spread(seconds: Sequence[float]) -> list[str]:
    """n, p50, p95 and the longest, in ms."""
    if len(seconds) < 2:
        return [str(len(seconds)), "", "", ""]
    cuts = statistics.quantiles(seconds, n=20, method="inclusive")
    return [str(len(seconds)), *(f"{each * 1000:.0f}" for each in (cuts[9], cuts[18], max(seconds)))]


def place() -> str:
    """Date, machine and versions in one paragraph."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    when = datetime.now(UTC).strftime("%F %H:%M UTC")
    system = f"Linux {platform.release()}, Python {platform.python_version()}, Asterisk {launch.version(root.find())}"
    return f"{when}; {machine()}; {system}; {libraries}."
