"""What a step says: prompts of the library, words with variables in them, values spoken by themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

ANY = ""  # the language of words that are the same in all


class Form(StrEnum):
    """How a value is spoken."""

    DIGITS = "digits"
    NUMBER = "number"
    ORDINAL = "ordinal"
    MONEY = "money"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Words:
    """texts: by language, or one for all under `ANY`; `{name}` and `{name:form}` in them take variables."""

    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One value. of: `$variable`, `caller`, `dialled`, `now`, or a figure of a queue; currency: ISO 4217, of money."""

    form: Form
    of: str
    currency: str = ""


Item = str | Words | Spoken  # a string is the name of a prompt, `name@ko` in that language whatever the caller's is
Prompts = tuple[Item, ...]


def split_name(name: str) -> tuple[str, str]:
    """`support.menu@ko` → its name and language; "" for the caller's."""
    prompt, _, language = name.partition("@")
    return prompt, language


def names(prompts: Prompts) -> Iterator[str]:
    """The prompts of the library among them, as they are written."""
    return (item for item in prompts if isinstance(item, str))


def in_short(item: Item) -> str:
    """For drawings and lists."""
    match item:
        case Words(texts=texts):
            return next(iter(texts.values()), "")
        case Spoken(form=form, of=of):
            return f"{form} {of}"
        case _:
            return item
