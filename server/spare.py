"""A server that is read in and waits: `python -m server.spare`. It goes to work when its keeper says so.

Reading our program in takes most of a start. Who waits has done it already, so callers wait for the journal only. What
it has done before the word is what any import does: nothing of the house is touched, no file, socket or database.
"""

import gc
import sys

from config import prompts
from server.api.app import prepared
from server.children import GO, call_ourselves
from server.main import main

WAITS = "cti-spare"


def wait() -> int:
    prompts.shipped()
    prepared()
    gc.collect()  # now there is time for it
    call_ourselves(WAITS)
    return main() if sys.stdin.buffer.readline() == GO else 0  # its keeper is gone, or needs nobody


if __name__ == "__main__":
    sys.exit(wait())
