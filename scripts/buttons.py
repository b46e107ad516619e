"""What an agent may ask of a call in each of its states, for the buttons of the panel, out of the tables of cti.

Rule: the panel shows what stands here and nothing else, so what it offers is what the table accepts.
"""

from collections.abc import Iterator

from cti import call as calls
from cti import commands
from cti.conference import GUEST_MAY, ConferenceState
from cti.consult import TARGET_MAY, Consult, ConsultState
from cti.table import CallState
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


def typescript() -> Iterator[str]:
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
    yield "export const GUEST_MAY: readonly Asking[] = [" + ", ".join(f'"{name}"' for name in guest_may()) + "];\n"


def _entries(table: dict[str, list[str]]) -> Iterator[str]:
    for key, names in table.items():
        if names:
            yield f'  "{key}": [' + ", ".join(f'"{name}"' for name in names) + "],"
