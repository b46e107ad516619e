"""Callers who walk through routes: one who tries a draft, those whom a new version concerns, those of yesterday."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeardView:
    """text: in words; sound_url: where it can be heard, "" for what is only words; after: deeds done when it began."""

    prompt: str
    text: str
    language: str
    sound_url: str
    step: str
    after: int


@dataclass(frozen=True, slots=True)
class TryView:
    """Where the caller of a draft stands. waiting_for: the kind of step that waits for the caller, "" when the call is
    over; ways: [step, way] taken; ends: as in tests, "" while it goes on; seconds: since the call came."""

    heard: list[HeardView]
    step: str
    waiting_for: str
    ways: list[list[str]]
    ends: str
    path: list[str]
    callback: str
    variables: dict[str, str]
    seconds: float


@dataclass(frozen=True, slots=True)
class FateView:
    path: list[str]
    ends: str
    callback: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """callers: how many; names: of some of them; heard: only what they hear is different."""

    before: FateView
    after: FateView
    callers: int
    names: list[str]
    heard: bool


@dataclass(frozen=True, slots=True)
class ImpactView:
    """Of `callers`, so many meet something else. gone, new: [step, way] that only one of the versions has walked;
    real: keys were pressed as often as real callers pressed them lately."""

    callers: int
    changed: int
    changes: list[ChangeView]
    gone: list[list[str]]
    new: list[list[str]]
    real: bool


@dataclass(frozen=True, slots=True)
class RouteFiguresView:
    """now: callers at each step; today, yesterday: step → way → how often."""

    now: dict[str, int]
    today: dict[str, dict[str, int]]
    yesterday: dict[str, dict[str, int]]
