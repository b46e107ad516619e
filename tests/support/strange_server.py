"""The server, with a clock that is wrong, for `tests.support.strange`. A program of its own: `server.main` puts the
collector of Python to rest as it is read in, and no process of tests may have that.
"""

import os
import sys
import time
from pathlib import Path

from server import main
from tests.support.strange import OFFSET


def serve() -> int:
    right, file = time.time, Path(os.environ["STRANGE_CLOCK"])

    def wrong() -> float:
        return float(right() + OFFSET.unpack(file.read_bytes())[0])

    time.time = wrong
    return main.main()


if __name__ == "__main__":
    sys.exit(serve())
