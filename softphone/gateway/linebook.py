"""The lines on disk, so that a gateway that was killed opens the same ports again and goes on with the same peers."""

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from softphone.gateway.srtp import Address

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """port: ours; peer: the switch's side, None before it was told."""

    port: int
    peer: Address | None


class LineBook:
    """One small file, readable by its owner only, replaced as a whole at every change."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> dict[str, Kept]:
        """Agent → line. Empty when there is no file, or when it cannot be read (that is logged)."""
        try:
            content = json.loads(self._file.read_text(encoding="utf-8"))
            return {agent: _kept(line) for agent, line in content["lines"].items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            logger.error("%s cannot be read, lines begin anew: %s", self._file, error)
            return {}

    def write(self, lines: Mapping[str, Kept]) -> None:
        content = {"lines": {agent: {"port": line.port, "peer": line.peer} for agent, line in lines.items()}}
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._file.with_suffix(".new")
        fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(fd, "w", encoding="utf-8") as file:
            json.dump(content, file)
        fresh.replace(self._file)


def _kept(line: Mapping[str, object]) -> Kept:
    port, peer = line["port"], line["peer"]
    if not isinstance(port, int) or not 0 < port < 65536:
        raise ValueError("a port is no port")
    if peer is None:
        return Kept(port, None)
    if not isinstance(peer, list) or len(peer) != 2:
        raise ValueError("a peer is no address")
    return Kept(port, (str(peer[0]), int(peer[1])))
