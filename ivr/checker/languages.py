"""Prompts that are not there, or not in each language that the route speaks."""

from collections.abc import Collection, Iterable, Iterator

from ivr.checker.known import Known, fault, hint
from ivr.complaint import Complaint
from ivr.flow import ANY, Flow, Item, Language, Menu, Words, split_name

Said = tuple[str, Item]  # step, item


def prompts(flow: Flow, known: Known) -> Iterator[Complaint]:
    said = [(name, item) for name, step in flow.steps.items() for item in getattr(step, "prompts", ())]
    if known.prompts is not None:
        yield from _missing(flow, said, known)
    spoken = _spoken(flow, said, known)
    for name, item in said:
        if isinstance(item, Words):
            yield from _untranslated(flow, name, "the text", item.texts, () if ANY in item.texts else spoken)
        elif isinstance(item, str):
            yield from _of_library(flow, name, item, spoken, known)
    yield from _not_spoken(flow)


def _languages(prompt: str, known: Known) -> Collection[str] | None:
    """Those in which it can be heard, spoken or recorded; None where there is no such prompt."""
    texts, recorded = (known.prompts or {}).get(prompt), (known.recordings or {}).get(prompt)
    return None if texts is None and recorded is None else {*(texts or ()), *(recorded or ())}


def _missing(flow: Flow, said: Iterable[Said], known: Known) -> Iterator[Complaint]:
    for name, item in said:
        if isinstance(item, str) and _languages(split_name(item)[0], known) is None:
            text = f"step {name}: there is no prompt {item!r}"
            yield fault(flow, name, "no-prompt", text, "write its text, or write words as {text: …}")


def _spoken(flow: Flow, said: Iterable[Said], known: Known) -> list[str]:
    """Those that the route declares; else each that a key chooses or that any of its prompts has."""
    if flow.languages:
        return list(flow.languages)
    found = set(_chosen(flow))
    for _, item in said:
        if isinstance(item, Words):
            found.update(item.texts)
        elif isinstance(item, str) and "@" not in item:
            found.update(_languages(item, known) or ())
    return sorted(found - {ANY})


def _chosen(flow: Flow) -> Iterator[str]:
    for step in flow.steps.values():
        match step:
            case Menu(keys=keys):
                yield from (way.language for way in keys.values() if way.language)
            case Language(keys=chosen):
                yield from chosen.values()


def _of_library(flow: Flow, step: str, item: str, spoken: Collection[str], known: Known) -> Iterator[Complaint]:
    prompt, only = split_name(item)
    there = _languages(prompt, known)
    if there is None:
        return
    yield from _untranslated(flow, step, f"prompt {prompt!r}", there, (only,) if only else spoken)
    recorded = (known.recordings or {}).get(prompt)
    for language in sorted(set(spoken) & set(there) - set(recorded or spoken)):
        text = f"step {step}: prompt {prompt!r} is recorded, but not in {language!r}"
        yield hint(flow, step, "no-recording", text, "record it, or callers hear a machine there")


def _untranslated(
    flow: Flow, step: str, what: str, there: Collection[str], wanted: Collection[str]
) -> Iterator[Complaint]:
    """A language that the author has declared must be there; one that we only guess should."""
    say = fault if flow.languages else hint
    for language in sorted(set(wanted) - set(there)):
        text = f"step {step}: {what} has no text in {language!r}"
        yield say(flow, step, "untranslated", text, "write it, or callers hear another language")


def _not_spoken(flow: Flow) -> Iterator[Complaint]:
    if not flow.languages:
        return
    for name, step in flow.steps.items():
        chosen = step.keys.values() if isinstance(step, Language) else ()
        keys = [way.language for way in step.keys.values()] if isinstance(step, Menu) else []
        for language in sorted({*chosen, *keys} - {"", *flow.languages}):
            text = f"step {name}: a key chooses {language!r}, which this route does not speak"
            yield fault(flow, name, "other-language", text, f"add {language} to `languages:` above the steps")
