"""When a backup was last finished, for metrics and `cti doctor`: a line in the data folder, which is in no backup."""

import time
from pathlib import Path

NOTE = "last-backup"


def last_backup(data: Path) -> float:
    """Epoch seconds, 0.0 for never."""
    try:
        return float((data / NOTE).read_text("ascii"))
    except (OSError, ValueError):
        return 0.0


def note_backup(data: Path) -> None:
    (data / NOTE).write_text(f"{time.time():.0f}\n", "ascii")
