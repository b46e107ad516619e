"""What programs outside may be told, as an AsyncAPI 3.0 document: made from the facts themselves. Pure."""

import inspect
from typing import Any

import msgspec

from journal import Fact
from server.hiding import PERSONAL, WHO_LISTENS
from server.times import NAMES
from server.times import SCHEMA as TIME
from server.version import VERSION
from server.webhooks.telling import told_kinds

Json = dict[str, Any]
REF = "#/components/schemas/{name}"
ABOUT = (
    "What happens in the contact centre. Webhooks push it, signed by the scheme of Standard Webhooks; "
    "GET /api/events fetches it by a cursor. Fields that are personal are empty unless the webhook, or the rights of "
    "the API key, say otherwise. New kinds and new fields may come; those that are here stay."
)
HEADERS: Json = {
    "type": "object",
    "required": ["webhook-id", "webhook-timestamp", "webhook-signature"],
    "properties": {
        "webhook-id": {"type": "string", "description": "the same each time this event is sent to this webhook"},
        "webhook-timestamp": {"type": "string", "description": "epoch seconds at which it was sent"},
        "webhook-signature": {"type": "string", "description": "v1,<base64 of HMAC-SHA256>, one for each secret"},
    },
}


def document() -> Json:
    kinds = told_kinds()
    _, shapes = msgspec.json.schema_components(list(kinds.values()), ref_template=REF)
    messages = {name: _message(name, kind) for name, kind in kinds.items()}
    schemas = {name: _timed(shape) for name, shape in shapes.items()} | {"Signed": HEADERS}
    channel = {name: {"$ref": f"#/components/messages/{name}"} for name in kinds}
    told = [{"$ref": f"#/channels/events/messages/{name}"} for name in kinds]
    events = {"$ref": "#/channels/events"}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Cordboard", "version": VERSION, "description": ABOUT},
        "defaultContentType": "application/json",
        "channels": {"events": {"address": "/api/events", "messages": channel}},
        "operations": {"tell": {"action": "send", "channel": events, "messages": told}},
        "components": {"messages": messages, "schemas": schemas},
    }


def _message(name: str, kind: type[Fact]) -> Json:
    envelope: Json = {
        "type": "object",
        "required": ["type", "timestamp", "number", "cause", "service", "data"],
        "properties": {
            "type": {"const": name},
            "timestamp": {"type": "string", "format": "date-time"},
            "number": {"type": "integer", "description": "of the entry; grows"},
            "cause": {"type": "integer", "description": "the entry it follows from, 0 for none"},
            "service": {"type": "string"},
            "data": {"$ref": REF.format(name=name)},
        },
    }
    about, signed = inspect.getdoc(kind) or "", {"$ref": REF.format(name="Signed")}
    return {"name": name, "title": name, "summary": about, "headers": signed, "payload": envelope}


def _timed(shape: Json) -> Json:
    """Times by name are told as RFC 3339; what is personal may be empty."""
    fields = shape.get("properties")
    return shape | {"properties": {name: _field(name, each) for name, each in fields.items()}} if fields else shape


def _field(name: str, shape: Json) -> Json:
    if name in NAMES and shape.get("type") in ("number", "integer"):
        return {**TIME}
    if name in PERSONAL | WHO_LISTENS and "$ref" in shape:
        return {"anyOf": [shape, {"const": ""}]}
    return shape
