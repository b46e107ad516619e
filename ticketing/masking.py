"""Masked passages in the texts of a ticket (TKT-55, TKT-56). Pure: the cipher stands in `storage.vault`.

A masked passage is kept apart, encrypted; in the text stands a block with its number, counted per ticket: `██3██`.
"""

from collections.abc import Callable

from cti.refused import Refused
from ticketing.fields import BLOCK, AskedKind, Value

WRITTEN = (AskedKind.TEXT, AskedKind.NUMBER, AskedKind.DATE)  # fields in which people write; options are no secret
LEAST = 4  # characters of a passage that is looked for elsewhere; shorter ones are in every other word


def block(number: int) -> str:
    return f"██{number}██"


def numbers(text: str) -> list[int]:
    """Of the blocks in a text, in its order."""
    return [int(found[1]) for found in BLOCK.finditer(text)]


def masked(text: str, start: int, passage: str, number: int) -> str:
    """The text with a block where the passage begins at `start` (characters). Raises `Refused`."""
    end = start + len(passage)
    if not passage.strip():
        raise Refused("select the words that are to be masked first", "mask_nothing")
    if text[start:end] != passage:
        raise Refused("the text has changed meanwhile; select the words again", "mask_changed")
    if any(found.start() < end and start < found.end() for found in BLOCK.finditer(text)):
        raise Refused("a part of this is masked already; select the words beside it", "mask_twice")
    return text[:start] + block(number) + text[end:]


def hidden(text: str, passage: str, number: int) -> str:
    """The text with a block wherever the passage stands; short passages are left, see `LEAST`."""
    if len(passage.strip()) < LEAST:
        return text
    between = BLOCK.split(text)  # text, number, text, number …
    pieces = (piece.replace(passage, block(number)) for piece in between[::2])
    blocks = (*map(block, map(int, between[1::2])), "")
    return "".join(piece + after for piece, after in zip(pieces, blocks, strict=True))


def shown(text: str, passage: str, number: int) -> str:
    """The text with the passage back where its block stood."""
    return text.replace(block(number), passage)


def changed_value(value: Value, kind: AskedKind, change: Callable[[str], str]) -> Value:
    """What was written into a field, with its words changed. A number with a block in it is a text, until it is one no
    longer."""
    if kind not in WRITTEN or value is None or isinstance(value, list):
        return value
    before = _digits(value) if isinstance(value, int | float) else value
    after = change(before)
    return value if after == before else _number(after) if kind is AskedKind.NUMBER else after


def _digits(value: float) -> str:
    """All of them: a number of a card has sixteen."""
    return str(int(value)) if value == int(value) else repr(value)


def _number(text: str) -> Value:
    try:
        return int(text) if text.lstrip("-").isdecimal() else float(text)
    except ValueError:
        return text
