"""Everything known of one call, out of journal, logs and Asterisk's own record, in the order in which it happened.

The call's id is the id of its channel at Asterisk, so server, gateways and CEL name it alike. Lines that name none, a
page that came shortly before it, count when they are about an agent of the call while it lasts. Pure but for the files.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from asterisk import names
from journal import Entry
from server.hiding import hidden

HUMAN = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),(\d{3}) (\w+) (.*)", re.DOTALL)
ASTERISK = re.compile(r"\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3})\] (.*)", re.DOTALL)
SLACK = 5.0  # s before and after the call in which a line of its agents still belongs to it
IN_CEL = ("eventtype", "channame", "exten", "uniqueid", "linkedid", "eventextra")


@dataclass(frozen=True, slots=True)
class Line:
    """at: epoch seconds; source: journal, cel, or the name of a log; of: agent, "" where none is named."""

    at: float
    source: str
    text: str
    of: str = ""


def of_entries(entries: Iterable[Entry], *, personal: bool) -> Iterator[Line]:
    """personal: with numbers, names and keys pressed."""
    for entry in entries:
        kind, told = type(entry.fact).__name__, asdict(entry.fact)
        shown = told if personal else hidden(kind, told)
        words = " ".join(f"{name}={value}" for name, value in shown.items() if value not in ("", 0, [], {}, ()))
        cause = f" (from {entry.cause})" if entry.cause else ""
        yield Line(entry.at, "journal", f"{entry.number} {kind} {words}{cause}", str(told.get("agent", "")))


def of_cel(lines: Iterable[str], call: str, *, personal: bool) -> Iterator[Line]:
    """Asterisk's record of the call's channel and of all that were linked with it."""
    for told in of_channels(lines, call):
        names = [name for name in IN_CEL if personal or name != "exten"]
        words = " ".join(f"{name}={told[name]}" for name in names if told.get(name))
        yield Line(float(str(told.get("eventtime", 0))), "cel", words)


def of_channels(lines: Iterable[str], call: str) -> Iterator[dict[str, object]]:
    """Of Asterisk's record, what is about the call's channel, those linked with it, and lines called out for it."""
    for text in lines:
        told = _json(text)
        if told is None:
            continue
        channel = str(told.get("uniqueid"))
        if call in (channel, told.get("linkedid")) or channel.startswith(f"{names.EXT}{call}-"):
            yield told


def of_log(source: str, lines: Iterable[str]) -> Iterator[Line]:
    """Lines in either form; a line that begins no new one (a traceback) belongs to the one before."""
    last: Line | None = None
    for text in lines:
        line = _read(source, text.rstrip("\n"))
        if line is None:
            last = Line(last.at, source, f"{last.text}\n{text.rstrip()}", last.of) if last else None
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def of_call(lines: Iterable[Line], call: str, agents: Iterable[str], began: float, ended: float) -> list[Line]:
    """Those of a log that name the call, or one of its agents while it lasts."""
    whole = re.compile(rf"(?<![\w.-]){re.escape(call)}(?![\w.-])")
    names = set(agents) - {""}
    during = (began - SLACK, ended + SLACK)
    return [
        line for line in lines if whole.search(line.text) or (line.of in names and during[0] <= line.at <= during[1])
    ]


def files(data: Path) -> list[tuple[str, Path]]:
    """The logs there are, older ones too: name of the source, file."""
    own = sorted((data / "log").glob("*.log*")) if (data / "log").is_dir() else []
    others = sorted((data / "asterisk" / "log").glob("messages.log*"))
    return [(each.name.partition(".")[0], each) for each in own] + [("asterisk", each) for each in others]


def in_order(*parts: Sequence[Line]) -> list[Line]:
    return sorted((line for part in parts for line in part), key=lambda line: line.at)


def _read(source: str, text: str) -> Line | None:
    if told := _json(text):
        return _of_json(source, told)
    if found := HUMAN.match(text):
        at = datetime.strptime(found[1], "%Y-%m-%d %H:%M:%S").astimezone().timestamp() + int(found[2]) / 1000
        return Line(at, source, f"{found[3]} {found[4]}", _agent_in(found[4]))
    if found := ASTERISK.match(text):
        at = datetime.strptime(found[1], "%Y-%m-%d %H:%M:%S.%f").astimezone().timestamp()
        return Line(at, source, found[2])
    return None


def _of_json(source: str, told: Mapping[str, object]) -> Line | None:
    try:
        at = datetime.fromisoformat(str(told["at"])).timestamp()
    except (KeyError, ValueError):
        return None
    more = {name: value for name, value in told.items() if name not in ("at", "level", "part", "logger", "message")}
    ids = " ".join(f"{name}={value}" for name, value in more.items())
    words = f"{str(told.get('level', '')).upper()} {told.get('logger', '')} {told.get('message', '')}"
    return Line(at, source, f"{words} [{ids}]" if ids else words, str(told.get("agent", "")))


def _agent_in(text: str) -> str:
    found = re.search(r"[ \[]agent=([^ \]]+)", text)
    return found[1] if found else ""


def _json(text: str) -> dict[str, object] | None:
    if not text.startswith("{"):
        return None
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
