"""The route as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import NamedTuple

from ivr.flow.doors import Goodbye, Return, ToAgent, ToQueue, Transfer
from ivr.flow.inputs import Callback, Collect, Language, Menu, Record, Survey, Voicemail
from ivr.flow.steps import Hours, If, Lookup, Say, Set, Split, Subroute, Switch

Deciding = Hours | Switch | If | Set | Split | Lookup | Subroute
Asking = Menu | Collect | Language | Survey | Callback | Record | Voicemail
Door = ToQueue | ToAgent | Transfer | Return | Goodbye
Step = Say | Deciding | Asking | Door


class Mark(NamedTuple):
    """A place in the text of a route; lines and columns from 1. A tuple, because a large route has 100,000 of them."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Label:
    """What a step puts on the IVR path when a caller comes to it (IVR-02, IVR-04)."""

    label: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """One version of a route. marks: where each step stands in the text, for complaints.

    labels: of the steps that have one; languages: that it speaks, () for those of its prompts; service: whose queues
    it may use, "" for all; parameters: with their defaults, where it is a subroute, else None; zone: of `now`.
    """

    name: str
    version: int
    start: str
    steps: dict[str, Step]
    marks: dict[str, Mark] = field(default_factory=dict, compare=False)
    labels: Mapping[str, Label] = field(default_factory=dict)
    title: str = ""
    service: str = ""
    languages: tuple[str, ...] = ()
    parameters: Mapping[str, str] | None = None
    zone: tzinfo = UTC
