"""Dashboards, alert rules and their pages are made from the table of metrics, and ask for nothing else."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from scripts.dashboards import ALERTS, ROOT, made, names_in, stale
from scripts.observability.panels import DASHBOARDS
from scripts.observability.rules import RULES
from telemetry.families import FAMILIES, series

QUERIES = [query for board in DASHBOARDS for _, row in board.rows for panel in row for _, query in panel.queries]
ALL = [*QUERIES, *(rule.query for rule in RULES)]
BY = re.compile(r"(?:by|on) \(([\w, ]+)\)")


def test_what_is_checked_in_is_what_would_be_made() -> None:
    assert stale() == []


@pytest.mark.parametrize("query", ALL)
def test_every_query_names_metrics_that_exist(query: str) -> None:
    assert names_in(query)
    assert names_in(query) - {"up"} <= series()


@pytest.mark.parametrize("query", ALL)
def test_every_query_groups_by_labels_that_its_metrics_have(query: str) -> None:
    names = [name for family, known in FAMILIES.items() if set(known.series) & names_in(query) for name in known.labels]
    asked = {label.strip() for found in BY.findall(query) for label in found.split(",")}
    assert asked <= {*names, "le"}


@pytest.mark.parametrize("query", ALL)
def test_brackets_and_quotes_close(query: str) -> None:
    assert query.count('"') % 2 == 0
    assert all(query.count(left) == query.count(right) for left, right in ("()", "[]", "{}"))


def test_every_metric_is_looked_at_somewhere() -> None:
    asked = {name for query in ALL for name in names_in(query)}
    assert [name for name, family in FAMILIES.items() if not asked & set(family.series)] == []


def test_every_alert_has_a_page_that_says_what_to_do() -> None:
    for rule in RULES:
        text = made()[Path("docs/alerts") / f"{rule.name}.md"]
        assert "## What it means\n" in text
        assert "\n1. " in text


def test_the_rules_are_read_by_promtool_where_there_is_one() -> None:
    told = yaml.safe_load((ROOT / ALERTS).read_text("utf-8"))
    assert {rule["alert"] for rule in told["groups"][0]["rules"]} == {rule.name for rule in RULES}
    if promtool := shutil.which("promtool"):
        done = subprocess.run([promtool, "check", "rules", ROOT / ALERTS], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
