"""The rows of a run as pictures. `python -m bench.gateway.plots ROWS.json docs/images`"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.plot import Plot, svg

Row = Mapping[str, Any]
QUEUE = 20  # ms; a usual delay of a packet's length is a machine that no longer keeps up, not a way that is slow
TARGETS = {40: 1.2, 120: 1.1}  # of the processor time, to Asterisk's own WebRTC


def plots(rows: Sequence[Row]) -> dict[str, str]:
    """Name of a file → SVG."""
    steps = sorted({row["calls"] for row in rows})
    cost = _lines(rows, steps, lambda row: row["cost"])
    native = cost.get("native", [None] * len(steps))
    targets = [
        TARGETS[step] * own if own and step in TARGETS else None for step, own in zip(steps, native, strict=True)
    ]
    carried = [row for row in rows if _slower(row, 0) < QUEUE]
    slowest = _lines(carried, steps, lambda row: _slower(row, 1))
    usual = _lines(carried, steps, lambda row: _slower(row, 0))
    delays = {f"{name} {what}": line for what, way in (("p50", usual), ("p99", slowest)) for name, line in way.items()}
    along = "calls at a time"
    return {
        "gateway-cost.svg": svg(Plot("Processor time of a call", "ms for each second", along, steps, cost, targets)),
        "gateway-delay.svg": svg(Plot("Delay one way, the slower direction", "ms", along, steps, delays)),
    }


def _slower(row: Row, which: int) -> float:
    return float(max(row["to_caller"][which], row["to_agent"][which]))


def _lines(rows: Sequence[Row], steps: Sequence[int], value: Callable[[Row], float]) -> dict[str, list[float | None]]:
    told = {(row["system"], row["calls"]): value(row) for row in rows}
    systems = dict.fromkeys(row["system"] for row in rows)
    return {system: [told.get((system, step)) for step in steps] for system in systems}


def main() -> None:
    rows, folder = json.loads(Path(sys.argv[1]).read_text("utf-8")), Path(sys.argv[2])
    for name, picture in plots(rows).items():
        (folder / name).write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
