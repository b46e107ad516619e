"""Which of the numbered features of docs/spec are shown by passing tests.

The tests leave what they showed in build/spec.json (tests/conftest.py writes it); this script reads that and counts.
Only the standard library, so it runs before anything is installed.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "docs" / "spec"
RESULTS = Path("build", "spec.json")  # under the root of the checkout

FEATURE = re.compile(r"^- \*\*([A-Z]+-\d+)\*\* (.*)$", re.MULTILINE)
SOURCE = re.compile(r" — \[S\d:.*$")
TITLE = re.compile(r"^# \d+\. (?:[A-Z]+ — )?(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Domain:
    """features: number (such as TEL-21) → what it says, without its source."""

    code: str
    title: str
    features: dict[str, str] = field(default_factory=dict)


def read_domains(folder: Path = SPEC) -> list[Domain]:
    """The domains of the specification in the order of their files. Raises ValueError for a number given twice."""
    domains = [domain for page in sorted(folder.glob("[0-9]*.md")) if (domain := _read_page(page.read_text("utf-8")))]
    every = [number for domain in domains for number in domain.features]
    if twice := {number for number in every if every.count(number) > 1}:
        raise ValueError(f"given twice in {folder}: {', '.join(sorted(twice))}")
    return domains


def _read_page(text: str) -> Domain | None:
    found = FEATURE.findall(text)
    if not found:
        return None
    features = {number: SOURCE.sub("", says) for number, says in found}
    if len(features) != len(found):
        raise ValueError(f"a number of {found[0][0]}'s page is given twice")
    title = TITLE.search(text)
    return Domain(found[0][0].split("-")[0], title[1] if title else "", features)


def read_shown(results: Path = ROOT / RESULTS) -> dict[str, list[str]]:
    """Number → the passing tests that show it. Empty where no test has run yet."""
    shown: dict[str, list[str]] = {}
    tests = json.loads(results.read_text("utf-8")) if results.exists() else {}
    for test, result in sorted(tests.items()):
        for number in result["numbers"] if result["passed"] else ():
            shown.setdefault(number, []).append(test)
    return shown


def table(domains: Iterable[Domain], shown: dict[str, list[str]]) -> Iterable[str]:
    features = covered = 0
    yield f"{'domain':<50} {'shown':>5} {'of':>5}"
    for domain in domains:
        here = sum(number in shown for number in domain.features)
        features, covered = features + len(domain.features), covered + here
        yield f"{domain.code + ' ' + domain.title:<50.50} {here:>5} {len(domain.features):>5}"
    yield f"{'total':<50} {covered:>5} {features:>5}"


def listing(domains: Iterable[Domain], shown: dict[str, list[str]], missing: bool) -> Iterable[str]:
    """The features that are shown, with how many tests show each; or those that are missing."""
    for domain in domains:
        for number, says in domain.features.items():
            if (number in shown) is not missing:
                tests = "" if missing else f"{len(shown[number]):>3} test{'s' if len(shown[number]) > 1 else ' '}  "
                yield f"{number:<7} {tests}{says:.100}"


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Which features of docs/spec are shown by passing tests.")
    parser.add_argument("domain", nargs="*", help="only these domains, such as TEL IVR")
    parser.add_argument("--missing", action="store_true", help="list the features that no passing test shows")
    chosen = parser.parse_args(words)
    domains = read_domains()
    if unknown := set(chosen.domain) - {domain.code for domain in domains}:
        parser.error(f"no such domain: {', '.join(sorted(unknown))}")
    domains = [domain for domain in domains if not chosen.domain or domain.code in chosen.domain]
    shown = read_shown()
    for line in listing(domains, shown, chosen.missing):
        print(line)
    print()
    for line in table(domains, shown):
        print(line)
    if not (ROOT / RESULTS).exists():
        print("\nno test results yet: run `make test` first", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
