"""The schema for editors says yes to what the loader reads and no to what it refuses."""

import json

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from config.routes import SHIPPED
from ivr.loader import FIELDS
from ivr.schema import KINDS, schema
from tests.ivr.every_kind import PAYING
from tests.ivr.every_kind import ROUTE as EVERY
from tests.ivr.test_choices import ROUTE
from tests.ivr.test_loader import ALL_KINDS, step

VALIDATOR = Draft202012Validator(schema())


def plain(text: str) -> object:
    """As an editor reads it: dates are texts, keys are texts."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "text",
    [
        ALL_KINDS,
        ROUTE,
        EVERY,
        PAYING,
        *(file.read_text() for file in SHIPPED.glob("**/*.yaml") if file.parent.name != "tests"),
    ],
)
def test_what_can_be_read_is_allowed(text: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(plain(text))] == []


@pytest.mark.parametrize("kind", FIELDS)
def test_it_knows_the_words_of_each_kind_of_step(kind: str) -> None:
    properties = KINDS[kind]["properties"]
    assert isinstance(properties, dict)
    assert set(properties) == FIELDS[kind]


@pytest.mark.parametrize(
    "text",
    [
        "{say: p}",
        "{say: p, then: s, loud: yes}",
        "{menu: p, keys: {x: {to: s}}, no input: s, wrong input: s}",
        "{menu: p, keys: {1: {too: s}}, no input: s, wrong input: s}",
        "{switch: weather, cases: [{is: x, to: s}], otherwise: s}",
        "{switch: caller, cases: [{is: x, over: 3, to: s}], otherwise: s}",
        "{queue: general, priority: high}",
        "{say: p, goodbye: p, then: s}",
        "{collect: p, then: s, no input: s, wrong input: s, tries: 0}",
    ],
)
def test_what_the_loader_refuses_is_refused(text: str) -> None:
    assert list(VALIDATOR.iter_errors(plain(step(text)))) != []
