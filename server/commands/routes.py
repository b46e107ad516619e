"""`cti ivr …`: routes as files, looked at before any caller meets them."""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from config import prompts
from config.routes import SHIPPED, load_route, subroutes_of
from ivr.checker import Known
from ivr.checker import check as complaints_about
from ivr.complaint import Faulty, Severity
from ivr.draw import draw as drawing_of
from ivr.flow import Flow
from ivr.schema import schema as schema_of_routes
from server.commands import impact, publishing, rehearse
from server.commands.common import WrongInput

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Routes: what callers walk through.")
app.command("test")(rehearse.play)
app.command("impact")(impact.compare)
app.command()(publishing.publish)
app.command("import")(publishing.import_)
app.command()(publishing.export)
Files = Annotated[list[Path] | None, typer.Argument(help="Files of routes, or folders; else the shipped ones.")]


@app.command()
def check(files: Files = None) -> None:
    """Look for dead ends, endless loops and unknown prompts. Exit code 1 when there are errors."""
    faults = 0
    known = prompts.load()
    for file in _each(files):
        for complaint in _complaints(file, known):
            typer.echo(f"{file}:{complaint[1]}")
            faults += complaint[0] is Severity.ERROR
    if faults:
        raise typer.Exit(1)
    typer.echo("no errors")


@app.command()
def draw(file: Annotated[Path, typer.Argument(help="A file of a route.")]) -> None:
    """The route as a diagram in Mermaid."""
    try:
        typer.echo(drawing_of(_read(file)))
    except Faulty as faulty:
        raise WrongInput("\n".join(f"{file}:{each}" for each in faulty.complaints)) from None


@app.command()
def schema() -> None:
    """The JSON Schema of a route's file, for editors."""
    typer.echo(json.dumps(schema_of_routes(), indent=2))


def _complaints(file: Path, known: Mapping[str, Collection[str]]) -> list[tuple[Severity, str]]:
    try:
        flow = _read(file)
        found = complaints_about(flow, Known(prompts=known, routes=subroutes_of(flow, file.parent)))
    except Faulty as faulty:
        found = faulty.complaints
    return [(each.severity, str(each)) for each in found]


def _each(files: list[Path] | None) -> Iterator[Path]:
    for file in files or [SHIPPED]:
        yield from sorted(file.glob("*.yaml")) if file.is_dir() else [file]


def _read(file: Path) -> Flow:
    try:
        return load_route(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(f"{file}: cannot be read: {error}") from None
