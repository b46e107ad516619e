"""Who calls, made safe: what arrives in a From header may be anything. Pure."""

import re
import unicodedata

MOST_NUMBER, MOST_NAME = 40, 80  # characters
WITHHELD = frozenset({"anonymous", "unknown", "restricted", "unavailable", "private", "withheld"})
SEPARATORS = frozenset(" -.()/\u00a0")
QUOTED_PAIR = re.compile(r"\\(.)")  # RFC 3261 §25.1: a backslash before a quote or another backslash in a quoted name
JOINERS = "\u200c\u200d"  # invisible, but part of how some scripts are written


def number(said: str) -> str:
    """Digits with an optional leading +, `*` and `#`; "" for what is withheld or no number. Digits of any script."""
    kept = [_plain(sign) for sign in said.strip() if sign not in SEPARATORS]
    plain = "".join(kept)[:MOST_NUMBER]
    rest = plain.removeprefix("+")
    return plain if rest and all(sign in "0123456789*#" for sign in rest) else ""


def _plain(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return str(digit) if digit is not None else unicodedata.normalize("NFKC", sign)


def name(said: str, alias: str = "") -> str:
    """The name unquoted, without control or direction characters. alias: the From user, used when it is a word and no
    number."""
    text = _safe(QUOTED_PAIR.sub(r"\1", said))
    if (not text or text.lower() in WITHHELD) and not number(alias):
        text = _safe(alias)
    return "" if text.lower() in WITHHELD else text


def dialled(said: str) -> str:
    return _safe(said)[:MOST_NUMBER]


def _safe(text: str) -> str:
    visible = (sign if sign in JOINERS or unicodedata.category(sign)[0] != "C" else " " for sign in text)
    return " ".join("".join(visible).split())[:MOST_NAME]
