"""The AsyncAPI document is that of the facts as they are, whole in itself, and every event that is told fits it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings, strategies

from cti.facts import Arrived
from journal import Entry, Fact
from server.webhooks import asyncapi, telling

DOCUMENT = asyncapi.document()
KEPT = Path("docs/asyncapi.json")
strategies.register_type_strategy(float, strategies.floats(0, 4e9))  # times, mostly


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for name, value in part.items() if name == "$ref")
        for each in part.values():
            yield from references(each)
    elif isinstance(part, list):
        for each in part:
            yield from references(each)


def at(reference: str) -> dict[str, Any]:
    found = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def test_the_file_in_the_docs_is_current() -> None:
    assert json.loads(KEPT.read_text(encoding="utf-8")) == json.loads(json.dumps(DOCUMENT)), "run: make types"


def test_every_reference_leads_somewhere() -> None:
    assert all(at(each) for each in references(DOCUMENT))


def test_it_has_what_asyncapi_3_asks_for() -> None:
    assert DOCUMENT["asyncapi"] == "3.0.0"
    assert {"title", "version"} <= DOCUMENT["info"].keys()
    channel = DOCUMENT["channels"]["events"]
    assert {each["$ref"].rpartition("/")[2] for each in DOCUMENT["operations"]["tell"]["messages"]} == set(
        channel["messages"]
    )
    assert all(message["payload"]["properties"]["data"] for message in DOCUMENT["components"]["messages"].values())


def test_every_kind_that_can_be_told_is_there_and_no_other() -> None:
    assert set(DOCUMENT["components"]["messages"]) == set(telling.told_kinds())


@pytest.mark.parametrize("kind", telling.told_kinds().values(), ids=lambda kind: kind.__name__)
def test_each_event_fits_its_message(kind: type[Fact]) -> None:
    schema = at(f"#/components/messages/{kind.__name__}")["payload"] | {"components": DOCUMENT["components"]}
    judge = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())

    @settings(max_examples=4, deadline=None, derandomize=True, database=None)
    @given(strategies.builds(kind), strategies.booleans())
    def fits(fact: Fact, whole: bool) -> None:
        judge.validate(json.loads(telling.body_of(telling.event(Entry(7, 1.5, 6, fact), "support", whole))))

    fits()


def test_what_is_personal_is_empty_unless_it_may_be_seen() -> None:
    entry = Entry(1, 1.0, None, Arrived("c1", "01012345678", "0700000001", "Kim"))
    assert telling.event(entry, "support", whole=True).data["caller"]
    hidden = telling.event(entry, "support", whole=False).data
    assert (hidden["caller"], hidden["name"]) == ("", "")
    assert hidden["call"]
