"""The cells of the tables as sentences: what a test of one cell is called in the report."""

from collections.abc import Iterable

from cti.call import Call, possible
from cti.consult import TARGET_MAY, ConsultState
from cti.recording import RecordingState
from cti.refused import Refused
from cti.table import CallState
from cti.transfer import decide
from journal import Command, Fact

CONSULT = {
    ConsultState.NONE: "",
    ConsultState.ASKED: " and a colleague is asked",
    ConsultState.CONNECTING: " and a colleague is being connected",
    ConsultState.CONSULTING: " and the consultation goes on",
    ConsultState.ASIDE: " and the consultation is aside",
    ConsultState.JOINED: " and a colleague is joined",
}


def when(state: CallState, consult: ConsultState = ConsultState.NONE) -> str:
    return f"while the call is {state}{CONSULT[consult]}"


def fact_of(state: CallState, consult: ConsultState, kind: type[Fact], to: str) -> str:
    """to: the state it leads to, "" for a fact that is impossible."""
    return f"{when(state, consult)}, {kind.__name__} {f'leads to {to}' if to else 'cannot happen'}"


def asked_of(call: Call, command: Command) -> str:
    """What comes of it when the agent who has the call asks for it."""
    said = f"{when(call.state, call.consult.state)}, {type(command).__name__}"
    return f"{said} {_outcome(call, command) if possible(call, type(command)) else 'is refused'}"


def asked_by_target(consult: ConsultState, state: CallState, command: Command) -> str:
    allowed = consult in TARGET_MAY.get(type(command), ())
    return f"{when(state, consult)}, {type(command).__name__} of who is asked is {'taken' if allowed else 'refused'}"


def of_recording(state: RecordingState, word: str, taken: Iterable[RecordingState], no: str) -> str:
    """taken: the states in which it can be."""
    return f"while the recording is {state}, {word} {'is taken' if state in taken else no}"


def _outcome(call: Call, command: Command) -> str:
    try:
        happened, ordered = decide(call, command)
    except Refused:
        return "is refused"
    leads = " and ".join(type(fact).__name__ for fact in happened)
    asks = " and ".join(type(order).__name__ for order in ordered)
    return f"leads to {leads}" if leads else f"orders {asks}" if asks else "changes nothing"
