"""Words with variables in them: `Your order {order} is ready, {sum:money KRW}.`

Rule: a slot is a plain name and perhaps a form; there are no attributes, no calls and no expressions, so whatever a
caller types or a lookup answers is only ever spoken. `{{` and `}}` are braces.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ivr.flow import Form

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}(\.[a-z0-9][a-z0-9_-]{0,63})?")
CURRENCY = re.compile(r"[A-Z]{3}")
_BRACE = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[{}]")


@dataclass(frozen=True, slots=True)
class Slot:
    """form: None says the value as it is; currency: ISO 4217, of money."""

    name: str
    form: Form | None = None
    currency: str = ""


Piece = str | Slot


@lru_cache(4096)
def pieces(text: str) -> tuple[Piece, ...]:
    """Raises ValueError with a sentence for what is no slot."""
    return tuple(_pieces(text))


def filled(text: str, value: Callable[[Slot], str]) -> str:
    """The text with the value of each slot in its place."""
    return "".join(piece if isinstance(piece, str) else value(piece) for piece in pieces(text))


def slots(text: str) -> Iterator[Slot]:
    return (piece for piece in pieces(text) if isinstance(piece, Slot))


def _pieces(text: str) -> Iterator[Piece]:
    done = 0
    for found in _BRACE.finditer(text):
        if found.start() > done:
            yield text[done : found.start()]
        done = found.end()
        yield found[0][0] if found[0] in ("{{", "}}") else _slot(found[0])
    if done < len(text):
        yield text[done:]


def _slot(written: str) -> Slot:
    name, colon, said = written[1:-1].partition(":")
    form, _, currency = said.partition(" ")
    if len(written) < 3 or not NAME.fullmatch(name):
        raise ValueError(f"{written!r} is no variable")
    if not colon:
        return Slot(name)
    if form not in list(Form):
        raise ValueError(f"{written!r} has no form that can be spoken")
    if (form == Form.MONEY) is not bool(CURRENCY.fullmatch(currency)) or (form != Form.MONEY and currency):
        raise ValueError(f"{written!r} needs a currency after `money`, and only there")
    return Slot(name, Form(form), currency)
