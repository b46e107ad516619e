"""All benches, one after the other, as one report in Markdown on standard output. It takes some fifteen minutes.

Each bench runs in a process of its own and can be started alone; `--quick` takes shorter ones for a first look.
"""

import argparse
import subprocess
import sys

from bench.report import place

# title, module, what it is told for a quick look
BENCHES = (
    ("The pure engine: decisions a second", "bench.engine", ("--calls", "1000")),
    ("Routing alone: the cost of a fact as everything grows", "bench.routing", ("--served", "1000")),
    (
        "A large house: what a call costs the more agents there are",
        "bench.large",
        ("--agents", "50", "500", "--calls", "50"),
    ),
    ("How wrong the wait is that callers are told", "bench.waits", ("--days", "2")),
    ("What it costs the journal to say why", "bench.whys", ("--days", "1")),
    ("Routes of thousands of steps", "bench.routes", ("--steps", "1000")),
    ("Callers and agents: who waits how long", "bench.calls", ("--calls", "20", "--waiting", "5")),
    (
        "Calls a second, and what one costs",
        "bench.throughput",
        ("--agents", "12", "--rates", "1", "3", "--seconds", "8"),
    ),
    (
        "The same calls by app_queue",
        "bench.versus",
        ("--rates", "5", "--seconds", "6", "--times", "1", "--waiting", "0"),
    ),
    ("What ended calls leave in memory", "bench.growth", ("--calls", "5000")),
    ("What calls leave in a running house", "bench.lasting", ("--calls", "100", "--parts", "2", "--rate", "4")),
    ("From the journal to the present", "bench.rebuild", ()),
    (
        "Desks that look on: how late they hear of it, and what they cost",
        "bench.desks",
        ("--agents", "4", "--desks", "1", "50", "--rate", "1", "--seconds", "8"),
    ),
    ("What an agent's page asks for in a call", "bench.asked", ("--times", "50")),
    ("A page that is open all day", "bench.longday", ("--agents", "4", "--calls", "40", "--rate", "1")),
    ("Texts that are spoken on demand", "bench.texts", ("--texts", "10")),
    ("The server is killed", "bench.killed", ("--times", "1")),
    ("Newer servers take over under load", "bench.upgrade", ("--times", "1")),
    ("A page or the gateway dies", "bench.pages", ("--times", "1")),
    ("Starting", "bench.start", ("--cold", "1", "--warm", "1")),
    (
        "The gateway: what a talk costs, delay and loss",
        "bench.gateway",
        ("--calls", "10", "--seconds", "2", "--turns", "2"),
    ),
    ("Simulated callers: what one costs", "bench.callers", ("--seconds", "5", "--short", "100")),
)


def report(module: str, told: tuple[str, ...]) -> str:
    """What the bench prints; a table that is not Markdown is set as it is. A bench that fails spares the others."""
    done = subprocess.run([sys.executable, "-m", module, *told], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        return f"**It failed** ({done.returncode}); what happened is on the error output."
    text = done.stdout.strip()
    return text if "| --- |" in text else f"```\n{text}\n```"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    print(f"# Measurements\n\n{place()}")
    for title, module, less in BENCHES:
        print(f"\n## {title}\n\n`python -m {module}`", end="\n\n", flush=True)
        print(report(module, less if quick else ()), flush=True)


if __name__ == "__main__":
    main()
