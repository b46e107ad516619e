"""`cti simulate`: what would happen if, on the rules of the running house, in virtual time."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from config.scenarios import load_scenario
from routing.simulation.scenario import Scenario
from server.commands.common import WrongInput
from server.commands.files import read
from server.simulation.play import Report, as_data, play
from server.simulation.telling import as_html, as_text
from server.simulation.words import WORDS


def simulate(
    file: Annotated[Path, typer.Argument(help="A scenario as YAML; docs/simulation.md says what stands in it.")],
    runs: Annotated[int, typer.Option(min=0, max=1000, help="Days for each variant; 0: as the file says.")] = 0,
    seed: Annotated[int, typer.Option(min=-1, help="The same seed gives the same report; -1: as the file says.")] = -1,
    data: Annotated[Path | None, typer.Option("--json", help="Write the figures there, as JSON.")] = None,
    page: Annotated[Path | None, typer.Option("--html", help="Write a page with plots there.")] = None,
    language: Annotated[str, typer.Option(help="Of the page: en, ko or ja.")] = "en",
    workers: Annotated[int, typer.Option(min=0, help="Processes at once; 0: one for each processor.")] = 0,
) -> None:
    """Play days of calls on the rules of this house, and tell what comes of them with confidence intervals."""
    if language not in WORDS:
        raise WrongInput(f"there is no page in {language!r}: use {', '.join(WORDS)}")
    scenario = _wanted(read(file, load_scenario), runs, seed)
    report = _played(scenario, workers or os.cpu_count() or 1)
    typer.echo(as_text(report))
    if data:
        data.write_text(json.dumps(as_data(report), indent=2) + "\n", encoding="utf-8")
    if page:
        page.write_text(as_html(report, language), encoding="utf-8")


def _wanted(scenario: Scenario, runs: int, seed: int) -> Scenario:
    return replace(scenario, runs=runs or scenario.runs, seed=scenario.seed if seed < 0 else seed)


def _played(scenario: Scenario, workers: int) -> Report:
    whole = scenario.runs * len(scenario.all())
    with typer.progressbar(length=whole, label="days", file=typer.get_text_stream("stderr")) as bar:
        return play(scenario, workers, lambda done, of: bar.update(1))
