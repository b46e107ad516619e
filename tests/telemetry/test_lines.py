"""A log line says of which call, agent and request it tells, for people and as JSON."""

import ast
import asyncio
import json
import logging
from typing import TypeGuard

import pytest

from asterisk.lanes import Lanes
from cti import orders
from telemetry.lines import AsJson, ForPeople, about, concerning, within
from tests.house import Function, modules


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    return logging.getLogger("server").makeRecord("server", logging.WARNING, "f", 1, message, args, None, extra=extra)


def test_a_line_for_people_ends_with_its_ids() -> None:
    line = ForPeople().format(record("%s failed", "PickUp", call="1.7", entry=12))
    assert line.endswith("WARNING server PickUp failed [call=1.7 entry=12]")


def test_a_line_without_ids_is_as_before() -> None:
    assert ForPeople().format(record("all is well")).endswith("WARNING server all is well")


def test_a_line_of_json_has_one_object_with_its_ids() -> None:
    told = json.loads(AsJson("gateway").format(record("a line is\nlost", agent="agent1")))
    assert (told["level"], told["part"], told["logger"]) == ("warning", "gateway", "server")
    assert (told["message"], told["agent"]) == ("a line is\nlost", "agent1")
    assert told["at"].endswith("Z")


def test_a_line_of_json_stays_one_line_and_carries_the_traceback() -> None:
    try:
        raise ValueError("no\nway")
    except ValueError as error:
        line = record("bad")
        line.exc_info = (ValueError, error, error.__traceback__)
    text = AsJson("server").format(line)
    assert "\n" not in text
    assert "Traceback" in json.loads(text)["error"]


def test_what_is_written_while_a_request_is_answered_belongs_to_it() -> None:
    with within("r-1"):
        inside = json.loads(AsJson("server").format(record("x")))
    outside = json.loads(AsJson("server").format(record("x")))
    assert inside["request"] == "r-1"
    assert "request" not in outside


def test_the_ids_of_an_order_are_found_and_nothing_else_of_it() -> None:
    assert about(orders.PickUp("1.7")) == {"call": "1.7"}
    assert about(orders.OpenLine("agent1")) == {"agent": "agent1"}
    assert about(object()) == {}


def test_a_line_that_is_written_while_something_is_done_for_a_call_names_it() -> None:
    with concerning("1.7"):
        assert ForPeople().format(record("gone")).endswith("gone [call=1.7]")
        assert ForPeople().format(record("gone", call="1.8")).endswith("gone [call=1.8]")
    assert ForPeople().format(record("gone")).endswith("gone")


@pytest.mark.parametrize(
    ("lane", "named"), [("1.7", "[call=1.7]"), ("note-1.7", "[call=1.7]"), ("leg-agent1~", "failed")]
)
async def test_what_is_done_in_the_lane_of_a_call_names_it(lane: str, named: str) -> None:
    lanes, written, done = Lanes(), [], asyncio.Event()

    async def work() -> None:
        written.append(ForPeople().format(record("it failed")))
        done.set()

    with concerning("9.9"):  # of whoever gave the order: no business of the lane
        lanes.put(lane, work)
    async with asyncio.timeout(5):
        await done.wait()
    assert written[0].endswith(named)


OF_ALL = {"connected", "_sign", "read", "_lose", "_find"}  # these tell of no one call
IN_A_LANE = {"_obey_for_call", "_calmly", "_refresh", "_forget_note", "carry_out", "_failed", "_do", "_close_line"}


def test_a_statement_that_knows_its_call_says_so() -> None:
    """Where a call, or what is about one, is at hand, the line says of which: by itself, or because the whole function
    works for that call."""
    found = [
        f"{module.at(statement.lineno)} {ast.unparse(statement)}"
        for module in modules()
        if module.room in ("server", "asterisk", "softphone")
        for function in module.functions()
        for statement in ast.walk(function)
        if is_logged(statement) and has_a_call_at_hand(function) and not is_told(function, statement)
    ]
    assert found == []


def is_logged(statement: ast.AST) -> TypeGuard[ast.Call]:
    if not isinstance(statement, ast.Call) or not isinstance(statement.func, ast.Attribute):
        return False
    return isinstance(statement.func.value, ast.Name) and statement.func.value.id == "logger"


def has_a_call_at_hand(function: Function) -> bool:
    at_hand = {each.arg for each in function.args.args} | {
        name.id for name in ast.walk(function) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    }
    about_one = at_hand & {"call", "order", "fact", "recorded", "finding"}
    return bool(about_one) and function.name not in IN_A_LANE | OF_ALL


def is_told(function: Function, statement: ast.Call) -> bool:
    return any(word.arg == "extra" for word in statement.keywords) or "concern" in ast.unparse(function)
