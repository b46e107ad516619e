"""How the steps are written that decide, compute or look something up."""

import re

from ivr.choices import ABOUT_CALL, FIGURES, NOW, WEEKDAY, figure_of
from ivr.flow import Case, Comparison, If, Lookup, Set, Split, Subroute, Switch
from ivr.loader.reader import NUMBER, VARIABLE, RouteReader
from ivr.reading import Items, Node, Table, Text

SUBJECTS = (*ABOUT_CALL, NOW, WEEKDAY)
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
POINTER = re.compile(r"(/([^~/]|~[01])*){1,10}")
CUSTOMER = "customer"
LONGEST_LOOKUP, MOST_LOOKUPS = 10.0, 3  # s of one try, tries
SIZES = (Comparison.OVER, Comparison.UNDER)


def subject(reader: RouteReader, table: Table, key: str) -> str:
    said = reader.text(table, key)
    if said and said not in SUBJECTS and not figure_of(said)[0] and not VARIABLE.fullmatch(said):
        known = ", ".join((*SUBJECTS, "$variable", *(f"{figure} in QUEUE" for figure in FIGURES)))
        reader.complain(table.items[key][1].at, f"{said!r} cannot be switched on", f"write one of {known}")
    return said


def if_(reader: RouteReader, table: Table) -> If:
    about, tests = subject(reader, table, "if"), [test for test in Comparison if test in table.items]
    then, otherwise = reader.text(table, "then"), reader.text(table, "else")
    if len(tests) != 1:
        reader.complain(table.at, "an if needs one test", f"write one of {', '.join(Comparison)}")
        return If(about, Comparison.IS, ("",), then, otherwise)
    return If(about, tests[0], _values(reader, table, tests[0], about), then, otherwise)


def switch(reader: RouteReader, table: Table) -> Switch:
    about = subject(reader, table, "switch")
    return Switch(about, _cases(reader, table, about), reader.text(table, "otherwise"))


def _cases(reader: RouteReader, table: Table, about: str) -> tuple[Case, ...]:
    node = table.items["cases"][1] if "cases" in table.items else Items((), table.at)
    if not isinstance(node, Items) or not node.items:
        reader.complain(node.at, "a switch needs a list of cases", 'write such as `- {is: "1", to: step}`')
        return ()
    cases = [case for each in node.items if (case := _case(reader, each, about))]
    ways = [case.way for case in cases]
    if len(set(ways)) < len(ways):
        reader.complain(node.at, "two cases of a switch are the same", "delete the one that is never taken")
    return tuple(cases)


def _case(reader: RouteReader, node: Node, about: str) -> Case | None:
    table = reader.table(node, "a case", frozenset({*Comparison, "to", "label", "code"}))
    tests = [test for test in Comparison if test in table.items]
    if len(tests) != 1:
        reader.complain(table.at, "a case needs one test", f"write one of {', '.join(Comparison)}")
        return None
    values = _values(reader, table, tests[0], about)
    to, label, code = (reader.text(table, "to"), reader.text(table, "label", ""), reader.text(table, "code", ""))
    return Case(tests[0], values, to, label, code)


def _values(reader: RouteReader, table: Table, test: Comparison, about: str) -> tuple[str, ...]:
    texts = reader.texts(table, test)
    if not texts:
        reader.complain(table.items[test][1].at, f"'{test}' needs a value", f"write such as `{test}: 5`")
    sizes = CLOCK if about == NOW else NUMBER
    for text in texts if test in SIZES else ():
        if len(texts) != 1 or not (sizes.fullmatch(text.value) or VARIABLE.fullmatch(text.value)):
            said, such = ("time", "18:00") if about == NOW else ("number", "5")
            reader.complain(text.at, f"'{test}' needs one {said}", f"write such as `{test}: {such}`")
    return tuple(text.value for text in texts) or ("",)


def set_(reader: RouteReader, table: Table) -> Set:
    reader.named(table, "set")
    return Set(reader.values(table, "set"), reader.text(table, "then"))


def split(reader: RouteReader, table: Table) -> Split:
    shares = reader.named(table, "split")
    weights = {to: reader.number(shares, to, 1.0, least=0) for to in shares.items}
    if not sum(weights.values()):
        reader.complain(shares.at, "a split needs at least one weight over 0", "write such as {a: 30, b: 70}")
    return Split(weights)


def lookup(reader: RouteReader, table: Table) -> Lookup:
    what, into = reader.name(table, "lookup"), _into(reader, table)
    wait = reader.number(table, "wait", 3, least=0.5)
    if wait > LONGEST_LOOKUP:
        remedy = f"{LONGEST_LOOKUP:g} seconds are the most"
        reader.complain(table.items["wait"][1].at, f"{wait:g} seconds are too long a wait", remedy)
    if what and what != CUSTOMER and not into:
        reader.complain(table.at, "nothing is taken from the answer", "add `into: {variable: /path/in/the/answer}`")
    then, missing, failed = (reader.text(table, key) for key in ("then", "missing", "failed"))
    send = reader.values(table, "send")
    return Lookup(what, then, missing, failed, send, into, wait, reader.count(table, "tries", 1, most=MOST_LOOKUPS))


def _into(reader: RouteReader, table: Table) -> dict[str, str]:
    into = {}
    for name, (at, node) in reader.named(table, "into").items.items() if "into" in table.items else ():
        reader.writable(name, Text(name, at))
        if isinstance(node, Text) and POINTER.fullmatch(node.value):
            into[name] = node.value
        else:
            reader.complain(
                node.at, f"{name!r} needs a place in the answer", "write a JSON pointer such as /order/state"
            )
    return into


def subroute(reader: RouteReader, table: Table) -> Subroute:
    return Subroute(reader.name(table, "subroute"), reader.values(table, "with"), reader.text(table, "then"))
