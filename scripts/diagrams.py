"""Writes docs/diagrams: how a call and an agent go from state to state, drawn from the tables that decide it.

python -m scripts.diagrams          writes the pages
python -m scripts.diagrams --check  says which are not those of the tables of now; exit code 1 if there are any
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from cti import conference, consult, facts, phones, recording
from cti.agent import AFTER_CONSULT, AFTER_THE_CALL, CHOOSABLE, FOLLOWS, TARGET_FOLLOWS
from cti.conference import ConferenceState
from cti.consult import ConsultState
from cti.facts import AgentState, ConsultEnd, LineState
from cti.table import POSSIBLE, TRANSITIONS, CallState
from journal import Command
from scripts.draw import life_of_a_call

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "diagrams"
NOTE = "Drawn by `python -m scripts.diagrams` from the tables in `{source}`; not edited by hand.\n"
RANG_ONLY = (ConsultEnd.DECLINED, ConsultEnd.UNANSWERED, ConsultEnd.FAILED, ConsultEnd.SWITCH)
# The state of the agent who has a call, by the state of the call.
AGENT_OF = {
    CallState.QUEUED: AgentState.READY,
    CallState.OFFERED: AgentState.OFFERED,
    CallState.CONNECTING: AgentState.OFFERED,
    CallState.TALKING: AgentState.TALKING,
    CallState.HELD: AgentState.TALKING,
}


def call_page() -> str:
    """The life of a call, and what may be asked of it in each state."""
    lines = ["# The states of a call", "", NOTE.format(source="cti/table.py"), life_of_a_call()]
    lines += ["", "What may be asked of a call:", "", "| state | commands |", "|---|---|"]
    for state in CallState:
        asked = sorted(command.__name__ for command, states in POSSIBLE.items() if state in states)
        lines.append(f"| {state} | {', '.join(asked) or 'nothing'} |")
    return "\n".join(lines) + "\n"


def consult_page() -> str:
    """The life of a consultation, and what the two agents may ask for in each state."""
    lines = ["# The states of a consultation", "", NOTE.format(source="cti/consult.py"), "```mermaid"]
    lines += ["stateDiagram-v2", *dict.fromkeys(_consult_arrows()), "```", ""]
    lines += ["What the agent who has the call may ask for, and what the one who is asked:", ""]
    lines += ["| state | who has the call | who is asked |", "|---|---|---|"]
    for state in ConsultState:
        mine, theirs = (_allowed(table, state) for table in (consult.OWNER_MAY, consult.TARGET_MAY))
        lines.append(f"| {state or 'none'} | {mine} | {theirs} |")
    return "\n".join(lines) + "\n"


def _consult_arrows() -> Iterator[str]:
    for (before, fact), after in consult.TRANSITIONS.items():
        yield f"  {before or '[*]'} --> {after or '[*]'}: {fact.__name__}"


def conference_page() -> str:
    """Who comes and goes in a conference, and what may be asked because of it."""
    lines = ["# The states of a conference", "", NOTE.format(source="cti/conference.py"), "```mermaid"]
    lines += ["stateDiagram-v2", *_conference_arrows(), "```", ""]
    lines += [
        "A consultation that was joined is in the conference. With guests left, the last of them is *joined* then."
    ]
    lines += ["", "What only a conference allows, or forbids:", ""]
    lines += ["| state | who has the call | a guest |", "|---|---|---|"]
    for state in ConferenceState:
        mine, theirs = (_allowed(table, state) for table in (conference.OWNER_MAY, conference.GUEST_MAY))
        lines.append(f"| {state or 'none'} | {mine} | {theirs} |")
    return "\n".join(lines) + "\n"


def _conference_arrows() -> Iterator[str]:
    for (before, fact), states in conference.TRANSITIONS.items():
        for after in states:
            last = ", the last one" if before and not after else ""
            yield f"  {before or '[*]'} --> {after or '[*]'}: {fact.__name__}{last}"


def _allowed(table: Mapping[type[Command], tuple[StrEnum, ...]], state: StrEnum) -> str:
    return ", ".join(sorted(command.__name__ for command, states in table.items() if state in states)) or "nothing"


def line_page() -> str:
    """The life of a line to a desk phone or an outside number."""
    arrows = [f"  {before} --> {after}: {fact.__name__}" for (before, fact), after in phones.TRANSITIONS.items()]
    lines = ["# The states of a line that is there for one call", "", NOTE.format(source="cti/phones.py"), "```mermaid"]
    lines += ["stateDiagram-v2", f"  [*] --> {LineState.CLOSED}", *arrows, "```", ""]
    lines += ["A desk phone is open as soon as it is answered; at an outside number a key is asked for first."]
    return "\n".join(lines) + "\n"


def agent_page() -> str:
    """What calls make of an agent, as a diagram, and what an agent may choose, as a table."""
    names = [f'  state "{state}" as {_id(state)}' for state in AgentState if " " in state]
    arrows = [f"  {_id(a)} --> {_id(b)}: {fact}" for a, b, fact in sorted(set(_made_by_calls()))]
    states = list(AgentState)
    lines = ["# The states of an agent", "", NOTE.format(source="cti/agent.py"), "What calls make of an agent:", ""]
    lines += ["```mermaid", "stateDiagram-v2", *names, *arrows, "```", ""]
    lines += ["What an agent may choose (rows: from, columns: to):", ""]
    lines += [f"| | {' | '.join(states)} |", f"|---|{'---|' * len(states)}"]
    for state in states:
        marks = ("yes" if to in CHOOSABLE[state] else "" for to in states)
        lines.append(f"| {state} | {' | '.join(marks)} |")
    return "\n".join(lines) + "\n"


def _made_by_calls() -> Iterator[tuple[AgentState, AgentState, str]]:
    for before, fact in TRANSITIONS:
        if fact in FOLLOWS and before in AGENT_OF:
            yield AGENT_OF[before], FOLLOWS[fact][0], fact.__name__
    for fact, (after, _) in TARGET_FOLLOWS.items():
        yield AgentState.OFFERED if fact is facts.ConsultEstablished else AgentState.READY, after, fact.__name__
    for how, (after, _) in AFTER_CONSULT.items():
        yield AgentState.OFFERED if how in RANG_ONLY else AgentState.TALKING, after, f"ConsultEnded ({how})"
    for state, after in AFTER_THE_CALL.items():
        yield state, after, "Cleared"


def recording_page() -> str:
    """The recording of a call, and what the agent who has the call may ask of it."""
    lines = ["# The states of a recording", "", NOTE.format(source="cti/recording.py"), "```mermaid"]
    lines += ["stateDiagram-v2", "  [*] --> off"]
    lines += [f"  {before} --> {after}: {fact.__name__}" for (before, fact), after in recording.TRANSITIONS.items()]
    lines += ["```", "", "What the agent who has the call may ask, where the queue allows it:", ""]
    lines += ["| state | commands |", "|---|---|"]
    for state in recording.RecordingState:
        asked = ", ".join(kind.__name__ for kind, states in recording.MAY.items() if state in states)
        lines.append(f"| {state} | {asked} |")
    return "\n".join(lines) + "\n"


def _id(state: str) -> str:
    return state.replace(" ", "_")


PAGES = {
    "call.md": call_page,
    "agent.md": agent_page,
    "consult.md": consult_page,
    "conference.md": conference_page,
    "recording.md": recording_page,
    "line.md": line_page,
}


def outdated(folder: Path = FOLDER) -> list[Path]:
    """The pages that are missing or not those of the tables of now."""
    paths = {folder / name: page() for name, page in PAGES.items()}
    return [path for path, text in paths.items() if not path.exists() or path.read_text("utf-8") != text]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    if parser.parse_args().check:
        old = outdated()
        for path in old:
            print(f"{path.name} is not drawn from the tables of now; run python -m scripts.diagrams")
        return 1 if old else 0
    FOLDER.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
