"""What a prompt's text says aloud. Rule: pure; one text carries both what people read and how it is spoken.

Japanese readings are written the way Japanese plain text has them (Aozora ruby): `お電話《でんわ》`. Where the word
isn't only kanji, a full-width bar marks its start. An engine that can't read kanji gets the reading, people see
the word.
"""

import re

KANJI = r"[\u3400-\u4dbf\u4e00-\u9fff々]"
BAR = "\uff5c"
RUBY = re.compile(rf"(?:{BAR}([^{BAR}《》]+)|({KANJI}+))《([^《》]+)》")
# The particle は is said わ. It follows a reading, or ends the phrase that it marks: before a space, a stop or a digit.
TOPIC = re.compile(r"(?<=》)は|は(?=[\s\d、。,.]|$)")
DIGITS = "digits:"
SIGNS = {sign: sign for sign in "0123456789"} | {"*": "star", "#": "hash", "+": "plus"}


def shown(text: str) -> str:
    """The text as people read it: without the readings."""
    return RUBY.sub(lambda match: match[1] or match[2], text)


def spoken(text: str, language: str, reads_kanji: bool) -> str:
    """The text as an engine gets it."""
    if language != "ja" or reads_kanji:
        return shown(text)
    return RUBY.sub(lambda match: match[3], TOPIC.sub("わ", text))


def unreadable(text: str) -> str:
    """The kanji that have no reading; empty if all is well."""
    return "".join(re.findall(KANJI, RUBY.sub("", text)))


def digit_prompts(name: str) -> list[str]:
    """`digits:12*` → the prompts of its signs in turn. ValueError: a sign that isn't one of 0-9 * # +."""
    signs = name.removeprefix(DIGITS)
    if unknown := sorted(set(signs) - set(SIGNS)):
        raise ValueError(f"{name!r} has {', '.join(map(repr, unknown))}: digits are 0-9, *, # and +")
    return [f"system.digit.{SIGNS[sign]}" for sign in signs]
