"""Asterisk writes a line or two for each request that it denies, and never looks how long its log has become.

A flood of 2,000 requests a second would fill a disk by 50 GB a day. So the log is turned when it is long, and of the
turned ones only the newest stays.
"""

import logging
from pathlib import Path

from asterisk.ami import Ami, AmiError

logger = logging.getLogger(__name__)
FILE = "messages.log"
LONGEST = 20 << 20  # bytes


async def keep_small(folder: Path | None, ami: Ami, longest: int = LONGEST) -> None:
    """folder: where Asterisk writes its log, None where that cannot be seen from here."""
    if folder is None or not ami.up:
        return
    try:
        if (folder / FILE).stat().st_size > longest:
            await ami.command("logger rotate")
            _drop_older(folder)
    except (AmiError, OSError) as error:
        logger.warning("the log of Asterisk could not be turned: %s", error)


def _drop_older(folder: Path) -> None:
    turned = sorted(folder.glob(f"{FILE}.*"), key=lambda file: file.stat().st_mtime)
    for file in turned[:-1]:
        file.unlink(missing_ok=True)
