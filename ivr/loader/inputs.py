"""How the steps are written that wait for the caller."""

from ivr import pattern
from ivr.flow import Callback, Check, Collect, Language, Menu, Record, Survey, Voicemail, Way
from ivr.loader.reader import ENDS, KEYS, RouteReader
from ivr.reading import Table, Text


def menu(reader: RouteReader, table: Table) -> Menu:
    return Menu(
        reader.prompts(table, "menu"),
        _keys(reader, table),
        reader.text(table, "no input"),
        reader.text(table, "wrong input"),
        reader.wait(table, 6),
        reader.tries(table),
        reader.yes(table, "barge in", True),
    )


def _keys(reader: RouteReader, table: Table) -> dict[str, Way]:
    keys = {}
    for key, (at, node) in reader.named(table, "keys").items.items():
        _key(reader, Text(key, at))
        way = reader.table(node, f"key {key}", frozenset({"to", "label", "code", "language"}))
        said = way.items["language"][1] if "language" in way.items else None
        language = reader.language(said) if isinstance(said, Text) else reader.text(way, "language", "")
        to, label, code = (reader.text(way, "to"), reader.text(way, "label", ""), reader.text(way, "code", ""))
        keys[key] = Way(to, label, code, language)
    return keys


def _key(reader: RouteReader, key: Text) -> None:
    if key.value not in KEYS:
        reader.complain(key.at, f"{key.value!r} is no key of a phone", "use one of 0-9, '*' and '#'")


def language(reader: RouteReader, table: Table) -> Language:
    keys = {}
    for key, (at, node) in reader.named(table, "keys").items.items():
        _key(reader, Text(key, at))
        if isinstance(node, Text):
            keys[key] = reader.language(node)
        else:
            reader.complain(node.at, f"key {key} needs a language", "write such as `1: ko`")
    then, otherwise = reader.text(table, "then"), reader.text(table, "otherwise")
    wait, tries = reader.wait(table, 6), reader.tries(table)
    return Language(reader.prompts(table, "language"), keys, then, otherwise, wait, tries)


def collect(reader: RouteReader, table: Table) -> Collect:
    least, most = reader.number(table, "least", 1, least=1), reader.number(table, "most", 16, least=1)
    if least > most:
        reader.complain(table.at, f"least {least:g} is more than most {most:g}", "swap them")
    return Collect(
        reader.prompts(table, "collect"),
        reader.text(table, "then"),
        reader.text(table, "no input"),
        reader.text(table, "wrong input"),
        least=int(least),
        most=reader.count(table, "most", 16, most=64),
        wait=reader.wait(table, 5),
        tries=reader.tries(table),
        label=reader.text(table, "label", ""),
        into=reader.variable(table, "into"),
        end=_end(reader, table),
        pattern=_pattern(reader, table),
        check=_check(reader, table),
        read_back=reader.yes(table, "read back", False),
        private=reader.yes(table, "private", False),
    )


def _end(reader: RouteReader, table: Table) -> str:
    said = reader.text(table, "end", "#")
    if said not in ENDS:
        reader.complain(table.items["end"][1].at, f"{said!r} ends nothing", 'write "#", "*" or none')
    return ENDS.get(said, "#")


def _pattern(reader: RouteReader, table: Table) -> str:
    said = reader.text(table, "pattern", "")
    try:
        pattern.units(said)
    except ValueError as wrong:
        remedy = "write digits, [0-9], d for any digit, {n} or {n,m} after them"
        reader.complain(table.items["pattern"][1].at, str(wrong), remedy)
        return ""
    return said


def _check(reader: RouteReader, table: Table) -> Check | None:
    said = reader.text(table, "check", "") if "check" in table.items else ""
    if said and said not in list(Check):
        reader.complain(table.items["check"][1].at, f"{said!r} checks nothing", f"write one of {', '.join(Check)}")
        return None
    return Check(said) if said else None


def survey(reader: RouteReader, table: Table) -> Survey:
    least, most = reader.count(table, "least", 1, least=0, most=9), reader.count(table, "most", 5, most=9)
    if least > most:
        reader.complain(table.at, f"least {least} is more than most {most}", "swap them")
    return Survey(
        reader.name(table, "survey"),
        reader.prompts(table, "prompts"),
        reader.text(table, "then"),
        reader.text(table, "no input"),
        reader.text(table, "wrong input"),
        least,
        most,
        reader.wait(table, 6),
        reader.tries(table),
        reader.text(table, "label", ""),
    )


def callback(reader: RouteReader, table: Table) -> Callback:
    then, otherwise = reader.text(table, "then"), reader.text(table, "otherwise")
    return Callback(reader.text(table, "callback"), then, otherwise, reader.wait(table, 6), reader.tries(table))


def record(reader: RouteReader, table: Table) -> Record:
    return Record(
        reader.prompts(table, "record"),
        reader.text(table, "then"),
        reader.text(table, "no input"),
        reader.wait(table, 60, "most"),
        reader.wait(table, 5, "silence"),
        _end(reader, table),
        reader.variable(table, "into"),
    )


def voicemail(reader: RouteReader, table: Table) -> Voicemail:
    return Voicemail(
        reader.text(table, "voicemail"),
        reader.prompts(table, "prompts"),
        reader.text(table, "then"),
        reader.text(table, "no input"),
        reader.wait(table, 120, "most"),
        reader.wait(table, 5, "silence"),
    )
