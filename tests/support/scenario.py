"""The language of scenarios: one sentence a step, played on any `Stage`.

A file in tests/scenarios holds `title`, `spec` (numbers of features) and `steps`; SENTENCES is the whole grammar.
`slow`: takes long on a real Asterisk, and something like it is played there too. In every one of them it rings
outside for DIAL_SECONDS, and a phone may be away for PHONE_LIMIT.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ruamel.yaml import YAML

from tests.support.stage import PATIENCE, CallbackWish, Stage, TicketWish

FOLDER = Path(__file__).parent.parent / "scenarios"
DIAL_SECONDS, PHONE_LIMIT = 6, 12  # s; nobody has to wait for what is usual
RING_PATIENCE = 60.0  # s; an offer rings for as long as its queue says
STATES = "off|idle|ready|break|work|dialling|offered|talking|after call|no answer"
ACTIONS = {"confirms": "confirm", "cancels": "cancel", "holds": "hold", "resumes": "resume", "hangs up": "hang up"}
ACTIONS |= {"swaps": "swap", "completes": "complete", "gives up": "abandon", "joins all": "conference"}
KINDS = {"answers": "answers", "is heard before the answer": "early", "does not answer": "silent", "is busy": "busy"}
KINDS |= {"refuses": "refused", "does not exist": "unallocated", "cannot be reached": "congestion"}
CALLING_BACK: dict[str, object] = {"calling_back": {"on": True, "attempts": 2, "spacing": 60.0}}
LAST_AGENT: dict[str, object] = {"choosing": {"prefer": "last agent"}}
WARNING = {"first": "warning1", "second": "warning2"}
ACTIONS |= {"ends the conference": "end conference"}

Words = tuple[str, ...]
Play = Callable[[Stage, Words], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    title: str
    spec: tuple[str, ...]
    steps: tuple[str, ...]
    slow: bool = False


class Nonsense(Exception):
    """A step that no sentence of the grammar fits."""


def _sends_on(queue: str, after: str) -> dict[str, object]:
    return {"limits": {"overflows": [{"when": "wait", "to": "queue", "amount": float(after), "target": queue}]}}


def _seconds(of_wrap_up: str) -> dict[str, object]:
    return {"wrap_up_seconds": float(of_wrap_up)}


SENTENCES: list[tuple[str, Play]] = [
    (r"([A-Z]) calls (\S+) from (\+?\d+)", lambda on, w: on.call(w[0], w[1], w[2])),
    (r"([A-Z]) calls (\S+) anonymously", lambda on, w: on.call(w[0], w[1], "")),
    (r"([A-Z]) presses ([0-9*#]+)", lambda on, w: on.press(w[0], w[1])),
    (r"([A-Z]) hangs up", lambda on, w: on.hang_up(w[0])),
    (rf"(\w+) dials ([A-Z]) who ({'|'.join(KINDS)})", lambda on, w: on.call_out(w[0], w[1], KINDS[w[2]])),
    (
        rf"([A-Z]) types the number of ([A-Z]) who ({'|'.join(KINDS)})",
        lambda on, w: on.type_number(w[0], w[1], KINDS[w[2]]),
    ),
    (r"(\w+) confirms and ([A-Z]) is called", lambda on, w: on.call_back(w[0], w[1])),
    (r"wait ([\d.]+) s", lambda on, w: on.wait(float(w[0]))),
    (rf"(\w+) becomes ({STATES})(?: for (\S+))?", lambda on, w: on.choose(*w)),
    (rf"(\w+) ({'|'.join(ACTIONS)})", lambda on, w: on.act(w[0], ACTIONS[w[1]], "")),
    (r"(\w+) dismisses the caller for (.+)", lambda on, w: on.act(w[0], "dismiss", w[1])),
    (r"(\w+) gives the first warning", lambda on, w: on.act(w[0], "warn", "warning1")),
    (r"(\w+) gives the second warning", lambda on, w: on.act(w[0], "warn", "warning2")),
    (r"(\w+) takes the (first|second) warning back", lambda on, w: on.act(w[0], "withdraw", WARNING[w[1]])),
    (r"(\w+) drops (\w+)", lambda on, w: on.drop(w[0], w[1])),
    (r"(\w+) consults (\w+)", lambda on, w: on.consult(w[0], w[1])),
    (
        rf"(\w+) passes the caller outside to ([A-Z]) who ({'|'.join(KINDS)})",
        lambda on, w: on.send_out(w[0], w[1], KINDS[w[2]]),
    ),
    (r"(\w+) passes the caller to route (\S+)", lambda on, w: on.hand_over(w[0], f"route:{w[1]}")),
    (
        r"talks of (\S+) are recorded (never|on demand|always)( and announced)?",
        lambda on, w: on.record_talks(w[0], w[1], bool(w[2])),
    ),
    (r"(\w+) records (on|off)", lambda on, w: on.record(w[0], w[1])),
    (r"(\w+) (pause|resume)s the recording", lambda on, w: on.record(w[0], w[1])),
    (
        r"the( locked)? recording of ([A-Z]) has (.+)",
        lambda on, w: on.expect_recording(w[1], w[2].split(", "), bool(w[0])),
    ),
    (r"(\w+) passes the caller to queue (\S+)", lambda on, w: on.hand_over(w[0], f"queue:{w[1]}")),
    (r"(\w+) passes the caller to (\w+)", lambda on, w: on.hand_over(w[0], f"agent:{w[1]}")),
    (
        rf"support leads to (\w+)(?: and on to ([A-Z]) who ({'|'.join(KINDS)}))?",
        lambda on, w: on.lead(w[0], w[1], KINDS.get(w[2], "")),
    ),
    (r"([A-Z]) is called", lambda on, w: on.expect_called(w[0])),
    (r"([A-Z]) says nothing", lambda on, w: on.fall_silent(w[0])),
    (r"([A-Z]) leaves a message", lambda on, w: on.expect_recorded(w[0])),
    (r"the message of ([A-Z]) is kept", lambda on, w: on.expect_message(w[0])),
    (r"the queue (\w+) asks by the route (\w+)", lambda on, w: on.set_queue(w[0], {"survey": w[1]})),
    (r"the queue (\w+) sends callers to (\w+) after (\d+) s", lambda on, w: on.set_queue(w[0], _sends_on(w[1], w[2]))),
    (
        r"the queue (\w+) says (\S+) after ([\d.]+) s and calls back at (\d)",
        lambda on, w: on.set_queue(w[0], {"announcing": _announcing(*w[1:])}),
    ),
    (r"the queue (\w+) keeps the places of who is called back", lambda on, w: on.set_queue(w[0], CALLING_BACK)),
    (
        r"the queue (\w+) lets people of (\w+) in after (\d+) s",
        lambda on, w: on.set_queue(w[0], {"choosing": {"rings": [{"after": float(w[2]), "also": w[1]}]}}),
    ),
    (r"the queue (\w+) asks first who talked last", lambda on, w: on.set_queue(w[0], LAST_AGENT)),
    (r"the queue (\w+) rings at all", lambda on, w: on.set_queue(w[0], {"ring_all": True})),
    (r"the queue (\w+) answers by itself", lambda on, w: on.set_queue(w[0], {"auto_answer": True})),
    (r"the queue (\w+) rings for ([\d.]+) s", lambda on, w: on.set_queue(w[0], {"ring_seconds": float(w[1])})),
    (r"the queue (\w+) gives ([\d.]+) s after a call", lambda on, w: on.set_queue(w[0], _seconds(w[1]))),
    (rf"supervisor sets (\w+) to ({STATES})( for after the call)?", lambda on, w: on.force(w[0], w[1], bool(w[2]))),
    (r"(\w+) confirms ([A-Z]) too late", lambda on, w: on.expect_too_late(w[0], w[1])),
    (r"([A-Z]) rings at (\w+) and (\w+)", lambda on, w: on.expect_rings_at_all(w[0], w[1:])),
    (r"(\w+) has heard the beep and ([A-Z]) has not", lambda on, w: on.expect_beep(w[0], w[1])),
    (r"(\w+) does not answer", lambda on, w: on.expect_agent_is(w[0], "no answer", RING_PATIENCE)),
    (r"the phone of (\w+) is lost", lambda on, w: on.phone(w[0], False)),
    (r"the phone of (\w+) is back", lambda on, w: on.phone(w[0], True)),
    (r"([A-Z]) hears (\S+)", lambda on, w: on.expect_caller_hears(w[0], w[1])),
    (r"(\w+) hears (\S+)", lambda on, w: on.expect_agent_hears(w[0], w[1])),
    (rf"(\w+) is ({STATES})", lambda on, w: on.expect_agent_is(w[0], w[1], PATIENCE)),
    (r"([A-Z]) waits in (\S+)", lambda on, w: on.expect_waits(w[0], w[1])),
    (r"([A-Z]) rings at (\w+)", lambda on, w: on.expect_rings(w[0], w[1])),
    (r"([A-Z]) is gone", lambda on, w: on.expect_gone(w[0])),
    (r"no ticket for ([A-Z])", lambda on, w: on.expect_ticket(w[0], None)),
    (r"no callback for ([A-Z])", lambda on, w: on.expect_callback(w[0], None)),
    (r"ticket for ([A-Z]): (.+)", lambda on, w: on.expect_ticket(w[0], ticket_wish(w[1]))),
    (r"callback for ([A-Z]): (.+)", lambda on, w: on.expect_callback(w[0], callback_wish(w[1]))),
]


def _announcing(text: str, seconds: str, digit: str) -> dict[str, object]:
    """As settings of a queue have it."""
    return {"first": float(seconds), "texts": [text], "digits": {digit: {"to": "callback"}}}


def load(path: Path) -> Scenario:
    """Raises `Nonsense` for a step that is no sentence, before anything is played."""
    told = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    steps = tuple(str(step) for step in told["steps"])
    for step in steps:
        _sentence(step)
    return Scenario(path.stem, told["title"], tuple(told.get("spec", ())), steps, told.get("slow", False))


def load_all() -> list[Scenario]:
    return [load(path) for path in sorted(FOLDER.glob("*.yaml"))]


async def play(scenario: Scenario, stage: Stage, after_step: Callable[[], None] = lambda: None) -> None:
    """Step by step; a failed expectation says in which step. after_step: called when a step is done."""
    for number, step in enumerate(scenario.steps, 1):
        act, words = _sentence(step)
        try:
            await act(stage, words)
        except Exception as wrong:
            wrong.add_note(f"in step {number} of {scenario.name}: {step}")
            raise
        after_step()


def _sentence(step: str) -> tuple[Play, Words]:
    for pattern, act in SENTENCES:
        if match := re.fullmatch(pattern, step):
            return act, tuple(word or "" for word in match.groups())
    raise Nonsense(f"no sentence fits {step!r}")


def ticket_wish(text: str) -> TicketWish:
    """`answered by agent1, path Payments > Card, service support, queue payments, flagged hostile` in any order."""
    wish = TicketWish()
    for part in text.split(", "):
        match part.split(" ", 1):
            case ["answered", by]:
                wish = replace(wish, kind="answered", agent=by.removeprefix("by "))
            case ["outbound", by]:
                wish = replace(wish, kind="outbound", agent=by.removeprefix("by "))
            case ["result", result]:
                wish = replace(wish, result=result)
            case ["abandoned" | "voicemail" | "forwarded" as kind]:
                wish = replace(wish, kind=kind)
            case ["asked", "to be called"]:
                wish = replace(wish, kind="callback")
            case ["path", path]:
                wish = replace(wish, path=tuple(path.split(" > ")))
            case ["flagged", flag]:
                wish = replace(wish, flag=flag)
            case ["service", service]:
                wish = replace(wish, service=service)
            case ["queue", queue]:
                wish = replace(wish, queue=queue)
            case _:
                raise Nonsense(f"a ticket has no {part!r}")
    return wish


def callback_wish(text: str) -> CallbackWish:
    """`asked in general` or `abandoned in payments, number 0311112222`."""
    match = re.fullmatch(r"(\w+) in ([^,\s]+)(?:, number (\S+))?", text)
    if match is None:
        raise Nonsense(f"a callback is nothing like {text!r}")
    return CallbackWish(match[2], match[3] or "", match[1])
