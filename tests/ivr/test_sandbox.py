"""The proof that routes, templates and answers of lookups are data: none of them reaches Python, files or the network.

Three ways to show it: the source of these rooms calls nothing that could carry anything out; Python's own audit says
that nothing was opened, imported, compiled or started while texts of attackers were read; and each place where a text
can stand has its list of attacks, which end as a complaint or as the words themselves.
"""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.routes import load_route
from ivr import pattern, template
from ivr.choices import LONGEST_VALUE
from ivr.complaint import Complaint, Faulty
from server.lookups.answers import LONGEST, values_of
from tests.ivr.every_kind import ROUTE
from ticketing.templates import filled

ROOT = Path(__file__).parents[2]
ROOMS = ("ivr", "ticketing", "server/lookups/answers.py", "config/marked.py", "config/routes.py")
# Whatever turns a text into something that runs, or a name into any attribute.
CARRIES_OUT = {"eval", "exec", "compile", "__import__", "getattr", "setattr", "delattr", "globals", "locals", "vars"}
CARRIES_OUT |= {"open", "input", "breakpoint", "import_module", "system", "popen", "Popen", "format_map"}
KNOWN_USES = {"setattr", "getattr"}  # only with a name that is written in the source, or taken from a dataclass
TELLING = ("open", "exec", "compile", "import", "os.", "subprocess.", "socket.", "ctypes.", "shutil.", "pickle.")
ATTACKS = (
    "{0.__class__.__mro__}",
    "{caller.__class__}",
    "{caller!r}",
    "{caller:>1000000000}",
    "{__import__('os').system('id')}",
    "{{''.__class__}} {{7*7}} {% for x in y %}",
    "${jndi:ldap://127.0.0.1/a}",
    "${SHELL(id)} ${FILE(/etc/passwd)} ${CURL(http://127.0.0.1)}",
    "$(id) `id` ; id | id && id",
    "%(caller)s %s %n %x",
    "<%= 7*7 %> #{7*7} *{7*7}",
    "../../../../etc/passwd",
    "file:///etc/passwd",
    "http://169.254.169.254/latest/meta-data",
    "!!python/object/apply:os.system [id]",
    "'; DROP TABLE tickets; --",
    "<script>alert(1)</script>",
    "\u202egnp.exe\u2066",
    "=cmd|' /C calc'!A1",
)
# Where attributes are looked up by name: the names are written there, or are those of a dataclass's own fields.
ATTRIBUTES = {
    "ivr/choices.py",  # `ABOUT_CALL`, a list
    "ivr/checker/things.py",
    "ivr/checker/languages.py",
    "ivr/checker/reading.py",
    "ivr/library.py",
    "ivr/draw.py",
    "ivr/interpreter/heard.py",
    "ivr/linking.py",
}
WATCHING: list[list[str]] = []


def hear(event: str, _: tuple[object, ...]) -> None:
    if WATCHING and event.startswith(TELLING):
        WATCHING[-1].append(event)


sys.addaudithook(hear)


@contextmanager
def audited() -> Iterator[list[str]]:
    """What Python itself says was done meanwhile."""
    told: list[str] = []
    WATCHING.append(told)
    try:
        yield told
    finally:
        WATCHING.remove(told)


def sources() -> Iterator[Path]:
    for room in ROOMS:
        path = ROOT / room
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            is_regex = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re"
            if not is_regex:
                yield name, node.lineno


def test_nothing_in_these_rooms_can_carry_a_text_out() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in sources()
        for name, line in calls(ast.parse(path.read_text("utf-8")))
        if name in CARRIES_OUT - KNOWN_USES
    ]
    assert found == []


def test_attributes_are_reached_by_names_of_dataclasses_only() -> None:
    """`getattr(value, name)` with a name that a route or a template wrote would be a hole."""
    found = {path.relative_to(ROOT).as_posix() for path in sources() if "attr(" in path.read_text("utf-8")}
    assert found <= ATTRIBUTES, "is the name that is looked up here one of ours? Then add the file to ATTRIBUTES"


def test_the_audit_would_hear_of_it() -> None:
    with audited() as told:
        eval("1")  # this is what must be heard
        (ROOT / "README.md").read_bytes()
    assert {"compile", "open"} <= set(told)


def attacked(attack: str) -> str:
    """A route with the attack in every place that takes a text."""
    quoted = '"' + attack.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return (
        ROUTE.replace('"{{1}}"', quoted).replace('"{caller}-{dialled}"', quoted).replace("[gold, vip]", f"[{quoted}]")
    )


def complaints_about(text: str) -> list[Complaint]:
    try:
        load_route(text)
    except Faulty as faulty:
        return faulty.complaints
    return []


@pytest.mark.parametrize("attack", ATTACKS)
def test_in_a_route_it_is_a_complaint_or_words(attack: str) -> None:
    load_route(ROUTE)  # what is read in once is read in now
    with audited() as told:
        complaints = complaints_about(attacked(attack))
    assert all(each.text and each.remedy for each in complaints)
    assert told == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_as_words_of_a_prompt_it_says_a_variable_by_name_and_nothing_of_it(attack: str) -> None:
    asked: list[str] = []

    def value(slot: template.Slot) -> str:
        asked.append(slot.name)
        return attack  # what a lookup answers is not read again

    with audited() as told:
        try:
            said = template.filled(attack, value)
        except ValueError:
            said = ""
    assert told == []
    assert all(template.NAME.fullmatch(name) for name in asked)
    assert len(said) <= len(attack) * (len(asked) + 1)


@pytest.mark.parametrize("attack", ATTACKS)
def test_as_a_value_that_fills_a_template_it_stays_as_it_is(attack: str) -> None:
    with audited() as told:
        assert filled("#{customer.name}", {"customer.name": attack}).text == attack
        filled(attack, {"customer.name": "Kim"})
    assert told == []


@pytest.mark.parametrize("pointer", ["/__class__/__mro__", "__class__.__init__", "/0/" * 5000, "~2", *ATTACKS])
def test_a_pointer_into_an_answer_finds_plain_values_only(pointer: str) -> None:
    answer = {"a": [1, {"b": "x"}], "deep": {"deep": {}}}
    with audited() as told:
        assert values_of(answer, {"found": pointer}) == {}
    assert told == []


@pytest.mark.parametrize(
    "answer", [{"a": "x" * 10_000_000}, {"a": 10**4000}, {"a": float("nan")}, {"a": ["x"] * 10**6}]
)
def test_what_a_lookup_answers_is_short_in_a_variable(answer: dict[str, object]) -> None:
    assert all(len(text) <= LONGEST for text in values_of(answer, {"a": "/a"}).values())


@pytest.mark.parametrize(
    "text", ["(a+)+$", "(.*)*", "d{64}" * 200, "[0-9]{1,64}" * 40, "\\d{1,64}" * 60, "^", "(?P<x>d)"]
)
def test_no_pattern_takes_longer_than_what_was_typed_is_long(text: str) -> None:
    """Counted in steps, not in seconds: each unit looks at no place twice."""
    typed = "1" * 64
    try:
        units = pattern.units(text)
    except ValueError:
        return
    reached = {0}
    for unit in units:
        reached = {at for start in reached for at in pattern._ends(unit, typed, start)}
        assert len(reached) <= len(typed) + 1
    assert isinstance(pattern.fits(text, typed), bool)


def test_a_variable_that_doubles_itself_stops_growing() -> None:
    value = "x"
    for _ in range(100):
        value = template.filled("{a}{a}", lambda _: value)[:LONGEST_VALUE]  # noqa: B023  # called at once
    assert len(value) == LONGEST_VALUE
