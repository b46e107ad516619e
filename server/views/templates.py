"""Answer templates, and one filled in for a ticket."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateView:
    """service: "" for all; folder: "" for the top; code: what agents type behind a slash; processing: the processing
    type it belongs to, 0 for none; may_change: by this person."""

    id: int
    service: str
    folder: str
    title: str
    code: str
    body: str
    processing: int
    may_change: bool


@dataclass(frozen=True, slots=True)
class FilledView:
    """missing: placeholders without a value; they stand in the text as they are written."""

    text: str
    missing: list[str]
