"""Scenarios from their files to their reports."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.scenarios import load_scenario
from ivr.complaint import Faulty
from server.cli import app
from server.simulation.play import Stopped, as_data, play
from server.simulation.telling import as_html, as_text

EXAMPLE, RULES = Path("docs/examples/monday.yaml"), Path("docs/examples/rules.yaml")
SMALL = """
scenario: Small
from: "09:00"
until: "11:00"
runs: 3
queues:
  q: {calls: 60, talk: 120, patience: 60}
staff:
  team: {agents: 2, queues: [q], from: "09:00", until: "11:00"}
variants:
  two more:
    staff: {more: {agents: 2, queues: [q], from: "09:00", until: "11:00"}}
"""


def test_more_agents_answer_more_calls_of_the_same_days() -> None:
    report = play(load_scenario(SMALL))
    base, more = report.outcomes
    assert [run.whole.offered for run in base.runs] == [run.whole.offered for run in more.runs]
    gained = report.difference(more, "answered")
    assert gained.mean - gained.off > 0


def test_the_report_is_the_same_however_many_processes_play() -> None:
    scenario = load_scenario(SMALL)
    seen: list[tuple[int, int]] = []
    alone = play(scenario)
    together = play(scenario, 2, lambda done, of: seen.append((done, of)))
    assert as_data(alone) == as_data(together)
    assert seen == [(done, 6) for done in range(1, 7)]


def test_a_simulation_that_nobody_wants_any_more_stops() -> None:
    with pytest.raises(Stopped):
        play(load_scenario(SMALL), stopped=lambda: True)


def test_whoever_asked_is_killed_and_the_processes_that_play_end_too(tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    file.write_text(SMALL.replace("runs: 3", "runs: 900"))
    asked = f"play(load_scenario(open({str(file)!r}).read()), 1, lambda done, of: print(done, flush=True))"
    words = f"from config.scenarios import load_scenario; from server.simulation.play import play; {asked}"
    with subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE) as asking:
        assert asking.stdout is not None
        assert asking.stdout.readline() == b"1\n"  # the second day is being played
        playing = Path(f"/proc/{asking.pid}/task/{asking.pid}/children").read_text().split()
        ends = [os.pidfd_open(int(pid)) for pid in playing]
        asking.kill()
    assert len(ends) >= 1
    for end in ends:
        watch = select.poll()
        watch.register(end, select.POLLIN)
        assert watch.poll(10_000), "it goes on without anybody who wants to know"
        os.close(end)


def test_the_report_is_told_as_text_and_as_one_page() -> None:
    report = play(load_scenario(SMALL))
    text, page = as_text(report), as_html(report, "ko")
    assert "two more" in text
    assert '<html lang="ko">' in page
    assert "<polyline" in page
    assert "http" not in page  # it needs nothing from elsewhere


def test_names_cannot_smuggle_anything_into_the_page() -> None:
    page = as_html(play(load_scenario(SMALL.replace("Small", "<script>alert(1)</script>"))))
    assert "<script" not in page


def test_the_command_writes_figures_and_a_page(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL)
    words = ["simulate", str(file), "--json", str(tmp_path / "f.json"), "--html", str(tmp_path / "p.html"), "--runs=2"]
    told = CliRunner().invoke(app, words)
    assert told.exit_code == 0, told.output
    figures = json.loads((tmp_path / "f.json").read_text())
    assert figures["runs"] == 2
    assert figures["outcomes"][1]["difference"]["answered"]["mean"] > 0
    assert (tmp_path / "p.html").read_text().startswith("<!doctype html>")


def test_the_example_with_rules_can_be_read_and_its_variants_differ_from_it_in_what_they_tell() -> None:
    told = load_scenario(RULES.read_text()).all()
    usual = {load.queue: load for load in told["A day with rules"].loads}
    for name, scenario in told.items():
        assert all(load.rates == usual[load.queue].rates for load in scenario.loads), name
    assert len({repr(scenario.loads) for scenario in told.values()}) == len(told)


def test_the_example_of_the_documents_can_be_read() -> None:
    scenario = load_scenario(EXAMPLE.read_text())
    assert list(scenario.all()) == ["Monday", "one agent more from one", "ten percent more calls"]


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ("queues: [q]", "queues: [r]", "there is no queue 'r'"),
        ('from: "09:00"', 'from: "25:00"', "no time of a day"),
        ('until: "11:00"\nruns', 'until: "08:00"\nruns', "not later than"),
        ("calls: 60", "calls: many", "needs a number"),
        ("talk: 120", "talk: {kind: gamma, mean: 3}", "cannot be 'gamma'"),
        ("agents: 2, queues: [q]", "agents: 2", "serves no queue"),
        ("runs: 3", "run: 3", "did you mean 'runs'"),
        ("runs: 3", "runs: 2.5", "whole number"),
        ("calls: 60", "calls: 60, strategy: fair", "write one of longest idle"),
        ("calls: 60", "calls: 60, ageing: 0", "ageing must be more than 0"),
        ("calls: 60", "calls: 60, rings: [{after: 30}, {after: 20}]", "each must begin later"),
        ("calls: 60", "calls: 60, rings: [{after: 30, drop: [latin]}]", "there is no skill latin"),
        ("calls: 60", "calls: 60, rings: [{after: 30, also: r}]", "there is no other queue r"),
        ("calls: 60", "calls: 60, overflow: [{when: wait, to: goodbye}]", "needs an amount"),
        ("calls: 60", "calls: 60, overflow: [{when: late, to: goodbye}]", "write one of wait"),
        ("calls: 60", "calls: 60, overflow: [{when: closed, to: goodbye}]", "never closed"),
        ("calls: 60", "calls: 60, overflow: [{when: wait, amount: 9, to: queue, target: r}]", "no other queue r"),
        ("calls: 60", "calls: 60, ring time: 2", "ring_seconds must be from 5 to 300"),
        ("calls: 60", "calls: 60, answers by itself: yes, rings at all: yes", "exclude each other"),
        ("calls: 60", "calls: 60, callers: [{skills: {latin: 3}}]", "nobody in the staff has the skill latin"),
        ("calls: 60", "calls: 60, callers: [{skills: {latin: 30}}]", "whole number up to 10"),
        ("calls: 60", "calls: 60, announcing: {first: 9, keys: {1: {to: moon}}}", "write one of queue"),
        ("agents: 2, queues: [q]", "agents: 2, queues: [q], levels: {r: 2}", "does not serve 'r'"),
        ("agents: 2, queues: [q]", "agents: 2, queues: [q], reserve: [r]", "does not serve 'r'"),
        ("two more:", "worse:\n    queues: {q: {ageing: 0}}\n  two more:", "ageing must be more than 0"),
        ("two more:", "worse:\n    queues: {r: {ageing: 2}}\n  two more:", "queues has no 'r'"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(wrong: str, right: str, complaint: str) -> None:
    assert wrong in SMALL
    with pytest.raises(Faulty) as faulty:
        load_scenario(SMALL.replace(wrong, right, 1))
    told = str(faulty.value)
    assert complaint in told
    assert told.split(":")[0].isdigit()
