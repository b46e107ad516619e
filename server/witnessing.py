"""What Asterisk itself saw of a call (CEL), wherever that Asterisk runs: from its files where it is the one of this
machine, else by ARI.

seen = await Witnesses(settings, secrets).of("east-1795926493.0")
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from asterisk.provision import RECORD
from config.nodes import nodes_of, places_of
from config.secrets import Secrets
from config.settings import Settings
from server.asides import RECORDS
from server.elsewhere import Place, witnessed
from server.private import has_own_asterisk


@dataclass(frozen=True, slots=True)
class Seen:
    """lines: of JSON, each with the id of the call in it; silent: the Asterisks that did not answer, by name, or by
    address where they have none: what they saw is missing."""

    lines: Sequence[str] = ()
    silent: Sequence[str] = ()


class Witnesses:
    def __init__(self, known: Settings, secrets: Secrets) -> None:
        self._data, self._own, self._places = known.data.absolute(), has_own_asterisk(known), dict[str, Place]()
        others = [node for node in nodes_of(known, secrets) if node.name != known.node]
        self._places = {node.name: (node.ari, (node.user, node.password)) for node in others}
        if known.asterisk and not known.nodes:
            [(address, login)] = places_of(known, secrets)
            self._places = {address: (address, login)}

    async def of(self, call: str) -> Seen:
        """From the node by which the call came, whose name its id begins with; from all where it names none."""
        here = await asyncio.to_thread(of_files, self._data, call) if self._own else []
        named = [name for name in self._places if call.startswith(f"{name}-")]
        asked = {name: self._places[name] for name in named or self._places}
        found, mute = await witnessed(list(asked.values()), call)
        return Seen([*here, *found], [name for name, place in asked.items() if place[0] in mute])


def of_files(data: Path, call: str) -> list[str]:
    """Of the Asterisk of this machine; records that were put aside, too. Reads files."""
    lines = list[str]()
    for file in sorted((data / RECORDS).glob(f"{Path(RECORD).name}*")):
        with file.open(encoding="utf-8", errors="replace") as text:
            lines += [line.rstrip("\n") for line in text if call in line]
    return lines
