"""Files of tickets."""

from dataclasses import dataclass

from server.times import Time


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """type: by the content; picture: browsers show it; found: what a virus scanner found, "" for nothing: nobody gets
    such a file; may_remove: this person."""

    id: int
    name: str
    type: str
    size: int
    sha256: str
    by: str
    at: Time
    picture: bool
    found: str
    may_remove: bool
