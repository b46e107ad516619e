"""A text with its variables filled, as callers would hear it. Pure."""

from collections.abc import Mapping

from ivr.spoken import say
from ivr.template import Slot, filled


def spoken(text: str, language: str, values: Mapping[str, str]) -> str:
    """A variable without a value is said by its name. Raises ValueError with a sentence for what is no variable."""

    def value(slot: Slot) -> str:
        return say(slot.form, values.get(slot.name) or slot.name, language, slot.currency)

    return filled(text, value)
