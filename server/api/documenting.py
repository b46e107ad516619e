"""What the OpenAPI document tells of answers that are no success: problem documents, by operation.

FastAPI knows its own only, and those in another shape. What follows from the kind of an operation is told by rule;
MORE lists the rest. A test sends each operation what it takes and what it does not, and finds no other status.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI

from server.rights import OPERATIONS

PROBLEM = "#/components/schemas/Problem"
SHAPE: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457. detail: a sentence for the person; code, values: the same for a page that says it in "
    "another language; wrong: which fields.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "values": {"type": "object"},
        "wrong": {"type": "array", "items": {"type": "object"}},
    },
}
# What does not follow from the kind of an operation.
MORE: dict[str, tuple[int, ...]] = {
    "POST /api/session": (401, 429),
    "POST /api/password": (410,),
    "POST /api/password/forgotten": (429,),
    "PUT /api/me/password": (429,),
    "POST /api/me/second-factor": (429,),
    "PUT /api/me/second-factor": (429,),
    "POST /api/me/second-factor/codes": (429,),
    "POST /api/me/second-factor/remove": (429,),
    "PUT /api/caller-ids/{id}/certificate": (413, 415),
    "POST /api/tickets/{id}/attachments": (413, 415),
    "POST /api/prompts/{name}/recording": (413, 415),
    "POST /api/webhooks/{id}/failures/{failure}/again": (502,),
    "POST /api/demo/call": (503,),
    "GET /api/events": (409,),
    "GET /api/health": (503,),
    "GET /api/session/single/begin": (404,),
}


def install(app: FastAPI) -> None:
    """The document is made once, when somebody asks for it."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = with_problems(made())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to change its document


def with_problems(document: dict[str, Any]) -> dict[str, Any]:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = SHAPE
    for shape in ("HTTPValidationError", "ValidationError"):
        schemas.pop(shape, None)
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            told = operation["responses"]
            told.pop("422", None)
            for status in sorted(set(statuses(f"{method.upper()} {path}", operation))):
                told.setdefault(str(status), _answer(status))
    return document


def statuses(name: str, operation: dict[str, Any]) -> Iterator[int]:
    """name: `GET /api/calls/{id}`."""
    yield from MORE.get(name, ())
    if not OPERATIONS[name].public:
        yield from (401, 403)
    if operation.get("parameters"):
        yield from (404, 422)
    if "requestBody" in operation:
        yield from (400, 404, 413, 422)
    if not name.startswith("GET"):
        yield 409


def _answer(status: int) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": PROBLEM}}}
    return {"description": HTTPStatus(status).phrase, "content": content}
