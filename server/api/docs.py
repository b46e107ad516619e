"""The OpenAPI document as a page that one can read: made here, so nothing is loaded from elsewhere."""

from collections.abc import Iterator
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

routes = APIRouter(include_in_schema=False)
STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
article { border-top: 1px solid #8884; padding: .6rem 0 }
h2 { font-size: 1rem; margin: 0 } b { display: inline-block; min-width: 4.5rem }
code { font-family: ui-monospace, monospace } table { border-collapse: collapse; margin: .3rem 0 }
td { padding: .1rem .8rem .1rem 0; vertical-align: top } p { margin: .2rem 0 }
"""


@routes.get("/api/docs")
async def docs(request: Request) -> HTMLResponse:
    return HTMLResponse(page(request.app.openapi()))


def page(document: dict[str, Any]) -> str:
    title = escape(f"{document['info']['title']} {document['info']['version']}: HTTP API")
    body = "".join(_operations(document)) + "".join(_shapes(document))
    head = f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><style>{STYLE}</style>"
    return f"{head}<h1>{title}</h1><p>As a file: <a href=/api/openapi.json>openapi.json</a></p>{body}</html>"


def _operations(document: dict[str, Any]) -> Iterator[str]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            rows = "".join(_row(each["name"], each["schema"]) for each in operation.get("parameters", ()))
            takes = _name(_content(operation.get("requestBody", {})))
            answers = ", ".join(
                f"{code} {_name(_content(answer))}".strip() for code, answer in operation["responses"].items()
            )
            yield (
                f"<article><h2><b>{method.upper()}</b><code>{escape(path)}</code></h2>"
                f"<p>{escape(operation.get('description') or operation.get('summary', ''))}</p>"
                f"<table>{rows}</table><p>{escape(f'takes {takes}; ' if takes else '')}answers {escape(answers)}</p>"
                "</article>"
            )


def _shapes(document: dict[str, Any]) -> Iterator[str]:
    for name, shape in document.get("components", {}).get("schemas", {}).items():
        rows = "".join(_row(field, schema) for field, schema in shape.get("properties", {}).items())
        about = escape(shape.get("description", ""))
        yield f'<article id="{escape(name)}"><h2>{escape(name)}</h2><p>{about}</p><table>{rows}</table></article>'


def _row(name: str, schema: dict[str, Any]) -> str:
    about = escape(schema.get("description", ""))
    return f"<tr><td><code>{escape(name)}</code><td>{escape(_name(schema))}<td>{about}"


def _content(part: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = part.get("content", {}).get("application/json", {}).get("schema", {})
    return schema


def _name(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_name(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_name(schema.get('items', {}))}"
    return str(schema.get("type", ""))
