"""How customers are named, starred and found. Pure.

Words are found by pieces that an index can hold: two characters of Korean, Japanese or Chinese, three letters, four
digits. A word that is shorter than its piece is found at the beginning of a value only.
"""

import re
import unicodedata
from collections.abc import Iterator

CHECKS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # 23: without I, O and S, which look like digits
NUMBER = re.compile(r"^U?(\d{1,15})([A-Z])?$")
RUNS = re.compile(r"[0-9]+|[a-zÀ-ɏ]+|[^0-9a-zÀ-ɏ]+")
LONGEST = 200  # signs of a value that are looked at


def customer_number(id: int) -> str:
    """U, digits and a letter that tells a slip of the pen: U000042X (CUS-06)."""
    return f"U{id:06d}{CHECKS[id % len(CHECKS)]}"


def id_of(number: str) -> int:
    """Of a number as people write it, with or without U and letter; 0 for what is none, or has another letter."""
    found = NUMBER.match(number.strip().upper())
    if found is None:
        return 0
    id = int(found[1])
    return id if found[2] in (None, CHECKS[id % len(CHECKS)]) else 0


def folded(text: str) -> str:
    """As it is compared: one width, one case, no spaces nor signs between."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign in "@+_")


def pieces(text: str) -> frozenset[str]:
    """Of a folded text: what an index holds of it."""
    return frozenset(_pieces(text, keep_short=True))


def sought(text: str) -> frozenset[str]:
    """Of a folded word: the pieces that a value with it must have; empty for one that is too short."""
    return frozenset(_pieces(text, keep_short=False))


def _pieces(text: str, keep_short: bool) -> Iterator[str]:
    for run in RUNS.findall(text):
        size = 4 if run[0].isdigit() and run.isascii() else 3 if run[0] in "@+_" or _is_letter(run[0]) else 2
        if len(run) < size and keep_short:
            yield run
        yield from (run[at : at + size] for at in range(len(run) - size + 1))


def _is_letter(sign: str) -> bool:
    return sign.isascii() or sign <= "ɏ"


def starred_name(name: str) -> str:
    """First and last sign stay (CUS-06, SEC-10): D****! and 홍*동."""
    if len(name) <= 1:
        return "*" if name else ""
    return f"{name[0]}{'*' * max(1, len(name) - 2)}{name[-1] if len(name) > 2 else ''}"


def starred_address(address: str) -> str:
    """no****@example.org"""
    local, at, domain = address.partition("@")
    shown = local[:2] if len(local) > 2 else local[:1]
    return f"{shown}****{at}{domain}"
