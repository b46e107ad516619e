"""Answer templates (TKT-47 to TKT-49): texts with placeholders, found by a code that agents type. Pure.

A placeholder is `#{customer.number}`; `#[customer.number]` is the same. One without a value stays in the text as it is
written, so that nobody sends a sentence with a hole in it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

PLACES = (
    "ticket.number",
    "ticket.subject",
    "ticket.opened",
    "ticket.queue",
    "ticket.path",
    "customer.number",
    "customer.name",
    "customer.email",
    "agent.name",
    "service.name",
    "today",
)
PLACE = re.compile(r"#(?:\{([\w.]{1,40})\}|\[([\w.]{1,40})\])")
MEANT = re.compile(r"#(?:\{([^{}\n]*)\}|\[([^\[\]\n]*)\])")  # also what nobody can fill, as `#{customer name}`
CODE = re.compile(r"[\w-]{1,30}")  # letters of any script, digits, _ and -


@dataclass(frozen=True, slots=True)
class Template:
    """service: "" for all services; folder: "" for the top; code: what agents type behind a slash; processing: the
    processing type that it belongs to, 0 for none."""

    id: int
    service: str
    folder: str
    title: str
    code: str
    body: str
    processing: int = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """missing: placeholders without a value, as they stand in the text."""

    text: str
    missing: tuple[str, ...]


def filled(body: str, values: Mapping[str, str]) -> Filled:
    missing: dict[str, None] = {}

    def put(found: re.Match[str]) -> str:
        value = values.get(found[1] or found[2], "")
        if not value:
            missing[found[0]] = None
        return value or found[0]

    return Filled(PLACE.sub(put, body), tuple(missing))


def unknown(body: str) -> list[str]:
    """Placeholders that no ticket will ever fill."""
    return sorted({name for found in MEANT.finditer(body) if (name := found[1] or found[2] or "") not in PLACES})


def instead_of(name: str) -> dict[str, str]:
    """For who wrote one that there is not: place, as it is written; places: those there are, the one that was probably
    meant first."""
    alike = {each: SequenceMatcher(None, name.casefold(), each).ratio() for each in PLACES}
    known = sorted(PLACES, key=lambda each: -alike[each])
    return {"place": f"#{{{name}}}", "places": ", ".join(f"#{{{each}}}" for each in known)}


def fitting(templates: Iterable[Template], words: str) -> list[Template]:
    """Those that people mean: by the beginning of the code first, then by words of title, folder and code."""
    wanted = words.casefold().split()

    def rank(each: Template) -> tuple[bool, bool, str]:
        code = each.code.casefold()
        return code != words.casefold(), not code.startswith(words.casefold()), each.title.casefold()

    said = ((each, f"{each.code} {each.title} {each.folder}".casefold()) for each in templates)
    return sorted((each for each, text in said if all(word in text for word in wanted)), key=rank)
