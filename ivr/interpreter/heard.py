"""What a caller hears at a step: each item as one string, with variables put in and values as words.

Rule: an item is the name of a prompt, `name@language`, `digits:0123`, or `text:` and words in the caller's language.
What stands behind a colon is only ever spoken.
"""

from collections.abc import Mapping

from ivr.choices import NOW, Known, Present, value_of
from ivr.flow import ANY, NO_INPUT, WRONG_INPUT, Callback, Collect, Form, Item, Prompts, Spoken, Step, Words
from ivr.interpreter.place import Place
from ivr.spoken import say
from ivr.template import Slot, filled

Heard = tuple[str, ...]
HINTS: dict[str, Heard] = {"": (), NO_INPUT: ("system.no-input",), WRONG_INPUT: ("system.wrong-input",)}
KEYS = frozenset("0123456789*#+")
FALLBACK = "en"


def heard(here: Step, place: Place, present: Present) -> Heard:
    match here:
        case Callback() if place.asking:
            return (*HINTS[place.hint], "system.callback.number")
        case Callback():
            return (*HINTS[place.hint], "system.callback.number-is", *_number(place.number), "system.callback.choose")
        case Collect() if place.entered:
            return (*HINTS[place.hint], "system.collect.read-back", f"digits:{place.entered}", "system.collect.choose")
    prompts: Prompts = getattr(here, "prompts", ())
    return (*HINTS[place.hint], *(_item(item, place.known, present) for item in prompts))


def _number(number: str) -> Heard:
    return tuple(f"system.digit.{'plus' if sign == '+' else sign}" for sign in number)


def _item(item: Item, known: Known, present: Present) -> str:
    match item:
        case Words(texts=texts):
            said = filled(_in(texts, known.language), lambda slot: _slot(slot, known, present))
            return f"text:{said}"
        case Spoken(form=Form.DIGITS, of=of) if KEYS.issuperset(value := _value(of, Form.DIGITS, known, present)):
            return f"digits:{value}" if value else "text:"
        case Spoken(form=form, of=of, currency=currency):
            return f"text:{say(form, _value(of, form, known, present), known.language, currency)}"
        case _:
            return item


def _in(texts: Mapping[str, str], language: str) -> str:
    """Where there is none in this language: those for all, English, any."""
    for each in (language, language.partition("-")[0], ANY, FALLBACK):
        if each in texts:
            return texts[each]
    return next(iter(texts.values()), "")


def _slot(slot: Slot, known: Known, present: Present) -> str:
    of = slot.name if slot.name == NOW else f"${slot.name}"
    return say(slot.form, _value(of, slot.form, known, present), known.language, slot.currency)


def _value(of: str, form: Form | None, known: Known, present: Present) -> str:
    if of == NOW and form is Form.DATE:
        return present.there.date().isoformat()
    return value_of(of, known, present)
