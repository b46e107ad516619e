"""From an answer in JSON to variables of a route. Pure.

A pointer is one of RFC 6901 (`/order/0/state`); written with dots (`order.0.state`) it means the same.
"""

import re
from collections.abc import Mapping

MOST, LONGEST = 20, 500  # variables; characters of each
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
ABSENT = object()


def values_of(answer: object, into: Mapping[str, str]) -> dict[str, str]:
    """Variable → value, for those that are there and are plain: a text, a number, yes or no."""
    found = {variable: _text(at(answer, pointer)) for variable, pointer in list(into.items())[:MOST]}
    return {variable: text for variable, text in found.items() if text is not None}


def at(answer: object, pointer: str) -> object:
    """What stands there; `ABSENT` where nothing does."""
    for part in parts_of(pointer):
        if isinstance(answer, dict):
            answer = answer.get(part, ABSENT)
        elif isinstance(answer, list) and part.isascii() and part.isdigit() and len(part) < 6:
            answer = answer[int(part)] if int(part) < len(answer) else ABSENT
        else:
            return ABSENT
    return answer


def parts_of(pointer: str) -> list[str]:
    if not pointer.startswith("/"):
        return pointer.split(".") if pointer else []
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _text(value: object) -> str | None:
    """None for what is no value of a variable; `null` is none either."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(value)[:LONGEST] if value == value and abs(value) != float("inf") else None
    return CONTROL.sub(" ", value)[:LONGEST].strip() if isinstance(value, str) else None
