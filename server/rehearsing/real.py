"""The tests of routes on a real Asterisk: who plays, what is compared, and what cannot be played there."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ivr.choices import figure_of
from ivr.flow import Flow, If, Switch
from ivr.rehearsal import complaints, rehearse
from ivr.script import Test
from ivr.walk import Walk
from server.rehearsing.calling import Silent, called
from server.rehearsing.pinning import CannotPin, must_be_playable, pinned, pins
from server.rehearsing.stage import Play, Stage, stage
from softphone.callers.phone import Phone

AT_ONCE = 6  # calls at the same time


@dataclass(frozen=True, slots=True)
class Scene:
    """A test of a route. text: of the route."""

    flow: Flow
    text: str
    test: Test


@dataclass(slots=True)
class Outcome:
    """faults: what was not as the test says, or not as in virtual time; why_not: why it could not be played."""

    scene: Scene
    walk: Walk = field(default_factory=Walk)
    faults: list[str] = field(default_factory=list)
    why_not: str = ""


async def play(scenes: Sequence[Scene], spoken: Path | None = None) -> list[Outcome]:
    """All of them, some at the same time. Raises `server.rehearsing.stage.NoStage`."""
    outcomes = [Outcome(scene) for scene in scenes]
    plays = {at: play for at, each in enumerate(outcomes) if (play := _prepared(at, each))}
    if not plays:
        return outcomes
    with tempfile.TemporaryDirectory(prefix="cordboard-") as folder:
        async with stage(Path(folder), list(plays.values()), spoken) as house, Phone(house.sip) as phone:
            places = asyncio.Semaphore(AT_ONCE)
            async with asyncio.TaskGroup() as calls:
                for at, play in plays.items():
                    calls.create_task(_call(house, phone, play, outcomes[at], places))
    return outcomes


def _prepared(at: int, outcome: Outcome) -> Play | None:
    """The route of this test on its own number."""
    scene, name = outcome.scene, f"test-{at + 1}"
    walk = rehearse(scene.flow, scene.test)
    try:
        must_be_playable(scene.flow, scene.test, walk)
        text = pinned(scene.text, name, pins(scene.flow, walk))
    except CannotPin as wrong:
        outcome.why_not = str(wrong)
        return None
    return Play(name, text, f"0700{at + 1:06}", scene.test.language, queues_of(scene.flow))


def queues_of(flow: Flow) -> frozenset[str]:
    named = {getattr(step, "queue", "") for step in flow.steps.values()}
    asked = {figure_of(step.subject)[1] for step in flow.steps.values() if isinstance(step, Switch | If)}
    return frozenset(filter(None, named | asked))


async def _call(house: Stage, phone: Phone, play: Play, outcome: Outcome, places: asyncio.Semaphore) -> None:
    async with places:
        try:
            outcome.walk = await called(house, phone, play, outcome.scene.test)
        except Silent as silent:
            outcome.faults = [str(silent)]
            return
    outcome.faults = complaints(outcome.scene.test, outcome.walk) or _differences(outcome)


def _differences(outcome: Outcome) -> list[str]:
    """Steps that were decided beforehand are not asked on the real telephone."""
    scene = outcome.scene
    virtual = rehearse(scene.flow, scene.test)
    decided = pins(scene.flow, virtual)
    expected = [way for way in virtual.ways if way[0] not in decided]
    said = []
    if outcome.walk.ways != expected:
        said.append(f"the ways are {_told(outcome.walk)}, in virtual time {_told(virtual)}")
    if outcome.walk.heard != virtual.heard:
        heard, there = ", ".join(outcome.walk.heard), ", ".join(virtual.heard)
        said.append(f"heard is {heard or 'nothing'}, in virtual time {there or 'nothing'}")
    return said


def _told(walk: Walk) -> str:
    return ", ".join(f"{step}: {way}" for step, way in walk.ways) or "none"
