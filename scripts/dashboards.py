"""`python -m scripts.dashboards [--check]`: writes dashboards, alert rules, the page of metrics and a page for "
"each alert.

All of it comes from `telemetry/families.py`, `scripts/observability/panels.py` and `scripts/observability/rules.py`.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from scripts.observability.panels import DASHBOARDS, Dashboard, Panel
from scripts.observability.rules import RULES, Rule
from telemetry.families import GATEWAY, SERVER, Family

ROOT = Path(__file__).parent.parent
GRAFANA, ALERTS = Path("deploy/observability/grafana"), Path("deploy/observability/alerts.yaml")
PAGES, METRICS = Path("docs/alerts"), Path("docs/metrics.md")
SOURCE = {"type": "prometheus", "uid": "${source}"}
WHERE = "https://cordboard.invalid/docs/alerts"  # replaced by whoever serves the pages
NAME = re.compile(r"\b(?:cordboard_\w+|up)\b")
WIDTH, HEIGHT = 24, 8


def names_in(query: str) -> set[str]:
    """The metrics that a query asks for; what stands in quotes is no name."""
    return set(NAME.findall(re.sub(r'"[^"]*"', "", query)))


def dashboard(of: Dashboard) -> dict[str, object]:
    source = {"name": "source", "type": "datasource", "query": "prometheus", "label": "Prometheus"}
    return {
        "uid": of.file,
        "title": of.title,
        "tags": ["cordboard"],
        "timezone": "browser",
        "refresh": "30s",
        "schemaVersion": 39,
        "time": {"from": "now-6h", "to": "now"},
        "templating": {"list": [source]},
        "panels": list(_placed(of)),
    }


def _placed(of: Dashboard) -> Iterator[dict[str, object]]:
    id, y = 0, 0
    for title, panels in of.rows:
        id += 1
        yield {
            "id": id,
            "type": "row",
            "title": title,
            "collapsed": False,
            "gridPos": _at(0, y, WIDTH, 1),
            "panels": [],
        }
        x, y = 0, y + 1
        for panel in panels:
            if x + panel.width > WIDTH:
                x, y = 0, y + HEIGHT
            id += 1
            yield {"id": id, "gridPos": _at(x, y, panel.width, HEIGHT), **_panel(panel)}
            x += panel.width
        y += HEIGHT


def _at(x: int, y: int, w: int, h: int) -> dict[str, int]:
    return {"x": x, "y": y, "w": w, "h": h}


def _panel(panel: Panel) -> dict[str, object]:
    targets = [
        {"refId": chr(ord("A") + n), "expr": query, "legendFormat": legend, "datasource": SOURCE}
        for n, (legend, query) in enumerate(panel.queries)
    ]
    return {
        "type": panel.kind,
        "title": panel.title,
        "description": panel.about,
        "datasource": SOURCE,
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
        "targets": targets,
    }


def alerts() -> str:
    rules = [
        {
            "alert": rule.name,
            "expr": rule.query,
            "for": rule.for_,
            "labels": {"severity": rule.severity},
            "annotations": {"summary": rule.summary, "runbook_url": f"{WHERE}/{rule.name}.md"},
        }
        for rule in RULES
    ]
    head = "# made by scripts/dashboards.py from scripts/observability/rules.py; do not edit\n"
    told = {"groups": [{"name": "cordboard", "rules": rules}]}
    written: str = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=1000)
    return head + written


def page(rule: Rule) -> str:
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(rule.do, 1))
    return (
        f"# {rule.name}\n\n{_plain(rule.summary)}. Severity: {rule.severity}, after {rule.for_}.\n\n"
        f"```promql\n{rule.query}\n```\n\n## What it means\n{rule.means}\n\n## What to do\n{steps}\n"
    )


def _plain(text: str) -> str:
    return re.sub(r"\{\{ \$(?:labels\.)?(\w+) \}\}", r"*\1*", text)


def list_of_pages() -> str:
    rows = "\n".join(f"| [{each.name}]({each.name}.md) | {each.severity} | {_plain(each.summary)} |" for each in RULES)
    return (
        "# Alerts\n\nOne page a rule of `deploy/observability/alerts.yaml`: what it means, and what to do. "
        "`critical` wakes somebody, `warning` waits for the "
        f"morning. Made by `python -m scripts.dashboards`.\n\n| alert | severity | |\n|---|---|---|\n{rows}\n"
    )


def metrics() -> str:
    return (
        "# Metrics\n\nMade from `telemetry/families.py` by `python -m scripts.dashboards`. How to read them: "
        "[observability](observability.md).\n\n"
        f"## Server\n{_table(SERVER)}\n## Gateway\n{_table(GATEWAY)}"
    )


def _table(families: tuple[Family, ...]) -> str:
    rows = "".join(
        f"| `{each.name}` | {each.kind} | {', '.join(f'`{label}`' for label in each.labels)} | {each.about} |\n"
        for each in families
    )
    return f"\n| name | kind | labels | |\n|---|---|---|---|\n{rows}"


def made() -> dict[Path, str]:
    """Every file and what stands in it."""
    boards = {GRAFANA / f"{each.file}.json": json.dumps(dashboard(each), indent=2) + "\n" for each in DASHBOARDS}
    pages = {PAGES / f"{rule.name}.md": page(rule) for rule in RULES}
    return {**boards, ALERTS: alerts(), METRICS: metrics(), PAGES / "README.md": list_of_pages(), **pages}


def stale() -> list[str]:
    """Files that are not as they would be made, and pages of alerts that are none."""
    wrong = [
        str(path)
        for path, text in made().items()
        if not (ROOT / path).exists() or (ROOT / path).read_text("utf-8") != text
    ]
    known = {path.name for path in made() if path.parent == PAGES}
    return wrong + [str(PAGES / each.name) for each in (ROOT / PAGES).glob("*.md") if each.name not in known]


def main() -> int:
    if "--check" in sys.argv:
        if found := stale():
            print(f"not as they would be made: {', '.join(found)}. Run: python -m scripts.dashboards", file=sys.stderr)
        return bool(found)
    for path, text in made().items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
