"""How the steps are written that speak and those at which a caller leaves the route."""

import re

from ivr.flow import Crowd, Goodbye, Overflow, Return, Say, ToAgent, ToQueue, Transfer
from ivr.loader.reader import VARIABLE, RouteReader
from ivr.reading import Items, Node, Table, Text

OUTSIDE = re.compile(r"\+?\d{3,15}")  # ITU-T E.164 allows 15 digits
ID = re.compile(r"[A-Za-z0-9][\w.@-]{0,63}")


def say(reader: RouteReader, table: Table) -> Say:
    return Say(reader.prompts(table, "say"), reader.text(table, "then"), reader.yes(table, "barge in", True))


def goodbye(reader: RouteReader, table: Table) -> Goodbye:
    return Goodbye(reader.prompts(table, "goodbye"))


def queue(reader: RouteReader, table: Table) -> ToQueue:
    name, priority = reader.text(table, "queue"), int(reader.number(table, "priority", 0))
    return ToQueue(name, priority, _skills(reader, table), _overflow(reader, table))


def _skills(reader: RouteReader, table: Table) -> dict[str, int]:
    if "skills" not in table.items:
        return {}
    skills = reader.named(table, "skills")
    return {name: reader.count(skills, name, 1, most=10) for name in skills.items}


def _overflow(reader: RouteReader, table: Table) -> tuple[Overflow, ...]:
    if "overflow" not in table.items:
        return ()
    node = table.items["overflow"][1]
    nodes = node.items if isinstance(node, Items) else (node,)
    return tuple(over for each in nodes if (over := _over(reader, each)))


def _over(reader: RouteReader, node: Node) -> Overflow | None:
    table = reader.table(node, "an overflow", frozenset({*Crowd, "to", "label", "code"}))
    kinds = [crowd for crowd in Crowd if crowd in table.items]
    if len(kinds) != 1:
        reader.complain(table.at, "an overflow needs one reason", f"write one of {', '.join(Crowd)}")
        return None
    when, to = kinds[0], reader.text(table, "to")
    if when is Crowd.NOBODY:
        if not reader.yes(table, when, True):
            reader.complain(table.at, "'nobody there' is yes, or left out", "write `nobody there: yes`")
        limit = 0.0
    else:
        limit = reader.number(table, when, 60, least=1 if when is Crowd.AFTER else 0)
    return Overflow(when, limit, to, reader.text(table, "label", ""), reader.text(table, "code", ""))


def agent(reader: RouteReader, table: Table) -> ToAgent:
    who = reader.text(table, "agent")
    if who and not ID.fullmatch(who) and not VARIABLE.fullmatch(who):
        reader.complain(table.items["agent"][1].at, f"{who!r} is no agent", "write an agent's id, or $variable")
    otherwise = reader.text(table, "otherwise", "")
    return ToAgent(who, reader.text(table, "queue"), otherwise, reader.wait(table, 20))


def transfer(reader: RouteReader, table: Table) -> Transfer:
    """Only a number that stands here can be dialled: nothing that a caller types or a lookup answers."""
    number, shown = reader.text(table, "transfer"), reader.text(table, "caller id", "")
    for key, said in (("transfer", number), ("caller id", shown)):
        node = table.items.get(key, (table.at, Text("", table.at)))[1]
        if said and not OUTSIDE.fullmatch(said):
            reader.complain(node.at, f"{said!r} is no number", 'write it in quotes, such as "0212345678"')
    return Transfer(number, reader.text(table, "otherwise"), shown, reader.wait(table, 30))


def return_(reader: RouteReader, table: Table) -> Return:
    node = table.items["return"][1]
    if not isinstance(node, Text) or node.value not in ("yes", "true", ""):
        reader.complain(node.at, "a return says nothing", "write `return: yes`")
    return Return()
