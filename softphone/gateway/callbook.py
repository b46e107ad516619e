"""The calls to extensions on disk, with their accounts: a gateway that was killed goes on with them.

Readable by its owner only, for it has the secrets of the accounts while they are used.
"""

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path

from softphone.gateway.extension import Kept, read, written

logger = logging.getLogger(__name__)


class CallBook:
    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> dict[str, Kept]:
        """Agent → call. Empty when there is no file, or when it cannot be read (that is logged)."""
        try:
            content = json.loads(self._file.read_text(encoding="utf-8"))
            return {agent: read(call) for agent, call in content.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            logger.error("%s cannot be read, extensions are called anew: %s", self._file, type(error).__name__)
            return {}

    def write(self, calls: Mapping[str, Kept]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._file.with_suffix(".new")
        fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(fd, "w", encoding="utf-8") as file:
            json.dump({agent: written(call) for agent, call in calls.items()}, file)
        fresh.replace(self._file)
