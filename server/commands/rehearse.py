"""`cti ivr test`: plays the tests of routes in virtual time and says how much of each route they cover."""

import asyncio
import time
import xml.etree.ElementTree as xml
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from config.routes import SHIPPED
from ivr.coverage import Coverage, covered
from ivr.flow import Flow
from ivr.rehearsal import complaints, rehearse
from ivr.script import Test
from ivr.walk import Walk
from server.children import StartFailed
from server.commands.common import WrongInput, settings
from server.commands.files import linked_of, script_of, text_of
from server.rehearsing.real import Scene
from server.rehearsing.real import play as play_for_real
from server.rehearsing.stage import NoStage

Files = Annotated[list[Path] | None, typer.Argument(help="Files of tests, or folders of them; else the shipped ones.")]


@dataclass(frozen=True, slots=True)
class Played:
    test: Test
    walk: Walk
    faults: list[str]
    seconds: float


@dataclass
class Report:
    """The tests of one file."""

    file: Path
    flow: Flow
    text: str
    played: list[Played] = field(default_factory=list)

    @property
    def coverage(self) -> Coverage:
        return covered(self.flow, (each.walk for each in self.played))

    @property
    def failed(self) -> list[Played]:
        return [each for each in self.played if each.faults]


def play(
    files: Files = None,
    junit: Annotated[Path | None, typer.Option(help="Write the results there too, as JUnit XML.")] = None,
    least: Annotated[float, typer.Option(min=0, max=100, help="Fail below this coverage, in percent.")] = 0.0,
    real: Annotated[bool, typer.Option("--real", help="Then by SIP too, on an Asterisk of its own.")] = False,
) -> None:
    """Play the tests of routes. Exit code 1 when one fails or too little is covered."""
    reports = [_played(file) for file in _each(files)]
    if real:
        _play_for_real(reports)
    for report in reports:
        _tell(report)
    if junit:
        junit.write_bytes(as_junit(reports))
    thin = [report for report in reports if report.coverage.percent < least]
    for report in thin:
        typer.echo(f"{report.file}: {report.coverage.percent:.0f} % is less than {least:g} %", err=True)
    if thin or any(report.failed for report in reports):
        raise typer.Exit(1)


def as_junit(reports: list[Report]) -> bytes:
    """The results as JUnit XML, a suite a file."""
    root = xml.Element("testsuites")
    for report in reports:
        told = {"name": report.flow.name, "tests": str(len(report.played)), "failures": str(len(report.failed))}
        suite = xml.SubElement(root, "testsuite", told)
        for each in report.played:
            case = xml.SubElement(suite, "testcase", name=each.test.name, classname=report.flow.name)
            case.set("time", f"{each.seconds:.6f}")
            for fault in each.faults:
                xml.SubElement(case, "failure", message=fault)
    return bytes(xml.tostring(root, encoding="utf-8", xml_declaration=True))


def _play_for_real(reports: list[Report]) -> None:
    """Those that pass in virtual time. What a real telephone cannot play is told."""
    passed = [(report, each) for report in reports for each in report.played if not each.faults]
    scenes = [Scene(report.flow, report.text, each.test) for report, each in passed]
    typer.echo(f"{len(scenes)} tests by SIP …", err=True)
    try:
        outcomes = asyncio.run(play_for_real(scenes, settings().data.absolute()))
    except NoStage as failed:
        raise StartFailed(str(failed)) from None
    for (report, each), outcome in zip(passed, outcomes, strict=True):
        each.faults.extend(f"on the real telephone: {fault}" for fault in outcome.faults)
        if outcome.why_not:
            typer.echo(f"{report.file}: {each.test.name}: only in virtual time: {outcome.why_not}")


def _tell(report: Report) -> None:
    for each in report.failed:
        for fault in each.faults:
            at = each.test.mark
            typer.echo(f"{report.file}:{at.line}:{at.column}: {each.test.name}: {fault}")
    coverage, good = report.coverage, len(report.played) - len(report.failed)
    typer.echo(
        f"{report.flow.name}: {good} of {len(report.played)} tests pass; {coverage.percent:.0f} % of "
        f"{len(coverage.all)} ways are walked"
    )
    for step, way in coverage.missing:
        typer.echo(f"  not walked: {step}, {way}")


def _played(file: Path) -> Report:
    script = script_of(file)
    report = Report(file, *_route_of(file, script.route))
    for each in script.tests:
        began = time.perf_counter()
        walk = rehearse(report.flow, each)
        report.played.append(Played(each, walk, complaints(each, walk), time.perf_counter() - began))
    return report


def _route_of(file: Path, route: str) -> tuple[Flow, str]:
    """The route, and its text, stands beside the file of tests, or beside its folder."""
    for folder in (file.parent, file.parent.parent):
        found = folder / f"{route}.yaml"
        if found.exists() and found != file:
            return linked_of(found), text_of(found)
    raise WrongInput(f"{file}: no {route}.yaml beside it or its folder; write `route:` as that file's name")


def _each(files: list[Path] | None) -> Iterator[Path]:
    for file in files or [SHIPPED / "tests"]:
        yield from sorted(file.glob("*.yaml")) if file.is_dir() else [file]
