"""The texts of all prompts, read from YAML. Rule: a complaint names file, line and column, and says what to write.

A file holds `name: {en: text, ko: text, ja: text}`; a name stands in one place only. Several folders may be given:
the shipped texts and those of the organisation.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

SHIPPED = Path(__file__).with_suffix("")
LANGUAGES = ("en", "ko", "ja")
NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
Texts = dict[str, dict[str, str]]


class WrongPrompts(Exception):
    """Texts that can't be used: one complaint per line, as `file:line:column: what to do`."""

    exit_code = 2


def shipped() -> Texts:
    """The texts of the program itself. It does not change while it runs, so they are read once: that takes longer than
    to read in all calls that are going on."""
    return {name: dict(texts) for name, texts in _shipped().items()}


@cache
def _shipped() -> Texts:
    return load()


def load(folders: Sequence[Path] = (SHIPPED,)) -> Texts:
    """Name → language → text of every `*.yaml` in these folders. Raises WrongPrompts with all complaints at once."""
    texts: Texts = {}
    places: dict[str, str] = {}
    complaints: list[str] = []
    for file in sorted(file for folder in folders for file in folder.glob("*.yaml")):
        try:
            for name, place, found in _read(file, complaints):
                if name in texts:
                    complaints.append(f"{place}: {name} is already in {places[name]}: keep one of them")
                texts[name], places[name] = found, place
        except (YAMLError, UnicodeDecodeError) as error:
            complaints.append(_unparsed(file, error))
    if complaints:
        raise WrongPrompts("\n".join(complaints))
    return texts


def _read(file: Path, complaints: list[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    content = YAML(typ="rt").load(file.read_text(encoding="utf-8"))
    if content is None:
        return
    if not isinstance(content, CommentedMap):
        complaints.append(f"{file}:1:1: write prompts as `name: {{en: text, ko: text, ja: text}}`")
        return
    for name, texts in content.items():
        place = _place(file, content.lc.key(name))
        wrong = list(_wrong(file, place, name, texts))
        complaints.extend(wrong)
        if not wrong:
            yield name, place, {language: str(text).strip() for language, text in texts.items()}


def _wrong(file: Path, place: str, name: object, texts: object) -> Iterator[str]:
    if not isinstance(name, str) or not NAME.fullmatch(name):
        yield f"{place}: {name!r} is no name for a prompt: use a-z, 0-9, and . or - between them"
    if not isinstance(texts, CommentedMap) or not texts:
        yield f"{place}: {name} has no texts: write {{en: text, ko: text, ja: text}}"
        return
    for language, text in texts.items():
        here = _place(file, texts.lc.key(language))
        if language not in LANGUAGES:
            yield f"{here}: {language!r} is no language here: use {', '.join(LANGUAGES)}"
        elif not isinstance(text, str) or not text.strip():
            yield f"{here}: the {language} text of {name} is empty or no text: write it, if need be in quotes"


def _place(file: Path, at: tuple[int, int]) -> str:
    return f"{file}:{at[0] + 1}:{at[1] + 1}"


def _unparsed(file: Path, error: Exception) -> str:
    if isinstance(error, MarkedYAMLError) and error.problem_mark is not None:
        mark = error.problem_mark
        return f"{_place(file, (mark.line, mark.column))}: {error.problem}"
    return f"{file}:1:1: {error}"
