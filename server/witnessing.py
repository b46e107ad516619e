"""What Asterisk itself saw of a call (CEL), wherever that Asterisk runs: from its files where it is the one of this
machine, else by ARI.

seen = await Witnesses(settings, secrets).of("east-1795926493.0")
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from asterisk import causes, names
from asterisk.provision import RECORD
from config.nodes import nodes_of, places_of
from config.secrets import Secrets
from config.settings import Settings
from server.asides import RECORDS
from server.elsewhere import Place, witnessed
from server.private import has_own_asterisk
from server.tracking import IN_CEL
from server.views import WitnessView

HERE = "here"


@dataclass(frozen=True, slots=True)
class Seen:
    """lines: of JSON, each with the id of the call in it. The Asterisks by name, or by address where they have none:
    silent: those that did not answer, what they saw is missing; bare: those that keep no record. HERE: this machine's.
    """

    lines: Sequence[str] = ()
    silent: Sequence[str] = ()
    bare: Sequence[str] = ()


class Witnesses:
    def __init__(self, known: Settings, secrets: Secrets) -> None:
        self.kept = known.keep_logs  # days, 0: for ever
        self._data, self._own, self._name = known.data.absolute(), has_own_asterisk(known), known.node or HERE
        self._places = dict[str, Place]()
        others = [node for node in nodes_of(known, secrets) if node.name != known.node]
        self._places = {node.name: (node.ari, (node.user, node.password)) for node in others}
        if known.asterisk and not known.nodes:
            [(address, login)] = places_of(known, secrets)
            self._places = {address: (address, login)}

    async def of(self, call: str) -> Seen:
        """From the node by which the call came, whose name its id begins with; from all where it names none."""
        here = await asyncio.to_thread(of_files, self._data, call) if self._own else []
        bare = [self._name] if self._own and not await asyncio.to_thread(_records, self._data) else []
        named = [name for name in self._places if call.startswith(f"{name}-")]
        asked = {name: self._places[name] for name in named or self._places}
        told = await witnessed(list(asked.values()), call)
        silent = [name for name, place in asked.items() if place[0] in told.silent]
        bare += [name for name, place in asked.items() if place[0] in told.bare]
        return Seen([*here, *told.lines], silent, bare)


def of_files(data: Path, call: str) -> list[str]:
    """Of the Asterisk of this machine; records that were put aside, too. Reads files."""
    lines = list[str]()
    for file in _records(data):
        with file.open(encoding="utf-8", errors="replace") as text:
            lines += [line.rstrip("\n") for line in text if call in line]
    return lines


def _records(data: Path) -> list[Path]:
    return sorted((data / RECORDS).glob(f"{Path(RECORD).name}*"))


def view_of(told: Mapping[str, object], call: str) -> WitnessView:
    """told: one line of the record; call: of which it is."""
    kind, name, dialled, channel, linked, more = (str(told.get(field, "")) for field in IN_CEL)
    return WitnessView(
        at=float(str(told.get("eventtime", 0))),
        kind=kind,
        channel=name,
        dialled=dialled,
        id=channel,
        linked=linked,
        more=more,
        line=_line(channel, call),
        agent=names.agent_of_leg(channel),
        cause=causes.in_words(_cause(more)) if kind == "HANGUP" else "",
    )


def _line(channel: str, call: str) -> Literal["contact", "outside", "agent", "other"]:
    if channel == call:
        return "contact"
    if names.agent_of_leg(channel):
        return "agent"
    return "outside" if channel.startswith(f"{names.EXT}{call}-") else "other"


def _cause(more: str) -> int:
    try:
        return int(json.loads(more).get("hangupcause", 0))
    except (ValueError, AttributeError, TypeError):
        return 0  # cut short by a crash, or by a caller's own bytes
