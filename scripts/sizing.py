"""How large a house has to be: `python -m scripts.sizing [--check]` writes the tables of docs/sizing.md.

Pure but for its last lines. Every figure stands in `MEASURED` or `ASSUMED` with where it comes from; all else follows.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from math import ceil
from pathlib import Path

from server.quality import IN_A_ROUND, LOOK_EVERY, ROUND
from server.viewer import pace

PAGE = Path(__file__).resolve().parent.parent / "docs" / "sizing.md"
BEGIN, END = "<!-- tables: written by scripts/sizing.py; do not edit -->", "<!-- end of tables -->"
AGENTS = (10, 100, 500, 1_000, 2_000, 10_000)


@dataclass(frozen=True, slots=True)
class Figure:
    value: float
    unit: str
    meaning: str
    source: str


MEASURED = {
    "server_call": Figure(11.5, "ms of a core a call", "server, no desk open", "`bench.versus`, 28 calls/s, quiet"),
    "asked": Figure(48.0, "ms of a core a call", "server, what the agent's page asks for", "`bench.asked`, 44 and 51"),
    "look": Figure(0.75, "ms of a core", "server, a look at the sound of a talk", "`bench.versus`, 1,260 talks"),
    "text": Figure(0.085, "ms of a core a text", "server, telling a desk", "`bench.desks`, 1,000 desks"),
    "news": Figure(5.1, "kB a call and desk", "what an open desk is told", "`bench.desks`, 1,000 desks"),
    "asterisk_call": Figure(
        10.7, "ms of a core a call", "Asterisk, for the steps of a call", "`bench.versus`, 28 calls/s, quiet"
    ),
    "asterisk_talk": Figure(5.07, "ms of a core a second", "Asterisk, a talk", "`bench.gateway`, 40 talks, quiet"),
    "recorder": Figure(
        3.2, "ms of a core a second", "Asterisk, a talk that is recorded", "decision 0016, busy machine"
    ),
    "gateway_talk": Figure(3.78, "ms of a core a second", "gateway, a talk", "`bench.gateway`, 40 talks, quiet"),
    "packing": Figure(2.4, "ms of a core a second", "server's machine, making FLAC of a recording", "decision 0016"),
    "entries": Figure(6.3, "kB a call", "journal with its indexes", "SQLite of the demo, 23 entries a call, ten calls"),
    "ticket": Figure(1.1, "kB a call", "ticket with text", "`bench.tickets`, a million on SQLite"),
    "raw": Figure(32.0, "kB a second", "a recording while it runs", "decision 0016"),
    "flac": Figure(10.4, "kB a second", "a recording that is kept", "decision 0016, prompts in turns"),
    "server_memory": Figure(130.0, "MB", "a server that is read in", "`CORDBOARD_SPARE`"),
}
ASSUMED = {
    "talk": Figure(300.0, "s", "a talk", ""),
    "after": Figure(60.0, "s", "work after it", ""),
    "busy": Figure(0.8, "", "share of their time in which agents talk or work after a talk", ""),
    "waiting": Figure(0.1, "of the agents", "callers who wait, each as dear for Asterisk as a talk", ""),
    "hours": Figure(10.0, "h", "a day", ""),
    "recorded": Figure(1.0, "", "share of talks that are recorded and kept", ""),
    "fill": Figure(0.7, "", "share of a core, and of a line, that may be used in the busy hour", ""),
    "line": Figure(125.0, "MB a second", "the server's network, a gigabit", ""),
    "texts": Figure(12.0, "a call", "texts to one desk, where calls are so few that none wait for company", ""),
    "node_cores": Figure(4.0, "", "cores of a machine for Asterisk", ""),
    "desk_memory": Figure(1.0, "MB", "server, for each desk", ""),
    "channel_memory": Figure(3.0, "MB", "Asterisk, for each talk or waiting caller", ""),
    "gateway_memory": Figure(2.0, "MB", "gateway, for each desk with a phone", ""),
}


@dataclass(frozen=True, slots=True)
class Load:
    """What so many agents do in the busy hour."""

    agents: int
    calls_hour: float
    talks: float  # at once
    waiting: float


@dataclass(frozen=True, slots=True)
class Size:
    """Cores as means of the busy hour, before the reserve; houses: into how many the agents have to be divided."""

    server: float
    line: float  # MB a second to the desks of one house
    houses: int
    asterisk: float
    nodes: int
    gateway: float
    gateways: int
    packing: float
    cores: int  # of all machines, with the reserve
    server_gb: float
    asterisk_gb: float
    gateway_gb: float
    journal_gb: float  # a day
    recordings_gb: float  # a day
    spool_gb: float  # at once


def of(name: str) -> float:
    return (MEASURED | ASSUMED)[name].value


def load_of(agents: int) -> Load:
    calls_hour = agents * of("busy") * 3600 / (of("talk") + of("after"))
    return Load(agents, calls_hour, calls_hour * of("talk") / 3600, agents * of("waiting"))


def server_cores(load: Load, houses: int = 1) -> float:
    """Of one house of so many. What does not concern its person waits at a desk for its turn, the longer the more desks
    there are, so more desks are hardly more texts."""
    rate, desks = load.calls_hour / 3600 / houses, load.agents / houses
    texts = min(desks / pace(ceil(desks)), desks * rate * of("texts"))
    looks = min(load.talks / houses / LOOK_EVERY, IN_A_ROUND / ROUND)
    return (rate * (of("server_call") + of("asked")) + looks * of("look") + texts * of("text")) / 1000


def server_line(load: Load, houses: int = 1) -> float:
    """MB a second of one house of so many: each desk is told of each call."""
    return load.calls_hour / 3600 / houses * load.agents / houses * of("news") / 1000


def is_borne(load: Load, houses: int = 1) -> bool:
    """The server decides in one process, so on one core."""
    return server_cores(load, houses) <= of("fill") and server_line(load, houses) <= of("line") * of("fill")


def houses_for(load: Load) -> int:
    houses = 1
    while not is_borne(load, houses):
        houses += 1
    return houses


def asterisk_cores(load: Load) -> float:
    sound = load.talks * (of("asterisk_talk") + of("recorded") * of("recorder")) + load.waiting * of("asterisk_talk")
    return (load.calls_hour / 3600 * of("asterisk_call") + sound) / 1000


def size_of(load: Load) -> Size:
    houses = houses_for(load)
    server, asterisk = houses * server_cores(load, houses), asterisk_cores(load)
    gateway = load.talks * of("gateway_talk") / 1000
    packing = load.talks * of("recorded") * of("packing") / 1000
    day = load.calls_hour * of("hours")
    return Size(
        server=server,
        line=server_line(load, houses),
        houses=houses,
        asterisk=asterisk,
        nodes=max(houses, ceil(asterisk / (of("node_cores") * of("fill")))),
        gateway=gateway,
        gateways=max(houses, ceil(gateway / of("fill"))),
        packing=packing,
        cores=ceil((server + asterisk + gateway + packing) / of("fill")),
        server_gb=(2 * houses * of("server_memory") + load.agents * of("desk_memory")) / 1000,
        asterisk_gb=(load.talks + load.waiting) * of("channel_memory") / 1000,
        gateway_gb=load.agents * of("gateway_memory") / 1000,
        journal_gb=day * (of("entries") + of("ticket")) / 1e6,
        recordings_gb=day * of("talk") * of("recorded") * of("flac") / 1e6,
        spool_gb=load.talks * of("recorded") * of("talk") * of("raw") / 1e6,
    )


def most_agents_of_a_house() -> int:
    """How many one server bears, to the nearest ten below."""
    return max(agents for agents in range(10, 10_000, 10) if is_borne(load_of(agents)))


# --- as text -------------------------------------------------------------------------------------------------------


def tables() -> str:
    loads = [load_of(agents) for agents in AGENTS]
    sizes = [size_of(load) for load in loads]
    return "\n\n".join(
        [
            f"One server bears {most_agents_of_a_house():,} agents with open desks under these assumptions.",
            _table(("agents", "calls an hour", "talks at once", "wait at once"), [astuple(load) for load in loads]),
            _table(
                (
                    "agents",
                    "houses",
                    "server, cores",
                    "MB/s to desks",
                    "Asterisk, cores",
                    "gateways, cores",
                    "FLAC, cores",
                    "with reserve",
                    "nodes",
                    "gateways",
                ),
                [
                    (n, s.houses, s.server, s.line, s.asterisk, s.gateway, s.packing, s.cores, s.nodes, s.gateways)
                    for n, s in zip(AGENTS, sizes, strict=True)
                ],
            ),
            _table(
                (
                    "agents",
                    "server GB",
                    "Asterisk GB",
                    "gateways GB",
                    "journal GB/day",
                    "recordings GB/day",
                    "spool GB",
                ),
                [
                    (n, s.server_gb, s.asterisk_gb, s.gateway_gb, s.journal_gb, s.recordings_gb, s.spool_gb)
                    for n, s in zip(AGENTS, sizes, strict=True)
                ],
            ),
            _figures(("measured", "is", "of", "where"), MEASURED),
            _figures(("assumed", "is", "of"), ASSUMED),
        ]
    )


def _figures(heads: Sequence[str], figures: dict[str, Figure]) -> str:
    return _table(
        heads, [(name, f"{f.value:g} {f.unit}", f.meaning, f.source)[: len(heads)] for name, f in figures.items()]
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *([_written(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(map(str.strip, line))} |" for line in lines)


def _written(cell: object) -> str:
    if not isinstance(cell, float):
        return f"{cell:,}" if isinstance(cell, int) else str(cell)
    return f"{cell:,.0f}" if cell >= 20 else f"{cell:.2g}"


def with_tables(page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{tables()}\n{END}{rest.partition(END)[2]}"


def main() -> int:
    options = argparse.ArgumentParser(description="Write the tables of docs/sizing.md.")
    options.add_argument("--check", action="store_true", help="only tell whether they are as they should be")
    page = PAGE.read_text("utf-8")
    if options.parse_args().check:
        return 0 if with_tables(page) == page else 1
    PAGE.write_text(with_tables(page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
