"""What is wrong with a route, where it stands and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from ivr.flow import Mark


class Severity(StrEnum):
    ERROR = "error"  # keeps the route from being published
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Complaint:
    """step: the one that it is about, "" for the whole route; code: a lasting name of the kind of fault."""

    at: Mark
    text: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    step: str = ""
    code: str = "text"

    def __str__(self) -> str:
        said = f"{self.at.line}:{self.at.column}: {self.severity}: {self.text}"
        return f"{said}; {self.remedy}" if self.remedy else said


class Faulty(Exception):
    """A route that cannot be used. complaints: all of them, in the order of the text."""

    def __init__(self, complaints: list[Complaint]) -> None:
        self.complaints = sorted(complaints, key=lambda fault: (fault.at.line, fault.at.column))
        super().__init__("\n".join(map(str, self.complaints)))
