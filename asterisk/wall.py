"""Addresses that Asterisk answers with 403 before it looks at what they ask.

The list is the section `blocked` of its acl.conf, which a reload puts into force at once and without touching a call
(docs/decisions/0047: why not a packet filter). The last rule that fits counts: what must never be blocked comes last.
"""

import asyncio
import logging
import os
from collections.abc import Iterable
from pathlib import Path

from asterisk.ami import Ami, AmiError
from asterisk.intruders import Network

logger = logging.getLogger(__name__)
NAME = "blocked"
MODULE = "acl"
EVERYBODY = ("0.0.0.0/0.0.0.0", "::/0")  # without a rule in it the section would not be one, and all would be denied


def rules(blocked: Iterable[str], never: Iterable[Network]) -> str:
    """The content of acl.conf."""
    lines = [f"permit = {each}" for each in EVERYBODY]
    lines += [f"deny = {each}" for each in sorted(set(blocked))]
    lines += [f"permit = {each}" for each in sorted({str(each) for each in never})]
    return "\n".join(["; written by the server: who attacks is denied, see docs/attacks.md", f"[{NAME}]", *lines, ""])


class Wall:
    """file: acl.conf, None where Asterisk is not ours to configure; then nobody is blocked, and `stands` says so."""

    def __init__(self, ami: Ami, file: Path | None) -> None:
        self._ami, self._file = ami, file
        self._wanted = rules((), ())
        self._complained = self._stood = False
        self.stands = False

    async def build(self, blocked: Iterable[str], never: Iterable[Network]) -> bool:
        """Block these and nobody else, from now on. False: Asterisk could not be told; build again, soon."""
        self._wanted = rules(blocked, never)
        return await self.renew()

    async def renew(self) -> bool:
        """Tell Asterisk (again)."""
        if self._file is None:
            return True
        try:
            await asyncio.to_thread(_write, self._file, self._wanted)
            await self._ami.reload(MODULE)
        except (AmiError, OSError) as error:
            if not self._complained:
                # At a start the manager interface comes up last; that it stays away is told by health.
                level = logging.WARNING if self._stood else logging.INFO
                logger.log(
                    level, "who is blocked cannot be told to Asterisk yet, and will be as soon as it can: %s", error
                )
            self.stands, self._complained = False, True
        else:
            self.stands, self._stood, self._complained = True, True, False
        return self.stands


def _write(file: Path, content: str) -> None:
    """Whole or not at all: half a list could block everybody."""
    new = file.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as out:
        out.write(content)
    new.replace(file)
