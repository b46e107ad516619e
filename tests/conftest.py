"""What all tests share: the marks that name features of docs/spec are checked, and what passes is written down.

`build/spec.json` keeps for every marked test its numbers and whether it passed when it last ran, so that runs of parts
of the tests add up; `scripts/spec.py` reads it. Fixtures live in the conftest of the room that needs them.
"""

import json
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from xdist.remote import Producer

from scripts.spec import RESULTS, read_domains
from tests.support import lanes

Results = dict[str, dict[str, object]]
numbers_key = pytest.StashKey[tuple[str, ...]]()
results_key = pytest.StashKey[Results]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[results_key] = {}
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker and lanes.own_lane(worker) == lanes.PURE:
        os.nice(lanes.POLITE)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> lanes.Lanes:
    return lanes.Lanes(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    known = {number for domain in read_domains() for number in domain.features}
    for item in items:
        item.stash[numbers_key] = numbers = tuple(_numbers_of(item))
        if unknown := [number for number in numbers if number not in known]:
            raise pytest.UsageError(f"{item.nodeid}: docs/spec has no {', '.join(unknown)}")


def _numbers_of(item: pytest.Item) -> Iterator[str]:
    for mark in item.iter_markers("spec"):
        if not mark.args:
            raise pytest.UsageError(f'{item.nodeid}: a spec mark names its features, such as spec("TEL-21")')
        yield from mark.args


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if numbers := item.stash[numbers_key]:
        results = item.config.stash[results_key]
        so_far = item.nodeid not in results or results[item.nodeid]["passed"]
        results[item.nodeid] = {"numbers": numbers, "passed": bool(so_far and report.passed)}
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    if results := session.config.stash[results_key]:
        root = session.config.rootpath
        _keep(root / RESULTS, {**_earlier(root), **results})


def _earlier(root: Path) -> Results:
    """What earlier runs left, without the tests that are gone."""
    path = root / RESULTS
    kept: Results = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return {test: result for test, result in kept.items() if _still_there(root, test)}


def _still_there(root: Path, test: str) -> bool:
    file, _, name = test.partition("::")
    path = root / file
    return path.exists() and f"def {name.split('::')[-1].split('[')[0]}(" in path.read_text("utf-8")


def _keep(path: Path, results: Results) -> None:
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(results, indent=1, sort_keys=True), "utf-8")
    fresh.replace(path)
