"""The server's process by itself, as units and containers start it."""

import os
import subprocess
import sys
from pathlib import Path


def test_without_a_redis_it_says_what_to_write_and_ends(tmp_path: Path) -> None:
    """A house of containers where somebody forgot it saw a traceback, again and again."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CORDBOARD_")}
    told = kept | {"CORDBOARD_DATA": str(tmp_path), "CORDBOARD_DATABASE": f"sqlite:///{tmp_path}/cordboard.db"}
    done = subprocess.run(
        [sys.executable, "-m", "server.main"], env=told, capture_output=True, text=True, timeout=60, check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode == 2, said
    assert "CORDBOARD_REDIS: is not set" in said
    assert "Traceback" not in said
