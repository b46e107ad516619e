"""The JSON Schema of a route's file, so that editors complete it and underline what is wrong while one writes.

Rule: it allows what `ivr.loader` reads and nothing else; a test holds the two against each other. What no schema can
say (does the step exist, does every caller come to an end) is said by `ivr.checker`.
"""

from ivr import template
from ivr.choices import ABOUT_CALL, FIGURES, NOW, WEEKDAY
from ivr.flow import Check, Comparison, Crowd, Form
from ivr.hours import DAYS
from ivr.loader import FIELDS, KEYS, LANGUAGE, MOST_STEPS, NAME, PROMPT
from ivr.loader.decisions import LONGEST_LOOKUP, MOST_LOOKUPS
from ivr.loader.doors import OUTSIDE

Schema = dict[str, object]


def _matching(pattern: str, **more: object) -> Schema:
    return {"type": ["string", "number", "boolean"], "pattern": f"^({pattern})$", **more}


TEXT: Schema = {"type": ["string", "number", "boolean"]}  # YAML reads 010 and yes as it likes; the loader reads texts
NUMBER: Schema = {"type": "number", "minimum": 0}
WAIT: Schema = {"type": "number", "minimum": 0.5, "description": "seconds"}
TRIES: Schema = {"type": "integer", "minimum": 1, "maximum": 9}
COUNT: Schema = {"type": "integer", "minimum": 1}
YES: Schema = {"type": ["boolean", "string"]}
STEP: Schema = {"type": ["string", "number"], "description": "the name of the step that comes next"}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
SPOKEN_LANGUAGE: Schema = {"type": "string", "pattern": f"^({LANGUAGE.pattern})$"}
QUEUE: Schema = {**TEXT, "description": "the id of a queue"}
VARIABLE = rf"\$({template.NAME.pattern})"
INTO: Schema = _matching(NAME.pattern, description="the variable that keeps it")


def _table(required: list[str], **properties: Schema) -> Schema:
    """Keys are written with `_` for a space."""
    named = {name.replace("_", " ").strip(): schema for name, schema in properties.items()}
    return {"type": "object", "required": required, "properties": named, "additionalProperties": False}


def _step(required: list[str], **properties: Schema) -> Schema:
    """Every step may put something on the IVR path."""
    return _table(required, **properties, label=TEXT, code=TEXT)


def _named(items: Schema, **more: object) -> Schema:
    return {"type": "object", "additionalProperties": items, **more}


FIGURE: Schema = {"pattern": f"^({'|'.join(FIGURES)}) in "}
SAID: Schema = {
    "type": "string",
    "anyOf": [{"enum": ["caller", "dialled", NOW]}, {"pattern": f"^{VARIABLE}$"}, FIGURE],
    "description": "what is said: a $variable, or such as `waiting in QUEUE`",
}
LANGUAGES_OF_TEXT: Schema = _named(TEXT, propertyNames={"pattern": f"^({LANGUAGE.pattern})$"}, minProperties=1)
CURRENCY: Schema = {"type": "string", "pattern": f"^{template.CURRENCY.pattern}$"}
ITEM: Schema = {
    "anyOf": [
        _matching(PROMPT.pattern, description="the name of a prompt"),
        _table(["text"], text={"anyOf": [TEXT, LANGUAGES_OF_TEXT]}),
        *(_table([form.value], **{form.value: SAID}) for form in Form if form is not Form.MONEY),
        _table(["money", "currency"], money=SAID, currency=CURRENCY),
    ]
}
PROMPTS: Schema = {"anyOf": [ITEM, {"type": "array", "items": ITEM, "minItems": 1}], "description": "what is heard"}
VALUES: Schema = _named(TEXT, propertyNames={"pattern": f"^({NAME.pattern})$"})
WAY = _table(["to"], to=STEP, label=TEXT, code=TEXT, language=SPOKEN_LANGUAGE)
TESTS: dict[str, Schema] = {test.replace(" ", "_"): TEXTS for test in Comparison}
ONE_TEST = [{"required": [test.value]} for test in Comparison]
CASE: Schema = {**_table(["to"], to=STEP, label=TEXT, code=TEXT, **TESTS), "oneOf": ONE_TEST}
WEEK: Schema = {
    "anyOf": [
        {"type": "string", "pattern": f"^({NAME.pattern})$", "description": "always, or the name of a calendar"},
        _table([], timezone=TEXT, closed_on=TEXTS, **dict.fromkeys(DAYS, TEXTS)),
    ]
}
SUBJECT: Schema = {
    "type": "string",
    "anyOf": [{"enum": [*ABOUT_CALL, NOW, WEEKDAY]}, {"pattern": f"^{VARIABLE}$"}, FIGURE],
}
ASKED: dict[str, Schema] = {"wait": WAIT, "tries": TRIES}
INPUT: dict[str, Schema] = {"no_input": STEP, "wrong_input": STEP, **ASKED}
ON_KEYS: Schema = {"propertyNames": {"enum": sorted(KEYS)}, "minProperties": 1}
END: Schema = {"enum": ["#", "*", "none"]}
CROWD: Schema = {
    **_table(
        ["to"],
        to=STEP,
        label=TEXT,
        code=TEXT,
        after={"type": "number", "minimum": 1, "description": "seconds that this caller has waited"},
        longer_than=NUMBER,
        estimated_over=NUMBER,
        nobody_there={"enum": [True, "yes", "true"]},
    ),
    "oneOf": [{"required": [crowd.value]} for crowd in Crowd],
}
NUMBER_OUTSIDE: Schema = {"type": "string", "pattern": f"^({OUTSIDE.pattern})$"}

KINDS: dict[str, Schema] = {
    "say": _step(["say", "then"], say=PROMPTS, then=STEP, barge_in=YES),
    "menu": _step(
        ["menu", "keys", "no input", "wrong input"],
        menu=PROMPTS,
        keys=_named(WAY, **ON_KEYS),
        barge_in=YES,
        **INPUT,
    ),
    "collect": _step(
        ["collect", "then", "no input", "wrong input"],
        collect=PROMPTS,
        into=INTO,
        then=STEP,
        least=COUNT,
        most={**COUNT, "maximum": 64},
        end=END,
        pattern=_matching(r"[\[\]0-9d{},\\-]*", description="such as 010d{7,8}"),
        check={"enum": list(Check)},
        read_back=YES,
        private=YES,
        **INPUT,
    ),
    "language": _step(
        ["language", "keys", "then", "otherwise"],
        language=PROMPTS,
        keys=_named(SPOKEN_LANGUAGE, **ON_KEYS),
        then=STEP,
        otherwise=STEP,
        **ASKED,
    ),
    "hours": _step(["hours", "open", "closed"], hours=WEEK, open=STEP, closed=STEP, holiday=STEP, forced=STEP),
    "if": {
        **_step(["if", "then", "else"], **{"if": SUBJECT, "else": STEP}, then=STEP, **TESTS),
        "oneOf": ONE_TEST,
    },
    "switch": _step(
        ["switch", "cases", "otherwise"],
        switch=SUBJECT,
        cases={"type": "array", "items": CASE, "minItems": 1},
        otherwise=STEP,
    ),
    "set": _step(["set", "then"], set=VALUES, then=STEP),
    "split": _step(["split"], split=_named(NUMBER, minProperties=1)),
    "lookup": _step(
        ["lookup", "then", "missing", "failed"],
        lookup=_matching(NAME.pattern, description="customer, or a connection that an admin has allowed"),
        send=VALUES,
        into=_named({"type": "string", "pattern": "^/"}, propertyNames={"pattern": f"^({NAME.pattern})$"}),
        wait={**WAIT, "maximum": LONGEST_LOOKUP},
        tries={**TRIES, "maximum": MOST_LOOKUPS},
        then=STEP,
        missing=STEP,
        failed=STEP,
    ),
    "queue": _step(
        ["queue"],
        queue=QUEUE,
        priority={"type": "integer", "minimum": 0},
        skills=_named({**COUNT, "maximum": 10}),
        overflow={"anyOf": [CROWD, {"type": "array", "items": CROWD}]},
    ),
    "agent": _step(["agent", "queue"], agent=TEXT, queue=QUEUE, wait=WAIT, otherwise=STEP),
    "callback": _step(["callback", "then", "otherwise"], callback=QUEUE, then=STEP, otherwise=STEP, **ASKED),
    "record": _step(
        ["record", "then", "no input"],
        record=PROMPTS,
        then=STEP,
        no_input=STEP,
        most=WAIT,
        silence=WAIT,
        end=END,
        into=INTO,
    ),
    "voicemail": _step(
        ["voicemail", "then", "no input"],
        voicemail=QUEUE,
        prompts=PROMPTS,
        then=STEP,
        no_input=STEP,
        most=WAIT,
        silence=WAIT,
    ),
    "transfer": _step(
        ["transfer", "otherwise"], transfer=NUMBER_OUTSIDE, caller_id=NUMBER_OUTSIDE, wait=WAIT, otherwise=STEP
    ),
    "survey": _step(
        ["survey", "then", "no input", "wrong input"],
        survey=_matching(NAME.pattern, description="the id under which answers are kept"),
        prompts=PROMPTS,
        then=STEP,
        least={"type": "integer", "minimum": 0, "maximum": 9},
        most={"type": "integer", "minimum": 1, "maximum": 9},
        **INPUT,
    ),
    "subroute": _step(["subroute", "then"], subroute=_matching(NAME.pattern), **{"with": VALUES}, then=STEP),
    "return": _step(["return"], **{"return": YES}),
    "goodbye": _step(["goodbye"], goodbye=PROMPTS),
}


def schema() -> Schema:
    """JSON Schema (draft 2020-12) of the file of one route."""
    steps = _named(
        {"oneOf": [KINDS[kind] for kind in FIELDS]},
        propertyNames={"pattern": f"^({NAME.pattern})$"},
        maxProperties=MOST_STEPS,
    )
    route = _table(
        ["route", "start", "steps"],
        route=TEXT,
        version=COUNT,
        title=TEXT,
        service=TEXT,
        languages=TEXTS,
        timezone=TEXT,
        parameters=VALUES,
        start=STEP,
        steps=steps,
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A route of Cordboard", **route}
