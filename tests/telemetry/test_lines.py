"""A log line says of which call, agent and request it tells, for people and as JSON."""

import json
import logging

from cti import orders
from telemetry.lines import AsJson, ForPeople, about, within


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
