"""A report as text for a terminal and as one HTML page that needs nothing else."""

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from routing.simulation.results import FIGURES, SHARES, Estimate
from server.simulation.play import Outcome, Report
from server.simulation.words import SECONDS, WORDS

COUNTS = frozenset({"offered", "answered"})
OF_AGENTS = ("occupancy", "spread")
SHOWN = ("offered", "answered", "abandoned", "left", "service level", "waited", "asa", "aht", "longest wait")
PLOTTED = ("service level", "asa", "abandoned", "offered")
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 860, 240, 52, 12, 28  # px of a plot and its margins
COLOURS = ("#2563eb", "#d97706", "#059669", "#dc2626", "#7c3aed", "#0891b2", "#be185d", "#4d7c0f")
STYLE = """
:root{color-scheme:light dark;--text:#1c2024;--back:#fff;--line:#d8dce1;--soft:#5c646d}
@media(prefers-color-scheme:dark){:root{--text:#e6e8eb;--back:#16181b;--line:#3a3f46;--soft:#9aa3ad}}
body{font:14px/1.5 Pretendard,"Noto Sans CJK KR","Noto Sans CJK JP",system-ui,sans-serif;color:var(--text);
background:var(--back);max-width:960px;margin:32px auto;padding:0 16px}
h1{font-size:22px;margin:0}h2{font-size:16px;margin:32px 0 8px}p{color:var(--soft);margin:4px 0}
div{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:6px 8px;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
th:first-child{text-align:left;white-space:normal}thead th{color:var(--soft);font-weight:500}
small{color:var(--soft)}svg{width:100%;height:auto}svg text{fill:var(--soft);font-size:11px}
.key{display:inline-block;width:10px;height:10px;border-radius:2px;margin:0 6px 0 16px}
"""


def figure(name: str, one: Estimate, language: str = "en") -> str:
    """`81.2 ± 1.4 %`, `12.3 ± 0.8 s`, `1,624 ± 12`; without ± for a single run."""
    unit, scale, digits = _unit(name, language)
    off = f" ± {one.off * scale:,.{digits}f}" if one.off < math.inf else ""
    return f"{one.mean * scale:,.{digits}f}{off}{unit}"


def _unit(name: str, language: str) -> tuple[str, float, int]:
    if name in SHARES:
        return " %", 100.0, 1
    return ("", 1.0, 0) if name in COUNTS else (f" {SECONDS[language]}", 1.0, 1)


def as_text(report: Report) -> str:
    """Tables for a terminal: all queues together, then each."""
    parts = [_table("all queues", [(one.name, one.of_all) for one in report.outcomes])]
    more = report.queues if len(report.queues) > 1 else []
    parts += [_table(f"queue {queue}", [(one.name, one.of_queue(queue)) for one in report.outcomes]) for queue in more]
    return "\n\n".join(parts)


def _table(title: str, rows: Sequence[tuple[str, Mapping[str, Estimate]]]) -> str:
    names = [name for name in (*SHOWN, *OF_AGENTS) if name in rows[0][1]]
    cells = [[title, *names], *([name, *(figure(each, told[each]) for each in names)] for name, told in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in cells
    )


# --- the page --------------------------------------------------------------------------------------------------------


def as_html(report: Report, language: str = "en") -> str:
    """A whole page in one of the languages of `WORDS`."""
    words = WORDS[language]
    scenario = report.scenario
    title = escape(words["title"].format(name=scenario.name))
    about = escape(words["about"].format(runs=scenario.runs, seed=scenario.seed))
    head = f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    see = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    body = "\n".join(_sections(report, words, language))
    return f"{head}{see}<style>{STYLE}</style></head><body><h1>{title}</h1><p>{about}</p>\n{body}\n</body></html>\n"


def _sections(report: Report, words: dict[str, str], language: str) -> Iterator[str]:
    all_of_them = [(one.name, one.of_all) for one in report.outcomes]
    yield _html_table(words["all"], all_of_them, (*SHOWN, *OF_AGENTS), words, language)
    if len(report.outcomes) > 1:
        others = [(one.name, {name: report.difference(one, name) for name in FIGURES}) for one in report.outcomes[1:]]
        yield _html_table(words["difference"], others, SHOWN, words, language)
    for name in PLOTTED:
        yield _plot(report.outcomes, name, words)
    for queue in report.queues if len(report.queues) > 1 else []:
        rows = [(one.name, one.of_queue(queue)) for one in report.outcomes]
        yield _html_table(words["queue"].format(name=queue), rows, SHOWN, words, language)


def _html_table(
    title: str,
    rows: Sequence[tuple[str, Mapping[str, Estimate]]],
    names: Sequence[str],
    words: dict[str, str],
    language: str,
) -> str:
    heads = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in ("variant", *names))
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(_cell(each, told[each], language) for each in names)}</tr>'
        for name, told in rows
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    return f"<h2>{escape(title)}</h2><div>{table}</div>"


def _cell(name: str, one: Estimate, language: str) -> str:
    said, plus, off = figure(name, one, language).partition(" ± ")
    return f"<td>{escape(said)}{f' <small>± {escape(off)}</small>' if plus else ''}</td>"


def _plot(outcomes: Sequence[Outcome], name: str, words: dict[str, str]) -> str:
    """A line for each variant, by half hour, with the band in which its mean lies."""
    lines = [outcome.by_slot(name) for outcome in outcomes]
    slots = sorted({slot for line in lines for slot in line})
    title = escape(words["half hours"].format(figure=words[name]))
    if len(slots) < 2:
        return ""
    top = 1.0 if name in SHARES else max((_upper(one) for line in lines for one in line.values()), default=1.0) or 1.0
    drawn = "".join(_line(line, slots, top, COLOURS[at % len(COLOURS)]) for at, line in enumerate(lines))
    keys = "".join(
        f'<span class="key" style="background:{COLOURS[at % len(COLOURS)]}"></span>{escape(outcome.name)}'
        for at, outcome in enumerate(outcomes)
    )
    box = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}">'
    return f"<h2>{title}</h2><p>{keys}</p>{box}{_axes(slots, top, name)}{drawn}</svg>"


def _axes(slots: Sequence[int], top: float, name: str) -> str:
    marks = []
    for part in range(5):
        y = TOP + (HEIGHT - TOP - BOTTOM) * part / 4
        value = top * (4 - part) / 4
        said = f"{value:.0%}" if name in SHARES else f"{value:,.0f}"
        marks.append(f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="var(--line)"/>')
        marks.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{said}</text>')
    for slot in slots[:: max(1, len(slots) // 12)]:
        x = _x(slot, slots)
        said = f"{slot // 2:02}:{slot % 2 * 30:02}"
        marks.append(f'<text x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{said}</text>')
    return "".join(marks)


def _line(line: Mapping[int, Estimate], slots: Sequence[int], top: float, colour: str) -> str:
    there = [slot for slot in slots if slot in line]
    upper = [f"{_x(slot, slots):.1f},{_y(_upper(line[slot]), top):.1f}" for slot in there]
    lower = [f"{_x(slot, slots):.1f},{_y(_lower(line[slot]), top):.1f}" for slot in reversed(there)]
    means = [f"{_x(slot, slots):.1f},{_y(line[slot].mean, top):.1f}" for slot in there]
    band = f'<polygon points="{" ".join(upper + lower)}" fill="{colour}" opacity="0.15"/>'
    return f'{band}<polyline points="{" ".join(means)}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _upper(one: Estimate) -> float:
    return one.mean + (one.off if one.off < math.inf else 0.0)


def _lower(one: Estimate) -> float:
    return one.mean - (one.off if one.off < math.inf else 0.0)


def _x(slot: int, slots: Sequence[int]) -> float:
    return LEFT + 12 + (WIDTH - LEFT - 36) * (slot - slots[0]) / (slots[-1] - slots[0])


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(max(value / top, 0.0), 1.0))
