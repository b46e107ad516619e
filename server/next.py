"""A server that takes over from the running one: `python -m server.next`. Its keeper starts it for an upgrade.

It reads everything in and tries the whole start on the side; only then does it ask the running server to leave.
"""

import sys

from server.children import call_ourselves
from server.main import main

COMES = "cti-next"

if __name__ == "__main__":
    call_ourselves(COMES)
    sys.exit(main(take_over=True))
