"""Routes of thousands of steps: how long reading and checking them takes.

Usage: python -m bench.routes [--steps 10000]. Seconds of this process alone, the best of five.
"""

import argparse
import time
from collections.abc import Callable

from bench.report import table
from config.marked import parse
from config.routes import load_route, zone_of
from ivr.checker import Known, check
from ivr.loader import read

KINDS = (
    "{{say: p.{prompt}, then: s{next}}}",
    "{{menu: p.{prompt}, keys: {{1: {{label: One, code: C{n}, to: s{next}}}, 2: {{to: s{other}}}}}, "
    "no input: s{next}, wrong input: end}}",
    "{{switch: $number, cases: [{{starts with: '9', to: s{other}, label: VIP}}], otherwise: s{next}}}",
    "{{collect: p.{prompt}, into: number, most: 8, then: s{next}, no input: s{other}, wrong input: end}}",
    "{{set: {{number: '{n}', both: '{{number}}-{{caller}}'}}, then: s{next}}}",
)
ROUNDS = 5


def written(steps: int) -> str:
    """A route of that many steps; each leads to the next one and to one further on."""
    lines = ["route: large", "start: s0", "steps:"]
    for n in range(steps - 1):
        step = KINDS[n % len(KINDS)]
        known = {"n": n, "prompt": n % 50, "next": min(n + 1, steps - 2), "other": min(n + 7, steps - 2)}
        lines.append(f"  s{n}: " + (step.format(**known) if n < steps - 2 else "{say: p.0, then: end}"))
    return "\n".join([*lines, "  end: {queue: general}"])


def best(work: Callable[[], object]) -> float:
    """Seconds of this process."""
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    steps = parser.parse_args().steps
    text = written(steps)
    node = parse(text)
    flow = read(node, zone_of)
    known = Known({"general": ""}, prompts={f"p.{n}": ("en", "ko") for n in range(50)})
    rows = [
        ("the text", f"{len(text) / 1e6:.1f} MB"),
        ("parse", f"{best(lambda: parse(text)):.2f} s"),
        ("read", f"{best(lambda: read(node, zone_of)):.2f} s"),
        ("check", f"{best(lambda: check(flow, known)):.2f} s"),
        ("all of it", f"{best(lambda: check(load_route(text), known)):.2f} s"),
    ]
    print(table((f"{steps} steps", ""), rows))


if __name__ == "__main__":
    main()
