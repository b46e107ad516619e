"""What the live socket says of an entry, as different people see it. Pure."""

from dataclasses import dataclass, field, replace

import msgspec

from server.hiding import hidden
from server.messages import FactMessage, LiveMessage
from server.present import unreasoned
from server.times import stamped
from server.views import AgentView

# of whose kinds pages show lists, which they fetch again
IN_LISTS = ("Ticket", "Callback", "Recording", "Incident", "Restriction", "Recovery", "Conduct", "Dismissed")


@dataclass(frozen=True)
class Seen:
    """A message as people see it. It is written once for all who see the same of it."""

    message: FactMessage
    _texts: dict[tuple[bool, bool], str] = field(default_factory=dict)

    def by(self, whole: bool, why: bool) -> str:
        if (whole, why) not in self._texts:
            self._texts[whole, why] = text_of(_as_seen(self.message, whole, why))
        return self._texts[whole, why]


NOTHING = object()


def place_of(message: FactMessage, *, whole: bool) -> object:
    """Under which a page has of others what is so now: a later message with the same place says all that this one
    does. None for what has to be told in any case, `NOTHING` for what tells nothing."""
    call, agent, queue = message.fact.get("call"), message.agent, message.queue
    kind = message.kind if message.kind.startswith(IN_LISTS) else ""
    if (whole and call) or not (call or agent) or (kind and not call):  # the last: news, such as that a call was ended
        return None
    place = kind, agent.id if agent else "", queue.id if queue else "", *(each.id for each in message.queues)
    return place if any(place) else NOTHING


def _as_seen(message: FactMessage, whole: bool, why: bool) -> FactMessage:
    if not why:
        fact = {name: "" if name == "note" else value for name, value in message.fact.items()}
        message = replace(message, fact=fact, agent=message.agent and unreasoned(message.agent))
    return message if whole else redacted(message)


def redacted(message: FactMessage) -> FactMessage:
    """That something happened, but not to whom."""
    return replace(message, fact=hidden(message.kind, message.fact), call=None, ticket=None)


def text_of(message: LiveMessage) -> str:
    return written(message).decode()


def written(view: LiveMessage | AgentView) -> bytes:
    return msgspec.json.encode(stamped(msgspec.to_builtins(view)))
