"""How much an agent's browser loads before the desk can be used: English, as it comes over the wire."""

import gzip
import re

from tests.house import ROOT

DIST = ROOT / "web" / "dist"
MOST = 250_000  # bytes of scripts and styles, gzip
LOADED = re.compile(r'(?:src|href)="/(assets/[^"]+\.(?:js|css))"')


def test_the_first_page_of_an_agent_is_small() -> None:
    """Too large: words, menus and dialogs that the desk does not need at once belong into pages that come later."""
    parts = sorted(set(LOADED.findall((DIST / "index.html").read_text("utf-8"))))
    sizes = {part: len(gzip.compress((DIST / part).read_bytes())) for part in parts}
    assert len(parts) > 1
    assert sum(sizes.values()) <= MOST, sizes
