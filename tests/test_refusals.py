"""Every refusal that has a code can be said by the pages; `web/shared/i18n` holds other languages to the English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[1]
ROOMS = ("cti", "ivr", "routing", "ticketing", "server", "storage", "asterisk", "softphone")
WORDS = HOUSE / "web" / "shared" / "i18n" / "areas" / "panel" / "en.ts"


def codes() -> Iterator[str]:
    for path in (file for room in ROOMS for file in (HOUSE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused" and len(node.args) > 1:
                yield from strings(node.args[1])
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                yield from (text for each in node.keywords if each.arg == "code" for text in strings(each.value))


def strings(inside: ast.expr) -> Iterator[str]:
    """Not the pieces of a code that is put together: they are no code."""
    if isinstance(inside, ast.JoinedStr):
        return
    for node in ast.walk(inside):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_each_code_of_a_refusal_has_words_on_the_pages() -> None:
    found = WORDS.read_text("utf-8").partition("refused: {")[2].partition("\n  },")[0]
    words = set(re.findall(r"^ {4}(\w+):", found, re.MULTILINE))
    used = set(codes())
    assert len(used) > 10
    assert used - words == set()
