"""Routes as YAML files."""

from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from config.marked import parse
from ivr.complaint import Faulty
from ivr.flow import Flow
from ivr.loader import read
from ivr.script import Script, read_script

SHIPPED = Path(__file__).parent / "routes"


def load_route(text: str) -> Flow:
    """The route in a YAML text. Raises `ivr.complaint.Faulty`; each complaint has line and column."""
    return read(parse(text), _zone)


def load_script(text: str) -> Script:
    """The tests of a route in a YAML text. Raises `ivr.complaint.Faulty`; each complaint has line and column."""
    return read_script(parse(text), _zone)


def load_routes(folder: Path = SHIPPED) -> list[Flow]:
    """All routes of a folder, by file name. Raises `Faulty` of the first faulty file, with its name as a note."""
    return [_load_file(path) for path in sorted(folder.glob("*.yaml"))]


def _load_file(path: Path) -> Flow:
    try:
        return load_route(path.read_text(encoding="utf-8"))
    except Faulty as faulty:
        faulty.add_note(f"in {path}")
        raise


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as unknown:
        raise ValueError(name) from unknown
