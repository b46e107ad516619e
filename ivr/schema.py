"""The JSON Schema of a route's file, so that editors complete it and underline what is wrong while one writes.

Rule: it allows what `ivr.loader` reads and nothing else; a test holds the two against each other. What no schema can
say (does the step exist, does every caller come to an end) is said by `ivr.checker`.
"""

from ivr.choices import ABOUT_CALL, FIGURES
from ivr.flow import Comparison
from ivr.hours import DAYS
from ivr.loader import FIELDS, KEYS, MOST_STEPS, NAME

Schema = dict[str, object]

TEXT: Schema = {"type": ["string", "number", "boolean"]}  # YAML reads 010 and yes as it likes; the loader reads texts
NUMBER: Schema = {"type": "number", "minimum": 0}
WAIT: Schema = {"type": "number", "minimum": 0.5, "description": "seconds"}
TRIES: Schema = {"type": "integer", "minimum": 1}
STEP: Schema = {"type": ["string", "number"], "description": "the name of the step that comes next"}
PROMPTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}], "description": "names of prompts"}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
VALUES: Schema = {"type": "object", "additionalProperties": TEXT}
WEIGHTS: Schema = {"type": "object", "additionalProperties": NUMBER, "minProperties": 1}


def _table(required: list[str], **properties: Schema) -> Schema:
    """Keys are written with `_` for a space."""
    named = {name.replace("_", " "): schema for name, schema in properties.items()}
    return {"type": "object", "required": required, "properties": named, "additionalProperties": False}


WAY = _table(["to"], to=STEP, label=TEXT, code=TEXT, language={"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z]{2})?$"})
CASE: Schema = {
    **_table(["to"], to=STEP, label=TEXT, code=TEXT, **{test.replace(" ", "_"): TEXTS for test in Comparison}),
    "oneOf": [{"required": [test.value]} for test in Comparison],
}
WEEK: Schema = {
    "anyOf": [{"const": "always"}, _table([], timezone=TEXT, closed_on=TEXTS, **dict.fromkeys(DAYS, TEXTS))]
}
SUBJECT: Schema = {
    "type": "string",
    "anyOf": [
        {"enum": list(ABOUT_CALL)},
        {"pattern": rf"^\$({NAME.pattern})$"},
        {"pattern": f"^({'|'.join(FIGURES)}) in "},
    ],
}
INPUT: dict[str, Schema] = {"no_input": STEP, "wrong_input": STEP, "wait": WAIT, "tries": TRIES}
MENU_KEYS: Schema = {
    "type": "object",
    "properties": dict.fromkeys(sorted(KEYS), WAY),
    "additionalProperties": False,
    "minProperties": 1,
}
COUNT: Schema = {"type": "integer", "minimum": 1}

KINDS: dict[str, Schema] = {
    "say": _table(["say", "then"], say=PROMPTS, then=STEP, barge_in={"type": ["boolean", "string"]}),
    "menu": _table(["menu", "keys", "no input", "wrong input"], menu=PROMPTS, keys=MENU_KEYS, **INPUT),
    "collect": _table(
        ["collect", "then", "no input", "wrong input"],
        collect=PROMPTS,
        label=TEXT,
        into=TEXT,
        then=STEP,
        least=COUNT,
        most=COUNT,
        **INPUT,
    ),
    "hours": _table(["hours", "open", "closed"], hours=WEEK, open=STEP, closed=STEP),
    "switch": _table(
        ["switch", "cases", "otherwise"],
        switch=SUBJECT,
        cases={"type": "array", "items": CASE, "minItems": 1},
        otherwise=STEP,
    ),
    "set": _table(["set", "then"], set=VALUES, then=STEP),
    "split": _table(["split"], split=WEIGHTS),
    "queue": _table(["queue"], queue=TEXT, priority={"type": "integer", "minimum": 0}),
    "callback": _table(
        ["callback", "then", "otherwise"], callback=TEXT, then=STEP, otherwise=STEP, wait=WAIT, tries=TRIES
    ),
    "goodbye": _table(["goodbye"], goodbye=PROMPTS),
}


def schema() -> Schema:
    """JSON Schema (draft 2020-12) of the file of one route."""
    steps: Schema = {
        "type": "object",
        "propertyNames": {"pattern": f"^({NAME.pattern})$"},
        "additionalProperties": {"oneOf": [KINDS[kind] for kind in FIELDS]},
        "maxProperties": MOST_STEPS,
    }
    route = _table(["route", "start", "steps"], route=TEXT, version=COUNT, start=STEP, steps=steps)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A route of Cordboard", **route}
