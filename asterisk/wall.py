"""Addresses that Asterisk answers with 403 before it looks at what they ask.

The list is the section `blocked` of its acl.conf, which a reload puts into force at once and without touching a call
(docs/decisions/0047: why not a packet filter). The last rule that fits counts: what must never be blocked comes last.
"""

import asyncio
import logging
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from asterisk.ami import Ami, AmiError
from asterisk.intruders import Network

logger = logging.getLogger(__name__)
NAME = "blocked"
MODULE = "acl"
FILE = "acl.conf"
AT_ONCE = 25  # rules in one action, which has at most 128 lines
EVERYBODY = ("0.0.0.0/0.0.0.0", "::/0")  # without a rule in it the section would not be one, and all would be denied


def rules(blocked: Iterable[str], never: Iterable[Network]) -> list[tuple[str, str]]:
    """What stands in the section, in this order."""
    first = [("permit", each) for each in EVERYBODY]
    last = [("permit", each) for each in sorted({str(each) for each in never})]
    return [*first, *(("deny", each) for each in sorted(set(blocked))), *last]


def content(wanted: Iterable[tuple[str, str]]) -> str:
    """Of acl.conf."""
    lines = [f"{word} = {address}" for word, address in wanted]
    return "\n".join(["; written by the server: who attacks is denied, see docs/attacks.md", f"[{NAME}]", *lines, ""])


class Wall:
    """file: acl.conf, None where it cannot be written from here. away: then Asterisk writes it itself, as it is told by
    AMI; else it is not ours to configure: nobody is blocked, and `stands` says so."""

    def __init__(self, ami: Ami, file: Path | None, *, away: bool = False) -> None:
        self._ami, self._file, self._away = ami, file, away
        self._wanted = rules((), ())
        self._complained = self._stood = False
        self.stands = False

    async def build(self, blocked: Iterable[str], never: Iterable[Network]) -> bool:
        """Block these and nobody else, from now on. False: Asterisk could not be told; build again, soon."""
        self._wanted = rules(blocked, never)
        return await self.renew()

    async def renew(self) -> bool:
        """Tell Asterisk (again)."""
        if self._file is None and not self._away:
            return True
        try:
            await self._write_down(self._wanted)
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

    async def _write_down(self, wanted: Sequence[tuple[str, str]]) -> None:
        if self._file is not None:
            await asyncio.to_thread(_write, self._file, content(wanted))
            return
        for start in range(0, len(wanted), AT_ONCE):  # the first has the rule without which all would be denied
            await self._ami.act("UpdateConfig", **_changes(wanted[start : start + AT_ONCE], anew=start == 0))


def _changes(added: Iterable[tuple[str, str]], *, anew: bool) -> dict[str, str]:
    """Of Asterisk's own copy of the file, numbered from 0 without a gap. anew: what stood in the section goes first."""
    steps = [{"Action": "EmptyCat", "Cat": NAME}] if anew else []
    steps += [{"Action": "Append", "Cat": NAME, "Var": word, "Value": address} for word, address in added]
    told = {f"{key}-{number:06}": value for number, step in enumerate(steps) for key, value in step.items()}
    return {"SrcFilename": FILE, "DstFilename": FILE, **told}


def _write(file: Path, content: str) -> None:
    """Whole or not at all: half a list could block everybody."""
    new = file.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as out:
        out.write(content)
    new.replace(file)
