"""Draws the life of a call into docs/architecture.md, from the table that decides it (cti/table.py).

`python -m scripts.draw` writes it; tests/test_drawings.py sees that it is current.
"""

import re
from pathlib import Path

from cti.table import TRANSITIONS, CallState

PAGE = Path(__file__).resolve().parent.parent / "docs" / "architecture.md"
BEGIN = "<!-- calls: drawn by scripts/draw.py from cti/table.py; do not edit -->\n"
END = "<!-- end of calls -->"
FROM_ANYWHERE = {CallState.RELEASING, CallState.CLEARED}


def life_of_a_call() -> str:
    """A Mermaid state diagram, without facts that change no state and without the ends that are open to every state."""
    arrows: dict[tuple[CallState, CallState], list[str]] = {}
    for (before, fact), after in TRANSITIONS.items():
        if before is not after and after not in FROM_ANYWHERE:
            arrows.setdefault((before, after), []).append(fact.__name__)
    lines = [f"  {_id(a)} --> {_id(b)}: {', '.join(facts)}" for (a, b), facts in arrows.items()]
    names = [f'  state "{state}" as {_id(state)}' for state in CallState if " " in state]
    return "\n".join(
        ["```mermaid", "stateDiagram-v2", *names, f"  [*] --> {_id(CallState.ARRIVED)}", *lines, "```", ""]
    )


def _id(state: CallState) -> str:
    return state.replace(" ", "_")


def drawn(page: str) -> str:
    """The page with the drawing of now."""
    return re.sub(f"(?<={re.escape(BEGIN)}).*?(?={re.escape(END)})", lambda _: life_of_a_call(), page, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), "utf-8")
