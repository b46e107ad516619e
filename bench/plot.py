"""Lines over a few steps as an SVG: pure, no library. Light and dark follow the reader's system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 150, 40, 48
COLOURS = ("#2f6fdd", "#d9622b", "#2a9d5c", "#8a5cc9")
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
STYLE = (
    "text{font:13px sans-serif;fill:#333}.grid{stroke:#8884}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}svg{background:#1b1b1b}}"
)


@dataclass(frozen=True, slots=True)
class Plot:
    """steps: the same for all lines, equally far apart. lines: name → a value for each step, None where there is
    none. target: a dashed line."""

    title: str
    unit: str
    along: str
    steps: Sequence[int]
    lines: Mapping[str, Sequence[float | None]]
    target: Sequence[float | None] = ()


def svg(plot: Plot) -> str:
    values = [each for line in (*plot.lines.values(), plot.target) for each in line if each is not None]
    step = _step(max(values, default=1.0))
    top = step * (int(max(values, default=1.0) / step) + 1)
    parts = [_text(LEFT, 22, plot.title, "start"), *_axes(plot, step, top)]
    for number, (name, line) in enumerate(plot.lines.items()):
        parts += _line(line, top, COLOURS[number % len(COLOURS)], name, TOP + 10 + 20 * number)
    if plot.target:
        parts += _line(plot.target, top, "#999", "target", TOP + 10 + 20 * len(plot.lines), ' stroke-dasharray="5 4"')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
    return f'{head} aria-label="{escape(plot.title)}"><style>{STYLE}</style>{"".join(parts)}</svg>\n'


def _step(highest: float) -> float:
    """Between two lines of the grid, so that there are about five."""
    size = 10.0 ** (len(str(int(highest / 5))) - 1) if highest >= 5 else 0.1
    while highest / size > 50:
        size *= 10
    return next(each * size for each in STEPS if highest / (each * size) <= 6)


def _axes(plot: Plot, step: float, top: float) -> list[str]:
    parts = []
    for number in range(round(top / step) + 1):
        y = _y(number * step, top)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(_text(LEFT - 8, y + 4, f"{number * step:g}", "end"))
    parts += [_text(_x(at, len(plot.steps)), HEIGHT - 28, str(each), "middle") for at, each in enumerate(plot.steps)]
    return [*parts, _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, f"{plot.along}; {plot.unit}", "middle")]


def _line(line: Sequence[float | None], top: float, colour: str, name: str, label: float, more: str = "") -> list[str]:
    points = [(_x(at, len(line)), _y(value, top)) for at, value in enumerate(line) if value is not None]
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    drawn = [f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"{more}/>']
    dots = [] if more else [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
    x = WIDTH - RIGHT + 14
    key = f'<line x1="{x}" x2="{x + 18}" y1="{label}" y2="{label}" stroke="{colour}" stroke-width="2"{more}/>'
    return [*drawn, *dots, key, _text(x + 24, label + 4, name, "start")]


def _x(at: int, count: int) -> float:
    return LEFT + (WIDTH - RIGHT - LEFT) * (at + 0.5) / count


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
