"""A route as files: its text, and beside it or in the folder `tests` its tests."""

from dataclasses import dataclass
from pathlib import Path

from config.routes import load_route
from ivr.complaint import Faulty


@dataclass(frozen=True, slots=True)
class RouteFile:
    """path: for complaints; tests: None where there are none; name: "" where the text cannot be read."""

    path: Path
    name: str
    text: str
    tests: str | None = None

    @classmethod
    def read(cls, path: Path) -> "RouteFile":
        """Raises OSError and UnicodeDecodeError. What is wrong with the text is said by who takes it."""
        text, tests = path.read_text("utf-8"), path.parent / "tests" / path.name
        return cls(path, _name(text), text, tests.read_text("utf-8") if tests.exists() else None)

    def write(self, folder: Path) -> str:
        """What was done, as a sentence."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / self.path.name).write_text(self.text, "utf-8")
        if self.tests:
            (folder / "tests").mkdir(exist_ok=True)
            (folder / "tests" / self.path.name).write_text(self.tests, "utf-8")
        return f"{folder / self.path.name} is written"


def _name(text: str) -> str:
    try:
        return load_route(text).name
    except Faulty:
        return ""
