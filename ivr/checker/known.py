"""What there is besides the route, and how a complaint about one of its steps is made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ivr.complaint import Complaint, Severity
from ivr.flow import Flow, Mark

MOST_NAMED = 12  # names in a remedy


@dataclass(frozen=True, slots=True)
class Known:
    """None is not checked. queues, calendars, skills: by id, with their service, "" for all; prompts, recordings: by
    name, with their languages; connections: that lookups may ask; transfer_targets: by service, "" for all; routes:
    that can be called as subroutes."""

    queues: Mapping[str, str] | None = None
    agents: Collection[str] | None = None
    calendars: Mapping[str, str] | None = None
    prompts: Mapping[str, Collection[str]] | None = None
    recordings: Mapping[str, Collection[str]] | None = None
    connections: Collection[str] | None = None
    transfer_targets: Mapping[str, Collection[str]] | None = None
    skills: Mapping[str, str] | None = None
    routes: Mapping[str, Flow] | None = None


NOTHING = Known()


def fault(flow: Flow, step: str, code: str, text: str, remedy: str) -> Complaint:
    return Complaint(flow.marks.get(step, Mark()), text, remedy, Severity.ERROR, step, code)


def hint(flow: Flow, step: str, code: str, text: str, remedy: str) -> Complaint:
    return Complaint(flow.marks.get(step, Mark()), text, remedy, Severity.WARNING, step, code)


def listed(names: Collection[str], otherwise: str) -> str:
    """The names where they are few."""
    return f"write one of {', '.join(sorted(names))}" if 0 < len(names) <= MOST_NAMED else otherwise
