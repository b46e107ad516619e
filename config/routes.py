"""Routes as YAML files."""

from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from config.marked import parse, uncollected
from ivr.complaint import Faulty
from ivr.flow import Flow
from ivr.linking import calls, link
from ivr.loader import read
from ivr.script import Script, read_script

SHIPPED = Path(__file__).parent / "routes"
EXAMPLES = SHIPPED / "examples"  # that no number leads to


def load_route(text: str) -> Flow:
    """The route in a YAML text. Raises `ivr.complaint.Faulty`; each complaint has line and column."""
    with uncollected():
        return read(parse(text), zone_of)


def load_script(text: str) -> Script:
    """The tests of a route in a YAML text. Raises `ivr.complaint.Faulty`; each complaint has line and column."""
    return read_script(parse(text), zone_of)


def load_routes(folder: Path = SHIPPED) -> list[Flow]:
    """All routes of a folder, by file name. Raises `Faulty` of the first faulty file, with its name as a note."""
    return [_load_file(path) for path in sorted(folder.glob("*.yaml"))]


def load_linked(file: Path) -> Flow:
    """A route with the steps of the subroutes that it calls, each of which stands beside it as `NAME.yaml`.

    Raises `Faulty`, and OSError and UnicodeDecodeError of the file itself.
    """
    flow = load_route(file.read_text(encoding="utf-8"))
    return link(flow, subroutes_of(flow, file.parent))


def subroutes_of(flow: Flow, folder: Path) -> dict[str, Flow]:
    """All that it calls, and that they call, as far as they are there. Raises `Faulty` of a faulty one."""
    found: dict[str, Flow] = {}
    ahead = set(calls(flow))
    while ahead:
        name = ahead.pop()
        if (file := folder / f"{name}.yaml").is_file():
            found[name] = _load_file(file)
            ahead |= calls(found[name]) - found.keys()
    return found


def shipped_texts() -> dict[str, tuple[str, str]]:
    """Name → text and tests of each route that is shipped; "" where it has no tests."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.yaml"))}
    tests = {path.stem: path.read_text("utf-8") for path in sorted((SHIPPED / "tests").glob("*.yaml"))}
    return {name: (text, tests.get(name, "")) for name, text in texts.items()}


def _load_file(path: Path) -> Flow:
    try:
        return load_route(path.read_text(encoding="utf-8"))
    except Faulty as faulty:
        faulty.add_note(f"in {path}")
        raise


def zone_of(name: str) -> tzinfo:
    """Raises ValueError for a name that is no time zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as unknown:
        raise ValueError(name) from unknown
