"""What an agent may ask of a call in each of its states, for the buttons of the panel, out of the tables of cti.

Rule: the panel shows what stands here and nothing else, so what it offers is what the table accepts.
"""

from collections.abc import Iterator, Mapping, Sequence

from cti import agent as agents
from cti import call as calls
from cti import commands, dialling, mute
from cti.conference import GUEST_MAY, ConferenceState
from cti.consult import TARGET_MAY, Consult, ConsultState
from cti.facts import AgentState
from cti.table import CallState
from cti.warning import WAITS
from journal import Command

# By the last part of their addresses, see server.api.calls.
ACTIONS: dict[str, type[Command]] = {
    "confirm": commands.Confirm,
    "cancel": commands.Cancel,
    "hold": commands.Hold,
    "resume": commands.Retrieve,
    "digits": commands.SendDigits,
    "hangup": commands.HangUp,
    "dismiss": commands.Dismiss,
    "consult": commands.Consult,
    "transfer": commands.PassToQueue,
    "swap": commands.Swap,
    "conference": commands.Conference,
    "complete": commands.Complete,
    "abandon": commands.Abandon,
    "drop": commands.Drop,
    "end": commands.EndConference,
}

OF_AGENTS = (
    ("NEEDS_PHONE", agents.NEEDS_PHONE, "These can only be chosen while the phone is there."),
    ("MAY_DIAL", dialling.MAY_DIAL, "From these somebody can be called, while the phone is there."),
    ("MAY_MUTE", mute.MAY_MUTE, "In these the agent can mute."),
)


def owner_may(state: CallState, consult: ConsultState) -> list[str]:
    """What may be asked by the agent who has the call."""
    call = calls.Call("", "", "", state=state, consult=Consult(consult, "somebody" if consult else ""))
    return [name for name, kind in ACTIONS.items() if calls.possible(call, kind)]


def target_may(consult: ConsultState) -> list[str]:
    """What may be asked by the agent who is asked about the call."""
    return [name for name, kind in ACTIONS.items() if consult in TARGET_MAY.get(kind, ())]


def guest_may() -> list[str]:
    """What may be asked by an agent who was joined before."""
    return [name for name, kind in ACTIONS.items() if ConferenceState.OPEN in GUEST_MAY.get(kind, ())]


def waiting() -> list[str]:
    """What has to wait while the caller hears a warning."""
    return [name for name, kind in ACTIONS.items() if issubclass(kind, WAITS)]


def typescript() -> Iterator[str]:
    yield 'import type { AgentState } from "./facts";\n'
    yield "/** What may be asked of a call through `POST /api/calls/{id}/ACTION`. */"
    yield "export type Asking =\n  | " + "\n  | ".join(f'"{name}"' for name in ACTIONS) + ";\n"
    yield "/** By the agent who has the call, by `CallState/ConsultState`; nothing where it is left out. */"
    yield "export const OWNER_MAY: Readonly<Record<string, readonly Asking[]>> = {"
    pairs = [(state, consult) for state in CallState for consult in ConsultState]
    yield from _entries({f"{state}/{consult}": owner_may(state, consult) for state, consult in pairs})
    yield "};\n"
    yield "/** By the agent who is asked about the call, by ConsultState. */"
    yield "export const TARGET_MAY: Readonly<Record<string, readonly Asking[]>> = {"
    yield from _entries({str(consult): target_may(consult) for consult in ConsultState})
    yield "};\n"
    yield "/** By an agent who was joined to the call before. */"
    yield f"export const GUEST_MAY: readonly Asking[] = {_list(guest_may())};\n"
    yield "/** Not while the caller hears a warning. */"
    yield f"export const WAITS: readonly Asking[] = {_list(waiting())};\n"
    yield from _of_agents()


def _of_agents() -> Iterator[str]:
    yield "/** What an agent may choose in each state; see NEEDS_PHONE. */"
    yield "export const MAY_CHOOSE: Readonly<Record<AgentState, readonly AgentState[]>> = {"
    yield from _entries({str(state): sorted(agents.CHOOSABLE[state]) for state in AgentState}, empty=True)
    yield "};\n"
    for name, states, about in OF_AGENTS:
        yield f"/** {about} */"
        yield f"export const {name}: readonly AgentState[] = {_list(sorted(states))};\n"


def _entries(table: Mapping[str, Sequence[str]], *, empty: bool = False) -> Iterator[str]:
    """empty: also what leads nowhere."""
    return (f'  "{key}": {_list(names)},' for key, names in table.items() if names or empty)


def _list(names: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"
