"""Prompts as designers see them."""

from dataclasses import dataclass
from typing import Literal

from server.times import Time


@dataclass(frozen=True, slots=True)
class PromptUseView:
    """Where a prompt is played: a step of a route, the rules of conduct of a service, its greeting in an
    emergency, or whatever the house says by itself."""

    kind: Literal["route", "conduct", "switch", "house"]
    where: str
    step: str


@dataclass(frozen=True, slots=True)
class PromptLanguageView:
    """A prompt in one language. source: what is heard; `file`: put into the data folder by hand; words, recording: the
    versions in use, 0 for the shipped words and for no recording; instead: the language heard where there is none."""

    language: str
    text: str
    source: Literal["recording", "file", "text", "none"]
    words: int
    recording: int
    instead: str


@dataclass(frozen=True, slots=True)
class PromptView:
    """service: "" for what all services share; shipped: came with the program, so it cannot be deleted."""

    name: str
    service: str
    note: str
    shipped: bool
    languages: list[PromptLanguageView]
    uses: list[PromptUseView]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class PromptVersionView:
    """version: 0 for the words that came with the program; seconds: of a recording; by: a person's name; heard: now."""

    language: str
    version: int
    kind: Literal["text", "recording"]
    text: str
    seconds: float
    by: str
    at: Time
    heard: bool


@dataclass(frozen=True, slots=True)
class PromptDetail:
    """versions: the newest first."""

    prompt: PromptView
    versions: list[PromptVersionView]
