"""How many contacts of each channel an agent may have at once, and which do not go together. Pure.

Voice takes a whole person; written channels may run side by side.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

VOICE = "voice"
Load = Mapping[str, int]  # channel -> contacts now


@dataclass(frozen=True, slots=True)
class Capacity:
    """most: contacts of a channel at once, 1 where it is not said; blocked: pairs (has one of this, gets none of that).

    total: of all channels together, 0 for no limit.
    """

    most: Mapping[str, int] = field(default_factory=dict)
    blocked: frozenset[tuple[str, str]] = frozenset()
    total: int = 0

    def room(self, load: Load, channel: str) -> bool:
        """May an agent with these contacts get one more of this channel."""
        if load.get(channel, 0) >= self.most.get(channel, 1):
            return False
        if self.total and sum(load.values()) >= self.total:
            return False
        return not any(count and (has, channel) in self.blocked for has, count in load.items())


@dataclass
class Loads:
    """What each agent has now."""

    capacity: Capacity = field(default_factory=Capacity)
    _of: dict[str, Counter[str]] = field(default_factory=dict)
    _channel: dict[str, tuple[str, str]] = field(default_factory=dict)  # of each contact: agent and channel

    def room(self, agent: str, channel: str) -> bool:
        load = self._of.get(agent)
        return load is None or self.capacity.room(load, channel)

    def take(self, contact: str, agent: str, channel: str) -> None:
        self._of.setdefault(agent, Counter())[channel] += 1
        self._channel[contact] = agent, channel

    def give_back(self, contact: str) -> str:
        """It is over. Gives the agent who had it, "" for nobody."""
        agent, channel = self._channel.pop(contact, ("", ""))
        if agent:
            self._of[agent] -= Counter({channel: 1})  # keeps what is above 0
            if not self._of[agent]:
                del self._of[agent]
        return agent

    def any(self) -> bool:
        """Has anybody a contact that counts here. Where all is voice, nobody has."""
        return bool(self._of)
