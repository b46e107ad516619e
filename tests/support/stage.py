"""Where a scenario is played: the pure core in virtual time, or a real Asterisk with real callers and agents.

Rule: a scenario only does what people can do and only sees what can be seen from outside: sound, desks, records.
Callers go by letters, agents by their login. Every `expect_*` waits until it is so, at most `PATIENCE` seconds of the
stage's time, and raises AssertionError with what was there instead.
"""

from dataclasses import dataclass
from typing import Protocol

PATIENCE = 15.0
SILENCE, MUSIC, RINGING = "nothing", "music", "ringing"


@dataclass(frozen=True, slots=True)
class TicketWish:
    """What a ticket has to be; "" and () are not looked at. path: labels of the menu ways."""

    kind: str = ""
    agent: str = ""
    service: str = ""
    queue: str = ""
    flag: str = ""
    result: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallbackWish:
    """number: the one to call; reason: as `ticketing.facts.CallbackReason`; "" is not looked at."""

    queue: str
    number: str = ""
    reason: str = ""


class Stage(Protocol):
    # --- what callers do ---

    async def call(self, caller: str, dialled: str, number: str) -> None:
        """number: the caller's own, "" when withheld. Returns when the call has reached the centre."""

    async def press(self, caller: str, digits: str) -> None: ...

    async def hang_up(self, caller: str) -> None: ...

    async def fall_silent(self, caller: str) -> None:
        """The caller's voice is heard no more."""

    # --- what agents do: at the desk, so it is refused or done when these return ---

    async def call_out(self, agent: str, customer: str, kind: str) -> None:
        """Call somebody outside who is called by this letter from now on.

        kind: `answers`, `early` (is heard before the answer), `silent`, `busy`, `refused`, `unallocated`, `congestion`.
        """

    async def type_number(self, caller: str, customer: str, kind: str) -> None:
        """Ask to be called at another number, that of somebody outside. kind: as for `call_out`."""

    async def call_back(self, agent: str, customer: str) -> None:
        """Confirm the promised call to them that rings here."""

    async def choose(self, agent: str, state: str, reason: str) -> None:
        """Choose a state; logs in to the CTI with a working phone first where the agent is `off`."""

    async def act(self, agent: str, action: str, reason: str) -> None:
        """With the present call: confirm, cancel, hold, resume, hang up, swap, conference, complete, abandon, dismiss,
        warn, withdraw.

        reason: for dismiss; for warn and withdraw the step.
        """

    async def consult(self, agent: str, target: str) -> None:
        """Ask another agent about the present call."""

    async def send_out(self, agent: str, customer: str, kind: str) -> None:
        """Pass the present caller on to somebody outside. kind: as for `call_out`."""

    async def drop(self, agent: str, party: str) -> None:
        """Let somebody out of the conference."""

    async def hand_over(self, agent: str, to: str) -> None:
        """Pass the present caller on without asking. to: `agent:ID` or `queue:ID`."""

    async def record_talks(self, queue: str, mode: str, announced: bool) -> None:
        """Set how the talks of this queue are recorded. mode: `never`, `on demand`, `always`."""

    async def record(self, agent: str, wish: str) -> None:
        """The recording of the present call: on, off, pause, resume."""

    async def phone(self, agent: str, attached: bool) -> None:
        """The agent's phone goes away (page closed) or comes back."""

    # --- what those in charge do ---

    async def lead(self, route: str, customer: str, kind: str) -> None:
        """Let the number of support lead to a route of tests/scenarios/routes, and that one on to somebody outside.

        customer, kind: as for `call_out`; "" for nobody.
        """

    async def set_queue(self, queue: str, settings: dict[str, object]) -> None:
        """Change these settings of a queue, as long as the scenario plays."""

    async def force(self, agent: str, state: str, after_call: bool) -> None:
        """Set an agent's state, at once or for after the call."""

    async def wait(self, seconds: float) -> None: ...

    # --- what can be seen and heard ---

    async def expect_caller_hears(self, caller: str, sound: str) -> None:
        """sound: `music`, `nothing`, an agent, several at once as in `agent1+agent2`, or the name of a prompt."""

    async def expect_agent_hears(self, agent: str, sound: str) -> None:
        """sound: a caller, `ringing` (the tone of who waits for an answer) or `nothing`."""

    async def expect_agent_is(self, agent: str, state: str, patience: float) -> None: ...

    async def expect_waits(self, caller: str, queue: str) -> None: ...

    async def expect_rings(self, caller: str, agent: str) -> None: ...

    async def expect_rings_at_all(self, caller: str, agents: tuple[str, ...]) -> None:
        """The call rings at exactly these, at the same time."""

    async def expect_too_late(self, agent: str, caller: str) -> None:
        """Confirming is refused now, because somebody else was faster."""

    async def expect_beep(self, agent: str, caller: str) -> None:
        """A short tone was heard in the agent's line lately, and not by the caller."""

    async def expect_called(self, customer: str) -> None:
        """Somebody outside is being called, and can be heard from then on."""

    async def expect_recorded(self, caller: str) -> None:
        """The caller's words are being recorded."""

    async def expect_message(self, caller: str) -> None:
        """What the caller has said into the route is kept."""

    async def expect_gone(self, caller: str) -> None:
        """The caller's line is closed and the centre knows it."""

    async def expect_recording(self, caller: str, sounds: list[str], locked: bool) -> None:
        """The last recording of this caller's call, finished. sounds: of its right side, one after the other: an
        agent, several at once, `nothing` (then the left one is silent too) or `announcement`."""

    async def expect_ticket(self, caller: str, wish: TicketWish | None) -> None:
        """Exactly one ticket of this caller's call, as wished; None: there is none."""

    async def expect_callback(self, caller: str, wish: CallbackWish | None) -> None:
        """Exactly one callback entry of this caller's call, as wished; None: there is none."""
